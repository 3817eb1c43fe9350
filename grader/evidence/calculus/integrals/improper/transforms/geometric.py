"""Integrals from 0 to infinity of t^p e^(-a t) / (1 - q e^(-b t)) with q = 1 or q = -1, as series over their terms.

For a, b, p > 0 the geometric series of the quotient may be integrated term by term, since the integrals of the sizes of
its terms, gamma(p + 1) / (a + b n)^(p + 1), have a sum. The integral is then the series of q^n times these: Planck's
t^3 / (e^t - 1) is one, and t / sinh t.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.improper.over_positive import is_defined_over
from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, symbols
from grader.records import dataclass

HALF = rational(Fraction(1, 2))


@dataclass(frozen=True)
class Quotient:
    """1 / den = factor * e^(-lead t) / (1 - sign e^(-step t)) with sign 1 or -1."""

    factor: Fraction
    lead: Node
    step: Node
    sign: int


def geometric_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an integral as series of its terms, which have no closed form yet, or None."""
    scope = Scope(node.var, setting, budget)
    try:
        terms = expanded(_with_exponentials(node.body), node.var)
        index = next(name for name in "kjmnl" if name not in symbols(node) | {v.name for v in setting.variables})
        values = [_series(term, index, scope) for term in terms]
    except (DeclinedError, StopIteration) as error:
        budget.declined(error)
        return None
    return total(values) if is_defined_over(node, setting, budget) else None


def _with_exponentials(node: Node) -> Node:
    """Return a tree with hyperbolic sines and cosines written out."""
    node = rebuild(node, _with_exponentials)
    if not (isinstance(node, Call) and node.name in {"sinh", "cosh"}):
        return node
    (arg,) = node.args
    other = Call("exp", (Neg(arg),))
    return Mul((HALF, Add((Call("exp", (arg,)), other if node.name == "cosh" else Neg(other)))))


def _series(term: Term, index: str, scope: Scope) -> Node:
    """Return the integral of one term; raises `DeclinedError` where it is no such quotient, or may diverge."""
    if len(term.factors) != 1 or term.power <= 0:
        raise DeclinedError
    found = _quotient(term.factors[0], scope)
    rate = linear(total(list(term.exponents)), scope.var) if term.exponents else (ZERO, ZERO)
    if rate is None:
        raise DeclinedError
    start = scope.require_positive(Add((found.lead, Neg(rate[0]))))
    step = scope.require_positive(found.step)
    if not all(scope.has_value(part) for part in (*term.coefficient, rate[1])):
        raise DeclinedError
    after = rational(term.power + 1)
    place = Pow(Add((start, Mul((Sym(index), step)))), after)
    above = ONE if found.sign > 0 else Pow(Neg(ONE), Sym(index))
    series = Bind("sum", Div(above, place), index, ZERO, Const("oo"))
    constant = () if rate[1] == ZERO else (Call("exp", (rate[1],)),)
    return product((*term.coefficient, *constant, rational(found.factor), Call("gamma", (after,)), series))


def _quotient(factor: Node, scope: Scope) -> Quotient:
    """Return 1 / (c e^(r t) + d e^(s t)) with numbers c = ± d; raises `DeclinedError` for others."""
    match factor:
        case Div(Num(value), den) if value == 1:
            terms = [_exponential(part, scope) for part in expanded(den, scope.var)]
        case _:
            raise DeclinedError
    if len(terms) != 2 or abs(terms[0][0]) != abs(terms[1][0]):
        raise DeclinedError
    for (main, rate), (other, behind) in (terms, reversed(terms)):
        step = Add((rate, Neg(behind)))
        try:
            scope.require_positive(step)
        except DeclinedError:
            continue
        return Quotient(1 / main, rate, step, 1 if main * other < 0 else -1)
    raise DeclinedError


def _exponential(term: Term, scope: Scope) -> tuple[Fraction, Node]:
    """Return c and r of c e^(r t)."""
    value = literal(product(term.coefficient))
    line = linear(total(list(term.exponents)), scope.var) if term.exponents else (ZERO, ZERO)
    if term.power or term.factors or not value or line is None or literal(line[1]) != 0:
        raise DeclinedError
    return value, line[0]
