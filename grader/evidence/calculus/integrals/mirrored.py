"""Integrals from a to b by the mirror image: that of f(x) is that of f(a + b - x), so half that of their sum.

Where the sum is a number K, the integral is (b - a) K / 2: that of an odd function from -a to a is 0. Where f is g h
with a g that is its own image, and h and its image add up to K, as x does, it is K/2 times that of g. The function must
be continuous from a to b; without the ends that is enough where it has no negative values and the sum is K, since then
it is no greater than K.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.definite import between, with_variable
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    CaptureError,
    Cases,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Sym,
    is_infinite,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Proof

HALF = rational(Fraction(1, 2))
PART = 4  # one in so many of the steps that are left may go into a look in the mirror
LAZY = frozenset({Bind, Cases, Derivative})  # kinds of nodes with values where some part may have none


def mirrored_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral of a function that its mirror image makes up to a number, or None.

    Of a product it is a multiple of an integral that is to be worked out.
    """
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high):
        return None
    if not facts_of(node.body).kinds.isdisjoint(LAZY) or not is_continuous(node.body, node.var):
        return None
    domain, _ = between(low, high, setting, budget)
    if domain is None or not all(defined_everywhere(end, setting, budget) for end in (low, high)):
        return None
    inside = with_variable(setting, node.var, replace(domain, low_closed=True, high_closed=True))
    part = budget.share(PART)
    try:
        if defined_everywhere(node.body, inside, budget):
            return _of_number(node, low, high, inside, part) or _of_product(node, low, high, inside, part)
        inside = with_variable(setting, node.var, replace(domain, low_closed=False, high_closed=False))
        is_bounded = sign_of(node.body, inside, part).within(Sign.NON_NEGATIVE)
        is_bounded = is_bounded and defined_everywhere(node.body, inside, part)
        return _of_number(node, low, high, inside, part) if is_bounded else None
    except (CaptureError, ExceededError):
        return None


def _of_number(node: Bind, low: Node, high: Node, inside: Setting, budget: Budget) -> Node | None:
    number = _sum(node.body, node.var, (low, high), inside, budget)
    if number is None:
        return None
    is_odd = isinstance(prove_equal(number, ZERO, inside, budget), Proof)
    return ZERO if is_odd else Mul((HALF, minus(high, low), number))


def _of_product(node: Bind, low: Node, high: Node, inside: Setting, budget: Budget) -> Node | None:
    image = {node.var: minus(Add((low, high)), Sym(node.var))}
    for part, rest in _factors(node.body):
        if node.var not in symbols(part) or not isinstance(
            prove_equal(rest, substitute(rest, image), inside, budget), Proof
        ):
            continue
        number = _sum(part, node.var, (low, high), inside, budget)
        if number is not None:
            return Mul((HALF, number, replace(node, body=rest)))
    return None


def _sum(body: Node, var: str, ends: tuple[Node, Node], inside: Setting, budget: Budget) -> Node | None:
    """Return the number that a function and its mirror image add up to: what they are at the ends, or in the middle."""
    is_closed = inside.variables[-1].domain.low_closed  # then the function has values at the ends
    both = Add((body, substitute(body, {var: minus(Add(ends), Sym(var))})))
    middle = Mul((HALF, Add(ends)))
    for places in (ends, (middle, middle)):
        number = Add(tuple(substitute(body, {var: place}) for place in places))
        known = is_closed or defined_everywhere(number, inside, budget)
        if known and isinstance(prove_equal(both, number, inside, budget), Proof):
            return number
    return None


def _factors(body: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the factors of a product, each with what it is multiplied by."""
    match body:
        case Neg(arg):
            for part, rest in _factors(arg):
                yield part, Neg(rest)
        case Div(num, den):
            for part, rest in _factors(num):
                yield part, Div(rest, den)
            yield Div(ONE, den), num
        case Mul(parts):
            for place, part in enumerate(parts):
                kept = (*parts[:place], *parts[place + 1 :])
                yield part, product_of(kept)
        case _:
            yield body, ONE
