"""Values of integrals without closed forms, for a second look at what a closed form says.

Between ends near which the integrand is bounded they are enclosed by quadrature. Towards an end that is infinite, or
at which the integrand is not bounded, the range is cut into blocks that double, and what is left is extrapolated.
"""

from __future__ import annotations

from flint import arb

from grader.evidence.calculus.at_points.pieces import Pieces, is_cut
from grader.evidence.calculus.at_points.quadrature import EXACTLY, Effort, Integrand, over_one_place
from grader.evidence.calculus.at_points.second_look.extrapolated import extrapolated
from grader.evidence.errors import UnclearError
from grader.evidence.numbers.evaluator import Evaluator
from grader.language.tree import Bind, Const, Node, is_infinite
from grader.records import dataclass

EVALUATIONS = 300  # of the integrand, in one enclosure
BITS = 24  # relative ones of an enclosure
PLAIN_BITS = 128  # with which integrands are evaluated where nothing cancels
LEAST = 20  # those that must be known
ROUGHLY = Effort(EVALUATIONS, 12, 10, EXACTLY.slack)
TIP = arb(2) ** -30  # the share of a range over which an integrand is looked at near an end


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of integration, with the ways to look at the integrand over pieces of it; `bounded`: near which ends."""

    ways: tuple[Integrand, ...]
    start: arb
    end: arb
    middle: arb
    bounded: tuple[bool, ...]

    def area(self) -> arb:
        """Return the value of the integral; raises NoValueError where it is not known."""
        if all(self.bounded):
            try:
                return _between(self.ways, self.start, self.end)
            except UnclearError:  # it may have many kinks
                return self.ways[-1].enclosed(self.start, self.end, ROUGHLY)
        parts = zip((self.start, self.end), self.bounded, strict=True)
        areas = [(_between if near else _towards)(self.ways, self.middle, place) for place, near in parts]
        return areas[1] - areas[0]


def stretch_of(at: Evaluator, node: Bind, low: Node, high: Node) -> Stretch | None:
    """Return the range of an integral at the evaluator's point, None where its ends are one place."""
    start, end = _place(at, low), _place(at, high)
    if start == end:
        over_one_place(Integrand(at, node.body, node.var, Evaluator(at.context, at.env, at.precision)), start)
        return None
    middle = _inside(start, end)
    kinds = (Evaluator, Pieces) if is_cut(node.body) else (Evaluator,)
    ways = tuple([Integrand(at, node.body, node.var, kind(at.context, at.env, at.precision)) for kind in kinds])
    bounded = [_is_bounded(ways[0], middle, place) for place in (start, end)]
    if ways[1:] and not all(bounded):
        at_edges = [_is_bounded(ways[1], middle, place) for place in (start, end)]
        if at_edges != bounded:
            ways, bounded = ways[1:], at_edges
    return Stretch(ways, start, end, middle, tuple(bounded))


def _place(at: Evaluator, end: Node) -> arb:
    return arb(at.value(end)) if not is_infinite(end) else arb("inf") if end == Const("oo") else arb("-inf")


def _inside(start: arb, end: arb) -> arb:
    """Return a place between two ends, of which both may be infinite."""
    if start.is_finite() and end.is_finite():
        return (start + end) / 2
    if start.is_finite():
        return start + (1 if end > 0 else -1)
    return end + (1 if start > 0 else -1) if end.is_finite() else arb(0)


def _is_bounded(integrand: Integrand, middle: arb, end: arb) -> bool:
    """Return whether the integrand surely is bounded near an end, and the end is finite."""
    return end.is_finite() and integrand.is_bounded(end, end + (middle - end) * TIP)


def _between(ways: tuple[Integrand, ...], low: arb, high: arb, slack: arb = EXACTLY.slack) -> arb:
    """Return what the first way to look at pieces of the range tells.

    What is asked for with more bits than most is near a place where it cancels.
    """
    more = max(0, ways[0].bits - PLAIN_BITS)
    effort = Effort(EVALUATIONS, BITS + more, LEAST, slack / arb(2) ** more)
    for integrand in ways[:-1]:
        try:
            return integrand.enclosed(low, high, effort)
        except UnclearError:
            pass  # the range may touch an edge of a function's domain, or a jump
    return ways[-1].enclosed(low, high, effort)


def _towards(ways: tuple[Integrand, ...], middle: arb, end: arb) -> arb:
    """Return what is known of an integral from a place inside to an end."""

    def block(number: int, slack: arb) -> arb:
        near, far = (_on_the_way(middle, end, step) for step in (number, number + 1))
        return _between(ways, near, far, slack if slack > 0 else EXACTLY.slack)

    return extrapolated(block, arb(0))


def _on_the_way(middle: arb, end: arb, step: int) -> arb:
    """Return a place on the way to an end: 2^step - 1 away from the start, or 2^-step of the way from a finite end."""
    if end.is_finite():
        return end + (middle - end) / arb(2) ** step
    distance = arb(2) ** step - 1
    return middle + distance if end > 0 else middle - distance
