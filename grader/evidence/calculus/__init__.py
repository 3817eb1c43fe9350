"""Bound expressions (integrals, limits, series, sums): closed forms that are proved, and their values at points.

May use the oracle and all engines below it; `closed_form.py` is the door, each folder one kind of binding. A new rule
is a function in the folder of its kind that returns a tree with the same values at the same points, or None.
"""
