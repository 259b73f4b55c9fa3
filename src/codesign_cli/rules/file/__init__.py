"""Rules of the discipline: file."""
