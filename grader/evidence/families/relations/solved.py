"""Equations that are solved for a symbol: what they say is put into the other condition."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import prove_equal, same_domain
from grader.evidence.trees.build import minus
from grader.language.tree import Node, Relation, Sym, substitute, symbols
from grader.verdict import Proof

METHOD = "substitution both ways"


def same_by_substitution(first: Node, second: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether each of two equations is proved to follow from the other, both being solved for a symbol."""
    return all(_follows(one, other, setting, budget) for one, other in ((first, second), (second, first)))


def _follows(premise: Node, conclusion: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether `y = g` implies an equation: with g in place of y both sides are equal where g is defined."""
    if not isinstance(conclusion, Relation) or conclusion.ops != ("=",):
        return False
    return any(
        _is_identity(Relation(("=",), _put_in(conclusion, name, value)), value, setting, budget)
        for name, value in _solved(premise)
        if name in symbols(conclusion)
    )


def _solved(premise: Node) -> list[tuple[str, Node]]:
    """Return the symbol that an equation is solved for with its value, in each way that it is."""
    if not isinstance(premise, Relation) or premise.ops != ("=",):
        return []
    left, right = premise.operands
    pairs = [(left, right), (right, left)]
    return [(side.name, value) for side, value in pairs if isinstance(side, Sym) and side.name not in symbols(value)]


def _put_in(condition: Relation, name: str, value: Node) -> tuple[Node, ...]:
    return tuple(substitute(operand, {name: value}) for operand in condition.operands)


def _is_identity(condition: Relation, value: Node, setting: Setting, budget: Budget) -> bool:
    left, right = condition.operands
    if not isinstance(prove_equal(left, right, setting, budget), Proof):
        return False
    return same_domain(value, minus(left, right), setting, budget).status == "proved"
