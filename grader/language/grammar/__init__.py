"""The grammar."""
