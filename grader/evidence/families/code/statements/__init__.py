"""What Python does: statements, expressions, fields of values, loops over sizes in letters, derivatives of numbers.

`interpreter` runs statements, which ask `expressions` for values; `python` has Python's own functions. May use the
library, the spaces and the run. A statement or an expression that is not read yet is a case of one of both.
"""
