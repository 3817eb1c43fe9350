"""Equalities of numbers that a text states, and whether one of them is false beyond what rounding explains.

`false_equalities` is the way in: `statements` parts a text, `calculations` works its members out in all honest readings
as `amounts`, `letters` are what a prompt or the text itself gives values to, `other_dimensions` what
letters without values measure. May use `language`. What a member may hold
besides is a token of `calculations`; whatever is not known there says nothing.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.equalities import false_equalities, other_dimensions, other_fields
else:
    __getattr__ = files_of(__name__)

__all__ = ["false_equalities", "other_dimensions", "other_fields"]
