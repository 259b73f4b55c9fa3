"""Deadlines: sessions."""
