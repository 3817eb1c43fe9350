"""Equality on integers: polynomials on residue classes, and sums of floors over one period."""
