"""Derivatives by a number of what arrays give, `d/d mu sum_i (x_i - mu)^2`: sums over entries are finite.

The number is spelled out by entries first, so that the variable stands in the open wherever it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.single_entries import held_fixed
from grader.evidence.families.matrices.slopes import by_ramps, by_steps, is_bent
from grader.evidence.trees.derivative import differentiated
from grader.language.tree import Bind, Derivative, Node, rebuild

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder


def derivative_by_number(builder: Builder, node: Derivative) -> Node:
    """Return a derivative by a real number; raises UnclearError by anything else, and for numbers with kinks."""
    declared = {variable.name: variable.domain for variable in builder.known().variables}
    domain = declared.get(node.var)
    if domain is None or domain.base != "real" or domain.members is not None or domain.shape:
        raise UnclearError("a derivative of an expression of arrays", final=True)
    body = builder.speller.number(builder.scalar(node.body))
    if not is_bent(_without_sums(held_fixed(body, node.var, {})), builder.stepped if node.order == 1 else frozenset()):
        raise UnclearError("the derivative of a number with kinks", final=True)
    try:
        slope = by_steps(differentiated(Derivative(by_ramps(body), node.var, node.order), builder.budget))
    except DeclinedError as error:
        raise UnclearError(f"the derivative needs {error}", final=True) from error
    found = builder.scalar(slope)
    builder.partials.append((node, found))
    return found


def _without_sums(node: Node) -> Node:
    """Return a tree with the terms of sums in place of them: it has the same functions."""
    return _without_sums(node.body) if isinstance(node, Bind) and node.kind == "sum" else rebuild(node, _without_sums)
