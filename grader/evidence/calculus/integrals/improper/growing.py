"""Integrals to infinity that have no value: the integrand is a power times an exponential that does not shrink.

c t^p e^(q(t)) with c != 0 has one sign far out. Where the leading coefficient of the polynomial q is positive it grows
without bound. Where q is constant it is a power, and no power has an integral from 0 to infinity. Over all real numbers
neither has e^(b t + d), for any b.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Const, Neg, Node

NONZERO = frozenset({Sign.POSITIVE, Sign.NEGATIVE, Sign.NONZERO})
INFINITY = Const("oo")


def has_no_value(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an integral over the positive or over all real numbers surely has no value anywhere."""
    is_over_all = node.low == Neg(INFINITY)
    if node.high != INFINITY or not (is_over_all or (node.low is not None and literal(node.low) == 0)):
        return False
    try:
        terms = expanded(node.body, node.var)
    except DeclinedError:
        return False
    if len(terms) != 1 or terms[0].factors or (is_over_all and (terms[0].power < 0 or terms[0].power.denominator > 1)):
        return False
    return _is_large(terms[0], node.var, is_over_all, setting, budget)


def _is_large(term: Term, var: str, is_over_all: bool, setting: Setting, budget: Budget) -> bool:
    def is_some(tree: Node) -> bool:
        return defined_everywhere(tree, setting, budget) and sign_of(tree, setting, budget) in NONZERO

    scale = product(term.coefficient)
    exponent = coefficients(total(list(term.exponents)), var) if term.exponents else []
    if exponent is None or not is_some(scale) or not all(defined_everywhere(p, setting, budget) for p in exponent):
        return False
    degree = len(exponent) - 1
    if degree < 1 or (degree == 1 and is_over_all):
        return True
    return sign_of(exponent[-1], setting, budget) is Sign.POSITIVE
