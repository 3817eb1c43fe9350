"""Derivatives by a number of what arrays give, `d/d mu sum_i (x_i - mu)^2`: sums over entries are finite.

The number is spelled out by entries first, so that the variable stands in the open wherever it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.gradients.slopes import by_ramps, by_steps, is_bent
from grader.evidence.families.matrices.product_rule import slope_tree
from grader.evidence.families.matrices.single_entries import held_fixed
from grader.evidence.families.matrices.words.values import Several, Value
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import ZERO, Bind, Derivative, Mul, Node, rebuild, symbols
from grader.records import replace

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder


def derivative_by_number(builder: Builder, node: Derivative) -> Value:
    """Return a derivative by a real number; raises UnclearError by anything else, and for numbers with kinks."""
    declared = {variable.name: variable.domain for variable in builder.known().variables}
    domain = declared.get(node.var)
    if domain is None or domain.base != "real" or domain.members is not None or domain.shape:
        raise UnclearError("a derivative of an expression of arrays", final=True)
    value = builder.build(node.body)
    body = None if isinstance(value, Several) else builder.speller.number(value)
    if body is None or _has_letters(builder, body):
        return _by_product_rule(builder, node, value)
    if not is_bent(_without_sums(held_fixed(body, node.var, {})), builder.stepped if node.order == 1 else frozenset()):
        raise UnclearError("the derivative of a number with kinks", final=True)
    try:
        slope = by_steps(differentiated(Derivative(by_ramps(body), node.var, node.order), builder.budget))
    except DeclinedError as error:
        raise UnclearError(f"the derivative needs {error}", final=True) from error
    found = builder.scalar(slope)
    builder.partials.append((node, found))
    return found


def _by_product_rule(builder: Builder, node: Derivative, value: Value) -> Value:
    """Return a derivative of an array, or of a number with letters for what depends on the variable."""
    slope = slope_tree(node, builder.shapes.keys(), builder.budget)
    builder.partials.append((node, Mul((ZERO, node.body)) if slope is None else slope))
    if slope is not None:
        return builder.build(slope)
    return replace(value, terms={}) if isinstance(value, Several) else ZERO


def _has_letters(builder: Builder, body: Node) -> bool:
    """Return whether a number has letters of determinants, inverses or functions of arrays, which may vary."""
    return bool(symbols(body) & (builder.table.meanings().keys() | builder.speller.inverses.keys()))


def _without_sums(node: Node) -> Node:
    """Return a tree with the terms of sums in place of them: it has the same functions."""
    return _without_sums(node.body) if isinstance(node, Bind) and node.kind == "sum" else rebuild(node, _without_sums)
