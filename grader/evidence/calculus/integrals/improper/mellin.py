"""Integrals from 0 to infinity of x^p (ln x)^n / (c + d x^q)^r, by Euler's beta function.

For c, d, q > 0, where p, q and r may be letters, and s = (p + 1) / q with 0 < s < r the integral without logarithms is
c^(s - r) d^(-s) / q beta(s, r - s). It is analytic in p, and each logarithm is a derivative by p.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.improper.beta import beta
from grader.evidence.calculus.integrals.improper.euler import Scope, power_of
from grader.evidence.calculus.integrals.improper.over_positive import term_by_term
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.oracle import range_of
from grader.evidence.signs import Range
from grader.evidence.trees.linear import collected
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Derivative, Div, Neg, Node, Pow, Sym, substitute, symbols
from grader.records import dataclass, replace

MAX_LOGARITHMS = 3  # of a power of a logarithm


@dataclass(frozen=True)
class Binomial:
    """c + d x^q."""

    constant: Node
    slope: Node
    power: Node


@dataclass(frozen=True)
class Quotient:
    """x^power (ln x)^logarithms / base^exponent."""

    power: tuple[Node, ...]
    logarithms: int
    base: Node | None
    exponent: tuple[Node, ...]


def mellin_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral from 0 to infinity of such quotients, each of which converges, or None."""
    return term_by_term(node, setting, budget, _of_term)


def _of_term(term: Term, scope: Scope) -> Node:
    if term.exponents or not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    found = _quotient(term, scope)
    if found.base is None:
        raise DeclinedError
    base = _binomial(found.base, scope)
    exponent = scope.require_positive(total(list(found.exponent)))
    order = _order(total(list(found.power)), base)
    scope.require_positive(order)
    scope.require_positive(Add((exponent, Neg(order))))
    name = next(name for count in range(100) if (name := f"P{count}") not in scope.known())
    is_fraction = lies_between_integers(range_of(order, scope.setting, scope.budget))
    if not found.logarithms:
        return product((*term.coefficient, _beta(base, exponent, order, is_fraction)))
    value = _beta(base, exponent, _order(Sym(name), base), is_fraction)
    for _ in range(found.logarithms):
        value = differentiated(Derivative(value, name), scope.budget)
    return product((*term.coefficient, substitute(value, {name: total(list(found.power))})))


def _order(power: Node, base: Binomial) -> Node:
    """Return s."""
    return collected(Div(Add((power, ONE)), base.power))


def _quotient(term: Term, scope: Scope) -> Quotient:
    found = Quotient((rational(term.power),), 0, None, ())
    for factor in term.factors:
        base, exponent = power_of(factor)
        if scope.var in symbols(exponent):
            raise DeclinedError
        if base == Sym(scope.var):
            found = replace(found, power=(*found.power, exponent))
        elif base == Call("log", (Sym(scope.var),)):
            found = replace(found, logarithms=found.logarithms + _count(exponent))
        elif found.base in {None, base}:
            found = replace(found, base=base, exponent=(*found.exponent, Neg(exponent)))
        else:
            raise DeclinedError
    return found


def _count(exponent: Node) -> int:
    value = literal(exponent)
    if value is None or value.denominator != 1 or value <= 0:
        raise DeclinedError
    refuse_above(value, MAX_LOGARITHMS, "max_degree")
    return int(value)


def _binomial(node: Node, scope: Scope) -> Binomial:
    """Return a sum of a positive number and a positive multiple of a power."""
    parts: dict[Node, list[Node]] = {ZERO: []}
    for term in expanded(node, scope.var):
        parts.setdefault(power_in(term, scope), []).append(product(term.coefficient))
    if len(parts) != 2:
        raise DeclinedError
    constant, slope = (scope.require_positive(total(part)) for part in parts.values())
    power = scope.require_positive(list(parts)[1])
    return Binomial(constant, slope, power)


def power_in(term: Term, scope: Scope) -> Node:
    """Return p of a term c t^p, where p is free of t; raises `DeclinedError` for other terms."""
    powers = [] if term.power == 0 and term.factors else [rational(term.power)]
    for factor in term.factors:
        base, exponent = power_of(factor)
        if base != Sym(scope.var) or scope.var in symbols(exponent):
            raise DeclinedError
        powers.append(exponent)
    if term.exponents:
        raise DeclinedError
    return total(powers)


def lies_between_integers(span: Range) -> bool:
    """Return whether a range holds no integer."""
    if span.low is None or span.high is None:
        return False
    below = span.low.floor()
    return bool(
        (span.low_open or span.low > below) and (span.high < below + 1 or (span.high == below + 1 and span.high_open))
    )


def _beta(base: Binomial, exponent: Node, order: Node, is_fraction: bool) -> Node:
    """Return the integral without logarithms."""
    rest = Add((exponent, Neg(order)))
    sizes = (Pow(base.constant, Neg(rest)), Pow(base.slope, Neg(order)), Div(ONE, base.power))
    return product((*sizes, beta(order, rest, exponent, is_fraction=is_fraction)))
