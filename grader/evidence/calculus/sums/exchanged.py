"""Double sums over a triangle in the other order, where the inner term does not depend on the outer index.

For a <= k <= n, the k from i + c on occur for i = a, …, k - c, and those up to i + c for i = k - c, …, n.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, number, plus, without
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.tree import Add, Bind, Mul, Node, is_infinite, symbols
from grader.records import replace


def exchanged_sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return a double sum over a triangle as a single one, or None."""
    inner = node.body
    if not (isinstance(inner, Bind) and inner.kind == "sum") or node.var in symbols(inner.body):
        return None
    ends = (node.low, node.high, inner.low, inner.high)
    if any(end is None or is_infinite(end) for end in ends):
        return None
    try:
        low, high, first, last = (form_of(end) for end in ends if end is not None)
        frame = Frame(node.var, low, high, setting, budget)
        return _above(node, inner, frame, first, last) or _below(node, inner, frame, first, last)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _above(node: Bind, inner: Bind, frame: Frame, first: Affine, last: Affine) -> Node | None:
    """Return it for k from i + c to n, where i runs from a to n."""
    shift = minus(first, {node.var: number(1)[""]})
    if node.var in last or not _is_number(shift) or not is_same(last, frame.high) or shift[""] < 0:
        return None
    start = plus(frame.low, shift)
    count = plus(minus({inner.var: number(1)[""]}, start), number(1))
    return _single(inner, start, frame.high, count, frame)


def _below(node: Bind, inner: Bind, frame: Frame, first: Affine, last: Affine) -> Node | None:
    """Return it for k from a to i + c with c = 0 or -1, where i runs from a to n."""
    shift = minus(last, {node.var: number(1)[""]})
    if node.var in first or not _is_number(shift) or not is_same(first, frame.low) or shift[""] not in {0, -1}:
        return None
    end = plus(frame.high, shift)
    count = plus(minus(end, {inner.var: number(1)[""]}), number(1))
    return _single(inner, frame.low, end, count, frame)


def _is_number(form: Affine) -> bool:
    return form.keys() <= {""} and form[""].denominator == 1


def _single(inner: Bind, low: Affine, high: Affine, count: Affine, frame: Frame) -> Node | None:
    if not (frame.is_whole(low) and frame.is_whole(high)):
        return None
    slope, rest = without(count, inner.var)
    weighted = Mul((tree_of({inner.var: slope}), inner.body))
    plain, moving = (replace(inner, body=body, low=tree_of(low), high=tree_of(high)) for body in (inner.body, weighted))
    return Add((Mul((tree_of(rest), plain)), moving))
