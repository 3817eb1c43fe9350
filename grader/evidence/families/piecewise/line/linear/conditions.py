"""Conditions on piecewise-linear functions: functions that are 1 where a condition holds and 0 where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.apply import composed, product, with_values
from grader.evidence.families.piecewise.line.linear.pieces import (
    NIL,
    ONE,
    Item,
    Line,
    Pieces,
    Rational,
    as_pieces,
    check,
    merged,
    refined,
)
from grader.evidence.families.piecewise.line.linear.sums import common_breaks, minus

ALLOWED = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


def relation(ops: Sequence[str], sides: Sequence[Item], budget: Budget) -> Item:
    """Return where a chain of relations holds; raises DeclinedError for relations other than order and equality."""
    links = zip(sides, ops, sides[1:], strict=False)
    return conjunction([_compared(left, op, right, budget) for left, op, right in links], budget)


def _compared(left: Item, op: str, right: Item, budget: Budget) -> Item:
    if op not in ALLOWED:
        raise DeclinedError
    low, middle, high = (ONE if sign in ALLOWED[op] else NIL for sign in (-1, 0, 1))
    test = Pieces((NIL,), ((NIL, low), (NIL, high)), (middle,))
    return composed(test, minus(left, right, budget), budget)


def logic(op: str, args: Sequence[Item], budget: Budget) -> Item:
    """Return where a combination of conditions holds; it has no value where a part that counts has none."""
    match op:
        case "and":
            return conjunction(args, budget)
        case "or":
            return negation(conjunction([negation(arg, budget) for arg in args], budget), budget)
        case "not":
            return negation(args[0], budget)
        case "implies":
            return chosen([(args[1], args[0])], ONE, budget)
        case _:
            return chosen([(args[1], args[0])], negation(args[1], budget), budget)


def conjunction(args: Sequence[Item], budget: Budget) -> Item:
    """Return where all conditions hold."""
    result = args[0]
    for arg in args[1:]:
        result = product(result, arg, budget)
    return result


def negation(condition: Item, budget: Budget) -> Item:
    """Return where a condition does not hold."""
    return minus(ONE, condition, budget)


def chosen(branches: Sequence[tuple[Item, Item]], rest: Item, budget: Budget) -> Item:
    """Return the value of the first branch (value, condition) that holds, else the rest."""
    found = rest
    for value, condition in reversed(branches):
        found = _chosen(as_pieces(condition), as_pieces(value), as_pieces(found), budget)
    return with_values(as_pieces(found))


def _chosen(condition: Pieces, value: Pieces, rest: Pieces, budget: Budget) -> Pieces:
    breaks = common_breaks((condition, value, rest))
    check(len(breaks) + 1, budget)
    tests, yes, no = (refined(f, breaks) for f in (condition, value, rest))
    lines: list[Line | None] = [
        None if c is None else a if c[1] == ONE else b for c, a, b in zip(tests.lines, yes.lines, no.lines, strict=True)
    ]
    values: list[Rational | None] = [
        None if c is None else a if c == ONE else b for c, a, b in zip(tests.values, yes.values, no.values, strict=True)
    ]
    return merged(breaks, lines, values)
