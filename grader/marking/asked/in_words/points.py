"""Points that words ask at, `Compute the divergence at (1, 2, 3)`, and left sides at another one: `div F(2, 1, 3)`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_NUMBER = r"\s*[-−]?\d{1,6}(?:\.\d{1,6})?(?:/[1-9]\d{0,5})?\s*"
_LIST = rf"\((?P<at>{_NUMBER}(?:[,;|]{_NUMBER}){{1,4}})\)"
_POINT = re.compile(
    r"(?i:(?<!\w)(?:at|in|im|bei|an\s+der\s+stelle|au|en|nel|no|a)\s+(?:(?:the\s+)?(?:point|punkt|punto|ponto)\s+)?)\$?\s*"
    rf"(?:\(?[a-z](?:\s*,\s*[a-z])*\)?\s*=\s*|[A-Z]\s*=?\s*)?(?:\\left\s*)?{_LIST}"
)
# A name with an operator before it, and one list of numbers behind it; nothing is calculated with that.
_AT_POINT = re.compile(rf"[^()=+*]*[A-Za-z}}'′’][^()=+*]*?{_LIST}[\s$]*")
_CALCULATED = re.compile(r"(?<![∇\s])\s*[·⋅×]|\\(?:cdot|times|sqrt)(?![A-Za-z])")
_OPERATOR = re.compile(r"(?:\\nabla(?![A-Za-z])|∇)\s*(?:\\(?:cdot|times)(?![A-Za-z])|[·⋅×])")
_SET = re.compile(r"\\(?:left|right|[,;! ])(?![A-Za-z])")


def is_at_other_point(question: Question, left: str) -> bool:
    """Whether a left side is at a point, and the sentence that asks names another one, and this alone."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or len(question.fields) > 1:
        return False
    plain = _OPERATOR.sub("∇", _SET.sub("", left))
    match = _AT_POINT.fullmatch(plain) if _CALCULATED.search(plain) is None else None
    asked = _points(parts.asking_part(question.lead, question.prompt)) if match is not None else frozenset()
    if match is None or len(asked) != 1:
        return False
    (point,), said = asked, _numbers(match["at"])
    return len(said) == len(point) and said != point


@lru_cache(maxsize=parts.KEPT)
def _points(asking: str) -> frozenset[tuple[Fraction, ...]]:
    return frozenset(_numbers(match["at"]) for match in _POINT.finditer(_SET.sub("", asking)))


def _numbers(listed: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(re.sub(r"\s", "", one).replace("−", "-")) for one in re.split("[,;|]", listed))
