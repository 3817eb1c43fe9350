"""Left sides that have to agree with the part of a prompt that asks: `P(X ≥ 2)` of `at least two`, `NPV`, `\\vec{BA}`.

Each is neutral only where its numbers, relations, letters and words are those of what is asked for: `probabilities` by
the relations of `numbers_said`, `abbreviations` by the words that they are for, `names_written` by what the prompt
writes itself, `hypotheses` by their labels, `changes` where one is spoken of. `other_kinds` is the closed table of what
a noun or the words of the part that asks exclude. May use nothing of `other_things`, which asks it; another kind of
such a left side is a row there, or a file here.
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
        other_kinds,
        probabilities,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = ["abbreviations", "changes", "hypotheses", "names_written", "numbers_said", "other_kinds", "probabilities"]
