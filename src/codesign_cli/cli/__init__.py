"""The command line: it alone reads the clock, the environment and the terminal."""
