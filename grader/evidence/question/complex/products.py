"""Finite products of complex numbers with known values: they are put in before the sides are compared."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.products.unity import product_by_factors
from grader.evidence.trees.features import facts_of
from grader.language.tree import Bind, Node, rebuild


def with_products(tree: Node, setting: Setting, budget: Budget) -> Node:
    """Return a tree of complex numbers with the values of its finite products, where they are known."""
    if Bind not in facts_of(tree).kinds:
        return tree
    node = rebuild(tree, lambda child: with_products(child, setting, budget))
    if not isinstance(node, Bind) or node.kind != "prod" or any(one.name == node.var for one in setting.variables):
        return node
    return product_by_factors(node, setting, budget) or node
