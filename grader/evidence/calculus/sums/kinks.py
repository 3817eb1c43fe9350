"""Finite sums of terms with kinks, cut at the index where a kink is: |k - c| is c - k up to c, and k - c beyond."""

from __future__ import annotations

from collections.abc import Iterator

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.frame import Frame, form_of, minus, number, plus
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import sides_of_zero
from grader.evidence.trees.build import minus as difference
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.tree import Add, Bind, Call, Node, is_infinite, rebuild, symbols, walk
from grader.records import replace

BENT = frozenset({"abs", "relu"})  # by different formulas up to 0 and from 0 on
WITH_KINKS = BENT | {"max", "min"}


def sum_by_pieces(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return a sum as that of the terms up to a kink and of those beyond it, None where it has none in its range."""
    if node.low is None or node.high is None or is_infinite(node.low) or is_infinite(node.high):
        return None
    if facts_of(node.body).calls.isdisjoint(WITH_KINKS):
        return None
    try:
        frame = Frame(node.var, form_of(node.low), form_of(node.high), setting, budget)
        return next((found for gap in _gaps(node) if (found := _cut(node, gap, frame)) is not None), None)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _gaps(node: Bind) -> Iterator[Node]:
    """Yield what changes its sign at a kink."""
    for part in walk(node.body):
        match part:
            case Call(name, (arg,)) if name in BENT and node.var in symbols(arg):
                yield arg
            case Call("max" | "min", (first, second)) if node.var in symbols(part):
                yield difference(first, second)


def _cut(node: Bind, gap: Node, frame: Frame) -> Node | None:
    """Return both parts of a sum, cut behind the index at which a linear function with slope 1 or -1 is 0."""
    form = form_of(gap)
    slope = form.get(node.var)
    if slope not in {1, -1}:
        return None
    zero = {name: -value / slope for name, value in form.items() if name != node.var}
    before, behind = plus(minus(zero, frame.low), number(1)), minus(frame.high, zero)
    if not frame.is_whole(zero) or not (frame.is_least(before, 0) and frame.is_least(behind, 0)):
        return None
    first = replace(node, body=_side(node.body, form, slope < 0), high=tree_of(zero))
    second = replace(node, body=_side(node.body, form, slope > 0), low=tree_of(plus(zero, number(1))))
    return Add((first, second))


def _side(node: Node, gap: Affine, is_above: bool) -> Node:
    """Return a tree without the kinks at the zero of a linear function, which is at least or at most 0."""
    node = rebuild(node, lambda child: _side(child, gap, is_above))
    try:
        match node:
            case Call(name, (arg,)) if name in BENT and form_of(arg) == gap:
                return sides_of_zero(name, arg)[0 if is_above else 1]
            case Call("max" | "min" as name, (first, second)) if form_of(difference(first, second)) == gap:
                return first if is_above == (name == "max") else second
            case _:
                return node
    except DeclinedError:
        return node
