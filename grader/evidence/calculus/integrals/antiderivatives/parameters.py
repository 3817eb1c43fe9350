"""Integrals whose antiderivative divides by a parameter: one formula where the divisor is not 0, another where it is.

Where a divisor is 0 at p = p0 only, p0 + p with p not 0 is put in for p; what is found then has p - p0 for p. Where
that is not possible, since p has ends or is an integer, p != p0 is assumed of two parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from math import isqrt

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.antiderivatives.candidates import by_rules
from grader.evidence.calculus.integrals.antiderivatives.substitution import cancelled
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree, sum_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    CaptureError,
    Cases,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import replace

MAX_CUTS = 5  # values of parameters that are tried
PART = 2  # one in so many of the steps that are left may go into all cases of one integral
MAX_APART = 2  # pairs of parameters that are taken as different
LAZY = frozenset({Cases, Bind, Derivative})  # kinds of nodes with values where some part may have none
Integrate = Callable[[Bind, Setting, Budget], Node | None]


def by_parameters(node: Bind, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return the integral as cases of a parameter, or None where one of them is not known."""
    cuts = dict.fromkeys(_cuts(node, setting, budget))
    if budget.is_above(len(cuts), MAX_CUTS, "max_cases"):
        return None
    domain_of = {variable.name: variable.domain for variable in setting.variables}
    part = budget.share(PART)
    with suppress(ExceededError):
        for name, value in cuts:
            way = _cut if _may_be(domain_of[name], value) else _apart
            found = way(node, name, value, setting, part, integrate)
            if found is not None:
                return found
    return None


def _cut(node: Bind, name: str, value: Node, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return the integral where p is the value and where it is not."""
    try:
        here, moved = (substitute(node, {name: tree}) for tree in (value, _moved(name, value)))
        found = integrate(_bind(moved), _without_zero(setting, name, value), budget)
        elsewhere = found and substitute(found, {} if value == ZERO else {name: minus(Sym(name), value)})
    except (CaptureError, DeclinedError):
        return None
    if elsewhere is None:
        return None
    branches = ((elsewhere, Relation(("!=",), (Sym(name), value))),)
    if _is_nowhere(_bind(here).body):
        return Cases(branches)
    at_value = integrate(_bind(folded(here)), setting, budget)
    return None if at_value is None else Cases(branches, at_value)


def _apart(node: Bind, name: str, value: Node, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return the integral as cases of whether two parameters are equal."""
    differ = Relation(("!=",), (Sym(name), value))
    if budget.is_above(len(setting.assume) + 1, MAX_APART, "max_cases"):
        return None
    try:
        here = substitute(node, {name: value})
    except CaptureError:
        return None
    elsewhere = integrate(node, replace(setting, assume=(*setting.assume, differ)), budget)
    at_value = None if elsewhere is None else integrate(_bind(folded(here)), setting, budget)
    return None if elsewhere is None or at_value is None else Cases(((elsewhere, differ),), at_value)


def _is_another(value: Node, name: str, domains: Mapping[str, Domain]) -> bool:
    """Return whether a value is linear in other parameters, all of which have later names."""
    form = affine(value)
    names = set() if form is None else form.keys() - {""}
    return bool(names) and names <= domains.keys() and not any(domains[one].shape or one < name for one in names)


def _bind(node: Node) -> Bind:
    assert isinstance(node, Bind)
    return node


def _moved(name: str, value: Node) -> Node:
    return Sym(name) if literal(value) == 0 else Add((value, Sym(name)))


def _cuts(node: Bind, setting: Setting, budget: Budget) -> Iterator[tuple[str, Node]]:
    """Yield parameters with values at which a divisor of a likely antiderivative is 0."""
    domains = {variable.name: variable.domain for variable in setting.variables}
    candidate = next(by_rules(node.body, node.var, budget), None)
    for divisor in () if candidate is None else _divisors(candidate):
        if node.var in symbols(divisor):
            continue
        for name in sorted(symbols(divisor) & domains.keys()):
            value = _zero(divisor, name)
            if value is None or sign_of(minus(Sym(name), value), setting, budget).within(Sign.NONZERO):
                continue
            if _may_be(domains[name], value) or _is_another(value, name, domains):
                yield name, value


def _divisors(node: Node) -> Iterator[Node]:
    """Yield the factors of what is divided by."""
    for part in walk(node):
        match part:
            case Div(_, den):
                yield from _factors(den)
            case Pow(base, exponent) if (literal(exponent) or 0) < 0:
                yield from _factors(base)


def _factors(node: Node) -> Iterator[Node]:
    match node:
        case Mul(parts):
            for part in parts:
                yield from _factors(part)
        case Neg(arg) | Pow(arg, _) | Call("sqrt", (arg,)):
            yield from _factors(arg)
        case Add((first, Neg(second))) if (ends := [_root(first), _root(second)]) and None not in ends:
            low, high = (end for end in ends if end is not None)
            yield minus(low, high)
            yield Add((low, high))
        case Call("log", (arg,)):
            yield minus(arg, ONE)
        case _:
            yield node


def _root(square: Node) -> Node | None:
    """Return what is squared, None for other trees."""
    value = literal(square)
    if value is not None and value > 0:
        roots = isqrt(value.numerator), isqrt(value.denominator)
        return number_tree(Fraction(*roots)) if Fraction(*roots) ** 2 == value else None
    return square.base if isinstance(square, Pow) and literal(square.exp) == 2 else None


def _zero(divisor: Node, name: str) -> Node | None:
    """Return where a linear function of a symbol is 0; of another one, 0 as a value that is worth a try."""
    found = linear(divisor, name)
    if found is None:
        return ZERO
    slope, constant = found
    scale = literal(slope)
    if not scale and (parts := _parts(constant, slope)) is not None:  # pi m - pi n
        constant, slope, scale = parts, ONE, Fraction(1)
    if not scale or name in symbols(constant):
        return None
    value = literal(constant)
    if value is not None:
        return number_tree(-value / scale)
    form = affine(Div(Neg(constant), slope))
    return Div(Neg(constant), slope) if form is None else tree_of(form)


def _parts(constant: Node, slope: Node) -> Node | None:
    """Return a multiple of one other symbol over a slope without it, where that is a number times the symbol."""
    for name in sorted(symbols(constant) - symbols(slope)):
        found = linear(constant, name)
        if found is not None and literal(found[1]) == 0 and (size := literal(cancelled(Div(found[0], slope)))):
            return Mul((number_tree(size), Sym(name)))
    return None


def _may_be(domain: Domain, value: Node) -> bool:
    """Return whether a symbol may have the value, and every other one on both sides of it."""
    if domain.base not in {"real", "integer"} or domain.members is not None or domain.shape:
        return False
    if domain.base == "integer" and (literal(value) or Fraction(1, 2)).denominator != 1 and literal(value) != 0:
        return False
    if domain.nonzero:
        return False
    return (domain.low is None and domain.high is None) or literal(value) is not None


def _without_zero(setting: Setting, name: str, value: Node) -> Setting:
    """Return the setting of p - p0 in place of p."""
    variables = tuple(Variable(name, _shifted(v.domain, value)) if v.name == name else v for v in setting.variables)
    return replace(setting, variables=variables)


def _shifted(domain: Domain, value: Node) -> Domain:
    ends = (None if end is None else _difference(end, value) for end in (domain.low, domain.high))
    low, high = ends
    return replace(domain, low=low, high=high, nonzero=True, text=f"nonzero {domain.text}")


def _difference(end: Node, value: Node) -> Node:
    first, second = literal(end), literal(value)
    if first is None or second is None:
        raise DeclinedError
    return number_tree(first - second)


def folded(node: Node) -> Node:
    """Return a tree without products with 0 and sums with it, where nothing undefined is lost."""
    node = rebuild(node, folded)
    match node:
        case Mul(factors) if ZERO in factors and all(map(is_total, factors)):
            return ZERO
        case Add(terms) if ZERO in terms:
            kept = tuple(term for term in terms if term != ZERO)
            return sum_of(kept)
        case Neg(arg) if arg == ZERO:
            return ZERO
        case Div(num, den) if num == ZERO and literal(den):
            return ZERO
        case Pow(base, exponent) if base == ZERO and (literal(exponent) or 0) > 0:
            return ZERO
        case _:
            return node


def _is_nowhere(node: Node) -> bool:
    """Return whether an expression divides by 0, so that it has no value anywhere."""
    if not facts_of(node).kinds.isdisjoint(LAZY):
        return False
    return any(literal(factor) == 0 for factor in _divisors(node))
