"""Conditions inside of formulas: definitions by cases, indicators, sets by conditions.

May use `ahead`, `arrays` and `scripts`. A way to write cases is a file here, which gives the same trees as the others.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.cases import no_value
else:
    __getattr__ = files_of(__name__)

__all__ = ["no_value"]
