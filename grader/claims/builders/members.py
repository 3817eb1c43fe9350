"""Finite sets member by member: in any order, each within the tolerance, with a share of the points for each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.builders.equality import equality
from grader.claims.definitions import expand
from grader.claims.solutions import SameSet
from grader.claims.statements import AllOf, AnyOf, Claim, ForPerson, Setting, Settled, Statement
from grader.language.printing import show
from grader.language.tree import Const, Logic, Node, Relation, SetOf, Sym, symbols
from grader.problems.question import Question
from grader.problems.questions.solutions import MAX_MEMBERS
from grader.wording import open_reasons, reasons


def member_claims(question: Question, answer: Node, text: str, setting: Setting) -> tuple[Claim, ...]:
    """Return the claims that the members of two finite sets are the same; none where one is not written out."""
    given, wanted = _members(question, answer), _members(question, question.accepted[0])
    if given is None or wanted is None or len(question.accepted) > 1:
        return ()
    if len(given) > MAX_MEMBERS:
        why = reasons.YOUR_ANSWER_MEMBERS.format(count=len(given), max_members=MAX_MEMBERS)
        return (Claim("expected", text, Settled(False, "members", why), setting),)
    found = tuple(_one_of(question, given, other) for other in wanted)
    right = tuple(_is_expected(question, one, wanted) for one in given)
    if question.credit != "per member":
        one_each = (ForPerson(_TWICE),) if len(given) > len(wanted) else ()  # a tolerance may hold two of them
        return (Claim("expected", text, AllOf((*found, *right, *one_each)), setting),)
    share = question.points / max(len(wanted), len(given))
    return tuple(_shared(found, right, share, setting, len(given) - len(wanted)))


_TWICE = open_reasons.ANSWER_HAS_MORE_MEMBERS


def _one_of(question: Question, given: tuple[Node, ...], wanted: Node) -> Statement:
    said = reasons.SET_NOT_ANSWER.format(formula=show(wanted))
    return _any(tuple(_same(question, one, wanted) for one in given), "missing member", said)


def _is_expected(question: Question, one: Node, wanted: tuple[Node, ...]) -> Statement:
    said = reasons.ANSWER_NOT_SET.format(formula=show(one))
    return _any(tuple(_same(question, one, other) for other in wanted), "member", said)


def _same(question: Question, one: Node, other: Node) -> Statement:
    """Return the statement that two members are the same; sets are, member by member."""
    if not isinstance(one, SetOf) or not isinstance(other, SetOf):
        is_group = isinstance(one, SetOf) or isinstance(other, SetOf)
        return Settled(False, "shape", reasons.NUMBER_NO_SET) if is_group else equality(question, one, other)
    if question.tolerance is None:
        return SameSet(one, other)
    found = tuple(_one_of(question, one.items, item) for item in other.items)
    return AllOf((*found, *(_is_expected(question, item, other.items) for item in one.items)))


def _any(statements: tuple[Statement, ...], code: str, text: str) -> Statement:
    lacking = Settled(False, code, text)
    return AnyOf(statements, lacking) if statements else lacking


def _shared(
    found: tuple[Statement, ...], right: tuple[Statement, ...], share: Fraction, setting: Setting, surplus: int
) -> Iterator[Claim]:
    """Yield a claim for each expected member, and one for those that are too many, which lower all shares."""
    for number, statement in enumerate(found, 1):
        yield Claim(f"member {number}", f"member {number} is in the answer", statement, setting, share)
    if surplus > 0:
        said = "all members of the answer are expected"
        yield Claim("surplus", said, AllOf(right), setting, surplus * share)


def _members(question: Question, tree: Node) -> tuple[Node, ...] | None:
    """Return the members of a set that is written out: `{1, 2}`, or `x = 1 or x = 2`; None for any other."""
    tree = expand(tree, question.define)
    match tree:
        case Const("emptyset"):
            return ()
        case SetOf(items):
            return tuple(dict.fromkeys(items))
        case Logic("or", args):
            parts = [_members(question, arg) for arg in args]
            return tuple(one for part in parts for one in part or ()) if None not in parts else None
        case Relation(("=",), (left, right)) if question.for_all:
            unknown = Sym(question.for_all[0].name)
            value = right if left == unknown else left if right == unknown else None
            return None if value is None or unknown.name in symbols(value) else (value,)
        case _:
            return None
