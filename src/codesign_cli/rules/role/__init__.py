"""Rules of the discipline: role."""
