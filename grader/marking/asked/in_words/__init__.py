"""Left sides beside what a prompt asks for in words: `f'(1)` where the second derivative is asked for.

`derivatives` tells their order and variable, `fields` functions of several letters, `operations` what is done to a
matrix or an angle, `points` where something is, `terms` those of sequences. May use `left_sides` and `names`; another
operation that words ask for is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.in_words import derivatives, fields, operations, points, terms
else:
    __getattr__ = files_of(__name__)

__all__ = ["derivatives", "fields", "operations", "points", "terms"]
