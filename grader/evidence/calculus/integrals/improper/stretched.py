"""Integrals from 0 to infinity of t^p e^(-c t^s + d), whose exponents may be letters.

For c, s > 0 and p > -1, with u = c t^s, it is e^d gamma((p + 1) / s) / (s c^((p + 1) / s)).
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.improper.mellin import power_in
from grader.evidence.calculus.integrals.improper.over_positive import term_by_term
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import collected
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Div, Mul, Neg, Node, Pow
from grader.records import replace


def stretched_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral from 0 to infinity of such terms, each of which converges, or None."""
    return term_by_term(node, setting, budget, _of_term)


def _of_term(term: Term, scope: Scope) -> Node:
    if not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    rates: dict[Node, list[Node]] = {ZERO: []}
    for part in expanded(total(list(term.exponents)), scope.var):
        rates.setdefault(power_in(part, scope), []).append(Neg(product(part.coefficient)))
    if len(rates) != 2:
        raise DeclinedError
    (_, shifts), (power, slopes) = rates.items()
    power, rate = scope.require_positive(power), scope.require_positive(total(slopes))
    after = scope.require_positive(Add((power_in(replace(term, exponents=()), scope), ONE)))
    order = collected(Div(after, power))
    if not scope.has_value(total(shifts)):
        raise DeclinedError
    value = Div(Call("gamma", (order,)), Mul((power, Pow(rate, order))))
    shift = () if not shifts else (Call("exp", (Neg(total(shifts)),)),)
    return product((*term.coefficient, *shift, value))
