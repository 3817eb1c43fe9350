"""Equalities of numbers that a text states, and whether one of them is false beyond what rounding explains.

`false_equalities` is the way in: `statements` parts a text, `sides` are their members as they are read: `plain_members`
are worked out by `calculations` in all honest readings as `amounts`, other formulas by `worked_values`; `letters` are
what a prompt or the text itself gives values to, `definitions` all that a prompt defines,
`defined_members` what comes of it, `other_dimensions` what letters without values measure. May use
`language` and `evidence`. What a sum or product may hold besides is a token of `calculations`; whatever is not known
says nothing.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.equalities import false_equalities, other_dimensions, other_fields
else:
    __getattr__ = files_of(__name__)

__all__ = ["false_equalities", "other_dimensions", "other_fields"]
