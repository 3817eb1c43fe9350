"""One pass over a tree: how large it is, which symbols are free in it, which kinds of nodes it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.evidence.budget import ExceededError, Limits
from grader.language.tree import (
    Add,
    Bind,
    Builder,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    children,
)


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
        count += 1
        if depth > limits.max_depth:
            raise ExceededError("max_depth")
        kinds.add(type(node))
        match node:
            case Sym(name):
                if name not in bound:
                    free.add(name)
                continue
            case Num(value):
                above, below = value.as_integer_ratio()
                if above.bit_length() + below.bit_length() > limits.max_bits:
                    raise ExceededError("max_bits")
                continue
            case Const(name):
                constants.add(name)
                continue
            case Call(name):
                calls.add(name)
            case _:
                pass
        if count > limits.max_nodes:
            raise ExceededError("max_nodes")
        _push(stack, node, depth + 1, bound)
    return Facts(count, frozenset(free), frozenset(kinds), frozenset(calls), frozenset(constants))


def _push(stack: list[tuple[Node, int, frozenset[str]]], node: Node, depth: int, bound: frozenset[str]) -> None:
    match node:
        case Neg(arg):
            stack.append((arg, depth, bound))
        case Add(parts) | Mul(parts) | Call(args=parts):
            stack.extend([(part, depth, bound) for part in parts])
        case Div(left, right) | Pow(left, right):
            stack.append((left, depth, bound))
            stack.append((right, depth, bound))
        case Bind(body=body, var=var, low=low, high=high):
            stack.append((body, depth, bound | {var}))
            stack.extend([(part, depth, bound) for part in (low, high) if part is not None])
        case Builder(value=value, names=names, condition=condition):
            stack.extend([(part, depth, bound.union(names)) for part in (value, condition)])
        case Derivative(body=body, var=var):
            stack.append((body, depth, bound))
            stack.append((Sym(var), depth, bound))
        case _:
            stack.extend([(part, depth, bound) for part in children(node)])
