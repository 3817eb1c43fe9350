"""Values of integrals, limits and series without closed forms, for a second look at what a closed form says.

Bounded sums are added up term by term. Along a series the terms are put into blocks that double. A limit is read off
places that come near. What is extrapolated has a radius that the last steps suggest and nothing proves: such a value
may confirm or doubt what was proved, and never decides anything by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import ClassVar

from flint import arb, fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.calculus.at_points.quadrature import with_fixed_parts
from grader.evidence.calculus.at_points.second_look.areas import Stretch, stretch_of
from grader.evidence.calculus.at_points.second_look.extrapolated import FEWEST, STEEP, WHY, extrapolated
from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.numbers.repeated import is_repeated, repeated
from grader.evidence.trees.build import number_tree
from grader.language.tree import SIDES, Add, Bind, Const, Neg, Node, is_infinite

BITS = 128  # with which terms and integrands are evaluated
FIRST = 8  # terms of a series before blocks are extrapolated
LAST = 4  # terms that tell whether neighbours cancel
SHRUNK = 0.75  # by how much a term must be smaller than that at half its place
EXPONENTS = (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 20, 32, 64, 128, 512, 2048)  # a limit's places are 2^e, or 2^-e away
CONSECUTIVE = 8  # as many of them double the place before
LOST = 4  # bits that a body may lose near the place of a limit, for each bit by which it is near
WIDE = arb(2) ** -20  # relative radius beyond which a place near that of a limit tells nothing


class Plain(Evaluator):
    """Evaluates trees with integrals, limits and series, by none of their closed forms."""

    __slots__ = ()
    exponents: ClassVar[tuple[int, ...]] = EXPONENTS
    fewest: ClassVar[int] = FEWEST  # places of a limit that must have values

    def bind(self, node: Bind) -> Number:
        """Return the value of an integral, a limit, a series or a bounded sum, none by its closed form."""
        if is_repeated(node):
            return repeated(self, node)
        if node.low is None or (node.high is None and node.kind not in SIDES):
            raise UnclearError(WHY, final=True)
        match node.kind:
            case "int":
                stretch = stretch_of(self, node, node.low, node.high)  # type: ignore[arg-type]
                return arb(0) if stretch is None else self.area(stretch)
            case "sum":
                return self._series(node, node.low)
            case "lim" | "lim+" | "lim-":
                return self._limit(node, node.low)
            case _:
                raise UnclearError(WHY, final=True)

    def area(self, stretch: Stretch) -> arb:
        """Return an integral over a range."""
        return stretch.area()

    def total(self, first: int, term: Callable[[int], arb]) -> arb:
        """Return the sum of all terms from the first one on."""
        seen: list[arb] = []

        def block(start: int, after: int) -> arb:
            seen.extend([term(first + step) for step in range(start, after)])
            return sum(seen[start:], arb(0))

        found = extrapolated(lambda j, _: block(FIRST << j, FIRST << (j + 1)), block(0, FIRST))
        return found + arb(0, _swing(seen))

    def _series(self, node: Bind, low: Node) -> arb:
        start = None if is_infinite(low) else self.exponent(low)
        if node.high != Const("oo") or not isinstance(start, fmpq) or start.q != 1:
            raise UnclearError(WHY, final=True)
        terms = type(self)(self.context, self.env, self.precision)
        terms.bound = self.bound | {node.var}
        body = with_fixed_parts(node.body, node.var, self, terms.env)

        def term(place: int) -> arb:
            terms.env[node.var] = fmpq(place)
            self.budget.spend()
            return arb(terms.value(body))

        return self.total(int(start.p), term)

    def steps(self, sides: tuple[int, ...]) -> list[list[tuple[int, int]]]:
        """Return the places of a limit, as exponents of their distances and sides, that must tend to one value."""
        return [[(exponent, side) for exponent in self.exponents] for side in sides]

    def _limit(self, node: Bind, point: Node) -> arb:
        sides = (1,) if is_infinite(point) else SIDES[node.kind]
        ways = self.steps(sides)
        values = [value for steps in ways if (value := self._tending(node, point, steps)) is not None]
        if not values:
            raise UnclearError(WHY, final=True)
        return values[0] if len(values) == 1 else values[0].union(values[1])

    def _tending(self, node: Bind, point: Node, steps: Sequence[tuple[int, int]]) -> arb | None:
        """Return what the values near a point suggest as their limit; None where there are none."""
        seen: list[arb] = []
        for exponent, side in steps:
            step = number_tree(fmpq(side) * fmpq(2) ** (exponent if is_infinite(point) else -exponent))
            place = step if point == Const("oo") else Neg(step) if is_infinite(point) else Add((point, step))
            bits = LOST * exponent + BITS
            try:
                here = Evaluator(self.context, self.env, bits).number(place)
                value = arb(type(self)(self.context, {**self.env, node.var: here}, bits, pure=True).number(node.body))
            except UndefinedError:
                continue  # it may be defined only nearer to the point
            except (ExceededError, UnclearError):
                break
            if not value.is_finite() or value.rad() > WIDE * (1 + abs(value)).upper():
                break
            seen.append(value)
        else:
            if not seen:
                return None
        if len(seen) < self.fewest:
            raise UnclearError(WHY, final=True)
        last, before = seen[-1], seen[-2]
        plain = arb(last.mid(), last.rad() + 2 * abs(last - before).upper())
        further = _accelerated(seen) if len(seen) <= CONSECUTIVE else None
        return plain if further is None or not further.rad() < plain.rad() else further


Plain.rules = {**Evaluator.rules, Bind: Plain.bind}


def _accelerated(seen: Sequence[arb]) -> arb | None:
    """Return what values tend to whose steps shrink by one ratio, as those at doubled places mostly do (Aitken)."""
    found: list[arb] = []
    for first, second, third in zip(seen[-4:], seen[-3:], seen[-2:], strict=False):
        step, after = (second - first).mid(), (third - second).mid()
        ratio = (after / step).mid()
        if not ratio.is_finite() or not abs(ratio) < STEEP:
            return None
        found.append(third.mid() + (after * ratio / (1 - ratio)).mid())
    if len(found) < 2:
        return None
    return arb(found[-1], seen[-1].rad() + 2 * abs(found[-1] - found[-2]).upper())


def _swing(terms: Sequence[arb]) -> arb:
    """Return by how much a total may still go up and down, of which blocks tell too little.

    It is the last term, or what neighbours leave that cancel and shrink, as in an alternating series.
    """
    last, before = (abs(terms[place]).upper() for place in (-1, len(terms) // 2 - 1))
    pairs = [abs(term + after).upper() for term, after in pairwise(terms[-LAST:])]
    return min(last, max(pairs)) if last < SHRUNK * before else last
