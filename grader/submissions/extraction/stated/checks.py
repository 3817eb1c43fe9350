"""Sentences that look whether the answer is right: `Check: $2 \\cdot 3 = 6$`, `(checked by differentiating: …)`."""

from __future__ import annotations

from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words import cues, phrases


def checks(whole: Clause) -> bool:
    """Whether a sentence begins as a check, and neither takes anything back nor says what the answer is."""
    begun = phrases.starting(cues.CHECKING).match(whole.skeleton)
    if begun is None or phrases.words(cues.RETRACTION, cues.UNSURE, cues.AGAINST).search(whole.skeleton):
        return False
    behind = whole.skeleton[begun.end() :]
    return phrases.words(cues.ANSWER, cues.CONCLUSION).search(behind) is None
