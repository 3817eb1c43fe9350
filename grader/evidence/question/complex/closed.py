"""Finite products and binomial sums of complex numbers with known values: they are put in before sides are compared."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.finite import binomial_theorem
from grader.evidence.calculus.sums.products.unity import product_by_factors
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.properties.total_complex import integers_of, is_total_complex
from grader.language.tree import Bind, Node, rebuild


def with_closed_forms(tree: Node, setting: Setting, budget: Budget) -> Node:
    """Return a tree of complex numbers with the values of its finite products and binomial sums, where known."""
    if Bind not in facts_of(tree).kinds:
        return tree
    node = rebuild(tree, lambda child: with_closed_forms(child, setting, budget))
    if not isinstance(node, Bind) or any(one.name == node.var for one in setting.variables):
        return node
    if node.kind == "prod":
        return product_by_factors(node, setting, budget) or node
    if node.kind != "sum" or not is_total_complex(node, integers_of(setting)):
        return node  # each term of a sum that is put in has a value
    return binomial_theorem(node, setting, budget) or node
