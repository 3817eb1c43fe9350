"""Finite sets member by member: numbers, expressions, tuples, matrices; order and repetition do not count."""

from __future__ import annotations

from grader.claims.statements import Equal, Setting
from grader.evidence.budget import Budget
from grader.evidence.method import Scope
from grader.evidence.question.goal import Goal
from grader.language.printing import show
from grader.language.tree import Array, Const, Interval, Logic, Node, Relation, SetOf, SetOp, Sym, Tup, symbols
from grader.verdict import Evidence, Proof, Reason, Unknown
from grader.wording import reasons, undecided_reasons

MAX_ITEMS = 64  # members of a set that are compared one by one

METHOD = "members one by one"

Items = tuple[Node, ...]


def finite(tree: Node, unknown: str = "") -> Items | None:
    """Return the members of a set written out; None for any other tree.

    Where an unknown that may be any number is named, `z = 1 or z = 2` writes them out, too.
    """
    match tree:
        case Const("emptyset" | "false"):
            return ()
        case SetOf(items):
            return items
        case SetOp("union", parts) | Logic("or", parts):
            found = [finite(part, unknown) for part in parts]
            return None if None in found else tuple(item for part in found for item in part or ())
        case Relation(("=",), (Sym(name), value)) | Relation(("=",), (value, Sym(name))) if name == unknown:
            return None if unknown in symbols(value) else (value,)
        case Relation(("in",), (Sym(name), inner)) if name == unknown and unknown not in symbols(inner):
            return finite(inner)
        case _:
            return None


def same_items(answer: Items, expected: Items, setting: Setting, budget: Budget) -> Evidence:
    """Return evidence whether two finite sets have the same members."""
    if max(len(answer), len(expected)) > MAX_ITEMS:
        return Unknown(undecided_reasons.SETS_HAVE_TOO_MANY, "max_items")
    open_part: Unknown | None = None
    for items, others, mine in ((answer, expected, True), (expected, answer, False)):
        for item in items:
            found = _among(item, others, setting, budget)
            if found is False and not any(symbols(tree) for tree in (item, *others)):
                return _alone(item, mine)
            if found is not True:
                open_part = open_part or (
                    found if isinstance(found, Unknown) else Unknown(undecided_reasons.MEMBER_HAS_NO_PARTNER)
                )
    return open_part or Proof(METHOD)


def _alone(item: Node, mine: bool) -> Reason:
    if mine:
        return Reason("member", reasons.ANSWER_NOT_SET.format(formula=show(item)), METHOD)
    return Reason("missing member", reasons.SET_NOT_ANSWER.format(formula=show(item)), METHOD)


def _among(item: Node, others: Items, setting: Setting, budget: Budget) -> bool | Unknown:
    """Return whether an item is proved to be one of the others, or to be none of them, or why neither is known."""
    open_part: Unknown | None = None
    for other in others:
        found = _equal(item, other, setting, budget)
        if isinstance(found, Proof):
            return True
        if isinstance(found, Unknown):
            open_part = found
    return open_part or False


def _equal(item: Node, other: Node, setting: Setting, budget: Budget) -> Evidence:
    if item == other:
        return Proof("identical")
    if isinstance(item, SetOf) and isinstance(other, SetOf):
        return same_items(item.items, other.items, setting, budget)
    if isinstance(item, SetOf) != isinstance(other, SetOf) and not symbols(item) | symbols(other):
        return Reason("shape", reasons.NUMBER_NO_SET)
    if isinstance(item, Interval | SetOf | Relation | Logic) or isinstance(other, Interval | SetOf | Relation | Logic):
        return Unknown(undecided_reasons.SETS_SETS_NOT_DECIDED)
    kinds = [isinstance(one, Tup | Array) for one in (item, other)]
    if kinds[0] != kinds[1]:
        return Reason("shape", reasons.NUMBER_NO_TUPLE)
    return budget.oracle.decide(Goal(Equal(item, other, same_domain=True), Scope(setting, budget)))
