"""Frullani's integral: (f(a x) - f(b x)) / x from 0 to infinity, for a, b > 0, is (f(0) - f(oo)) ln(b / a).

f must be continuous on [0, oo) and have a limit at infinity (Ostrowski, 1949, weakens both).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.limits.sides import limit_at
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import prove_equal
from grader.evidence.trees.build import minus
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.domains import NON_NEGATIVE
from grader.language.tree import (
    ZERO,
    Bind,
    Call,
    CaptureError,
    Const,
    Div,
    Mul,
    Node,
    Sym,
    children,
    is_infinite,
    substitute,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Proof

INFINITY = Const("oo")


def frullani_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of such an integral, whose convergence is proved with it, or None."""
    if node.low is None or literal(node.low) != 0 or node.high != INFINITY:
        return None
    scope = Scope(node.var, setting, budget)
    try:
        first, second = _terms(node, scope)
        return _value(first, second, scope)
    except (DeclinedError, CaptureError) as error:
        budget.declined(error)
        return None


def _terms(node: Bind, scope: Scope) -> tuple[Term, Term]:
    """Return the two terms, whose coefficients are opposite."""
    terms = expanded(node.body, node.var)
    if len(terms) != 2 or any(term.power != -1 or not (term.factors or term.exponents) for term in terms):
        raise DeclinedError
    first, second = terms
    both = total([product(first.coefficient), product(second.coefficient)])
    if not scope.has_value(both) or not isinstance(prove_equal(both, ZERO, scope.setting, scope.budget), Proof):
        raise DeclinedError
    return first, second


def _value(first: Term, second: Term, scope: Scope) -> Node:
    var, setting, budget = scope.var, scope.setting, scope.budget
    inside = with_variable(setting, var, NON_NEGATIVE)
    one, other = (_function(replace(term, power=Fraction(0))) for term in (first, second))
    for scale, scaled in ((a, b) for a in _scales(one, var) for b in _scales(other, var)):
        rates = [scope.require_positive(rate) for rate in (scale, scaled)]
        base = substitute(one, {var: Div(Sym(var), rates[0])})
        same = substitute(other, {var: Div(Sym(var), rates[1])})
        if isinstance(prove_equal(base, same, inside, budget), Proof):
            break
    else:
        raise DeclinedError
    if not (is_continuous(base, var) and Scope(var, inside, budget).has_value(base)):
        raise DeclinedError
    last = limit_at(base, var, INFINITY, setting, budget)
    if last is None or is_infinite(last) or not scope.has_value(last) or INFINITY in walk(last):
        raise DeclinedError
    start = substitute(base, {var: ZERO})
    return product((*first.coefficient, Mul((minus(start, last), Call("log", (Div(rates[1], rates[0]),))))))


def _function(term: Term) -> Node:
    waves = () if not term.exponents else (Call("exp", (total(list(term.exponents)),)),)
    return product((*term.factors, *waves))


def _scales(node: Node, var: str) -> Iterator[Node]:
    """Yield a where a x stands in a tree, the first one only: a tree of a x and of nothing else has no other."""
    for part in _parts(node):
        found = linear(part, var) if var in symbols(part) else None
        if found is not None:
            yield found[0]
            return


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _parts(child)
