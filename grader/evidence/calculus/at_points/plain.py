"""Values of integrals, limits and series without closed forms, for a second look at what a closed form says.

Integrals are enclosed by quadrature, and bounded sums are added up term by term. Towards an end that is infinite, or at
which an integrand is not bounded, and along a series, the range is cut into blocks that double, and what is left behind
the last block is extrapolated as a geometric series. A limit is read off places that come near. What is extrapolated
has a radius that the last steps suggest and nothing proves: such a value may confirm or doubt what was proved, and
never decides anything by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flint import arb, fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.calculus.at_points.pieces import Pieces
from grader.evidence.calculus.at_points.quadrature import Effort, enclosed
from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.trees.build import ONE, ZERO, minus, number_tree
from grader.language.tree import SIDES, Add, Bind, Const, Div, Mul, Neg, Node, is_infinite

BITS = 128  # with which terms and integrands are evaluated
FIRST = 8  # terms of a series before blocks are extrapolated
DOUBLINGS = 40  # blocks at most towards one end
FEWEST = 4  # blocks that are needed where no more can be had
STEEP = 0.98  # ratio of blocks beyond which nothing is extrapolated
GOAL = arb(2) ** -16  # relative radius at which no more blocks are looked at
EXPONENTS = (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 20, 32, 64, 128, 512, 2048)  # a limit's places are 2^e, or 2^-e away
LOST = 4  # bits that a body may lose near the place of a limit, for each bit by which it is near
WIDE = arb(2) ** -20  # relative radius beyond which a place near that of a limit tells nothing
ROUGHLY = Effort(evaluations=200, bits=24)
WHY = "no value is known without a closed form"


class Plain(Evaluator):
    """Evaluates trees with integrals, limits and series, by none of their closed forms."""

    __slots__ = ()

    def value(self, node: Node) -> Number:
        """Return the value of a tree at the precision that is set."""
        if type(node) is not Bind or (node.kind in {"sum", "prod"} and not is_infinite(node.high)):
            return super().value(node)
        self.budget.spend()
        if node.low is None or (node.high is None and node.kind not in SIDES):
            raise UnclearError(WHY, final=True)
        match node.kind:
            case "int":
                return self._area(node, node.low, node.high)  # type: ignore[arg-type]
            case "sum":
                return self._series(node, node.low)
            case "lim" | "lim+" | "lim-":
                return self._limit(node, node.low)
            case _:
                raise UnclearError(WHY, final=True)

    def _series(self, node: Bind, low: Node) -> arb:
        start = None if is_infinite(low) else self.exponent(low)
        if node.high != Const("oo") or not isinstance(start, fmpq) or start.q != 1:
            raise UnclearError(WHY, final=True)

        last = arb(0)

        def block(first: int, after: int) -> arb:
            nonlocal last
            ends = [number_tree(start + step) for step in (first, after - 2, after - 1)]
            last = arb(self.value(Bind("sum", node.body, node.var, ends[2], ends[2])))
            return last + arb(self.value(Bind("sum", node.body, node.var, ends[0], ends[1])))

        head = block(0, FIRST)
        found = _extrapolated((block(FIRST << j, FIRST << (j + 1)) for j in range(DOUBLINGS)), head)
        return arb(found.mid(), found.rad() + abs(last).upper())  # of an alternating series the blocks tell too little

    def _area(self, node: Bind, low: Node, high: Node) -> arb:
        if not (is_infinite(low) or is_infinite(high)):
            try:
                return self._between(node, low, high)
            except UnclearError:
                pass  # the integrand may not be bounded at an end
        middle = _inside(low, high)
        if is_infinite(low):
            return -self._towards(node, middle, low, -self._towards(node, middle, high, arb(0)))
        return self._towards(node, middle, high, -self._towards(node, middle, low, arb(0)))

    def _between(self, node: Bind, low: Node, high: Node) -> arb:
        part = Bind("int", node.body, node.var, low, high)
        try:
            return enclosed(self, part, Plain(self.context, self.env, self.precision), ROUGHLY)
        except UnclearError:  # the range may touch an edge of a function's domain
            return enclosed(self, part, Pieces(self.context, self.env, self.precision), ROUGHLY)

    def _towards(self, node: Bind, middle: Node, end: Node, head: arb) -> arb:
        """Return what is known of an integral and more, from a place inside to an end."""
        if not is_infinite(end):
            try:
                return head + self._between(node, middle, end)
            except UnclearError:
                pass
        places = [_on_the_way(middle, end, step) for step in range(DOUBLINGS)]
        blocks = (self._between(node, near, far) for near, far in pairwise(places))
        return _extrapolated(blocks, head)

    def _limit(self, node: Bind, point: Node) -> arb:
        sides = (1,) if is_infinite(point) else SIDES[node.kind]
        values = [value for side in sides if (value := self._one_sided(node, point, side)) is not None]
        if not values:
            raise UnclearError(WHY, final=True)
        return values[0] if len(values) == 1 else values[0].union(values[1])

    def _one_sided(self, node: Bind, point: Node, side: int) -> arb | None:
        """Return what the values near a point suggest as their limit; None where there are none."""
        seen: list[arb] = []
        for exponent in EXPONENTS:
            step = number_tree(fmpq(side) * fmpq(2) ** (exponent if is_infinite(point) else -exponent))
            place = step if point == Const("oo") else Neg(step) if is_infinite(point) else Add((point, step))
            bits = LOST * exponent + BITS
            try:
                here = Evaluator(self.context, self.env, bits).number(place)
                value = arb(Plain(self.context, {**self.env, node.var: here}, bits, pure=True).number(node.body))
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
        if len(seen) < FEWEST:
            raise UnclearError(WHY, final=True)
        last, before = seen[-1], seen[-2]
        return arb(last.mid(), last.rad() + 2 * abs(last - before).upper())


def _inside(low: Node, high: Node) -> Node:
    """Return a place between two ends, of which both may be infinite."""
    if is_infinite(low):
        return ZERO if is_infinite(high) else minus(high, ONE) if low == Neg(Const("oo")) else Add((high, ONE))
    if is_infinite(high):
        return Add((low, ONE)) if high == Const("oo") else minus(low, ONE)
    return Div(Add((low, high)), number_tree(fmpq(2)))


def _on_the_way(middle: Node, end: Node, step: int) -> Node:
    """Return a place on the way to an end: 2^step - 1 away from the start, or 2^-step of the way from a finite end."""
    if is_infinite(end):
        distance = number_tree(fmpq(2) ** step - 1)
        return Add((middle, distance)) if end == Const("oo") else minus(middle, distance)
    return Add((end, Mul((number_tree(fmpq(1, 2) ** step), minus(middle, end)))))


def _extrapolated(blocks: Iterator[arb], head: arb) -> arb:
    """Return head plus all blocks; those behind the last one that is looked at as a geometric series."""
    seen: list[arb] = []
    sums: list[arb] = []  # with what follows the last block, as long as that can be told
    best: arb | None = None
    total = head
    try:
        for block in blocks:
            seen.append(block)
            total += block
            rest = _behind(seen, total)
            sums = [] if rest is None else [*sums, total + rest]
            if len(sums) > 1:
                best = arb(sums[-1].mid(), sums[-1].rad() + 2 * abs(sums[-1] - sums[-2]).upper())
                if best.rad() <= GOAL * abs(best.mid()):
                    break
    except (ExceededError, UnclearError):
        if len(seen) < FEWEST:
            raise
    if best is None:
        raise UnclearError(WHY, final=True)
    return best


def _behind(seen: list[arb], total: arb) -> arb | None:
    """Return what follows the last of some blocks, as a geometric series; None where that cannot be told.

    With a ratio r that still changes by d, the rest is wrong by about its share d / (1 - r)^2.
    """
    if len(seen) < 3:
        return None
    first, second, last = seen[-3:]
    if abs(last).upper() <= GOAL * abs(total).lower():
        return arb(0)
    ratio, before = (last / second).mid(), (second / first).mid()
    if not (ratio.is_finite() and before.is_finite()) or abs(ratio) >= STEEP:
        return None
    rest = last * ratio / (1 - ratio)
    return arb(rest.mid(), rest.rad() + abs(rest * (ratio - before) / (1 - ratio) ** 2).upper())
