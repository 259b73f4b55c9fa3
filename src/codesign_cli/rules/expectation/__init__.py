"""Rules of the discipline: expectation."""
