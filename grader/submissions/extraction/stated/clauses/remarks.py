"""What stands behind an answer and says no more than why it is right, for solutions and for classes of growth.

`$x < 2$, otherwise it diverges`, `$x = 2$, from $x^2 = 4$`, `$O(n)$: the loop is short`.
"""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.stated.words_around.around_words import WORD
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import NEGATED, F, quiet, singles, words

_ELSE = re.compile(
    r"[,;(–—]\s*(?:otherwise|else|sonst|andernfalls|sinon|si\s+no|de\s+lo\s+contrario|altrimenti|caso\s+contrário)\s+"
    rf"(?!(?:[^{F}]*\s)?(?:all|any|every\w*|each|others?|not|no|nur|alle\w*|nicht|kein\w*|tou[ts]\w*|pas|tod[oa]s?|non|não)"
    rf"(?!\w))[^{F}?]*$"
)
_FROM = re.compile(rf"[,;(]\s*(?:from|aus|von|d['’]après|de)\s+{F}[\s.)]*$")
_DOMINATES = r"dominates?|dominiert|überwiegt|domine|domina"
_EXPLAINED = re.compile(rf"\s*(?::\s*|[,–—-]\s*(?=[^{F}?]*\s(?:{_DOMINATES})[\s.]*$))(?:[^{F}?\s]+\s+){{2}}[^{F}?]*$")
# What follows from a value, in words: `$3$, so A is invertible`, `$(2, -1, 1)$, which is orthogonal to both`.
_FOLLOWS = re.compile(
    r"[,;(]\s*(?:so|hence|thus|therefore|which\s+(?:is|means|makes)|somit|daher|folglich|donc|ainsi|qui\s+est|luego|"
    rf"entonces|que\s+es|quindi|dunque|che\s+è|portanto|logo|dus)\s+(?:[^{F}?\s]+\s+)+[^{F}?]*$"
)


def before_remark(question: Question, skeleton: str, first: int) -> tuple[int, bool]:
    """Return where what is left aside begins behind the formula at `first`, the end where nothing does.

    And whether nobody knows if it says more of the answer than why it is right.
    """
    kind = question.kind
    if kind.is_solutions and (match := _ELSE.search(skeleton, first + 1) or _FROM.search(skeleton, first + 1)):
        return match.start() + 1, False
    match = _EXPLAINED.match(skeleton, first + 1) if kind.is_growth and skeleton.count(F) == 1 else None
    follows = _FOLLOWS.search(skeleton, first + 1) if match is None and not kind.is_solutions else None
    tables = (cues.AGAINST, cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.SUPPOSING, cues.CONDITION, cues.PART)
    said = match or follows
    if said is None or words(*tables).search(said[0]) or NEGATED.search(said[0]):
        return len(skeleton), False
    if follows is not None and words(cues.ANSWER, cues.VALUE_WORDS, cues.ALTERNATIVE).search(follows[0]):
        return len(skeleton), False
    return (first + 1 if match is not None else said.start() + 1), True


def may_change(reason: str) -> bool:
    """Whether a reason says what was done behind a value, `after the activation`, and no step of a calculation."""
    match = _AFTER.match(reason)
    known = quiet() | singles(cues.METHOD, cues.WORKING) if match else frozenset()
    return match is not None and not all(word in known for word in WORD.findall(reason, match.end()))


_AFTER = re.compile(r"[\s,;(–—]*(?:after|nach|après|tras|después\s+de|dopo|depois\s+de|na)\s")
