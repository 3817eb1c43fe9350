r"""The predicted value as the left side of a line that is fitted to data: `ŷ = 1.5x + 4`, `\hat{y} = 4 + 1.5x`."""

from __future__ import annotations

import re
import unicodedata

from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is written again
_HAT = re.compile(
    r"(?P<before>[\s$]*)(?:\\(?:wide)?hat\s*(?:\{\s*(?P<held>\w)\s*\}|(?P<bare>\w))|(?P<letter>\w)\u0302)(?P<behind>\s*=)"
)
_FITTED = re.compile(
    r"(?i)regress|least[\s-]+squares|line\s+of\s+(?:best\s+)?fit|best[\s-]+fit|trend\s*line|kleinste\w*\s+quadrat"
    r"|ausgleichsgerade|moindres\s+carrés|mínimos\s+cuadrados|minimi\s+quadrati"
)


def without_hat(question: Question, field: Field, text: str) -> str:
    """Return `y = 1.5x + 4` for `ŷ = 1.5x + 4` where a line fitted to data is asked for; any other text itself."""
    if not question.kind.is_condition or len(text) > MAX_CHARACTERS:
        return text
    plain = unicodedata.normalize("NFD", text)
    found = _HAT.match(plain)
    letter = (found["held"] or found["bare"] or found["letter"]) if found is not None else ""
    if (
        found is None
        or letter not in field.names.symbols
        or _FITTED.search(f"{question.lead} {question.prompt}") is None
    ):
        return text
    return f"{found['before']}{letter}{found['behind']}{unicodedata.normalize('NFC', plain[found.end() :])}"
