"""Rules of the discipline: cohort."""
