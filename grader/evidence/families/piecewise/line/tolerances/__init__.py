"""Tolerances on a line: |answer - expected| <= t, exactly between breaks (`bound`), or by enclosures (`smooth`).

`within` is asked. May use what reads and compares functions of one variable.
"""
