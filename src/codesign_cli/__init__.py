"""codesign: checks and documents for shaping one feature together with a few customers."""

__version__ = "0.1.0"
