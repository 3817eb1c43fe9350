"""Exponents in orders of growth, `O(n^3/2)`: a factor of 1/2 means nothing there; the quotient may be the exponent."""

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
