"""Exponents in orders of growth, `O(n^3/2)`: a factor of 1/2 means nothing there; the quotient may be the exponent.

A word beside a class that says what the class says, `quadratic: O(n^2)`, is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from math import gcd

from grader.errors import AnswerError
from grader.language.reader import Reading
from grader.records import replace

_QUOTIENT = re.compile(r"\^(\d{1,3})\s?/\s?(\d{1,3})(?![\d.^!(\w])")


def with_quotients_above(text: str, read: Callable[[str], tuple[Reading, ...]]) -> tuple[Reading, ...]:
    """Return the readings of a text, also those with `n^3/2` as n^(3/2)."""
    found = read(text)
    above = _QUOTIENT.sub(_raised, text)
    if above == text:
        return found
    with suppress(AnswerError):
        return tuple(dict.fromkeys((*_chosen(found, 0), *_chosen(read(above), 1))))
    return found


def _raised(quotient: re.Match[str]) -> str:
    over, under = int(quotient[1]), int(quotient[2])
    return f"^({over}/{under})" if over > 1 and under > 1 and gcd(over, under) == 1 else quotient[0]


def _chosen(readings: tuple[Reading, ...], choice: int) -> Iterator[Reading]:
    return (replace(one, choices=(*one.choices, ("exponent-division", choice))) for one in readings)


_ORDER = r"(?:[OoΘθΩ]|\\(?:Theta|mathcal\s*\{?O\}?|Omega))\s*\(\s*"
# What a word says of a class in one size, behind which it may stand, or before it.
_SAID = {
    "constant|konstant": r"1\s*\)",
    "logarithmic|logarithmisch": r"\\?(?:log|ln|lg)(?:_?\{?2\}?|₂)?\s*\(?\s*[a-zA-Z]\s*\)?\s*\)",
    "linear": r"[a-zA-Z]\s*\)",
    "quadratic|quadratisch": r"[a-zA-Z]\s*(?:\^\s*\{?2\}?|²)\s*\)",
    "cubic|kubisch": r"[a-zA-Z]\s*(?:\^\s*\{?3\}?|³)\s*\)",
    "exponential|exponentiell": r"\d\s*\^\s*\{?[a-zA-Z]\}?\s*\)",
}
_BESIDE = tuple(
    re.compile(
        rf"[\s$]*(?:(?:{words})\s*[:,]\s*\$?(?P<behind>{_ORDER}{order})"
        rf"|(?P<before>{_ORDER}{order})\$?\s*,\s*(?:{words}))[\s.$]*",
        re.IGNORECASE,
    )
    for words, order in _SAID.items()
)
_IN = re.compile(
    rf"[\s$]*(?:in\s+|(?:the\s+|its\s+)?(?:(?:asymptotic\s+)?order\s+of\s+(?:growth|magnitude)|(?:asymptotic\s+)?growth(?:\s+order)?)"
    rf"\s*(?:is|:|=)\s*)\$?(?={_ORDER})",
    re.IGNORECASE,
)

_GROWS = re.compile(
    r"\s*(?:(?:it|T(?:\(\s*n\s*\))?|(?:the\s+)?(?:running\s+)?(?:time|cost))\s+)?grows\s+(?:like|as)\s+(?=\S)",
    re.IGNORECASE,
)


def without_word(text: str) -> str:
    """Return the class of `quadratic: O(n^2)`, `O(2^n), exponential`, `in O(n)`, `grows like n`; else the text."""
    if "$" not in text and (found := _IN.match(text) or _GROWS.match(text)) is not None:
        text = text[found.end() :]
    for beside in _BESIDE:
        if (match := beside.fullmatch(text)) is not None:
            return str(match["behind"] or match["before"])
    return text
