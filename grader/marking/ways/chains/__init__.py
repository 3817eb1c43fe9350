"""Chains of equalities: which member counts, and whether the others agree with it.

`either_end` looks at a chain from both ends, `approximate` at `≈` in it, `same_values` compares two members. May use
`candidates`. Another thing that members may be is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.chains import (
        approximate,
        either_end,
        implied,
        other_units,
        rounded_members,
        rounded_solutions,
        said_twice,
        same_values,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "approximate",
    "either_end",
    "implied",
    "other_units",
    "rounded_members",
    "rounded_solutions",
    "said_twice",
    "same_values",
]
