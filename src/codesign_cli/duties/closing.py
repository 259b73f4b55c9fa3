"""Deadlines: closing."""
