"""One pass over a tree: how large it is, which symbols are free in it, which kinds of nodes it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.evidence.budget import ExceededError, Limits
from grader.language.tree import CHILDREN, Bind, Builder, Call, Const, Derivative, Node, Num, Sym

BINDING = frozenset({Bind, Builder, Derivative})  # kinds of nodes with a symbol of their own


@dataclass(frozen=True, slots=True)
class Facts:
    """What one pass over some trees found."""

    nodes: int
    symbols: frozenset[str]
    kinds: frozenset[type[Node]]
    calls: frozenset[str]
    constants: frozenset[str]

    @property
    def is_complex(self) -> bool:
        """Whether the imaginary unit occurs."""
        return "i" in self.constants


def scan(trees: Iterable[Node], limits: Limits) -> Facts:
    """Return the facts about some trees; raises ExceededError where they are too large, before anything is computed."""
    count = 0
    free: set[str] = set()
    kinds: set[type[Node]] = set()
    calls: set[str] = set()
    constants: set[str] = set()
    stack: list[tuple[Node, int, frozenset[str]]] = [(tree, 1, frozenset()) for tree in trees]
    while stack:
        node, depth, bound = stack.pop()
        kind = type(node)
        count += 1
        if depth > limits.max_depth:
            raise ExceededError("max_depth")
        kinds.add(kind)
        if isinstance(node, Sym):
            if node.name not in bound:
                free.add(node.name)
            continue
        if isinstance(node, Num):
            above, below = node.value.as_integer_ratio()
            if above.bit_length() + below.bit_length() > limits.max_bits:
                raise ExceededError("max_bits")
            continue
        if isinstance(node, Const):
            constants.add(node.name)
            continue
        if isinstance(node, Call):
            calls.add(node.name)
        if count > limits.max_nodes:
            raise ExceededError("max_nodes")
        depth += 1
        if kind in BINDING:
            _push_bound(stack, node, depth, bound)
        else:
            for part in CHILDREN[kind](node):
                stack.append((part, depth, bound))
    return Facts(count, frozenset(free), frozenset(kinds), frozenset(calls), frozenset(constants))


def _push_bound(stack: list[tuple[Node, int, frozenset[str]]], node: Node, depth: int, bound: frozenset[str]) -> None:
    match node:
        case Bind(body=body, var=var, low=low, high=high):
            stack.append((body, depth, bound | {var}))
            stack.extend([(part, depth, bound) for part in (low, high) if part is not None])
        case Builder(value=value, names=names, condition=condition):
            stack.extend([(part, depth, bound.union(names)) for part in (value, condition)])
        case Derivative(body=body, var=var):
            stack.append((body, depth, bound))
            stack.append((Sym(var), depth, bound))
