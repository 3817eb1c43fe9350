"""Chains of equalities and what stands between and beside their members.

`member_texts` reads one formula, or the last member of a chain; `chain_words` tells what words between members do,
`own_names` and `facts_beside` what letters beside them stand for. May use `left_hand`. A fact that may stand beside a
value is a rule in `facts_beside`, signs between two statements of one name are in `statements_beside`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.chains import (
        chain_words,
        constants_said,
        constants_solved,
        expansions_said,
        facts_beside,
        growth_texts,
        own_definitions,
        own_names,
        pinned_letters,
        statements_beside,
        steps_said,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "chain_words",
    "constants_said",
    "constants_solved",
    "expansions_said",
    "facts_beside",
    "growth_texts",
    "own_definitions",
    "own_names",
    "pinned_letters",
    "statements_beside",
    "steps_said",
]
