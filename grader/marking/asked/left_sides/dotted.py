"""Sums and products with dots before a value, `1 + 3 + … + 17 = 100`: unread, they may come to something else."""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.reader import read
from grader.marking.asked.left_sides.operators import asks_to_integrate
from grader.problems.question import Question

_DOTS = re.compile(r"\.\.\.|…|⋯|\\[lc]?dots(?![a-z])")
_CALCULATED = re.compile(rf"\d.*[-+−*·×]\s*(?:{_DOTS.pattern})")


# An integral of nothing, `∫_0^2`, and numbers with several numbers below them.
_NO_FORMULA = re.compile(
    r"[\s$]*(?:(?:\\int(?![A-Za-z])|∫)(?:\\limits)?(?:\s*[_^]\s*(?:\{[^{}]{1,20}\}|\\?[^\W_]{1,6}|[-−][^\W_])){0,2}|\d+(?:_\{?\d+\}?){2,9})[\s$]*"
)


_NO_LIMITS = re.compile(r"[\s$]*(?:\\int(?![A-Za-z])|∫)[\s$]*")


def is_unread_calculation(question: Question, left: str) -> bool:
    """Whether numbers are added or multiplied with dots among them, no rule is seen, and the prompt does not say it."""
    if _NO_FORMULA.fullmatch(left) is not None:
        return not (asks_to_integrate(question) and _NO_LIMITS.fullmatch(left))
    if _CALCULATED.search(left) is None or _tight(left) in _tight(f"{question.lead} {question.prompt}"):
        return False
    try:
        read(left, question.names, "expression")
    except AnswerError:
        return True
    return False


def _tight(text: str) -> str:
    return re.sub(r"[\s$]+", "", _DOTS.sub("…", text))
