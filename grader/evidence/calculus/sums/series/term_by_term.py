"""Power series integrated term by term: that of a_k x^e / e with e = s k + b is the integral of that of a_k t^(e - 1).

Where the second one has a value at all t of an interval around or beside 0, the first one has the integral from 0 to x
as its value there, by Abel's theorem at the ends as well.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.integrands.terms import product
from grader.evidence.calculus.sums.frame import plus
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import quotient_factors
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import Affine, affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Variable
from grader.language.tree import (
    ZERO,
    Bind,
    CaptureError,
    Cases,
    Div,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    is_infinite,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace

Close = Callable[[Node, Setting, Budget], Node]
PART = 4  # one in so many of the steps that are left may go into the series of the slopes
INSIDE = "t[series]"  # no text can spell it


def integrated_series(node: Bind, setting: Setting, budget: Budget, close: Close) -> Node | None:
    """Return such an integral, whose integrand has no series, or None."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or not is_infinite(node.high):
        return None
    for variable in setting.variables:
        if variable.name in symbols(node.body) and _reaches_zero(variable):
            try:
                body = _slope(node, variable.name, low)
                return _integral(replace(node, body=body), variable, setting, budget.share(PART), close)
            except (DeclinedError, CaptureError, ExceededError) as error:
                budget.declined(error)
                continue
    return None


def _reaches_zero(variable: Variable) -> bool:
    """Return whether a symbol's values are an interval that holds 0, or begins or ends there."""
    domain = variable.domain
    if domain.base != "real" or domain.shape or domain.members is not None:
        return False
    low, high = (None if end is None else literal(end) for end in (domain.low, domain.high))
    if (domain.low is not None and low is None) or (domain.high is not None and high is None):
        return False
    return (low is None or low <= 0) and (high is None or high >= 0)


def _integral(node: Bind, variable: Variable, setting: Setting, budget: Budget, close: Close) -> Node:
    within = Variable(INSIDE, replace(variable.domain, nonzero=False))
    others = tuple(one for one in setting.variables if one is not variable)
    body = substitute(node, {variable.name: Sym(INSIDE)})
    found = close(body, replace(setting, variables=(*others, within)), budget)
    if Bind in facts_of(found).kinds:
        raise DeclinedError
    return Bind("int", _away_from_zero(found), INSIDE, ZERO, Sym(variable.name))


def _away_from_zero(node: Node) -> Node:
    """Return an integrand without its value at 0, which is an end."""
    match rebuild(node, _away_from_zero):
        case Cases(((_, Relation(("=",), (Sym(name), zero))),), Node() as elsewhere) if (name, zero) == (INSIDE, ZERO):
            return elsewhere
        case kept:
            return kept


def _slope(node: Bind, name: str, low: Fraction) -> Node:
    """Return a term's derivative by a symbol whose exponent is a factor of the divisor; raises `DeclinedError`."""
    above: list[Node] = []
    below: list[Node] = []
    exponent: Affine = {}
    for factor, side in quotient_factors(node.body):
        if name in symbols(factor):
            exponent = plus(exponent, _exponent(factor, name), side)
        else:
            (above if side > 0 else below).append(factor)
    step, start = exponent.get(node.var, Fraction(0)), exponent.get("", Fraction(0))
    is_whole = exponent.keys() <= {node.var, ""} and step.denominator == start.denominator == 1
    if not is_whole or step < 1 or step * low + start < 1:
        raise DeclinedError
    scale = _taken_out(below, exponent, node.var)
    power = Pow(Sym(name), tree_of({**exponent, "": start - 1}))
    return Div(product((*above, power)), product((scale, *below)))


def _exponent(factor: Node, name: str) -> Affine:
    match factor:
        case Sym():
            return {"": Fraction(1)}
        case Pow(Sym(base), exponent) if base == name and (found := affine(exponent)) is not None:
            return found
        case _:
            raise DeclinedError


def _taken_out(below: list[Node], exponent: Affine, var: str) -> Node:
    """Take a multiple of the exponent out of the divisors, and return which multiple it is."""
    for place, divisor in enumerate(below):
        form = affine(divisor)
        if form is not None and form.get(var):
            scale = form[var] / exponent[var]
            if all(form.get(key, 0) == scale * exponent.get(key, 0) for key in {*form, *exponent}):
                del below[place]
                return Num(scale) if scale > 0 else Neg(Num(-scale))
    raise DeclinedError
