"""Limits that differ by the sign of a number: of log(e^(b x) + e^(b y)) / b for b -> oo, say, by that of x - y.

The series of a tree asks for the sign of a coefficient. Where that is open, the limit is found for each of its signs;
where it is 0, the number is solved for a symbol of it, which is put in. There the limit may be proved not to exist.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.limits.germs.coefficients import OpenSignError, judge
from grader.evidence.calculus.limits.germs.expansions import Expansion
from grader.evidence.calculus.limits.growth import why_no_limit
from grader.evidence.calculus.limits.sides import WIDTHS, limit_at, one_sided
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import RISING
from grader.evidence.trees.build import minus
from grader.evidence.trees.linear import affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    ONE,
    SIDES,
    ZERO,
    Add,
    Bind,
    Call,
    Cases,
    Mul,
    Neg,
    Node,
    Relation,
    RelationOp,
    is_infinite,
    substitute,
)
from grader.records import replace

MAX_DEPTH = 2  # of numbers whose signs are open


def limit_by_signs(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the limit by cases, without a value where there is none; None where it is not known."""
    return None if node.low is None else _by_signs(node, setting, budget, MAX_DEPTH)


def _limit(node: Bind, setting: Setting, budget: Budget, depth: int) -> Node | None:
    assert node.low is not None
    if is_infinite(node.low) or len(SIDES[node.kind]) == 1:
        found = one_sided(node.body, node.var, node.low, _side(node), setting, budget)
    else:
        found = limit_at(node.body, node.var, node.low, setting, budget)
    return found if found is not None or depth == 0 else _by_signs(node, setting, budget, depth)


def _side(node: Bind) -> int:
    """Return the side from which a limit comes, or a first one; at infinity it does not matter."""
    return SIDES[node.kind][0] if len(SIDES[node.kind]) == 1 else 1


def _by_signs(node: Bind, setting: Setting, budget: Budget, depth: int) -> Node | None:
    number = _open_sign(node, setting, budget)
    gap = None if number is None else _plainer(number)
    if number is None or gap is None:
        return None
    even = _where_zero(node, gap, setting)
    if even is None:
        return None
    cases = []
    for op in (">", "<"):
        known = tuple(_compared(part, op) for part in dict.fromkeys((gap, number)))
        here = replace(setting, assume=(*setting.assume, *known))
        found = _limit(node, here, budget, depth - 1)
        if found is None:
            return None
        cases.append((found, _compared(gap, op)))
    last = _limit(*even, budget, depth - 1)
    return Cases(tuple(cases), last) if last is not None or why_no_limit(*even, budget) is not None else None


def _compared(number: Node, op: RelationOp) -> Relation:
    return Relation((op,), (number, ZERO))


def _open_sign(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the number whose sign the series asks for and does not learn."""
    assert node.low is not None
    try:
        Expansion(node.var, node.low, _side(node), judge(setting, budget), WIDTHS[0]).limit(node.body)
    except OpenSignError as error:
        return error.number
    except (DeclinedError, ExceededError, ZeroDivisionError) as error:
        budget.declined(error)
        return None
    return None


def _plainer(number: Node) -> Node | None:
    """Return a linear form with the sign of a number, that of u - v for f(u) - f(v) with a rising f; or None."""
    match number:
        case Add((Call(name, (u,)), Neg(Call(other, (v,))))) | Add((Neg(Call(other, (v,))), Call(name, (u,)))):
            return _plainer(minus(u, v)) if name == other and name in RISING else None
        case Call("log", (u,)):
            return _plainer(minus(u, ONE))
        case Neg(inner) if (plain := _plainer(inner)) is not None:
            return Neg(plain)
        case Mul((factor, inner)) | Mul((inner, factor)) if (known := literal(factor)) is not None and known > 0:
            return _plainer(inner)
        case _:
            return None if affine(number) is None else number


def _where_zero(node: Bind, gap: Node, setting: Setting) -> tuple[Bind, Setting] | None:
    """Return the limit where a linear form is 0, without a symbol that it is solved for, whose domain is left aside."""
    form = affine(gap)
    assert form is not None
    variable = next((one for one in setting.variables if form.get(one.name) and one.domain.base != "complex"), None)
    if variable is None:
        return None
    slope = form[variable.name]
    value = {variable.name: tree_of({name: -part / slope for name, part in form.items() if name != variable.name})}
    changed = substitute(node, value)
    assert isinstance(changed, Bind)
    kept = tuple(one for one in setting.variables if one is not variable)
    assume = tuple(substitute(one, value) for one in setting.assume)
    return changed, replace(setting, variables=kept, assume=assume)
