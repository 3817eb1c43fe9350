r"""Integrals round a contour: `∮ dz/(z-3)` where `\oint_{|z|=2} \frac{dz}{z-1}` is asked for is another one."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
_INTEGRAL = re.compile(
    r"(?:\\oint(?:\\limits)?|∮)\s*(?:_\s*(?P<round>\{[^{}]*\}|\\?\w))?(?P<of>(?:\{(?:[^{}]|\{[^{}]*\})*\}|[^$?;={}])*)"
)
_FRACTION = re.compile(r"\\[dt]?frac\s*(\{[^{}]*\}|\w)\s*(\{[^{}]*\}|\w)")
_SET = re.compile(r"\\(?:left|right|,|;|!|mathrm|mathop|displaystyle|limits)(?![A-Za-z])|\\[,;! ]|[\s{}\[\]·*$]|\\cdot")
_RAISED = str.maketrans({"²": "^2", "³": "^3", "⁴": "^4"})
_BY = re.compile(r"d[a-z](?![a-z])")
_FUNCTION = re.compile(r"[a-zA-Z][a-z]?")  # `f dz`, `f(z) dz`
_AROUND_ONE = re.compile(r"\((\w*)\)")


def is_other_contour(question: Question, left: str) -> bool:
    """Whether a left side is an integral round a contour, of another integrand or contour than is asked for."""
    if len(left) > MAX_CHARACTERS or ("∮" not in left and "\\oint" not in left):
        return False
    match = _INTEGRAL.search(left)
    asked = _asked(parts.prompts(question))
    if match is None or not asked:
        return False
    body, path = _plain(match["of"]), _path(match["round"])
    is_named = _FUNCTION.fullmatch(body) is not None and all(body != one for one, _ in asked) and body[:1] != "z"
    same = [around for one, around in asked if one == body or is_named]
    return not same or (bool(path) and all(around and around != path for around in same))


@lru_cache(maxsize=parts.KEPT)
def _asked(said: str) -> tuple[tuple[str, str], ...]:
    """Return the integrands and contours of a prompt."""
    return tuple((_plain(match["of"]), _path(match["round"])) for match in _INTEGRAL.finditer(said))


def _plain(body: str) -> str:
    """Return an integrand without what sets it and without its differential, `1/(z-1)` of `dz/(z-1)`."""
    for _ in range(2):
        body = _FRACTION.sub(r"(\1)/(\2)", body)
    tight = _AROUND_ONE.sub(r"\1", _BY.sub("", _SET.sub("", body.translate(_RAISED))).rstrip(".,"))
    return f"1{tight}" if tight.startswith("/") else tight or "1"


def _path(around: str | None) -> str:
    return _SET.sub("", around or "").replace("\\vert", "|").replace("\\lvert", "|").replace("\\rvert", "|")
