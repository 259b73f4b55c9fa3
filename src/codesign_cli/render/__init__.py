"""Findings and blocks in, text out: one renderer a file; escaping lives here and nowhere else."""
