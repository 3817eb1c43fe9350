"""What a whole answer may be beside a formula: conditions, lists, shapes, quantifiers, entries by a rule, both signs.

`conditions` stands above sums; the others are tried by `whole` where such an answer is expected. May use all folders.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.answers import (
        by_entries,
        congruences,
        evaluation_bars,
        general_solutions,
        listed_conditions,
        lone_brackets,
        moduli,
        other_languages,
        parities,
        two_signs,
        typed_words,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "by_entries",
    "congruences",
    "evaluation_bars",
    "general_solutions",
    "listed_conditions",
    "lone_brackets",
    "moduli",
    "other_languages",
    "parities",
    "two_signs",
    "typed_words",
]
