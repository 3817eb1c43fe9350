"""A point at which words behind a formula say that it has no value: `…, not defined at x = 0`."""

from __future__ import annotations

import re

from grader.language.grammar.cases.no_value import WORDS
from grader.problems.question import Question

_POINT = r"(?:\$\s*+)?(?P<point>[A-Za-z]\s*+=\s*+[-−]?\w[\w./]{0,8})(?:\s*+\$)?"
_NAME = r"(?:(?:but|and|where|while)\s+)?(?:\$?[A-Za-z]'?(?:\([A-Za-z]\))?\$?\s+)?"
_SLOPE = r"|(?:it |this |is )*not differentiable|(?:it |there )?(?:has|is) no derivative"
_SAID = tuple(
    re.compile(rf"(?<!\s)\s*+(?:\$\s*+)?[,;.]\s*+(?:\$\s*+)?{said}[\s.]*+\Z", re.IGNORECASE)
    for said in (
        rf"{_NAME}(?P<said>{WORDS}{_SLOPE})\s++(?:at|for|in|when|if)\s++{_POINT}",
        rf"(?:(?:but|and)\s+)?(?:at|for|in|when|if)\s++{_POINT}\s*+(?:,\s*+)?{_NAME}(?P<said>{WORDS}{_SLOPE})",
    )
)
_LEFT = re.compile(r"\s*+(?:\$\s*+)?[^\s=<>,;$]{1,40}\s*+=(?!=)")


def with_said_gap(question: Question, text: str) -> str:
    """Return a formula with no value at the point that the words behind it name; the text itself where none do."""
    said = next((found for pattern in _SAID if (found := pattern.search(text)) is not None), None)
    if said is None or not said.start():
        return text
    if "differentiable" in said["said"] and "derivative" not in question.prompt.casefold():
        return text
    formula = text[: said.start()].replace("$", "")
    left = _LEFT.match(formula)
    head, value = (formula[: left.end()], formula[left.end() :]) if left is not None else ("", formula)
    if re.search(
        r"(?<![^\W_])(?:if|for|when|at)(?![^\W_])", re.sub(r"\\begin\{.*\\end\{\w+\}", "", value, flags=re.DOTALL)
    ):
        return f"{head}{value}, undefined at {said['point']}"
    return f"{head} cases(1/0 if {said['point']}, {value} otherwise)"
