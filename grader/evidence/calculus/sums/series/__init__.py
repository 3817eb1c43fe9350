"""Closed forms of infinite series, a file a kind of terms.

A rule returns the value of a whole series or None, and a row of `closed_form.RULES` asks it: there each term is
proved to have a value. May use the frame of sums, the oracle, signs and definedness.
"""
