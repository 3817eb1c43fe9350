"""Integrals of waves towards infinity, one full period after the other: their series is summed by Levin's transform.

The places where the slowest wave has gone round k times are found from three values of its argument, which is taken
for a power of the variable; all other waves must go round a whole number of times, in few of these periods. Over full
periods waves leave terms that change smoothly with k, as Levin's transform wants them. Nothing here is proved: a value
confirms or doubts what was proved.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import lcm

from flint import arb

from grader.evidence.calculus.at_points.second_look.areas import Stretch
from grader.language.tree import Call, symbols, walk
from grader.records import replace

WAVES = frozenset({"sin", "cos"})
PERIODS = 15  # integrated one by one
MOST = 12  # turns of the slowest wave after which all are back
NODES = 12  # of Gauss and Legendre, for each turn of the fastest wave
CLOSE = 1e-9  # relative error of what is taken for a fraction


def by_periods(stretch: Stretch, near: Callable[[Stretch], arb], series: Callable[[list[arb]], arb]) -> arb | None:
    """Return an integral towards infinity over waves, None where they have no common period.

    `near` integrates from an end to that of a first period, and `series` adds up the others.
    """
    is_open = (not stretch.start.is_finite(), not stretch.end.is_finite())
    found = _period(stretch) if any(is_open) else None
    if found is None:
        return None
    place, turns = found
    if all(is_open):
        zero = arb(0)
        parts = (replace(stretch, start=zero), replace(stretch, end=zero))
        sides = [by_periods(part, near, series) for part in parts]
        return None if sides[0] is None or sides[1] is None else sides[0] + sides[1]
    way, start = (1, stretch.start) if is_open[1] else (-1, stretch.end)
    first = 1
    while not place(first) > way * start + 1:
        first += 1
    ends = [way * place(first + step) for step in range(PERIODS + 2)]
    low, high = sorted((start, ends[0]), key=float)
    bounded = (stretch.bounded[0], True) if way > 0 else (True, stretch.bounded[1])
    head = near(replace(stretch, start=low, end=high, middle=(low + high) / 2, bounded=bounded))
    blocks = [way * _gauss(stretch, before, after, NODES * turns) for before, after in pairwise(ends)]
    return head + series(blocks)


def _period(stretch: Stretch) -> tuple[Callable[[int], arb], int] | None:
    """Return where the k-th common period of all waves ends, and how often the fastest one goes round in it."""
    integrand = stretch.ways[0]
    angles = {
        part.args[0]
        for part in walk(integrand.body)
        if isinstance(part, Call) and part.name in WAVES and integrand.var in symbols(part)
    }
    forms = [_form(integrand.of(angle)) for angle in angles]
    if not forms or None in forms:
        return None
    rates, powers = zip(*forms, strict=True)
    slowest = min(rates)
    times = [Fraction(rate / slowest).limit_denominator(MOST) for rate in rates]
    if max(powers) - min(powers) > CLOSE or any(
        abs(float(t) * slowest / rate - 1) > CLOSE for t, rate in zip(times, rates, strict=True)
    ):
        return None
    common = lcm(*(part.denominator for part in times))
    if common > MOST:
        return None
    length, power = 2 * arb.pi() * common / arb(slowest), arb(powers[0])
    return lambda k: (length * k) ** (1 / power), int(max(times) * common)


def _form(angle: Callable[[arb], arb]) -> tuple[float, float] | None:
    """Return |a| and q of an argument a t^q + b, as its values tell."""
    at_zero, *values = (float(angle(arb(place)).mid()) for place in (0, 1, 2, 4))
    one, two, four = (value - at_zero for value in values)
    ratio = two / one if one else 0.0
    if ratio <= 1 or abs(four / two / ratio - 1) > CLOSE:
        return None
    return abs(one), float(arb(ratio).log().mid() / arb(2).log().mid())


def _gauss(stretch: Stretch, low: arb, high: arb, nodes: int) -> arb:
    """Return an integral by the rule of Gauss and Legendre."""
    middle, half = (low + high) / 2, (high - low) / 2
    at = stretch.ways[0].at
    return half * sum((weight * at((middle + half * node).mid()) for node, weight in _rule(nodes)), arb(0))


@cache
def _rule(nodes: int) -> tuple[tuple[arb, arb], ...]:
    return tuple(arb.legendre_p_root(nodes, place, weight=True) for place in range(nodes))
