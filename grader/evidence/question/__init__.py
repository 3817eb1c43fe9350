"""A claim made ready for deciding: arrays written out by entry, the symbols that matter, what all methods share."""
