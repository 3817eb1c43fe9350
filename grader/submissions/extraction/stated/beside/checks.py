"""Sentences that look whether the answer is right: `Check: $2 \\cdot 3 = 6$`, `(checked by differentiating: …)`."""

from __future__ import annotations

from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import of_short


def checks(asked: Asked, whole: Clause) -> bool:
    """Whether a sentence begins as a check, and neither takes anything back nor says what the answer is.

    What gives the value itself, found by other means, is no check: `Checked with np.convolve: $y = [1, 1]$`.
    """
    begins = _begins(whole.skeleton)
    if begins < 0:
        return False
    rows = [assignment(one.text) for one in whole.formulas]
    if any(row is not None and asked.asks_for(row.left) for row in rows):
        return False
    behind = whole.skeleton[begins:]
    return phrases.words(cues.ANSWER, cues.CONCLUSION).search(behind) is None


@of_short
def _begins(skeleton: str) -> int:
    """Return where the words end with which a check begins that takes nothing back, -1 where none do."""
    begun = phrases.starting(cues.CHECKING).match(skeleton)
    is_none = begun is None or phrases.words(cues.RETRACTION, cues.UNSURE, cues.AGAINST).search(skeleton)
    return -1 if begun is None or is_none else begun.end()
