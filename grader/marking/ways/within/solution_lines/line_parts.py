r"""The lines of a text, and what semicolons part in them, without what only marks the items of a list.

Bullets, numbers and labels before an item say nothing of its value: `• x = 1`, `2) x = 3`, `solution 1: x = 1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.claims.chains import depths
from grader.records import dataclass, replace

MAX_LABELS = 3  # before one item; what is behind more is left as it is

_LINES = re.compile(r"\n|\\\\|\\newline(?![A-Za-z])")
_BLANKS = re.compile(r"[^\S\n]+")
_DOLLARS = re.compile(r"\$|\\[()\[\]]|\\(?:left|right)(?![A-Za-z])|&")
_ENVIRONMENTS = re.compile(r"\\(?:begin|end)\{(?:align|alignat|aligned|gather|gathered|cases|array|split)\*?\}")
_BULLET = re.compile(r"(?:[•●▪■‣◦]|\\item(?![A-Za-z]))\s*|\*\s+")
_DASH = re.compile(r"[-–—−]\s+(?=\S)")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[ivx]{1,4}[.)]|\(?[a-h]\))\s+(?=[^\s=])|\d{1,2}\)(?=[^\W\d])")
_LABEL = re.compile(r"[^=:<>]{0,30}:(?!=)|\(?\d{1,2}[.)]\s+case\s*:|[^\W\d_]{3,}\s+\d{1,2}\s*[-–—.)]\s")
_POINT = re.compile(r"\([^()]*[,;|][^()]*\)")
_EDGE = " \t,;.&"


@dataclass(frozen=True, slots=True)
class Part:
    """An item; `is_plain`: what stood before it, if anything, was the mark of a list, whose items are all meant.

    `has_dash`: that was a dash, which may be a minus.
    """

    text: str
    is_plain: bool = True
    has_dash: bool = False


def parts_of(text: str) -> list[Part]:
    """Return the parts of a text in order."""
    plain = _ENVIRONMENTS.sub("\n", _BLANKS.sub(" ", text))
    lines = [Part(one) for line in _LINES.split(plain) if (one := _DOLLARS.sub("", line).strip(_EDGE))]
    lines = [_without_mark(one, _BULLET) for one in (_without_dashes(lines) if len(lines) > 1 else lines)]
    parts = [replace(line, text=one) for line in lines for one in _between_semicolons(line.text)]
    return [_without_labels(_without_mark(one, _BULLET)) for one in _without_dashes(parts)]


def _without_dashes(lines: Sequence[Part]) -> list[Part]:
    """Return lines without their dashes, which stay where the last one alone, or not all to the end, have one."""
    has_dash = [_DASH.match(one.text) is not None for one in lines]
    first = has_dash.index(True) if any(has_dash) else len(lines)
    if (first and len(lines) - first < 2) or not all(has_dash[first:]):
        return list(lines)
    return [
        replace(_without_mark(one, _DASH), is_plain=one.is_plain and not first, has_dash=True)
        if place >= first
        else one
        for place, one in enumerate(lines)
    ]


def _without_mark(part: Part, mark: re.Pattern[str]) -> Part:
    return replace(part, text=mark.sub("", part.text, count=1)) if mark.match(part.text) else part


def _without_labels(part: Part) -> Part:
    for _ in range(MAX_LABELS):
        if (number := _NUMBER.match(part.text)) is not None:
            is_plain = part.is_plain and not part.text.startswith("(")  # `(2) x` may be a product
            part = replace(part, text=part.text[number.end() :], is_plain=is_plain)
        elif (label := _LABEL.match(part.text)) is not None and _POINT.search(label[0]) is None:
            part = replace(part, text=part.text[label.end() :].strip(), is_plain=False)
        else:
            break
    return part


def _between_semicolons(line: str) -> Iterator[str]:
    """Yield what semicolons part outside of brackets."""
    within, start = depths(line), 0
    for place, sign in enumerate(line):
        if sign == ";" and not within[place]:
            yield line[start:place].strip(_EDGE)
            start = place + 1
    yield line[start:].strip(_EDGE)
