"""The formula in several letters that a prompt minimises or maximises, its conditions, and what is true at a point.

`8` of `x^2 + y^2` at (2, 2), and the multiplier 4 of `x + y = 4` there, whose sign is a matter of taste.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from grader.marking.texts.beside.polynomials import expansion_at, pieces
from grader.marking.texts.numbers.settled_commas import value_of

_LETTER = re.compile(r"[A-Za-z]")
_NAMED = re.compile(r"(?<![\w\\])[A-Za-z]\s*\(\s*[a-z](?:\s*,\s*[a-z]){1,3}\s*\)\s*=|(?<![\w\\])[A-Zf]\s*=")
_CALCULATES = re.compile(r"[-+*^\d]|[A-Za-z]\s*[A-Za-z]")


def is_value(prompt: str, point: Mapping[str, Fraction], value: Fraction) -> bool:
    """Whether the only formula in these letters that a prompt has beside its conditions has this value at a point."""
    goals, _ = _formulas(prompt, frozenset(point))
    return len(goals) == 1 and _at(goals.pop(), point) == value


def is_multiplier(prompt: str, point: Mapping[str, Fraction], value: Fraction) -> bool:
    """Whether the gradient of the formula is so many times that of the only condition at a point, or its negative."""
    goals, conditions = _formulas(prompt, frozenset(point))
    if len(goals) != 1 or len(conditions) != 1:
        return False
    above, below = (_gradient(one.pop(), point) for one in (goals, conditions))
    if None in above or None in below or not any(below):
        return False
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if a is not None and b is not None]
    return any(all(a == sign * value * b for a, b in pairs) for sign in (1, -1))


def _formulas(prompt: str, letters: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the formulas of a prompt in these letters without a sign of equality, and the differences of others."""
    goals, conditions = set[str](), set[str]()
    for piece in pieces(_NAMED.sub(" ; ", prompt)):
        sides = [one.strip() for one in piece.split("=")]
        if not frozenset(_LETTER.findall(piece)) or not letters.issuperset(_LETTER.findall(piece)):
            continue
        if len(sides) == 1 and _CALCULATES.search(sides[0]):
            goals.add(sides[0])
        elif len(sides) == 2:
            conditions.add(f"({sides[0]}) - ({sides[1]})")
    return goals, conditions


def _at(formula: str, point: Mapping[str, Fraction]) -> Fraction | None:
    put = _LETTER.sub(lambda one: f"({_written(point[one[0]])})", formula)
    return value_of(re.sub(r"(?<=[\d)])\s*(?=\()|(?<=\))\s*(?=\d)", "*", put))


def _written(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}" if value >= 0 else f"0-{-value.numerator}/{value.denominator}"


def _gradient(formula: str, point: Mapping[str, Fraction]) -> list[Fraction | None]:
    return [_slope(partial(_along, formula, point, letter), value) for letter, value in sorted(point.items())]


def _along(formula: str, point: Mapping[str, Fraction], letter: str, value: Fraction) -> Fraction | None:
    return _at(formula, {**point, letter: value})


def _slope(at: Callable[[Fraction], Fraction | None], value: Fraction) -> Fraction | None:
    found = expansion_at(at, value)
    return None if found is None else found[1]
