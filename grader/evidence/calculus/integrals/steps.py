"""Integrals of floors and ceilings from one integer to another: the sum over the steps from k to k + 1."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import definite_integral
from grader.evidence.functions.questions import STEPPED
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import ONE, ZERO, minus, number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Bind, Call, CaptureError, Node, Sym, rebuild, substitute, symbols

NONE: frozenset[type[Node]] = frozenset()


def by_unit_steps(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an integral between integers as the sum of those from k to k + 1, where floor(x) is k; None for others."""
    low, high = node.low, node.high
    if low is None or high is None or not facts_of(node.body).concerns(NONE, STEPPED):
        return None
    if not all(_is_whole(end, setting, budget) for end in (low, high)):
        return None
    if not sign_of(minus(high, low), setting, budget).within(Sign.NON_NEGATIVE):
        return None
    index, step = Sym(f"{node.var}[k]"), Sym(f"{node.var}[t]")  # no text can spell them
    body = _on_a_step(node.body, node.var, index)
    if facts_of(body).concerns(NONE, STEPPED):
        return None
    try:
        moved = substitute(body, {node.var: Add((index, step))})
    except CaptureError:
        return None
    whole = Domain(base="integer", low=low, high=minus(high, ONE), low_closed=True, high_closed=True, text="integer")
    inside = replace(setting, variables=(*setting.variables, Variable(index.name, whole)))
    area = definite_integral(replace(node, body=moved, var=step.name, low=ZERO, high=ONE), inside, budget)
    return None if area is None else Bind("sum", area, index.name, low, minus(high, ONE))


def _is_whole(end: Node, setting: Setting, budget: Budget) -> bool:
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
