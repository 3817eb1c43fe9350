"""The ways of marking, one a file: by values, words, code, derivations, essays, approximate chains, candidates.

Each takes a question and the texts of its fields, reads them in every honest way, has each reading judged, and says
what they come to together. May use `texts`, `choices`, `asked`, `judging` and `facts`. `mark` chooses between them.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways import (
        all_refuted,
        calculated,
        code,
        counted,
        derivation,
        either_end,
        essay,
        implied,
        label_dashes,
        last_look,
        names_behind,
        other_reaches,
        other_units,
        percent,
        rounded_members,
        rounded_solutions,
        said_twice,
        same_values,
        sides,
        thousands,
        without_condition,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "all_refuted",
    "calculated",
    "code",
    "counted",
    "derivation",
    "either_end",
    "essay",
    "implied",
    "label_dashes",
    "last_look",
    "names_behind",
    "other_reaches",
    "other_units",
    "percent",
    "rounded_members",
    "rounded_solutions",
    "said_twice",
    "same_values",
    "sides",
    "thousands",
    "without_condition",
]
