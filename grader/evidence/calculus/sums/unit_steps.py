"""Integrals of floors and ceilings from one integer to another: the sum over the steps from k to k + 1.

From an integer to any x above it they are those to n = floor(x), and that from n to x, where floor is n.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import definite_integral
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import MAX_POWER
from grader.evidence.calculus.sums.series.geometric import stirling
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.functions.questions import STEPPED
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    CaptureError,
    Const,
    Div,
    Mul,
    Node,
    Sym,
    is_infinite,
    rebuild,
    substitute,
    symbols,
)
from grader.records import replace

NONE: frozenset[type[Node]] = frozenset()


def by_unit_steps(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an integral from an integer as the sum of those from k to k + 1, where floor(x) is k; None for others."""
    low, high = node.low, node.high
    if low is None or high is None or not facts_of(node.body).concerns(NONE, STEPPED):
        return None
    if not _is_whole(low, setting):
        return None
    if high == Const("oo"):
        return _whole_steps(node, setting, budget) if _has_one_sign(node, setting, budget) else None
    if is_infinite(high):
        return None
    if not sign_of(minus(high, low), setting, budget).within(Sign.NON_NEGATIVE):
        return None
    return _whole_steps(node, setting, budget) if _is_whole(high, setting) else _to_any_end(node, setting, budget)


def _has_one_sign(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether an integrand is never negative, or never positive: so converges with the sum over its steps."""
    steps = areas_of_steps(node)
    if steps is None or not isinstance(steps.body, Bind):
        return False
    whole = Variable(steps.var, Domain(base="integer", low=node.low, low_closed=True, text="integer"))
    step = Variable(steps.body.var, Domain(low=ZERO, high=ONE, text="between 0 and 1"))
    sign = sign_of(steps.body.body, replace(setting, variables=(*setting.variables, whole, step)), budget)
    return sign.within(Sign.NON_NEGATIVE) or sign.within(Sign.NON_POSITIVE)


def _to_any_end(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral from an integer to a number x above it: to n = floor(x), and on from n."""
    low, high = node.low, node.high
    assert low is not None
    assert high is not None
    last, step = Sym(f"{node.var}[n]"), Sym(f"{node.var}[t]")  # no text can spell them
    whole = Domain(base="integer", low=low, low_closed=True, text="integer")
    inside = replace(setting, variables=(*setting.variables, Variable(last.name, whole)))
    steps = _whole_steps(replace(node, high=last), inside, budget)
    body = _on_a_step(node.body, node.var, last)
    if steps is None or facts_of(body).concerns(NONE, STEPPED):
        return None
    try:
        closed = total([_sum_of_powers(term, low, last) for term in expanded(steps.body, steps.var)])
        moved = substitute(body, {node.var: Add((last, step))})
        rest = replace(node, body=moved, var=step.name, low=ZERO, high=minus(high, last))
        area = definite_integral(rest, inside, budget)
        return None if area is None else substitute(Add((closed, area)), {last.name: Call("floor", (high,))})
    except (CaptureError, DeclinedError):
        return None


def _sum_of_powers(term: Term, low: Node, end: Node) -> Node:
    """Return the sum of c k^p over k from `low` to `end` - 1, by k^p = sum_j S(p, j) k (k - 1) ... (k - j + 1).

    The sum of such a product up to n - 1 is n (n - 1) ... (n - j) / (j + 1).
    """
    if term.exponents or term.factors or term.power.denominator != 1 or term.power < 0:
        raise DeclinedError
    refuse_above(term.power, MAX_POWER, "max_degree")
    counts = enumerate(stirling(int(term.power)))
    parts: list[Node] = [Mul((Div(number_tree(count), number_tree(j + 1)), minus(_falling(end, j), _falling(low, j))))
             for j, count in counts if count]  # fmt: skip
    return product((*term.coefficient, total(parts)))


def _falling(top: Node, last: int) -> Node:
    return product(tuple(minus(top, number_tree(i)) if i else top for i in range(last + 1)))


def _whole_steps(node: Bind, setting: Setting, budget: Budget) -> Bind | None:
    """Return the integral between integers as a sum."""
    low, high = node.low, node.high
    assert low is not None
    assert high is not None
    index, step = Sym(f"{node.var}[k]"), Sym(f"{node.var}[t]")  # no text can spell them
    body = _on_a_step(node.body, node.var, index)
    if facts_of(body).concerns(NONE, STEPPED):
        return None
    try:
        moved = substitute(body, {node.var: Add((index, step))})
    except CaptureError:
        return None
    last = high if is_infinite(high) else minus(high, ONE)
    whole = Domain(base="integer", low=low, low_closed=True, text="integer")
    if not is_infinite(high):
        whole = replace(whole, high=last, high_closed=True)
    inside = replace(setting, variables=(*setting.variables, Variable(index.name, whole)))
    area = definite_integral(replace(node, body=moved, var=step.name, low=ZERO, high=ONE), inside, budget)
    return None if area is None else Bind("sum", area, index.name, low, last)


def areas_of_steps(node: Bind) -> Bind | None:
    """Return an integral of steps from an integer to infinity as the sum of those over the steps, or None."""
    form = None if node.low is None else affine(node.low)
    is_stepped = node.kind == "int" and node.high == Const("oo") and facts_of(node.body).concerns(NONE, STEPPED)
    if not is_stepped or form is None or any(part.denominator != 1 for part in form.values()):
        return None
    index, step = Sym(f"{node.var}[k]"), Sym(f"{node.var}[t]")
    body = substitute(_on_a_step(node.body, node.var, index), {node.var: Add((index, step))})
    return Bind("sum", Bind("int", body, step.name, ZERO, ONE), index.name, node.low, node.high)


def _is_whole(end: Node, setting: Setting) -> bool:
    """Return whether an end is an integer by the domains of its symbols."""
    form = affine(end)
    whole = {variable.name for variable in setting.variables if variable.domain.is_integer}
    return form is not None and all(
        part.denominator == 1 and (not name or name in whole) for name, part in form.items()
    )


def _on_a_step(node: Node, var: str, index: Node) -> Node:
    """Return a tree between k and k + 1, where floor(x + c) is k + c and ceil(x + c) is k + c + 1 for an integer c."""
    if isinstance(node, Call) and node.name in STEPPED and var in symbols(node):
        form = affine(node.args[0])
        if form is not None and form.get(var) == 1 and all(not name or name == var for name in form):
            shift = form.get("", Fraction(0))
            if shift.denominator == 1:
                return Add((index, number_tree(shift + (node.name == "ceil"))))
    return rebuild(node, lambda child: _on_a_step(child, var, index))
