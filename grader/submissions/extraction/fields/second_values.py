"""Two values for one field in one answer: `x = 2, y = 4; x = -2, y = -4` are two cases, and nobody says which counts.

What a step ends in, `a = 2b` and below it `a = 8`, or the value in another form, `a = 1.5` and `a = 3/2`, is none.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.chains import chain

MAX_DIGITS = 30  # of a number that is compared with another one
_DRESS = re.compile(r"\\(?:left|right|displaystyle|[,;:! ]|q?quad)(?![A-Za-z])|[\s$`*{}]")
_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{(-?\d+)\}|(\d))\s*(?:\{(\d+)\}|(\d))")
_NUMBER = re.compile(r"([-+−]?)(\d*\.?\d*)(?:/(\d+))?")
# What a value without letters is made of: digits, signs, brackets, and words of mathematics.
_COMMANDS = "[dt]?frac|sqrt|pi|cdot|times|ln|log|exp|left|right|infty|begin|end|[dl]?dots"
_CLOSED = re.compile(
    rf"(?:[\d.,;:+−*/^()\[\]{{}}|&_~<>∞√π°%±·×\s-]|\\(?:[,;:! {{}}\\]|(?:{_COMMANDS})(?![A-Za-z]))"
    r"|\{[pbvBV]?(?:small)?matrix\}|(?<![A-Za-z])(?:sqrt|pi|ln|log|exp|e)(?![A-Za-z]))+"
)


def are_two(before: str, after: str) -> bool:
    """Whether two texts are values by themselves, without letters, and not of the same number."""
    first, second = (_ended(text) for text in (before, after))
    if not (_CLOSED.fullmatch(first) and _CLOSED.fullmatch(second)):
        return False
    one, other = _number(first), _number(second)
    if one is None or other is None:
        return _DRESS.sub("", first) != _DRESS.sub("", second)
    return abs(one[0] - other[0]) > max(one[1], other[1])


def _ended(text: str) -> str:
    """Return what a text comes to, the last member of a chain, without what ends its sentence."""
    return chain(text.strip().strip("$").strip()).members[-1].strip(" $.;,\n")


def _number(text: str) -> tuple[Fraction, Fraction] | None:
    """Return a plain number, and what it may be off by where it is rounded; None of anything else."""
    put = _FRACTION.sub(lambda match: f"{match[1] or match[2]}/{match[3] or match[4]}", text)
    match = _NUMBER.fullmatch(_DRESS.sub("", put)) if len(put) <= 2 * MAX_DIGITS else None
    if match is None or not re.search(r"\d", match[2]) or (match[3] and not int(match[3])):
        return None
    places = len(match[2].partition(".")[2])
    value = Fraction(match[2].strip(".") if match[2].endswith(".") else match[2]) / int(match[3] or 1)
    return (-value if match[1] in {"-", "−"} else value), Fraction(1, 10**places) if places else Fraction(0)
