"""Integrals to infinity with a parameter of any sign: one value where it is positive, one where negative, one at 0.

So the integral of cos(w x) / (1 + x^2) over all x is pi e^(-w) for w > 0 and pi e^w for w < 0. For p < 0 the integral
is that with -p for p, whose parameter is positive. At 0 the parameter is put in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.parameters import folded
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import ZERO
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    Bind,
    Call,
    CaptureError,
    Cases,
    Const,
    Derivative,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    is_infinite,
    substitute,
    symbols,
    walk,
)

PART = 2  # one in so many of the steps that are left may go into all signs of one parameter
LAZY = frozenset({Bind, Cases, Derivative})
INSIDE = frozenset({"sin", "cos", "exp", "abs", "arctan"})
Integrate = Callable[[Node, Setting, Budget], Node]


def by_signs(node: Bind, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return an integral by the sign of a parameter, or None where it is not known for one of the signs."""
    if node.low is None or node.high is None or not (is_infinite(node.high) or is_infinite(node.low)):
        return None
    variable = _parameter(node, setting)
    if variable is None:
        return None
    part = budget.share(PART)
    try:
        return _by_signs(node, variable, setting, lambda tree, where: _known(integrate(tree, where, part)))
    except (DeclinedError, CaptureError, ExceededError):
        return None


def _by_signs(
    node: Bind, variable: Variable, setting: Setting, integrate: Callable[[Node, Setting], Node]
) -> Node | None:
    name, domain = variable.name, variable.domain
    mirror: dict[str, Node] = {name: Neg(Sym(name))}
    above, last = integrate(node, _with_sign(setting, variable)), None
    positive = Relation((">",), (Sym(name), ZERO))
    if not domain.nonzero:
        last = integrate(folded(substitute(node, {name: ZERO})), setting)
    if domain.low is not None:
        return Cases(((above, positive),), last)
    below = substitute(integrate(substitute(node, mirror), _with_sign(setting, variable)), mirror)
    return Cases(((above, positive), (below, Relation(("<",), (Sym(name), ZERO)))), last)


def _known(found: Node) -> Node:
    """Return a value without integrals; raises `DeclinedError` for others."""
    if Bind in facts_of(found).kinds:
        raise DeclinedError
    return found


def _parameter(node: Bind, setting: Setting) -> Variable | None:
    """Return the first real number of unknown sign that stands within a wave or an exponential."""
    if not facts_of(node.body).kinds.isdisjoint(LAZY):
        return None
    names = set[str]()
    for part in walk(node.body):
        if isinstance(part, Call) and part.name in INSIDE:
            names |= symbols(part)
        elif isinstance(part, Pow) and part.base == Const("e"):
            names |= symbols(part.exp)
    return next((one for one in setting.variables if one.name in names - {node.var} and _is_open(one.domain)), None)


def _is_open(domain: Domain) -> bool:
    """Whether a domain has all real numbers, all integers, or those that are not negative."""
    if domain.base not in {"real", "integer"} or domain.shape or domain.members is not None or domain.high is not None:
        return False
    return domain.low is None or (literal(domain.low) == 0 and domain.low_closed and not domain.nonzero)


def _with_sign(setting: Setting, variable: Variable) -> Setting:
    positive = replace(
        variable.domain, low=ZERO, low_closed=False, nonzero=False, text=f"positive {variable.domain.text}"
    )
    kept = (Variable(one.name, positive) if one is variable else one for one in setting.variables)
    return replace(setting, variables=tuple(kept))
