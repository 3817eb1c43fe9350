"""Left sides that have to agree with the part of a prompt that asks: `P(X ≥ 2)` of `at least two`, `NPV`, `\\vec{BA}`.

Each is neutral only where its numbers, relations, letters and words are those of what is asked for. May use nothing of
`other_things`, which asks it; another kind of such a left side is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.agreeing import (
        abbreviations,
        changes,
        hypotheses,
        names_written,
        numbers_said,
        probabilities,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = ["abbreviations", "changes", "hypotheses", "names_written", "numbers_said", "probabilities"]
