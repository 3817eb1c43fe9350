"""Switching functions opened: an expression as a few smooth ones, and what decides between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from grader.evidence.budget import ExceededError
from grader.evidence.definedness.formulas import All, Atom, Each, Formula, Never, When, Whole
from grader.evidence.errors import DeclinedError
from grader.evidence.signs.facts import difference
from grader.language.tree import ONE, ZERO, Call, Cases, Logic, Mul, Neg, Node, Relation, children, rebuild, walk

MAX_SHEETS = 32  # cases into which absolute values and roots split


def switches(node: Node) -> Iterator[Node]:
    """Yield trees between whose zeros every switching function of `node` takes one of its branches."""
    for part in walk(node):
        match part:
            case Call(name="abs" | "relu" | "leaky_relu" | "sign" | "heaviside" | "elu", args=(u, *_)):
                yield u
            case Call(name="hardtanh", args=(u,)):
                yield from (difference(u, ONE), difference(u, Neg(ONE)))
            case Call(name="max" | "min", args=args) if len(args) > 1:
                yield from (difference(a, b) for i, a in enumerate(args) for b in args[:i])
            case Relation(operands=operands):
                yield from (difference(a, b) for a, b in pairwise(operands))
            case _:
                pass


def sheets(node: Node) -> list[Node]:
    """Return smooth expressions of which one agrees with `node` wherever no switch is at zero."""
    if isinstance(node, Logic | Relation):
        raise DeclinedError("A condition stands where a number is needed.")
    done: list[Node] = []
    waiting = [node]
    while waiting:
        if len(waiting) + len(done) > MAX_SHEETS:
            raise ExceededError("max_cases")
        top = waiting.pop()
        found = next((part for part in walk(top) if branches(part) is not None), None)
        if found is None:
            done.append(top)
        else:
            waiting += [_replaced(top, found, branch) for branch in branches(found) or ()]
    return done


def branches(node: Node) -> list[Node] | None:
    """Return the branches of a switching function, None for any other tree."""
    match node:
        case Call(name="abs", args=(u,)):
            return [u, Neg(u)]
        case Call(name="relu", args=(u,)):
            return [u, ZERO]
        case Call(name="leaky_relu", args=(u, slope)):
            return [u, Mul((slope, u))]
        case Call(name="sign", args=(_,)):
            return [ONE, Neg(ONE)]
        case Call(name="heaviside", args=(_,)):
            return [ONE, ZERO]
        case Call(name="hardtanh", args=(u,)):
            return [u, ONE, Neg(ONE)]
        case Call(name="max" | "min", args=args) if len(args) > 1:
            return list(args)
        case Cases(branches=parts, otherwise=otherwise):
            return [value for value, _ in parts] + ([] if otherwise is None else [otherwise])
        case _:
            return None


def _replaced(tree: Node, old: Node, new: Node) -> Node:
    if tree == old:
        return new
    return rebuild(tree, lambda child: _replaced(child, old, new)) if children(tree) else tree


def atoms(formula: Formula) -> Iterator[Node]:
    """Yield the trees whose signs decide a formula. Raises DeclinedError where something else does."""
    match formula:
        case Atom(node=node):
            yield node
        case All(parts=parts):
            for part in parts:
                yield from atoms(part)
        case When(guard=guard, then=then, otherwise=otherwise):
            for part in (guard, then, otherwise):
                yield from atoms(part)
        case Never():
            return
        case Whole() | Each():
            raise DeclinedError("Whether values are integers is not settled along a line.")
