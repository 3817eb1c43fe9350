"""Sums of units: `sum_{i=1}^n w_i relu(u_i x + b_i)` as runs of units whose weights and kinks follow one formula.

Where entries are told by cases, the index runs over stretches on each of which one case holds. A unit that falls is
one that rises and a line: relu(-z) = relu(z) - z.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.sized.affine import Affine, needed, of_affine
from grader.evidence.families.piecewise.sized.ring import PLACE, Quotient, Ring
from grader.evidence.families.piecewise.sized.stretches import stretches
from grader.evidence.trees.fold import fold
from grader.language.tree import ONE, Bind, Call, Node, Sym, substitute
from grader.records import dataclass, field

Parts = tuple[tuple[Quotient, Node], ...]


@dataclass(frozen=True)
class Form:
    """A polynomial in the input, and sums or units with numbers before them."""

    plain: Quotient
    parts: Parts = ()


@dataclass(frozen=True)
class Run:
    """Units `weight * relu(x - knot)` for the indices from `low` to `high`; both may hold the index."""

    low: Affine
    high: Affine
    weight: Quotient
    knot: Quotient


@dataclass
class Read:
    """A function of the input: a polynomial, sums of polynomials over an index, and runs of units.

    `at_least` are differences that must not be negative, `rising` what must be positive (with the range of its index).
    """

    ring: Ring
    input: str
    size: str
    plain: Quotient
    sums: list[tuple[Affine, Affine, Quotient]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    at_least: list[Affine] = field(default_factory=list)
    signs: list[tuple[Quotient, Affine, Affine]] = field(default_factory=list)


def read_units(tree: Node, ring: Ring, names: tuple[str, str], budget: Budget) -> Read:
    """Return a tree without arrays as polynomials and runs of units in `names`, the input and the size.

    Raises DeclinedError, ExceededError.
    """
    whole = fold(tree, _Linear(ring, names[0]), budget)
    read = Read(ring, *names, whole.plain)
    for factor, part in whole.parts:
        body, count = _summed(part)
        last = needed(ring, ring.read(count), read.size)
        for low, high, simple in stretches(body, last, ring, read.size, read.at_least):
            _enter(read, fold(simple, _Linear(ring, names[0]), budget), factor, (low, high))
    return read


def _summed(part: Node) -> tuple[Node, Node]:
    """Return what is summed over the index from 1 on, and the last index; raises DeclinedError."""
    match part:
        case Bind("sum", body, var, low, high) if low == ONE and high is not None:
            return substitute(body, {var: Sym(PLACE)}), high
        case Bind():
            raise DeclinedError
        case _:
            return part, ONE


def _enter(read: Read, form: Form, factor: Quotient, ends: tuple[Affine, Affine]) -> None:
    """Enter what is summed over a stretch of the index."""
    ring = read.ring
    read.sums.append((*ends, ring.times(factor, form.plain)))
    for weight, unit in form.parts:
        if not isinstance(unit, Call):
            raise DeclinedError  # a sum within a sum
        line, factors = ring.read(unit.args[0]), ring.times(factor, weight)
        if ends[0] == ends[1]:
            at = of_affine(ring, ends[0], read.size)
            line, factors = (ring.put_in(part, PLACE, at) for part in (line, factors))
        _enter_unit(read, factors, ring.coefficients(line, read.input), ends)


def _enter_unit(read: Read, weight: Quotient, line: Sequence[Quotient], ends: tuple[Affine, Affine]) -> None:
    """Enter `weight * relu(line)`: as a polynomial where it is constant, else as a unit that rises."""
    if weight.is_zero:
        return
    ring = read.ring
    start, slope = line[0], line[1] if len(line) > 1 else ring.constant(0)
    if len(line) > 2:
        raise DeclinedError
    if slope.is_zero:
        if not start.is_zero:
            read.signs.append((start, *ends))
        read.sums.append((*ends, ring.times(weight, start)))
        return
    falls = _is_negative(slope)
    if falls:
        slope = Quotient(-slope.num, slope.den)
        start_up = Quotient(-start.num, start.den)
        x = ring.gen(read.input)
        fallen = ring.plus(start, ring.times(Quotient(-slope.num, slope.den), x))
        read.sums.append((*ends, ring.times(weight, fallen)))
        start = start_up
    read.signs.append((slope, *ends))
    knot = ring.over_sign(Quotient(-start.num, start.den), slope)
    read.runs.append(Run(*ends, ring.times(weight, slope), knot))


def _is_negative(slope: Quotient) -> bool:
    """Guess the sign of a slope from its first coefficient; it is proved later."""
    return bool(slope.num.leading_coefficient() * slope.den.leading_coefficient() < 0)


@dataclass(frozen=True)
class _Linear:
    """Arithmetic with sums and units, which only numbers scale; see `grader.evidence.trees.fold`."""

    ring: Ring
    input: str

    def number(self, value: Fraction) -> Form:
        return Form(self.ring.constant(value))

    def negative(self, value: Form) -> Form:
        return self._scaled(value, self.ring.constant(-1))

    def total(self, values: Sequence[Form]) -> Form:
        parts = tuple(part for value in values for part in value.parts)
        return Form(self.ring.total(value.plain for value in values), parts)

    def product(self, values: Sequence[Form]) -> Form:
        return reduce(self._times, values)

    def quotient(self, num: Form, den: Form) -> Form:
        if den.parts or self.ring.holds(den.plain, self.input) or self.ring.holds(den.plain, PLACE):
            raise DeclinedError
        return self._scaled(num, self.ring.over(self.ring.constant(1), den.plain))

    def power(self, base: Form, exponent: int) -> Form:
        if base.parts and exponent != 1:
            raise DeclinedError
        if exponent < 0:
            return self.quotient(Form(self.ring.constant(1)), self.power(base, -exponent))
        return reduce(self._times, [base] * exponent, Form(self.ring.constant(1)))

    def other(self, node: Node) -> Form:
        if isinstance(node, Bind) or (isinstance(node, Call) and node.name == "relu"):
            return Form(self.ring.constant(0), ((self.ring.constant(1), node),))
        return Form(self.ring.read(node))

    def _times(self, left: Form, right: Form) -> Form:
        if left.parts and right.parts:
            raise DeclinedError
        if right.parts:
            left, right = right, left
        return self._scaled(left, right.plain)

    def _scaled(self, value: Form, factor: Quotient) -> Form:
        if value.parts and self.ring.holds(factor, self.input):
            raise DeclinedError
        parts = tuple((self.ring.times(weight, factor), node) for weight, node in value.parts)
        return Form(self.ring.times(value.plain, factor), parts)
