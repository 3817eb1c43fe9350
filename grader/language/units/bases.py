"""The base units that all others are made of, in the order of the exponents of a dimension."""

BASE = ("m", "kg", "s", "A", "K", "mol", "cd", "bit")
