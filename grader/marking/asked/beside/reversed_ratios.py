"""Ratios that are said the other way round than is asked for: `3:2 girls to boys` of the ratio of boys to girls."""

from __future__ import annotations

import re

from grader.problems.question import Question

_TO = r"(?:to|zu|zum|zur|à|a|au|aux|al|per|pro|por|par|:|/)"
_ARTICLE = r"(?:(?:the|der|die|das|den|dem|des|les|le|la|los|las|el|il|lo|i|gli)\s+)?"
_ASKED = re.compile(
    r"(?i)(?<![^\W_])(?:ratio|proportion|verhältnis|rapport|raz[oó]n|rapporto|verhouding)\s+(?:of|von|der|des?|du|di|delle|van)\s+"
    rf"{_ARTICLE}(?P<first>[^\W\d_]+)\s+(?:to|zu|zum|zur|à|a|au|aux|al|naar|tot)\s+{_ARTICLE}(?P<second>[^\W\d_]+)"
)
_INITIALS = re.compile(r"[\s$]*(?P<over>[A-Za-z])\s*[:/]\s*(?P<under>[A-Za-z])\s*=")


def reversed_ratio(question: Question, text: str) -> str:
    """Return the words of a text that turn the ratio round that a prompt asks for; empty where none do."""
    asked = _ASKED.search(f"{question.lead} {question.prompt}")
    if asked is None:
        return ""
    first, second = asked["first"].casefold(), asked["second"].casefold()
    turned = re.search(rf"(?<![^\W_]){second}\s*{_TO}\s*{_ARTICLE}{first}(?![^\W_])", text.casefold())
    if turned is not None:
        return turned[0]
    initials = _INITIALS.match(text)
    if initials is None or first[0] == second[0]:
        return ""
    is_turned = (initials["over"].casefold(), initials["under"].casefold()) == (second[0], first[0])
    return initials[0].strip(" $=") if is_turned else ""
