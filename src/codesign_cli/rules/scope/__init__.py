"""Rules of the discipline: scope."""
