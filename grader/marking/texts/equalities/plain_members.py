"""Members of equalities in one spelling: one sign for each operation, without what only dresses them."""

from __future__ import annotations

import re

from grader.language.spelling.letters import FRACTIONS

_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|rm|unit|si)\s*\{([^{}]*)\}")
_DEGREE = re.compile(r"\^\s*\{?\s*\\circ(?![A-Za-z])\s*\}?|(?<=\d)\s*degrees?(?![A-Za-z])")
_DRESS = re.compile(r"[$~&]|\\(?:left|right)(?![A-Za-z])|\\[,;:! ]")
_TIMES = re.compile(r"\\(?:cdot|times)(?![A-Za-z])|\*\*")
_RAISED = re.compile(r"[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SAME = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "÷": "/", "º": "°"})
_RATIO = re.compile(r"(?<=[\d)])(\s*):(\1)(?=[\d(])(?![0-5]\d(?!\d))")  # `12:6`, `12 : 6`, and no time, `12:30`
_SHORT = re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)")
_RADIANS = re.compile(r"(?<=[\d)}π\s])rad(?![\w/])")
_VULGAR = re.compile(rf"(?<![\d.,])[{''.join(FRACTIONS)}]")  # `½`, and no `2½`


def _quotient(match: re.Match[str]) -> str:
    above, below = FRACTIONS[match[0]]
    return f"({above}/{below})"


_ROUNDED = re.compile(r"\\[lr](?:floor|ceil)(?![A-Za-z])|[⌊⌋⌈⌉]")
_ROUNDINGS = {"lfloor": "floor(", "⌊": "floor(", "lceil": "ceil(", "⌈": "ceil("}  # the others close brackets


def plain(text: str) -> str:
    """Return a text with one sign for each operation, and without what only dresses it."""
    text = _TIMES.sub(lambda found: "^" if found[0] == "**" else "*", _VULGAR.sub(_quotient, text))
    text = _UPRIGHT.sub(r" \1 ", text.replace("\\%", "%"))
    text = _RAISED.sub(lambda found: f"^{found[0].translate(_DIGITS)}", _SHORT.sub(r"(\1/\2)", text))
    text = _DRESS.sub(" ", _DEGREE.sub("°", text)).translate(_SAME)
    text = _ROUNDED.sub(lambda found: _ROUNDINGS.get(found[0].removeprefix("\\"), ")"), text)
    return _RADIANS.sub(" ", _RATIO.sub("/", text)).strip()
