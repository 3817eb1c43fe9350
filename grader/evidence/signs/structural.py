"""Ranges by structure: an interval for every subtree, from its parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.functions.questions import CIRCLE, JUMPS
from grader.evidence.signs.angles import circle_range, range_on, turn_of
from grader.evidence.signs.calls import call_range, signed
from grader.evidence.signs.enclosures import monotone
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.evidence.trees.ranges.ranges import (
    ANY,
    NON_NEGATIVE,
    ONE,
    POSITIVE,
    ZERO,
    Range,
    added,
    beside_one,
    exactly,
    fmpq_of,
    hull,
    marked,
    meet,
    multiplied,
    negated,
    power,
)
from grader.evidence.trees.ranges.sign import Sign
from grader.language.tree import (
    Add,
    Array,
    Bind,
    Call,
    Cases,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
)

if TYPE_CHECKING:
    from grader.evidence.signs.facts import Facts

PI = Range(fmpq(3141592653589793, 10**15), fmpq(3141592653589794, 10**15))
MAX_POWER = 10_000  # of a factor; a higher one is a factor itself
MINUS_ONE = Neg(Num(Fraction(1)))
E = Range(fmpq(2718281828459045, 10**15), fmpq(2718281828459046, 10**15))


class NotRealError(Exception):
    """A tree has complex values, of which no order is known: its sign is open, and coverage says why."""


def structural_range(node: Node, facts: Facts) -> Range:
    """Return a range for the value of `node`, or of each entry of an array, wherever it is defined in the domain."""
    facts.algebra.budget.spend()
    kind = type(node)
    if kind is Num or kind is Neg:
        return _range(node, facts)
    found = facts.ranges.get(node)
    if found is None:
        own = _range(node, facts)
        known = facts.known.get(node) if isinstance(node, (Sym, Call, Index, Pow, Bind)) else None
        found = facts.ranges[node] = own if known is None else meet(known, own)
    return found


def _range(node: Node, facts: Facts) -> Range:
    match node:
        case Num(value=value):
            return exactly(fmpq_of(value))
        case Sym(name=name):
            if name in facts.complex:
                raise NotRealError
            return ANY
        case Const(name=name):
            return _constant(name)
        case Neg(arg=arg):
            return negated(structural_range(arg, facts))
        case Add(terms=terms):
            out = structural_range(terms[0], facts)
            for term in terms[1:]:
                out = added(out, structural_range(term, facts))
            return out
        case Mul() | Div():
            return _product(node, facts)
        case Pow(base=base, exp=exp):
            return _power(base, exp, facts)
        case Call(name=name, args=args):
            return _call(name, args, facts)
        case _:
            return _compound(node, facts)


def _compound(node: Node, facts: Facts) -> Range:
    match node:
        case Index(base=base) | Transpose(arg=base):
            return structural_range(base, facts)
        case Array(items=items) if items:
            return hull(structural_range(item, facts) for item in items)
        case Cases(branches=branches, otherwise=otherwise):
            values = [value for value, _ in branches] + ([] if otherwise is None else [otherwise])
            return hull(structural_range(value, facts) for value in values)
        case Bind():
            return _bind(node, facts)
        case _:
            return ANY


def _constant(name: str) -> Range:
    match name:
        case "pi":
            return PI
        case "e":
            return E
        case "i":
            raise NotRealError
        case _:
            return ANY


def _product(node: Node, facts: Facts) -> Range:
    exponents: dict[Node, int] = {}
    arrays = 0
    for base, exponent in factors(node):
        exponents[base] = exponents.get(base, 0) + exponent
        arrays += facts.algebra.is_array(base)
    if arrays > 1:
        return _array_product(node, facts)
    out: Range | None = None
    for base, exponent in exponents.items():
        found = power(structural_range(base, facts), exponent)
        out = found if out is None else multiplied(out, found)
    return exactly(ONE) if out is None else out


def factors(node: Node, exponent: int = 1) -> Iterator[tuple[Node, int]]:
    """Yield the factors of products, quotients and integer powers, each with its exponent; repeated as they stand."""
    match node:
        case Mul(factors=parts):
            for part in parts:
                yield from factors(part, exponent)
        case Div(num=num, den=den):
            yield from factors(num, exponent)
            yield from factors(den, -exponent)
        case Neg(arg=arg):
            yield MINUS_ONE, exponent
            yield from factors(arg, exponent)
        case Pow(base=base, exp=exp) if (n := integer_literal(exp)) and abs(n * exponent) <= MAX_POWER:
            yield base, n * exponent
        case _:
            yield node, exponent


def _array_product(node: Node, facts: Facts) -> Range:
    match node:
        case Mul(factors=(Transpose(arg=left), right)) if left == right and isinstance(left, Sym):
            # a sum of squares on the diagonal; for a vector the only entry
            return NON_NEGATIVE if left.name in facts.vectors else ANY
        case Mul(factors=parts):
            entries = [structural_range(part, facts).sign for part in parts]
            return NON_NEGATIVE if all(sign.within(Sign.NON_NEGATIVE) for sign in entries) else ANY
        case _:
            return ANY


def _power(base: Node, exp: Node, facts: Facts) -> Range:
    if facts.algebra.is_array(base):
        structural_range(base, facts)
        return ANY
    n = integer_literal(exp)
    if n is not None:
        return power(structural_range(base, facts), n)
    if base == Const("e"):
        return call_range("exp", (structural_range(exp, facts),))
    under, rational = structural_range(base, facts), literal(exp)
    if rational is not None:
        return _fractional(under, rational.numerator, rational.denominator)
    over = structural_range(exp, facts)
    if under.sign.within(Sign.NON_NEGATIVE):
        return meet(POSITIVE if under.sign is Sign.POSITIVE else NON_NEGATIVE, beside_one(under, over))
    is_integer = over.integer and over.sign.within(Sign.NON_NEGATIVE) and under.integer
    return Range(nonzero=not under.sign & 2, integer=is_integer)


def _fractional(base: Range, p: int, q: int) -> Range:
    """Return the range of the power p/q: real for all values where q is odd, for values >= 0 where q is even."""
    if q % 2 == 0 or p % 2 == 0:
        sign = NON_NEGATIVE if base.sign & 2 and p > 0 else POSITIVE
        if p == 1 and q == 2:
            return meet(sign, monotone(meet(base, NON_NEGATIVE), lambda x: x.sqrt()))
        return sign
    return marked(signed(base), nonzero=p < 0)


def _call(name: str, args: tuple[Node, ...], facts: Facts) -> Range:
    ranges = tuple(structural_range(arg, facts) for arg in args)
    if name in JUMPS:
        return _step(name, ranges[0], facts)
    found = call_range(name, ranges)
    if name in CIRCLE and (turns := _turns(args[0], facts)) is not None:
        found = meet(found, range_on(name, turns))
    if name in CIRCLE and facts.arcs:
        return meet(found, circle_range(name, turn_of(args[0]), facts.arcs))
    return found


def _turns(angle: Node, facts: Facts) -> Range | None:
    """Return the range of u for an angle that is written as pi times u, None for others."""
    parts = list(factors(angle))
    if [exponent for base, exponent in parts if base == Const("pi")] != [1] or facts.algebra.is_array(angle):
        return None
    out = exactly(ONE)
    for base, exponent in parts:
        if base != Const("pi"):
            out = multiplied(out, power(structural_range(base, facts), exponent))
    return out


def _step(name: str, arg: Range, facts: Facts) -> Range:
    """Return the values of a step function: at 0 only where a convention names one."""
    low = fmpq(-1) if name == "sign" else ZERO
    mask = int(arg.sign)
    values = [exactly(value) for bit, value in ((1, low), (4, fmpq(1))) if mask & bit]
    at_zero = facts.conventions.get(JUMPS[name])
    if mask & 2 and at_zero is not None:
        values.append(structural_range(at_zero, facts))
    out = hull(values) if values else ANY
    return marked(out, nonzero=all(not value.sign & 2 for value in values))


def _bind(node: Bind, facts: Facts) -> Range:
    inner = facts.bound(node)
    body = structural_range(node.body, inner)
    sign = body.sign
    match node.kind:
        case "max" | "min":
            return body
        case "sum" if sign.within(Sign.NON_NEGATIVE):
            strict = sign is Sign.POSITIVE and inner.is_inhabited(node)
            return POSITIVE if strict else NON_NEGATIVE
        case "sum" if sign.within(Sign.NON_POSITIVE):
            strict = sign is Sign.NEGATIVE and inner.is_inhabited(node)
            return negated(POSITIVE if strict else NON_NEGATIVE)
        case "prod" if sign.within(Sign.NON_NEGATIVE):
            return POSITIVE if sign is Sign.POSITIVE else NON_NEGATIVE
        case "prod":
            return Range(nonzero=not sign & 2)
        case _:
            return ANY
