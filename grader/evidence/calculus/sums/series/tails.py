"""Series that begin at a letter: with the index counted from there, powers of fixed bases come apart.

base^(a k + r) = base^(a k) base^r for integers where the base is not 0, where it is positive, or where r is no less
than 0. What is left begins at 0, and is worked out as other series are.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.frame import Frame, without
from grader.evidence.calculus.sums.series.geometric import infinite_sum
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine, tree_of
from grader.language.tree import ZERO, Add, Bind, CaptureError, Const, Mul, Node, Pow, Sym, rebuild, substitute, symbols
from grader.records import replace


def series_from_letter(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a series whose index begins at an integer with letters, or None."""
    low = None if node.low is None else affine(node.low)
    if low is None or node.low is None or not any(low[name] for name in low if name):
        return None
    frame = Frame(node.var, low, {}, setting, budget)
    if not frame.is_whole(low) or node.var in symbols(node.low):
        return None
    try:
        body = substitute(node.body, {node.var: Add((Sym(node.var), node.low))})
        return infinite_sum(replace(node, low=ZERO, body=_apart(body, frame)), setting, budget)
    except (CaptureError, DeclinedError):
        return None


def _apart(node: Node, frame: Frame) -> Node:
    """Return a tree with powers of fixed bases taken apart; raises DeclinedError where one may not be."""
    if Pow not in facts_of(node).kinds:
        return node
    match node:
        case Pow(Const("e"), _):
            return node  # terms are taken with any exponent of e
        case Pow(base, exp) if frame.var in symbols(exp) - symbols(base):
            form = affine(exp)
            if form is None:
                raise DeclinedError
            slope, rest = without(form, frame.var)
            if not any(rest.values()):
                return node
            if not _may_be_parted(base, slope, rest, frame):
                raise DeclinedError
            return Mul((Pow(base, tree_of({frame.var: slope})), Pow(base, tree_of(rest))))
        case _:
            return rebuild(node, lambda child: _apart(child, frame))


def _may_be_parted(base: Node, slope: Fraction, rest: dict[str, Fraction], frame: Frame) -> bool:
    """Return whether base^(a k + r) = base^(a k) base^r for all k >= 0."""
    sign = frame.sign(base)
    if sign is Sign.POSITIVE:
        return True
    if slope.denominator != 1 or not frame.is_whole(rest):
        return False
    return sign.within(Sign.NONZERO) or (slope > 0 and frame.is_least(rest, 0))
