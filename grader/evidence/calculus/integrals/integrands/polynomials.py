"""Polynomials in one symbol whose coefficients are trees free of it."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.terms import expanded, product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import Div, Mul, Node, Num, Pow, Sym

MAX_DEGREE = 12  # of a polynomial part of an integrand
Coefficients = list[Node]  # by degree


def coefficients(node: Node, var: str, budget: Budget | None = None) -> Coefficients | None:
    """Return the coefficients of a polynomial of a symbol, or None.

    Who takes on any degree gives a budget, which keeps the limit; all others want a low degree.
    """
    found: dict[int, list[Node]] = {}
    try:
        for term in expanded(node, var):
            if term.exponents or term.factors or term.power.denominator != 1 or term.power < 0:
                return None
            refuse_above(term.power, MAX_DEGREE, "max_degree")
            if not _is_zero(term.coefficient):
                found.setdefault(int(term.power), []).append(product(term.coefficient))
    except DeclinedError as error:
        if budget is not None:
            budget.declined(error)
        return None
    return [total(found.get(degree, [])) for degree in range(max(found, default=0) + 1)]


def _is_zero(factors: tuple[Node, ...]) -> bool:
    """Return whether a product is 0 whatever its symbols are."""
    return any(literal(factor) == 0 for factor in factors) and all(map(is_total, factors))


def linear(node: Node, var: str) -> tuple[Node, Node] | None:
    """Return slope and constant of a linear function of a symbol, or None."""
    found = coefficients(node, var)
    return (found[1], found[0]) if found is not None and len(found) == 2 else None


def rational(value: Fraction) -> Node:
    """Return a rational number as a tree."""
    above = number_tree(value.numerator)
    return above if value.denominator == 1 else Div(above, number_tree(value.denominator))


def monomial(var: str, power: Fraction) -> Node:
    """Return t^power."""
    if power == 0:
        return Num(Fraction(1))
    return Sym(var) if power == 1 else Pow(Sym(var), rational(power))


def scaled(factor: Node, node: Node) -> Node:
    """Return factor * node."""
    return node if factor == Num(Fraction(1)) else Mul((factor, node))
