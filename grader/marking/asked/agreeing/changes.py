r"""Changes of a letter, `\Delta w`, where a problem speaks of none."""

from __future__ import annotations

import re

from grader.problems.question import Question


def is_change(question: Question, left: str) -> bool:
    r"""Whether a left side is a change, `\Delta w`, and the problem speaks of none."""
    said = f"{question.lead} {question.prompt}"
    change = _CHANGE.fullmatch(left)
    given = rf"\$[^$]*(?<![A-Za-z\\]){re.escape(change['letter'])}(?![A-Za-z])" if change else ""
    return change is not None and _CHANGES.search(said) is None and re.search(given, said) is not None


_CHANGE = re.compile(r"[\s$]*(?:\\Delta(?![A-Za-z])|Δ)\s*(?P<letter>\\?[A-Za-z]+)(?:_(?:\w|\{[^{}]*\}))?[\s$]*")
_CHANGES = re.compile(
    r"\\Delta|Δ|(?i:chang|increment|increase|decrease|differen[cz]|updat|shift|änder|zunahme|abnahme|variation|accroiss|cambio|"
    r"incremento|diferencia|delta|discriminant|diskriminant|laplac)"
)
