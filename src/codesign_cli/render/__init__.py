"""Findings and blocks in, text out: one renderer a file, and escaping lives here alone; importing this loads none of them."""
