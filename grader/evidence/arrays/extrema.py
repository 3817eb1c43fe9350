"""Maxima and minima over an index, written out over its values; that over no values, which has none, stays one.

The bounds, and what an index shall not be, must be numbers: UnclearError is raised for all others.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from grader.evidence.errors import UnclearError
from grader.evidence.trees.polynomials import integer_literal
from grader.language.tree import ZERO, Bind, Call, Cases, Node, Num, Relation, substitute

if TYPE_CHECKING:
    from grader.evidence.arrays.expand import Expander


def extremum(at: Expander, node: Bind) -> Node:
    """Return a maximum or minimum over entries written out; that over no entries, which has no value, as such."""
    terms = _terms(at, node, node.kind)
    nothing = Bind(node.kind, ZERO, node.var, Num(Fraction(1)), ZERO)
    return Call(node.kind, tuple(terms)) if len(terms) > 1 else terms[0] if terms else nothing


def _terms(at: Expander, node: Node, kind: str) -> list[Node]:
    match node:
        case Cases(((inner, Relation(("!=",), (left, right))),), None):
            places = integer_literal(at.scalar(left)), integer_literal(at.scalar(right))
            if None in places:
                raise UnclearError("a maximum or minimum without an index that is no number", final=True)
            return [] if places[0] == places[1] else _terms(at, inner, kind)
    if not isinstance(node, Bind) or node.kind != kind or node.low is None or node.high is None:
        return [at.scalar(node)]
    first, last = (integer_literal(at.scalar(end)) for end in (node.low, node.high))
    if first is None or last is None:
        raise UnclearError("a maximum or minimum whose bounds are no numbers", final=True)
    at.budget.spend(max(last - first, 0))
    steps = (Num(Fraction(step)) for step in range(first, last + 1))
    bodies = (substitute(node.body, {node.var: step}) for step in steps)
    return [term for body in bodies for term in _terms(at, body, kind)]
