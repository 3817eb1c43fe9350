"""Labels of the equations of a system, `I: x + y = 5 ⏎ II: x - y = 1`, and what is done with them, `I + II: 2x = 6`.

Only where the first two labels stand before the first two equations are they labels; the question's names are none.
"""

from __future__ import annotations

import re

from grader.claims.derivations.lines import is_signed

MAX_READ = 2_000  # characters of a line in which labels are looked for
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_SERIES = (
    _ROMAN,
    tuple(one.lower() for one in _ROMAN),
    *(tuple(f"{letter}{number}" for number in range(1, 9)) for letter in ("", "E", "E_", "G", "G_", "L", "L_")),
)
_LABEL = re.compile(
    r"\s*(?:(?:eq|equation|gl|gleichung)\b\.?\s*)?\(?(?P<name>[A-Za-z]{1,3}(?:_?\d)?|\d)\)?\s*(?P<end>[:.)]?)\s+"
)
_DONE = re.compile(
    r"\s*(?:(?P<name>\((?:[IVi]{1,3}|\d|[A-Z]_?\d?)\)|[IVi]{1,3}|[A-Z]_?\d)(?![\w])|\d+(?:/\d+)?|[-+−–*·×/()]|\\cdot"
    r"|(?:in|into|from|and|of|to|plus|minus|times|add|subtract|insert|eq|using|by)\b\.?|->|→)"
)
_SIGN = re.compile(r"\s*(?::(?!=)|⇒|=>|⟹)\s*")


def without_labels(text: str, names: frozenset[str]) -> str:
    """Return a text without the labels of equations before its lines, and without what is done with these."""
    lines = text.split("\n")
    series = _series_of([line for line in lines if line.strip()][:2], names)
    return text if series is None else "\n".join(_without_label(line, series) for line in lines)


def _series_of(lines: list[str], names: frozenset[str]) -> tuple[str, ...] | None:
    first = [_LABEL.match(line) for line in lines]
    found = tuple(label["name"] for label in first if label is not None)
    rests = [line[label.end() :] for line, label in zip(lines, first, strict=True) if label is not None]
    is_marked = all(label is not None and (label["end"] or ")" in label[0]) for label in first)
    series = next((one for one in _SERIES if one[:2] == found), None)
    is_clear = is_marked and all(map(is_signed, rests)) and names.isdisjoint(found)
    return series if is_clear else None


def _without_label(line: str, series: tuple[str, ...]) -> str:
    """Return a line without its label, or without `I + II:`; one in which something else stands before it stays."""
    if len(line) > MAX_READ:
        return line
    place, seen = 0, False
    while (done := _DONE.match(line, place)) is not None:
        seen = seen or (done["name"] or "").strip("()") in series
        place = done.end()
    sign = _SIGN.match(line, place)
    if sign is not None and seen and is_signed(line[sign.end() :]):
        return line[sign.end() :]
    label = _LABEL.match(line)
    is_label = label is not None and label["name"] in series and (label["end"] or ")" in label[0])
    return line[label.end() :] if label is not None and is_label and is_signed(line[label.end() :]) else line
