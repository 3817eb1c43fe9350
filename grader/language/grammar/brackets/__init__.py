"""Brackets: groups, tuples, intervals, sets, lists, bars, angles, and lists and sums with dots within them.

`brackets` is the way in: a table tells a rule by the sign that opens. May use `ahead`, `arrays`, `cases` and `numbers`.
"""
