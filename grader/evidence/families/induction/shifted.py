"""Sums and products whose lower bound has symbols, as ones from 0 with as many terms."""

from __future__ import annotations

from grader.evidence.definedness.integer_values import is_whole
from grader.evidence.method import Scope
from grader.evidence.normal_form import prove_equal
from grader.evidence.signs import Facts
from grader.evidence.trees.build import minus
from grader.language.tree import ZERO, Add, Bind, Node, Sym, rebuild, substitute, symbols
from grader.verdict import Proof


def equal_from_zero(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof that two trees are equal once their sums begin at 0, None where none is found or none moved."""
    facts = Facts(scope.setting, scope.budget)
    moved = _from_zero(left, facts), _from_zero(right, facts)
    if moved[0] is left and moved[1] is right:
        return None
    found = prove_equal(*moved, scope.setting, scope.budget)
    return found if isinstance(found, Proof) else None


def _from_zero(tree: Node, facts: Facts) -> Node:
    """Return a tree with its outer sums and products moved, where their lower bound is proved to be an integer."""
    if not isinstance(tree, Bind):
        return rebuild(tree, lambda child: _from_zero(child, facts))
    low, high = tree.low, tree.high
    if tree.kind not in {"sum", "prod"} or low is None or high is None:
        return tree
    names = symbols(low)
    if not names or tree.var in names | symbols(high) or not is_whole(low, facts):
        return tree
    body = substitute(tree.body, {tree.var: Add((Sym(tree.var), low))})
    return Bind(tree.kind, body, tree.var, ZERO, minus(high, low))
