"""Equality by induction over an integer that bounds a sum or product, and by shifts of the index."""
