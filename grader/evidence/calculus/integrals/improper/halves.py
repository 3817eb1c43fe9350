"""Integrals over all real numbers by rules for the positive ones: each half must have a value by itself."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.method import Rewriter
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Add, Bind, Const, Neg, Node, Sym, substitute
from grader.records import replace


def by_halves(rule: Rewriter) -> Rewriter:
    """Return a rule for integrals from 0 or from -oo to oo, of one for those from 0 to oo."""

    def closed(node: Bind, setting: Setting, budget: Budget) -> Node | None:
        if node.low is None or node.high != Const("oo"):
            return None
        if literal(node.low) == 0:
            return rule(node, setting, budget)
        if node.low != Neg(Const("oo")):
            return None
        right = rule(replace(node, low=ZERO), setting, budget)
        if right is None:
            return None
        turned = substitute(node.body, {node.var: Neg(Sym(node.var))})
        left = rule(replace(node, low=ZERO, body=turned), setting, budget)
        return None if left is None else Add((left, right))

    return closed
