"""Conditions inside of formulas: definitions by cases, indicators, sets by conditions.

May use `ahead`, `arrays` and `scripts`. A way to write cases is a file here, which gives the same trees as the others.
"""
