"""Values of series, limits and integrals from few evaluations, to confirm what was proved.

Series are transformed by Levin's u-transform ("Development of non-linear transformations for improving convergence of
sequences", 1973). Integrals over infinite ranges, and towards ends where the integrand is not bounded, are summed by
the trapezoidal rule after a change of variables by which they decay doubly exponentially (H. Takahasi and M. Mori,
1974). A radius is what the last steps suggest; nothing proves it: what does not agree with a value from here is looked
at once more in the slow way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import comb

from flint import arb, arb_mat

from grader.evidence.calculus.at_points.second_look.areas import Stretch
from grader.evidence.calculus.at_points.second_look.extrapolated import GOAL, SLACK, WHY
from grader.evidence.calculus.at_points.second_look.few_nodes import from_few_values
from grader.evidence.calculus.at_points.second_look.plain import SHRUNK, Plain
from grader.evidence.calculus.at_points.second_look.waves import by_periods
from grader.evidence.errors import UnclearError

TERMS = (8, 12, 20)  # of a series, the more where fewer tell little
LAST = 4  # transforms that must agree
STEPS = (1, 2, 3, 4, 5, 6)  # points of an integral are 2^-step apart in the new variable
ROUGH = arb(2) ** -16  # what the transform makes of errors, relative to the first period
REACH = 5  # of the new variable
FLAT = 2  # neighbours so small that what follows does not matter
BEND = arb(1.5)  # how fast the new variable bends, about pi / 2


class Quick(Plain):
    """Evaluates trees from few evaluations; raises UnclearError where these tell little."""

    __slots__ = ()
    exponents = (64, 128)
    fewest = 2

    def total(self, first: int, term: Callable[[int], arb]) -> arb:
        """Return the sum of all terms from the first one on, which are proved to have values."""
        head, terms = term(first), list[arb]()  # the first one is often 0
        for count in TERMS:
            terms += [term(first + step) for step in range(len(terms) + 1, count + 1)]
            if abs(terms[-1]) < SHRUNK * abs(terms[count // 2 - 1]):
                rest = _nearing(_transforms(terms))
                if rest is not None:
                    return head + rest
        if all(term.is_zero() for term in terms[len(terms) // 2 :]):  # a series of powers at 0
            return sum(terms, head)
        raise UnclearError(WHY, final=True)

    def area(self, stretch: Stretch) -> arb:
        """Return an integral over a range."""
        if all(stretch.bounded):
            return stretch.area()
        found = by_periods(stretch, self.area, _series)
        return _doubly_exponential(stretch) if found is None else found

    def steps(self, sides: tuple[int, ...]) -> list[list[tuple[int, int]]]:
        """Return one place on each side of two: where they differ, the values do not come near to each other."""
        return super().steps(sides) if len(sides) == 1 else [list(zip(self.exponents, sides, strict=True))]


class Quicker(Quick):
    """Does with less for what differentiation proved."""

    __slots__ = ()

    def area(self, stretch: Stretch) -> arb:
        """Return an integral over a range."""
        few = from_few_values(stretch) if all(stretch.bounded) else None
        return super().area(stretch) if few is None else few


def _series(terms: Sequence[arb]) -> arb:
    """Return the sum of a series of periods, as near as the errors of their few places let Levin's transform tell."""
    rest = _nearing(_transforms(terms[1:]))
    if rest is None:
        raise UnclearError(WHY, final=True)
    return terms[0] + rest + arb(0, (ROUGH * abs(terms[0])).upper())


def _transforms(terms: Sequence[arb]) -> list[arb]:
    """Return the last of Levin's transforms of a series, each from one more term."""
    entries, total = list[arb](), arb(0)
    for term in terms:
        total += term
        entries += (total / term, 1 / term)
    ways = _weights(len(terms)) * arb_mat(len(terms), 2, entries)
    return [ways[order, 0] / ways[order, 1] for order in range(LAST)]


@cache
def _weights(count: int) -> arb_mat:
    """Return the weights of the last transforms of so many terms, a row for each, that of a later term 0."""
    return arb_mat(
        [
            [(-1) ** place * comb(order, place) * (place + 1) ** (order - 2) for place in range(count)]
            for order in range(count - LAST, count)
        ]
    )


def _nearing(values: Sequence[arb]) -> arb | None:
    """Return the last of some values that come near to each other, None of others."""
    last = values[-1]
    spread = max(abs(last - value).upper() for value in values[:-1])
    return last + arb(0, 2 * spread) if last.is_finite() and 2 * spread <= GOAL * abs(last).lower() else None


def _doubly_exponential(stretch: Stretch) -> arb:
    """Return an integral by sums over points that are twice as many each time.

    Two sums must be near to each other beside that of the sizes, since an integral may be 0.
    """
    total = _weighted(stretch, arb(0))
    size = abs(total)
    reach = [arb(0), arb(0)]
    before: arb | None = None
    for step in STEPS:
        first, width = (1, 1) if before is None else (1, 2)
        places = [arb(times) / (1 << step) for times in range(first, REACH << step, width)]
        for side, way in enumerate(([-place for place in places], places)):
            total, size, reach[side] = _one_way(stretch, way, (total, size), reach[side])
        found = total / (1 << step)
        if before is not None and 2 * abs(found - before).upper() <= GOAL * (size / (1 << step)).lower():
            return found + arb(0, 2 * abs(found - before).upper())
        before = found
    raise UnclearError(WHY, final=True)


def _one_way(stretch: Stretch, places: Sequence[arb], so_far: tuple[arb, arb], reach: arb) -> tuple[arb, arb, arb]:
    """Return a total, and that of sizes, with what places add that lead away from the middle, until it is nothing.

    Also how far what matters reaches: of `t^40 e^(-t)` the places near the middle are nothing beside those behind them.
    """
    (total, size), flat = so_far, 0
    for place in places:
        more = _weighted(stretch, place)
        total, size = total + more, size + abs(more)
        if abs(more) < SLACK * size:
            flat += 1
        else:
            flat, reach = 0, max(reach, abs(place))
        if flat >= FLAT and abs(place) > reach:
            break
    return total, size, reach


def _weighted(stretch: Stretch, place: arb) -> arb:
    """Return the integrand at the place that one in the new variable stands for, times its weight."""
    bent, slope = BEND * place.sinh(), BEND * place.cosh()
    x, weight = _changed(stretch.start, stretch.end, bent, place > 0)
    return stretch.ways[0].at(x.mid()) * weight * slope


def _changed(start: arb, end: arb, bent: arb, behind: bool) -> tuple[arb, arb]:
    """Return a place in a range, and how fast it moves along; `behind` the middle it is told from the end."""
    if start.is_finite() and end.is_finite():
        length = end - start
        part = length / (1 + (2 * abs(bent)).exp())
        return end - part if behind else start + part, length / (2 * bent.cosh() ** 2)
    if start.is_finite():
        away = bent.exp() if end > 0 else -bent.exp()
        return start + away, away
    if end.is_finite():
        away = bent.exp() if start > 0 else -bent.exp()
        return end + away, -away
    sign = 1 if end > 0 else -1
    return sign * bent.sinh(), sign * bent.cosh()
