"""How an answer that is a set, an equation or an inequality becomes a claim."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.builders import members
from grader.claims.builders.equality import any_of
from grader.claims.builders.largeness import is_large, same_largeness, without_assumed
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import AllOf, AnyOf, Claim, Equal, ForPerson, Holds, Statement, Unread
from grader.language.printing import for_all_text
from grader.language.tree import Add, Logic, Neg, Node, Relation
from grader.problems.question import Question
from grader.wording import open_reasons

_NOT_LISTED = open_reasons.ONLY_SET_MEMBERS_WRITTEN


def solution_claims(question: Question, values: Mapping[str, Node], unread: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claim that an answer is one of the accepted sets or relations."""
    text = _solutions_text(question)
    if unread:
        return (Claim("expected", text, Unread(tuple(sorted(unread)))),)
    (value,) = values.values()
    if question.tolerance is not None or question.credit == "per member":
        by_member = members.member_claims(question, value, text, setting_of(question))
        return by_member or (Claim("expected", text, ForPerson(_NOT_LISTED)),)
    statement = any_of(tuple(same_solutions(question, value, tree) for tree in question.accepted))
    return (Claim("expected", text, statement, setting_of(question)),)


def same_solutions(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement that two sets are the same, or that two relations hold at the same points."""
    sides = expand(without_assumed(answer, question), question.define), expand(expected, question.define)
    if any(map(is_large, sides)):
        return same_largeness(*sides, question)
    if question.kind.is_condition:
        has_arrays = any(variable.domain.shape for variable in question.for_all)
        return _same_of_arrays(*sides) if has_arrays else SameSolutions(*sides)
    return SameSet(*sides, question.for_all[0] if question.for_all else None)


def _same_of_arrays(one: Node, other: Node) -> Statement:
    """Return the statement that two conditions on arrays hold at the same points: each implies the other.

    Inequalities with one sign are the same where their differences are. What refutes is a point where one condition
    holds and the other does not: of differences it would be no counterexample.
    """
    implied = tuple(Holds(Logic("or", (Logic("not", (a,)), b))) for a, b in ((one, other), (other, one)))
    ways = SameSolutions(one, other), AllOf(implied)
    match _upward(one), _upward(other):
        case (sign, mine), (same, theirs) if sign and sign == same:
            return AnyOf((*ways, Equal(mine, theirs)))
        case _:
            return AnyOf(ways)


def _upward(tree: Node) -> tuple[str, Node]:
    """Return `a > b` and `b < a` as their sign and a - b; no sign for any other condition."""
    match tree:
        case Relation((("<" | "<=") as op,), (small, large)):
            return {"<": ">", "<=": ">="}[op], Add((large, Neg(small)))
        case Relation(((">" | ">=" | "=") as op,), (large, small)):
            return op, Add((large, Neg(small)))
        case _:
            return "", tree


def _solutions_text(question: Question) -> str:
    name = next(iter(question.fields))
    if question.kind.is_condition:
        where = for_all_text((*question.given, *question.for_all))
        return f"{name} holds exactly where expected does" + (f", for {where}" if where else "")
    where = for_all_text(question.given)
    return f"{name} = expected, as sets" + (f", for {where}" if where else "")
