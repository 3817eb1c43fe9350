"""Limits of difference quotients are derivatives, by definition: (f(x + h) - f(x)) / h for h -> 0."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness import conditions
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import prove_equal
from grader.evidence.trees.build import sum_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import REAL, Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    CaptureError,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    substitute,
    symbols,
)
from grader.records import replace
from grader.verdict import Proof


def as_derivative(node: Bind, setting: Setting, budget: Budget) -> Derivative | None:
    """Return the derivative that a limit is, or None; what stands for f(x + h) must be equal to it everywhere."""
    node = _moved(node) or node
    if node.low is None or literal(node.low) != 0:
        return None
    above = _over(node.body, Sym(node.var))
    if above is None or not isinstance(above, Add):
        return None
    fixed = tuple(term for term in above.terms if node.var not in symbols(term))
    moving = tuple(term for term in above.terms if node.var in symbols(term))
    if not fixed or not moving:
        return None
    before = Neg(sum_of(fixed))
    inside = Setting((*setting.variables, Variable(node.var, REAL)), setting.assume, setting.conventions)
    for variable in setting.variables:
        name, domain = variable.name, variable.domain
        if domain.base != "real" or domain.members is not None or domain.shape or name not in symbols(before):
            continue
        try:
            after = substitute(before, {name: Add((Sym(name), Sym(node.var)))})
        except CaptureError:
            continue
        other = sum_of(moving)
        is_same = _same_conditions(after, other, inside, budget)
        if is_same and isinstance(prove_equal(after, other, inside, budget), Proof):
            return Derivative(before, name)
    return None


def _moved(node: Bind) -> Bind | None:
    """Return the limit of f / (x - a) for x -> a as that of f(a + h) / h for h -> 0; None for any other limit."""
    match node.body:
        case Div(num, Add((Sym(name), Neg(point)))) if name == node.var and point == node.low:
            try:
                moved = substitute(num, {name: Add((point, Sym(name)))})
            except CaptureError:
                return None
            return replace(node, body=Div(moved, Sym(name)), low=ZERO)
        case _:
            return None


def _same_conditions(first: Node, second: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether two trees are plainly defined at the same points."""
    try:
        return conditions(first, setting, budget) == conditions(second, setting, budget)
    except DeclinedError:
        return False


def _over(body: Node, step: Node) -> Node | None:
    """Return what is divided by the step, where a quotient or a product is."""
    match body:
        case Div(num, den) if den == step:
            return num
        case Mul(factors):
            rest = tuple(factor for factor in factors if not _is_inverse(factor, step))
            return rest[0] if len(rest) == 1 and len(factors) == 2 else None
        case _:
            return None


def _is_inverse(node: Node, step: Node) -> bool:
    match node:
        case Div(num, den):
            return num == ONE and den == step
        case Pow(base, exponent):
            return base == step and literal(exponent) == -1
        case _:
            return False
