"""Lowest terms, one fraction, partial fractions."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from grader.claims.statements import HasForm
from grader.evidence.errors import UnclearError
from grader.evidence.forms.views import Ring, content, is_constant, literal, product_parts, sum_parts
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym, symbols, walk


def lowest_terms(_: HasForm, tree: Node) -> str | None:
    """Numerator and denominator of every fraction have nothing in common."""
    for node in walk(tree):
        if isinstance(node, Div):
            why = _common(node)
            if why is not None:
                return why
    return None


def _common(node: Div) -> str | None:
    if any(isinstance(inner, Num) and inner.value.denominator != 1 for inner in walk(node)):
        return f"a decimal stands in the fraction `{show(node)}`"
    above, below = literal(node.num), literal(node.den)
    if above is not None and below is not None:
        shared = gcd(above.numerator, below.numerator)
        return f"`{show(node)}` can be cancelled by {shared}" if shared > 1 or below == 1 else None
    ring = Ring([node.num, node.den])
    num, den = ring.of(node.num), ring.of(node.den)
    if num == 0 or den == 0:
        raise UnclearError("a fraction of 0")
    if not is_constant(num.gcd(den)):
        return f"numerator and denominator of `{show(node)}` have a common factor"
    shared = gcd(content(num), content(den))
    return f"`{show(node)}` can be cancelled by {shared}" if shared > 1 else None


def single_fraction(_: HasForm, tree: Node) -> str | None:
    """One fraction at most, which is the whole answer."""
    bare = tree.arg if isinstance(tree, Neg) else tree
    inside = (bare.num, bare.den) if isinstance(bare, Div) else (bare,)
    for part in inside:
        for node in walk(part):
            if isinstance(node, Div):
                return f"`{show(node)}` is a fraction within the answer"
            if isinstance(node, Pow) and isinstance(node.exp, Neg):
                return f"`{show(node)}` is a fraction, too"
    return None


def partial_fractions(asked: HasForm, tree: Node) -> str | None:
    """A sum of a polynomial and of fractions: numbers or short numerators above powers of irreducible polynomials."""
    names = [name for name in sorted(asked.variables) if name in symbols(tree)]
    if len(names) != 1:
        raise UnclearError("partial fractions of a function of one symbol are looked for")
    seen: set[str] = set()
    for term in sum_parts(tree):
        why = _partial(term, names[0], seen)
        if why is not None:
            return why
    return None


def _partial(term: Node, name: str, seen: set[str]) -> str | None:
    below = [(part, -exponent) for part, exponent in product_parts(term) if exponent < 0 and name in symbols(part)]
    if not below:
        return _polynomial_term(term)
    if len(below) > 1:
        return f"`{show(term)}` has more than one factor in the denominator"
    (den, power) = below[0]
    num = _numerator(term)
    ring = Ring([den, num])
    poly = ring.of(den)
    _, factors = poly.factor()
    if len(factors) > 1 or factors[0][1] > 1:
        return f"the denominator of `{show(term)}` can be factored"
    place = ring.kernels.get(Sym(name))
    if place is None or any(name in symbols(kernel) and kernel != Sym(name) for kernel in ring.kernels):
        raise UnclearError("a denominator that is no polynomial")
    if ring.of(num).degrees()[place] >= poly.degrees()[place]:
        return f"the numerator of `{show(term)}` is not of lower degree than its denominator"
    key = f"{poly / poly.leading_coefficient()} {power}"
    if key in seen:
        return f"`{show(term)}` and another term have one denominator"
    seen.add(key)
    return None


def _polynomial_term(term: Node) -> str | None:
    for node in walk(term):
        if isinstance(node, Mul) and any(isinstance(factor, Add) for factor in node.factors):
            return f"`{show(node)}` can be multiplied out"
    return None


def _numerator(term: Node) -> Node:
    """Return the product of what stands above the fraction bars of a term."""
    above = [part for part, exponent in product_parts(term) for _ in range(exponent)]
    return Num(Fraction(1)) if not above else above[0] if len(above) == 1 else Mul(tuple(above))
