"""Ways from one point to another, in words, as differences and as arrows: `from A to B`, `B - A`."""

from __future__ import annotations

import re

from grader.marking.asked.given.asked_part import asking_and_rest
from grader.problems.question import Question

_WAYS = (  # from one point to another: in words, as a difference, as an arrow
    re.compile(
        r"(?<![A-Za-z])(?P<one>[A-Z])(?:\s*(?:=\s*)?\([^()]{1,30}\))?\$?\s+(?:to|nach|zu|bis|à|a|vers|hasta|naar|até)\s+\$?"
        r"(?P<other>[A-Z])(?![A-Za-z])"
    ),
    re.compile(r"(?<![A-Za-z(])(?P<other>[A-Z])\s*[-−]\s*(?P<one>[A-Z])(?![A-Za-z])"),
    re.compile(r"\\(?:vec|overrightarrow)\s*\{?\s*(?P<one>[A-Z])\s*(?P<other>[A-Z])\s*\}?"),
)


def other_way(question: Question, text: str) -> str:
    """Return the words that go from one point to another where the prompt asks for the way back: `B to A`."""
    if not question.kind.is_array:
        return ""
    asked = _ways(asking_and_rest(question.lead, question.prompt)[0])
    said = _ways(text) if asked else {}
    turned = (shown for (one, other), shown in said.items() if (other, one) in asked and (one, other) not in asked)
    return "" if said.keys() & asked.keys() else next(turned, "")


def _ways(text: str) -> dict[tuple[str, str], str]:
    return {(one["one"], one["other"]): one[0] for pattern in _WAYS for one in pattern.finditer(text)}
