r"""Chains in displays of several lines: `\begin{align*} y &= x + x \\ &= 2x \end{align*}` is `y = x + x = 2x`.

Only lines behind the first that begin with a sign go on with it; else such a display holds several formulas.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.language.limits import LIMITS

_DISPLAY = re.compile(
    r"\\begin\{(?P<name>(?:align(?:ed)?|gather(?:ed)?|split|equation|eqnarray|multline)\*?)\}"
    r"(?P<body>.*)\\end\{(?P=name)\}",
    re.DOTALL,
)
_INNER = re.compile(r"\\begin\{(?P<name>[^{}]*)\}.*?\\end\{(?P=name)\}", re.DOTALL)
_LINE = re.compile(r"\\\\(?:\[[^\]]*\])?|\\newline(?![A-Za-z])")
_GOES_ON = re.compile(r"=|≈|\\(?:approx|equiv)(?![A-Za-z])")
_OPERATES = re.compile(r"[+-]|\\(?:cdot|times)(?![A-Za-z])")  # only behind an equality: two lines may be two entries
_LABEL = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\(?:label|tag)\*?\{[^{}]*\}")
ROW, CELL = "\x01", "\x02"  # in the place of what parts rows and cells of matrices


def as_one_line(text: str) -> str:
    """Return a chain that a display of several lines is in one line; any other text itself."""
    lines = lines_of(text)
    if lines is None:
        return text
    for before, line in pairwise(lines):
        if not _GOES_ON.match(line) and not ("=" in before and _OPERATES.match(line)):
            return text
    return " ".join(lines)


def lines_of(text: str) -> list[str] | None:
    """Return the lines of a display of several lines, without what aligns them; None for any other text."""
    bare = text.strip(" \n\t.,$").removeprefix("\\[").removesuffix("\\]").strip(" \n\t.,")
    display = _DISPLAY.fullmatch(bare) if "\\begin{" in text else None
    if display is None or len(text) > LIMITS.max_text or ROW in text or CELL in text:
        return None
    body = _INNER.sub(lambda match: match[0].replace("\\\\", ROW).replace("&", CELL), display["body"])
    if "\\begin" in _INNER.sub("", body) or "\\end" in _INNER.sub("", body):
        return None
    lines = [_LABEL.sub("", line).replace("&", " ").strip() for line in _LINE.split(body)]
    return [line.replace(ROW, "\\\\").replace(CELL, "&") for line in lines if line]
