"""Names of the two sides that shall be equal: `LHS = … = RHS`, `Left side: … ⏎ Right side: …`.

Each is the beginning or the end that is asked for, or a side of the equality that shall be shown. That both are equal
is no step: it must follow from what stands above it.
"""

from __future__ import annotations

import re

from grader.claims.derivations.lines import parts_of
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question

_NAMES = (
    r"(?:l\.?h\.?s\.?|(?:the\s)?left(?:[-\s]hand)?[-\s]side|linke\s+seite)",
    r"(?:r\.?h\.?s\.?|(?:the\s)?right(?:[-\s]hand)?[-\s]side|rechte\s+seite)",
)
_END = r"(?=[ \t.,;$]*(?:$|[(□∎■✓]|QED|q\.e\.d|w\.\s?z\.|\\(?:square|blacksquare|qed|checkmark|quad|\\)))"
_SIDES = tuple(
    re.compile(rf"(?im)(?P<before>^[ \t$&]*|=[ \t]*)(?<![\w\\]){name}(?P<after>[ \t$&]*(?::(?!=)[ \t]*=?|=|{_END}))")
    for name in _NAMES
)
_BOTH = re.compile(
    rf"(?im)^[ \t$]*(?:(?:so|thus|hence|therefore|and)\b,?\s+)?{_NAMES[0]}\s*=\s*{_NAMES[1]}[ \t]*{_END}[\s$.!✓□∎■]*?$"
)


def with_sides(text: str, question: Question) -> str:
    """Return a text with the beginning and the end for the names of the sides, where both are formulas."""
    sides = _sides_of(question)
    if sides is None or len(text) > MAX_READ:
        return text
    text = _BOTH.sub("", text)
    for pattern, side in zip(_SIDES, sides, strict=True):
        text = pattern.sub(lambda one, side=side: _with_side(one, side), text)  # type: ignore[misc]  # one for each
    return text


MAX_READ = 10_000  # characters of a text in which names of sides are looked for


def _sides_of(question: Question) -> tuple[str, str] | None:
    """Return the texts of the sides, None where the question asks for no equality."""
    if question.start is not None and question.end is not None:
        return None if is_condition(question.start) else (question.start_text, question.end_text)
    parts = parts_of(question.show_text, 0) if question.show is not None else []
    return (parts[0].text, parts[1].text) if [part.sign for part in parts] == ["", "="] else None


def _with_side(found: re.Match[str], side: str) -> str:
    after = found["after"]
    return f"{found['before']}{side} {'=' if '=' in after or ':' in after else after}"
