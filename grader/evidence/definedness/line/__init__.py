"""Definedness on a line, exactly: a line is cut into cells between the places where a condition may change its sign.

`breaks` finds these places, with `sheets` where functions switch, `cells` decides on each cell, `verdicts` says what
that means for two sides. Polynomials alone are swept by their roots. May use the formulas here, not coverage.
"""
