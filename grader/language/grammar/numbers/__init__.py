"""Numbers as schools, computers and TeX write them, signs of binomials and factorials, sets of numbers.

May use `ahead`, `arrays` and `cases`. A notation for numbers is a file here, which gives a number or refuses.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.numbers import choices, factorial_quotients, imaginary
else:
    __getattr__ = files_of(__name__)

__all__ = ["choices", "factorial_quotients", "imaginary"]
