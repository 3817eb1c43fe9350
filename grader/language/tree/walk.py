"""Going through trees: the parts of a node, all nodes, the free symbols, a tree with parts replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from grader.language.tree.nodes import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Builder,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct subtrees of a node in the order of its fields."""
    return CHILDREN[type(node)](node)


def _in_cases(node: Cases) -> tuple[Node, ...]:
    inner = tuple(part for branch in node.branches for part in branch)
    return inner if node.otherwise is None else (*inner, node.otherwise)


def _in_binder(node: Bind) -> tuple[Node, ...]:
    body, low, high = node.body, node.low, node.high
    if low is None:
        return (body,) if high is None else (body, high)
    return (body, low) if high is None else (body, low, high)


# One entry for each kind of node; deciding walks trees more than anything else.
CHILDREN: dict[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Num: lambda node: (),
    Sym: lambda node: (),
    Const: lambda node: (),
    Neg: lambda node: (node.arg,),
    Add: attrgetter("terms"),
    Mul: attrgetter("factors"),
    ArrayMul: attrgetter("factors"),
    Div: attrgetter("num", "den"),
    Pow: attrgetter("base", "exp"),
    Call: attrgetter("args"),
    Apply: attrgetter("args"),
    Transpose: lambda node: (node.arg,),
    Index: lambda node: (node.base, *node.indices),
    Array: attrgetter("items"),
    Tup: attrgetter("items"),
    SetOf: attrgetter("items"),
    Interval: attrgetter("low", "high"),
    SetOp: attrgetter("args"),
    Builder: attrgetter("value", "condition"),
    Space: attrgetter("dims"),
    Relation: attrgetter("operands"),
    Logic: attrgetter("args"),
    Cases: _in_cases,
    Bind: _in_binder,
    Derivative: lambda node: (node.body,),
}


def walk(node: Node) -> Iterator[Node]:
    """Yield a tree's nodes, parents first, without recursion."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        kind = type(top)
        if kind is not Sym and kind is not Num:
            stack.extend(CHILDREN[kind](top)[::-1])


def is_infinite(node: Node | None) -> bool:
    """Return whether a tree is infinity, with either sign."""
    inner = node.arg if type(node) is Neg else node
    return type(inner) is Const and inner.name == "oo"


def is_set(node: Node) -> bool:
    """Return whether a tree can only be a set."""
    is_empty = isinstance(node, Const) and node.name == "emptyset"
    is_space = isinstance(node, Space) and not node.dims
    return is_empty or is_space or isinstance(node, SetOf | SetOp | Interval | Builder)


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return `node` with `change` applied to each direct subtree; the same object where nothing changed."""
    names: tuple[str, ...] = node.__match_args__
    old = [getattr(node, name) for name in names]
    new = [_rebuilt(value, change) for value in old]
    if all(a is b for a, b in zip(old, new, strict=True)):
        return node
    return type(node)(*new)


def _rebuilt(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple([_rebuilt(item, change) for item in value])
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return value


def symbols(node: Node) -> frozenset[str]:
    """Return the names of the free symbols of a tree."""
    try:
        return node._symbols
    except AttributeError:
        node._symbols = _symbols(node)
        return node._symbols


def _symbols(node: Node) -> frozenset[str]:
    found: set[str] = set()
    stack = [node]
    while stack:
        top = stack.pop()
        kind = type(top)
        if kind is Num:
            continue
        if isinstance(top, Sym):
            found.add(top.name)
            continue
        if isinstance(top, Bind):
            found |= symbols(top.body) - {top.var}
            stack.extend(part for part in (top.low, top.high) if part is not None)
            continue
        if isinstance(top, Builder):
            found |= frozenset[str]().union(*map(symbols, CHILDREN[Builder](top))).difference(top.names)
            continue
        if isinstance(top, Derivative):
            found.add(top.var)
        stack.extend(CHILDREN[kind](top))
    return frozenset(found)
