"""Intervals and signs as data, with their arithmetic, and what domains and rows of functions say as ranges.

Ends are rational numbers; `simplest` finds the simplest one between two others. May use the readers of the room above
and the table of functions; the range of a whole tree belongs to `signs`. What else is told of a quantity's values is a
field of `Range`, or a file.
"""
