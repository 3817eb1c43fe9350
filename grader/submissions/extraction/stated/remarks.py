"""What stands behind an answer and says no more than why it is right, for solutions and for classes of growth.

`$x < 2$, otherwise it diverges`, `$x = 2$, from $x^2 = 4$`, `$O(n)$: the loop is short`.
"""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, words

_ELSE = re.compile(
    r"[,;(–—]\s*(?:otherwise|else|sonst|andernfalls|sinon|si\s+no|de\s+lo\s+contrario|altrimenti|caso\s+contrário)\s+"
    rf"(?!(?:[^{F}]*\s)?(?:all|any|every\w*|each|others?|not|no|nur|alle\w*|nicht|kein\w*|tou[ts]\w*|pas|tod[oa]s?|non|não)"
    rf"(?!\w))[^{F}?]*$"
)
_FROM = re.compile(rf"[,;(]\s*(?:from|aus|von|d['’]après|de)\s+{F}[\s.)]*$")
_DOMINATES = r"dominates?|dominiert|überwiegt|domine|domina"
_EXPLAINED = re.compile(rf"\s*(?::\s*|[,–—-]\s*(?=[^{F}?]*\s(?:{_DOMINATES})[\s.]*$))(?:[^{F}?\s]+\s+){{2}}[^{F}?]*$")


def before_remark(question: Question, skeleton: str, first: int) -> tuple[int, bool]:
    """Return where what is left aside begins behind the formula at `first`, the end where nothing does.

    And whether nobody knows if it says more of the answer than why it is right.
    """
    kind = question.kind
    if kind.is_solutions and (match := _ELSE.search(skeleton, first + 1) or _FROM.search(skeleton, first + 1)):
        return match.start() + 1, False
    match = _EXPLAINED.match(skeleton, first + 1) if kind.is_growth and skeleton.count(F) == 1 else None
    tables = (cues.AGAINST, cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.SUPPOSING, cues.CONDITION, cues.PART)
    if match is None or words(*tables).search(match[0]) or NEGATED.search(match[0]):
        return len(skeleton), False
    return first + 1, True
