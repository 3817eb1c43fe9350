"""The domain of one real variable with rational bounds, and which points and intervals it holds."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.pieces import ONE, End, Rational
from grader.evidence.trees.polynomials import rational_literal
from grader.evidence.trees.ranges.ranges import ANY, Range
from grader.language.domains import Domain
from grader.language.tree import Const, Neg, Node
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """What lies in a range, or the finite set of its members."""

    range: Range = ANY
    members: tuple[Rational, ...] | None = None

    @property
    def low(self) -> End:
        """The lower bound, None where there is none."""
        return self.range.low

    @property
    def high(self) -> End:
        """The upper bound, None where there is none."""
        return self.range.high

    def holds(self, x: Rational) -> bool:
        """Return whether a number lies in the domain."""
        return self.range.holds(x) if self.members is None else x in self.members

    def meets(self, low: End, high: End) -> bool:
        """Return whether an open interval and the inside of the domain's bounds share points."""
        if self.members is not None:
            return any((low is None or low < x) and (high is None or x < high) for x in self.members)
        first, last = later(low, self.low), earlier(high, self.high)
        return first is None or last is None or bool(first < last)

    @property
    def is_thin(self) -> bool:
        """Whether no point of the domain may be left out: a discrete set, or a single point."""
        return self.range.integer or self.members is not None or (self.low is not None and self.low == self.high)

    @property
    def is_empty(self) -> bool:
        """Whether nothing, or perhaps nothing, is in the domain."""
        if self.members is not None:
            return not self.members
        if self.low is None or self.high is None:
            return False
        if self.range.integer:
            return not any(self.holds(fmpq(self.low.ceil() + step)) for step in (0, 1, 2))
        if self.low == self.high:
            return not self.holds(self.low)
        return bool(self.low > self.high)


def places_of(domain: Domain) -> Places:
    """Return a domain of real numbers; raises DeclinedError where it is complex or a bound is no rational number."""
    if domain.base == "complex":
        raise DeclinedError("a domain of real numbers is needed")
    members = None if domain.members is None else tuple(_number(member) for member in domain.members)
    low, high = _bound(domain.low), _bound(domain.high)
    low_open = low is None or not domain.low_closed
    if domain.base == "size" and (low is None or low < ONE):
        low, low_open = ONE, False
    high_open = high is None or not domain.high_closed
    return Places(Range(low, high, low_open, high_open, domain.nonzero, domain.is_integer), members)


def later(x: End, y: End) -> End:
    """Return the larger of two lower bounds."""
    return y if x is None else x if y is None else max(x, y)


def earlier(x: End, y: End) -> End:
    """Return the smaller of two upper bounds."""
    return y if x is None else x if y is None else min(x, y)


def _bound(node: Node | None) -> End:
    return None if node is None or node in (Const("oo"), Neg(Const("oo"))) else _number(node)


def _number(node: Node) -> Rational:
    value = rational_literal(node)
    if value is None:
        raise DeclinedError("bounds that are rational numbers are needed")
    return value
