"""Lowest terms, one fraction, partial fractions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd

from grader.claims.statements import HasForm
from grader.evidence.budget import check_degrees
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import Ring, content, is_constant, literal, product_parts, sum_parts
from grader.evidence.trees.build import product_of
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk
from grader.wording import reasons


def lowest_terms(_: HasForm, tree: Node) -> str | None:
    """Numerator and denominator of every fraction have nothing in common."""
    for node in walk(tree):
        if isinstance(node, Div):
            why = _common(node)
            if why is not None:
                return why
    if any(_can_be_cancelled(node) for node in walk(tree)):
        raise UnclearError("a product, or a fraction within a fraction, in which something may be cancelled")
    return None


def _can_be_cancelled(node: Node) -> bool:
    """Return whether a fraction typed as a product, or with another one above or below its bar, may be cancelled."""
    match node:
        case Div(num, den):
            return any(isinstance(part.arg if isinstance(part, Neg) else part, Div) for part in (num, den))
        case Mul() | Pow():
            parts = list(product_parts(node))
            if all(exponent > 0 for _, exponent in parts):
                return False
            above, below = (_product(parts, sign) for sign in (1, -1))
            return _common(Div(above, below)) is not None
        case _:
            return False


def _product(parts: Sequence[tuple[Node, int]], sign: int) -> Node:
    powers = [Pow(part, Num(Fraction(sign * exponent))) for part, exponent in parts if sign * exponent > 0]
    return Num(Fraction(1)) if not powers else product_of(powers)


def _common(node: Div) -> str | None:
    if any(isinstance(inner, Num) and inner.value.denominator != 1 for inner in walk(node)):
        return reasons.DECIMAL_STANDS_FRACTION.format(formula=show(node))
    above, below = literal(node.num), literal(node.den)
    if above is not None and below is not None:
        shared = gcd(above.numerator, below.numerator)
        return (
            reasons.CAN_BE_CANCELLED_BY.format(formula=show(node), shared=shared) if shared > 1 or below == 1 else None
        )
    ring = Ring([node.num, node.den])
    num, den = ring.of(node.num), ring.of(node.den)
    if num == 0 or den == 0:
        raise UnclearError("a fraction of 0")
    if not is_constant(num.gcd(den)):
        return reasons.NUMERATOR_DENOMINATOR_COMMON_FACTOR.format(formula=show(node))
    shared = gcd(content(num), content(den))
    return reasons.CAN_BE_CANCELLED_BY.format(formula=show(node), shared=shared) if shared > 1 else None


def single_fraction(_: HasForm, tree: Node) -> str | None:
    """One fraction at most, which is the whole answer."""
    bare = tree.arg if isinstance(tree, Neg) else tree
    inside = (bare.num, bare.den) if isinstance(bare, Div) else (bare,)
    for part in inside:
        for node in walk(part):
            if isinstance(node, Div):
                return reasons.FRACTION_WITHIN_ANSWER.format(formula=show(node))
            if isinstance(node, Pow) and isinstance(node.exp, Neg):
                return reasons.FRACTION_TOO.format(formula=show(node))
    return None


def partial_fractions(asked: HasForm, tree: Node) -> str | None:
    """A sum of a polynomial and of fractions: numbers or short numerators above powers of irreducible polynomials."""
    names = [name for name in sorted(asked.variables) if name in symbols(tree)]
    if len(names) != 1:
        raise UnclearError("partial fractions of a function of one symbol are looked for")
    seen: set[str] = set()
    for term in _terms(tree, names[0]):
        why = _partial(term, names[0], seen)
        if why is not None:
            return why
    return None


def _terms(tree: Node, name: str) -> Iterator[Node]:
    """Yield the terms of a sum, also of those in brackets before or above a constant: `1/2 (1/(x-1) - 1/(x+1))`."""
    for term in sum_parts(tree):
        inner = _without_constants(term, name)
        if isinstance(inner, Add):
            yield from _terms(inner, name)
        else:
            yield term


def _without_constants(term: Node, name: str) -> Node:
    match term:
        case Neg(arg):
            return _without_constants(arg, name)
        case Div(num, den) if name not in symbols(den):
            return _without_constants(num, name)
        case Mul(factors):
            moving = [factor for factor in factors if name in symbols(factor)]
            return _without_constants(moving[0], name) if len(moving) == 1 else term
        case _:
            return term


def _partial(term: Node, name: str, seen: set[str]) -> str | None:
    below = [(part, -exponent) for part, exponent in product_parts(term) if exponent < 0 and name in symbols(part)]
    if not below:
        return _polynomial_term(term)
    if len(below) > 1:
        return reasons.MORE_THAN_ONE_FACTOR.format(formula=show(term))
    (den, power) = below[0]
    num = _numerator(term)
    ring = Ring([den, num])
    poly = ring.of(den)
    check_degrees(poly.degrees())
    _, factors = poly.factor()
    if not factors:
        raise UnclearError("a fraction that is 0 by 0")
    if len(factors) > 1 or factors[0][1] > 1:
        return reasons.DENOMINATOR_CAN_BE_FACTORED.format(formula=show(term))
    place = ring.kernels.get(Sym(name))
    if place is None or any(name in symbols(kernel) and kernel != Sym(name) for kernel in ring.kernels):
        if why := _polynomial_term(term):
            return why
        raise UnclearError("a denominator that is no polynomial")
    if ring.of(num).degrees()[place] >= poly.degrees()[place]:
        return reasons.NUMERATOR_NOT_LOWER_DEGREE.format(formula=show(term))
    key = f"{poly / poly.leading_coefficient()} {power}"
    if key in seen:
        return reasons.ANOTHER_TERM_ONE_DENOMINATOR.format(formula=show(term))
    seen.add(key)
    return None


def _polynomial_term(term: Node) -> str | None:
    for node in walk(term):
        if isinstance(node, Mul) and any(isinstance(factor, Add) for factor in node.factors):
            return reasons.CAN_BE_MULTIPLIED_OUT.format(formula=show(node))
    return None


def _numerator(term: Node) -> Node:
    """Return the product of what stands above the fraction bars of a term."""
    above = [part for part, exponent in product_parts(term) for _ in range(exponent)]
    return Num(Fraction(1)) if not above else product_of(above)
