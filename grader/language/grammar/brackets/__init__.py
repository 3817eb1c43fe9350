"""Brackets: groups, tuples, intervals, sets, lists, bars, angles, and lists and sums with dots within them.

`brackets` is the way in: a table tells a rule by the sign that opens. `dots` asks `geometric` and
`progressions` for the rule of a sum with dots, whose terms are `calculated`. May use `ahead`, `arrays`, `cases` and
`numbers`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what only brackets around arrays, and sums with dots, need
    from grader.language.grammar.brackets import (
        calculated,
        commutators,
        counted_sets,
        decimals,
        dots,
        geometric,
        progressions,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = ["calculated", "commutators", "counted_sets", "decimals", "dots", "geometric", "progressions"]
