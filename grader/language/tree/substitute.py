"""Putting trees in for symbols."""

from __future__ import annotations

from grader.language.tree.nodes import Bind, Builder, Derivative, Node, Sym
from grader.language.tree.walk import rebuild, symbols
from grader.records import replace


class CaptureError(ValueError):
    """A symbol of what is put in would come under a binder of the tree, and mean something else there."""


def substitute(node: Node, values: dict[str, Node]) -> Node:
    """Return `node` with free symbols replaced.

    Bound symbols are left alone. Raises CaptureError where a bound symbol would capture a replacement's, and where a
    value is put in for the symbol that a derivative is taken by.
    """
    if isinstance(node, Sym):
        return values.get(node.name, node)
    if isinstance(node, Bind):
        return _substitute_bound(node, values)
    if isinstance(node, Derivative) and node.var in values:
        raise CaptureError(f"a derivative by {node.var} cannot be taken where {node.var} has a value")
    if isinstance(node, Builder):
        return _substitute_built(node, values)
    return rebuild(node, lambda child: substitute(child, values))


def _substitute_bound(node: Bind, values: dict[str, Node]) -> Node:
    inner = {name: value for name, value in values.items() if name != node.var}
    used = symbols(node.body) & inner.keys()
    if any(node.var in symbols(inner[name]) for name in used):
        raise CaptureError(f"the bound symbol {node.var} occurs in what is put in")
    return replace(
        node,
        body=substitute(node.body, inner),
        low=None if node.low is None else substitute(node.low, values),
        high=None if node.high is None else substitute(node.high, values),
    )


def _substitute_built(node: Builder, values: dict[str, Node]) -> Node:
    inner = {name: value for name, value in values.items() if name not in node.names and name in symbols(node)}
    captured = frozenset[str]().union(*(symbols(value) for value in inner.values())) & set(node.names)
    if captured:
        raise CaptureError(f"the bound symbol {min(captured)} occurs in what is put in")
    return replace(node, value=substitute(node.value, inner), condition=substitute(node.condition, inner))


def replaced(node: Node, old: Node, new: Node) -> Node:
    """Return a tree with one of its subtrees replaced wherever it stands, below binders too."""
    return new if node == old else rebuild(node, lambda child: replaced(child, old, new))
