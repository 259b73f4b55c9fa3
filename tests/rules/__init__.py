"""What the rules say, discipline by discipline."""
