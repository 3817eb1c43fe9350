"""Values of an integrand over pieces of its range: single points without a value do not matter to an integral.

Over a piece that reaches an edge of a function's domain, the values at the points inside are enclosed; across a jump,
the values on both sides. Both are right only for an integrand that is defined at all but single points.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from grader.evidence.errors import UndefinedError
from grader.evidence.functions.questions import EDGED, JUMPS, STEPPED
from grader.evidence.functions.table import REALS
from grader.evidence.numbers.balls import end_value
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.trees.build import exact
from grader.language.tree import Call, Node, Num, Pow, walk


def has_edges(body: Node) -> bool:
    """Return whether an edge of a function's domain may be an end of the range."""
    return any(
        (isinstance(part, Call) and part.name in EDGED) or (isinstance(part, Pow) and _is_even_root(part))
        for part in walk(body)
    )


def is_cut(body: Node) -> bool:
    """Return whether an edge of a function's domain or a jump may lie in the range."""
    return has_edges(body) or any(isinstance(part, Call) and part.name in {*STEPPED, *JUMPS} for part in walk(body))


def _is_even_root(part: Pow) -> bool:
    exponent = part.exp
    return not (isinstance(exponent, Num) and exponent.value.denominator % 2)


class Pieces(Evaluator):
    """Evaluates over pieces of a range on which the tree is defined at all but single points."""

    __slots__ = ()

    def applied(self, name: str, args: list[Number]) -> Number:
        """Return a function's value; over an edge or a jump, all values on both sides of it."""
        x = arb(args[0])
        if name in EDGED and not x.is_exact():
            facts = REALS[name]
            low, high = (None if end is None else end_value(end) for end in (facts.domain[0].low, facts.domain[0].high))
            return _monotone(x, low, high, getattr(arb, facts.flint))
        if not x.is_exact() and (name in STEPPED or (name in JUMPS and x.contains(0))):
            return _steps(name, x)
        return super().applied(name, args)

    def power(self, node: Pow) -> Number:
        """Return a power; over the edge of an even root, its values at the points inside."""
        if isinstance(node.exp, Num) and node.exp.value.denominator % 2 == 0:
            base, exponent = arb(self.value(node.base)), arb(exact(node.exp))
            if node.exp.value > 0 and not base.is_exact():
                return _monotone(base, fmpq(0), None, lambda x: x**exponent if x > 0 else arb(0))
        return super().power(node)


Pieces.rules = {**Evaluator.rules, Pow: Pieces.power}


def _monotone(x: arb, low: fmpq | arb | None, high: fmpq | arb | None, function: Callable[[arb], arb]) -> arb:
    """Return the values of a monotone function over the part of a ball that lies in its domain."""
    first, last = x.lower(), x.upper()
    if (low is not None and last < low) or (high is not None and first > high):
        raise UndefinedError("outside the domain of a function")
    if low is not None and not first > low:
        first = arb(low)
    if high is not None and not last < high:
        last = arb(high)
    return function(first).union(function(last))


def _steps(name: str, x: arb) -> arb:
    match name:
        case "floor":
            return x.lower().floor().union(x.upper().floor())
        case "ceil":
            return x.lower().ceil().union(x.upper().ceil())
        case "heaviside":
            return arb(0).union(arb(1))
        case _:
            return arb(-1).union(arb(1))
