"""Integrals to infinity that have no value: the integrand is a power times an exponential that does not shrink.

c t^p e^(q(t)) with c != 0 has one sign far out. Where the leading coefficient of the polynomial q is positive it grows
without bound. Where q is constant it is a power, and no power has an integral from 0 to infinity. Over all real numbers
neither has e^(b t + d), for any b. Times cos(w t) all these are, where p >= 0 or q grows, as large on stretches of one
length, as far out as you like, so that there is no integral either.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, linear
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Bind, Call, Cases, Const, Neg, Node, Relation

NONZERO = frozenset({Sign.POSITIVE, Sign.NEGATIVE, Sign.NONZERO})
INFINITY = Const("oo")


def has_no_value(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an integral over the positive or over all real numbers surely has no value anywhere."""
    term = _large_term(node, setting, budget)
    return term is not None and sign_of(product(term.coefficient), setting, budget) in NONZERO


def value_without_scale(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an integral that has a value, 0, only where what the integrand is a multiple of is 0; None for others."""
    term = _large_term(node, setting, budget)
    return None if term is None else Cases(((ZERO, Relation(("=",), (product(term.coefficient), ZERO))),))


def _large_term(node: Bind, setting: Setting, budget: Budget) -> Term | None:
    """Return an integrand that has no integral where its coefficients are not 0, None for others."""
    is_over_all = node.low == Neg(INFINITY)
    if node.high != INFINITY or not (is_over_all or (node.low is not None and literal(node.low) == 0)):
        return None
    try:
        terms = expanded(node.body, node.var)
    except DeclinedError:
        return None
    if len(terms) != 1 or (is_over_all and (terms[0].power < 0 or terms[0].power.denominator > 1)):
        return None
    if terms[0].factors and not _is_cosine(terms[0], node.var, setting, budget):
        return None
    return terms[0] if _is_large(terms[0], node.var, is_over_all, setting, budget) else None


def _is_large(term: Term, var: str, is_over_all: bool, setting: Setting, budget: Budget) -> bool:
    exponent = coefficients(total(list(term.exponents)), var, budget) if term.exponents else []
    if exponent is None:
        return False
    if not all(defined_everywhere(part, setting, budget) for part in (product(term.coefficient), *exponent)):
        return False
    degree = len(exponent) - 1
    if degree < 1:
        return not term.factors or term.power >= 0
    if degree == 1 and is_over_all:
        return True
    return sign_of(exponent[-1], setting, budget) is Sign.POSITIVE


def _is_cosine(term: Term, var: str, setting: Setting, budget: Budget) -> bool:
    """Return whether the one other factor is the cosine of a multiple of the variable, which may be 0."""
    match term.factors:
        case (Call("cos", (arg,)),):
            angle = linear(arg, var)
            return angle is not None and literal(angle[1]) == 0 and defined_everywhere(angle[0], setting, budget)
        case _:
            return False
