"""Conditions under one case: true, false, or a factor whose sign must be known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form import ring
from grader.evidence.normal_form.cases.case import EmptyError
from grader.evidence.normal_form.ring.kernels import Poly
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO
from grader.language.tree import Cases, Const, Logic, Node, Relation

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

# The signs of left - right that make a relation true.
ALLOWED = {
    "=": ZERO,
    "!=": NEGATIVE | POSITIVE,
    "<": NEGATIVE,
    "<=": NEGATIVE | ZERO,
    ">": POSITIVE,
    ">=": POSITIVE | ZERO,
}


class SplitError(Exception):
    """The sign of a factor decides which branch counts; the case must be split by it."""

    def __init__(self, part: Poly) -> None:
        self.part = part
        super().__init__("split")


def chosen(conv: Converter, node: Cases) -> Node:
    """Return the branch that counts in this case; raises `SplitError` where that is not known."""
    if not conv.case.learning:
        raise DeclinedError("cases below a bound symbol")
    for value, condition in node.branches:
        if truth(conv, condition):
            return value
    if node.otherwise is None:
        raise EmptyError
    return node.otherwise


def truth(conv: Converter, node: Node) -> bool:
    """Return whether a condition holds in this case; raises `SplitError` where that is not known."""
    match node:
        case Const("true"):
            return True
        case Const("false"):
            return False
        case Relation(ops, operands):
            pairs = zip(operands, ops, operands[1:], strict=False)
            return all(_compared(conv, left, op, right) for left, op, right in pairs)
        case Logic("and", args):
            return all(truth(conv, arg) for arg in args)
        case Logic("or", args):
            return any(truth(conv, arg) for arg in args)
        case Logic("not", (arg,)):
            return not truth(conv, arg)
        case Logic("implies", (left, right)):
            return not truth(conv, left) or truth(conv, right)
        case Logic("iff", (left, right)):
            return truth(conv, left) == truth(conv, right)
        case _:
            raise DeclinedError("a condition of this kind")


def _compared(conv: Converter, left: Node, op: str, right: Node) -> bool:
    allowed = ALLOWED.get(op)
    if allowed is None:
        raise DeclinedError(f"the relation {op} in a condition")
    tower = conv.tower
    gap = tower.normal(tower.sub(conv.convert(left), conv.convert(right)))
    signs = conv.case.mask_element(gap)
    if not signs & ~allowed:
        return True
    if not signs & allowed:
        return False
    for part, _ in ring.factors.factor_element(tower, gap)[1]:
        mask = conv.case.mask(part)
        if mask & (mask - 1):
            raise SplitError(part)
    raise DeclinedError("a condition whose sign is not known")
