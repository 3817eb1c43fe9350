"""Conditions at a point: true, false, or None where the precision does not tell.

Raises NoValueError where an operand has no value. A guard helps: `x != 0 implies 1/x > 0` holds at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from flint import ctx, fmpq

from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.exact import is_integer
from grader.language.tree import (
    Array,
    Const,
    Interval,
    Logic,
    Neg,
    Node,
    Relation,
    RelationOp,
    SetOf,
    SetOp,
    Space,
    Tup,
    is_infinite,
)

if TYPE_CHECKING:
    from grader.evidence.numbers.evaluator import Evaluator, Number

Truth = bool | None


def truth(at: Evaluator, node: Node) -> Truth:
    """Return the truth of a condition at the evaluator's point."""
    match node:
        case Const("true"):
            return True
        case Const("false"):
            return False
        case Relation(ops, operands):
            links = zip(ops, operands, operands[1:], strict=False)
            return all_true([_link(at, op, left, right) for op, left, right in links])
        case Logic():
            return _logic(at, node)
        case _:
            raise UnclearError("this is not a condition", final=True)


def condition_at(at: Evaluator, node: Node) -> Truth:
    """Return the truth of a condition, at the evaluator's precision."""
    before = ctx.prec
    ctx.prec = at.precision
    try:
        return truth(at, node)
    finally:
        ctx.prec = before


def all_true(parts: Sequence[Truth]) -> Truth:
    """Return whether all parts hold, three-valued."""
    if False in parts:
        return False
    return None if None in parts else True


def _not(part: Truth) -> Truth:
    return None if part is None else not part


def _logic(at: Evaluator, node: Logic) -> Truth:
    args = node.args
    match node.op:
        case "not":
            return _not(truth(at, args[0]))
        case "and":
            return all_true(_truths(at, args))
        case "or":
            return _not(all_true([_not(part) for part in _truths(at, args)]))
        case "implies":
            if truth(at, args[0]) is False:
                return True
            premise, conclusion = (truth(at, arg) for arg in args)
            return True if conclusion else (False if premise and conclusion is False else None)
        case "iff":
            sides = [truth(at, arg) for arg in args]
            return None if None in sides else len(set(sides)) == 1
        case _:
            assert_never(node.op)


def _truths(at: Evaluator, args: Sequence[Node]) -> list[Truth]:
    """Return the truth of all parts; one without a value is unclear beside one that settles the matter."""
    found: list[Truth] = []
    missing: NoValueError | None = None
    for arg in args:
        try:
            found.append(truth(at, arg))
        except NoValueError as error:
            missing = error
    if missing is not None:
        if found:
            raise UnclearError("a part of a condition is undefined", final=True)
        raise missing
    return found


def _link(at: Evaluator, op: RelationOp, left: Node, right: Node) -> Truth:
    if op in {"in", "notin"}:
        inside = member(at, at.value(left), right)
        return inside if op == "in" else _not(inside)
    if op in {">>", "<<", "~", "->"}:
        raise UnclearError(f"`{op}` is not decided at a point", final=True)
    if Const("oo") in (left, right):
        return _infinite(at, op, left, right)
    return related(op, at.value(left), at.value(right))


def _infinite(at: Evaluator, op: RelationOp, left: Node, right: Node) -> Truth:
    finite = left if right == Const("oo") else right
    at.value(finite)
    return op in {"<", "<=", "!="} if finite is left else op in {">", ">=", "!="}


def related(op: RelationOp, x: Number, y: Number) -> Truth:
    """Return whether two numbers stand in a relation; None where their balls overlap too much."""
    match op:
        case "=":
            return _equal(x, y)
        case "!=":
            return _not(_equal(x, y))
        case "<":
            return True if x < y else (False if x >= y else None)
        case "<=":
            return True if x <= y else (False if x > y else None)
        case ">":
            return True if x > y else (False if x <= y else None)
        case ">=":
            return True if x >= y else (False if x < y else None)
        case _:
            return None


def _equal(x: Number, y: Number) -> Truth:
    if x == y:
        return True
    return False if x != y else None


def member(at: Evaluator, x: Number, node: Node) -> Truth:
    """Return whether a number lies in a set."""
    match node:
        case Const("emptyset"):
            return False
        case SetOf(items):
            return _not(all_true([_not(_equal(x, at.value(item))) for item in items]))
        case Interval(low, high, low_closed, high_closed):
            return _between(at, x, low, high, (low_closed, high_closed))
        case Tup((low, high)):
            return _between(at, x, low, high, (False, False))
        case Array((low, high)):
            return _between(at, x, low, high, (True, True))
        case SetOp(op, args):
            return _operation(op, [member(at, x, arg) for arg in args])
        case Space(name, ()):
            return _in_number_set(x, name)
        case _:
            raise UnclearError("this set is not decided", final=True)


def _operation(op: str, inside: list[Truth]) -> Truth:
    match op:
        case "union":
            return _not(all_true([_not(part) for part in inside]))
        case "intersection":
            return all_true(inside)
        case _:
            return all_true([inside[0], *(_not(part) for part in inside[1:])])


def _between(at: Evaluator, x: Number, low: Node, high: Node, closed: tuple[bool, bool]) -> Truth:
    parts: list[Truth] = []
    if low == Const("oo") or high == Neg(Const("oo")):
        return False  # no number is above every number, or below
    if not is_infinite(low):
        parts.append(related(">=" if closed[0] else ">", x, at.value(low)))
    if not is_infinite(high):
        parts.append(related("<=" if closed[1] else "<", x, at.value(high)))
    return all_true(parts)


def _in_number_set(x: Number, name: str) -> Truth:
    if name in {"R", "C"}:
        return True
    if isinstance(x, fmpq):
        whole = is_integer(x)
        match name:
            case "Z":
                return whole
            case "Q":
                return True
            case "N":
                return None if x == 0 else whole and bool(x > 0)
            case _:
                return None
    if name in {"Z", "N"} and (not x.contains_integer() or (name == "N" and bool(x < 0))):
        return False
    return None
