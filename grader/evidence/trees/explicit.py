"""Derivatives of smooth expressions, written out before anything is decided, so that points can refute them.

`d/dx f` becomes f' + 0 f: the second term has no value where f has none, for there is no derivative either. Bodies with
kinks, jumps or bound symbols are left as they stand, to the layers that know about them.
"""

from __future__ import annotations

from grader.evidence import functions, trees
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import ZERO
from grader.evidence.trees.features import facts_of
from grader.language.tree import (
    Add,
    Apply,
    Array,
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
    Tup,
    rebuild,
    substitute,
    walk,
)

SLOPES = frozenset[type[Node]]({Derivative, Apply})
ARGUMENT = "argument[]"  # no text can spell it
SMOOTH_KINDS = frozenset[type[Node]]({Num, Sym, Const, Neg, Add, Mul, Div, Pow, Call})


def explicit(tree: Node, budget: Budget) -> Node:
    """Return a tree in which derivatives of smooth bodies, and gradients by written arrays, are written out."""
    found = facts_of(tree)
    if found.kinds.isdisjoint(SLOPES) and "grad" not in found.calls:
        return tree
    budget.spend()
    if (
        isinstance(tree, Apply)
        and tree.primes
        and tree.name in functions.questions.DIFFERENTIATED
        and len(tree.args) == 1
    ):
        return _slope_at(tree, budget)
    if isinstance(tree, Call) and tree.name == "grad" and (slopes := by_entries(*tree.args)) is not None:
        tree = slopes
    node = rebuild(tree, lambda child: explicit(child, budget))
    if not isinstance(node, Derivative) or not is_smooth(node.body):
        return node
    try:
        slope = trees.derivative.differentiated(node, budget)
    except DeclinedError:
        return node
    return Add((slope, Mul((ZERO, node.body))))


def _slope_at(tree: Apply, budget: Budget) -> Node:
    """Return a derivative of a known function at an argument, such as `tanh'(2x)`, written out."""
    (arg,) = tree.args
    body = Call(tree.name, (Sym(ARGUMENT),))
    try:
        slope = trees.derivative.differentiated(Derivative(body, ARGUMENT, tree.primes), budget)
    except DeclinedError:
        return tree
    here = substitute(slope, {ARGUMENT: arg})
    return explicit(Add((here, Mul((ZERO, Call(tree.name, (arg,)))))), budget)


def by_entries(body: Node, by: Node) -> Node | None:
    """Return the gradient by an array of distinct symbols as the array of the derivatives; None for other arrays."""
    names = [part.name for part in walk(by) if isinstance(part, Sym)]
    if not isinstance(by, Array | Tup) or len(set(names)) < len(names):
        return None
    return _slopes(body, by)


def _slopes(body: Node, by: Node) -> Node | None:
    match by:
        case Sym(name):
            return Derivative(body, name)
        case Array(items) | Tup(items):
            rows = tuple(row for item in items if (row := _slopes(body, item)) is not None)
            return Array(rows) if len(rows) == len(items) else None
        case _:
            return None


def is_smooth(tree: Node) -> bool:
    """Return whether an expression has derivatives of all orders wherever it is defined, but for edges."""
    found = facts_of(tree)
    return found.kinds <= SMOOTH_KINDS and found.calls - {"root"} <= functions.questions.DIFFERENTIATED
