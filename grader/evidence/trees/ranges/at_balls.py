"""Formulas of rows at real balls: what arithmetic and the constants do to FLINT's `arb`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod

from flint import arb, fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import rational_literal
from grader.evidence.trees.ranges.ranges import fmpq_of
from grader.language.tree import Call, Const, Node, Pow, Sym


class AtBall:
    """The algebra of enclosures at x; a value that is perhaps none is not finite. `call` evaluates known functions."""

    def __init__(self, x: arb, call: Callable[[str, list[arb]], arb]) -> None:
        self.x = x
        self.call = call

    def of(self, node: Node) -> arb:
        """Return an enclosure of a formula; raises DeclinedError for what stands in none."""
        return fold(node, self)

    def number(self, value: Fraction) -> arb:
        """Return a rational number."""
        return arb(fmpq_of(value))

    def negative(self, value: arb) -> arb:
        """Return -value."""
        return -value

    def total(self, values: Sequence[arb]) -> arb:
        """Return the sum."""
        return sum(values, arb(0))

    def product(self, values: Sequence[arb]) -> arb:
        """Return the product."""
        return prod(values, start=arb(1))

    def quotient(self, num: arb, den: arb) -> arb:
        """Return num / den."""
        return num / den

    def power(self, base: arb, exponent: int) -> arb:
        """Return a power with an integer exponent."""
        return self.rational_power(base, fmpq(exponent))

    def rational_power(self, base: arb, exponent: fmpq) -> arb:
        """Return a power with a rational exponent."""
        return base**exponent

    def other(self, node: Node) -> arb:
        """Return the value of the symbol, a constant, a call or another power."""
        match node:
            case Sym():
                return self.x
            case Const("pi"):
                return arb.pi()
            case Const("e"):
                return arb.const_e()
            case Pow(Const("e"), exponent):
                return self.of(exponent).exp()
            case Pow(base, exponent) if (value := rational_literal(exponent)) is not None:
                return self.rational_power(self.of(base), value)
            case Call(name, args):
                return self.call(name, [self.of(arg) for arg in args])
            case _:
                raise DeclinedError
