r"""The last look at letters listed between two bounds, `0 ≤ x, y ≤ 1`, and at `x > 2 ⇒ y > 5` as one condition.

Bounds say it of each letter; an arrow may be an implication instead of a step. Values that a letter does not
take, `y = 2, x ≠ 1`, may be said of something else. Where that is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import parts_outside
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

MAX_LISTED = 6  # letters
_SIGN = r"(?:[<>≤≥]=?|\\(?:leq?|geq?|leqslant|geqslant|lt|gt)(?![A-Za-z]))"
_LETTER = r"\\?[A-Za-zα-ωΑ-Ω]\w{0,3}"
_COMMA = r"(?:\s*[,;]\s*|\s+(?:and|und|et|y|e)\s+)"
_LISTED = re.compile(_COMMA)
_BOUNDED = re.compile(
    rf"[\s$]*(?P<low>[^<>=≤≥,;\\]{{1,40}}?)\s*(?P<first>{_SIGN})\s*"
    rf"(?P<listed>{_LETTER}(?:{_COMMA}{_LETTER})+)\s*"
    rf"(?P<second>{_SIGN})\s*(?P<high>[^<>=≤≥,;\\]{{1,40}})"
)
_WITHIN = re.compile(r"[\s$]*\\?\{[^{}|:]{1,40}(?:[|:]|\\mid)(?P<said>[^{}]+)\\?\}[\s$.]*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a condition that is refuted, open where each of its letters within its bounds is right."""
    if len(answer.fields) > 1 or not question.kind.is_condition:
        return verdict
    ((name, field),) = answer.fields.items()
    plain = field.text.strip(" $.\n")
    said = field.said or field.written or plain
    for text in (*_each_bounded(plain), *_implied(said), *_without_gaps(said)):
        other = replace(field, text=text, written=field.text, candidates=None)
        found = mark(question, Answer({name: other}))
        if found.outcome is Outcome.CORRECT:
            return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _implied(text: str) -> Iterator[str]:
    """Yield the condition that an implication is, `not (A) or (B)`."""
    sides = _IMPLIES.split(text.strip(" $.\n"))
    if len(sides) == len(("premise", "conclusion")):
        yield f"not ({sides[0].strip(' $')}) or ({sides[1].strip(' $')})"


def _without_gaps(text: str) -> Iterator[str]:
    """Yield a relation without the values that its letters do not take, `y = 2, x ≠ 1`."""
    parts = parts_outside(text.strip(" $.\n"), _BETWEEN)
    others = [one for one in parts if not _GAP.fullmatch(one)]
    if len(others) == 1 < len(parts):
        yield others[0]


_BETWEEN = re.compile(
    r"\s*[,;(]\s*(?:(?:and|with|und|mit|et|avec|y|con|e)\s+)?|\s+(?:[—–]|and|with|und|mit|et|avec|y|con|e)\s+"
)
_GAP = re.compile(r"[\s$(]*\\?[^\W\d_]\w?\s*(?:≠|!=|\\neq?(?![A-Za-z]))[^=<>≤≥]{1,20}")
_IMPLIES = re.compile(r"[⇒⟹→]|=>|->|\\(?:implies|Rightarrow|rightarrow)(?![A-Za-z])")


def _each_bounded(text: str) -> Iterator[str]:
    """Yield the condition that each letter of a list is within the bounds before and behind it."""
    within = _WITHIN.fullmatch(text)
    bounded = _BOUNDED.fullmatch(within["said"] if within is not None else text)
    if bounded is not None:
        low, first, second, high = (bounded[one].strip() for one in ("low", "first", "second", "high"))
        letters = [one.strip() for one in _LISTED.split(bounded["listed"])]
        if len(letters) <= MAX_LISTED:
            yield " and ".join(f"{low} {first} {letter} {second} {high}" for letter in letters)
