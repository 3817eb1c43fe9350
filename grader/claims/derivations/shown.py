"""What a derivation shows: by one of its lines, by the ends of a chain, or in cases that leave nothing out."""

from __future__ import annotations

from collections.abc import Sequence

from grader.claims.derivations.found import Statement as Written
from grader.claims.derivations.likeness import ALIKE, alike
from grader.claims.derivations.steps import Steps
from grader.claims.statements import AllOf, AnyOf, ForPerson, Holds, Settled, Statement
from grader.language.tree import Logic, Node, Num, Relation, RelationOp, Sym
from grader.problems.question import Question
from grader.wording import open_reasons, reasons

WITH_END: dict[RelationOp, RelationOp] = {"<": "<=", "<=": "<=", ">": ">=", ">=": ">="}
MIRRORED = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
SIGNS = frozenset(MIRRORED)
CASES = Settled(False, "cases", reasons.CASES_LEAVE_OUT)
NOT_CLEAR = ForPerson(open_reasons.NO_LINE_WRITTEN_LIKE)
BEGINS_WITH_IT = ForPerson(open_reasons.BEGINS_WITH_WHAT_SHOWN)
ALL_SHOWN = Settled(True, "show", reasons.CHAIN_SHOWS)


def shown(steps: Steps, wanted: Node) -> Statement:
    """Return that one of the lines is what shall be shown, or what follows in all of several cases."""
    ways: list[Statement] = []
    premises: list[Node] = []
    before: Written | None = None
    for one, after in zip(steps.read.statements, [*steps.read.statements[1:], None], strict=False):
        way = None if one.whole.tree is None else alike(one.whole.tree, wanted, steps.arrays)
        if way is None:
            way = _by_ends(steps, one, wanted)
        if way is not None and one.case is not None and not one.concludes:
            premises += [one.case] if way in {ALIKE, ALL_SHOWN} else []
        elif way is not None and one.logic == "implies" and before is not None and before.whole.tree is not None:
            premises.append(before.whole.tree)
        elif way is not None and not one.logic and after is not None and after.logic == "implies":
            ways.append(AllOf((way, BEGINS_WITH_IT)))
        elif way is not None:
            ways.append(way)
        before = one
    if isinstance(wanted, Relation) and wanted.ops == ("=",):
        ways += met(steps, *wanted.operands)
    ways += _covered(steps.question, premises, wanted)
    is_all = _are_cases_alone(steps, premises)  # of cases alone it is known what they leave out
    return AnyOf(tuple(ways), CASES) if is_all else AnyOf((*ways, NOT_CLEAR))


def in_cases(steps: Steps, wanted: Node) -> list[Statement]:
    """Return that a chain leads from the beginning to the end in each of several cases that leave nothing out."""
    if steps.start is None:
        return []
    premises = [
        one.case
        for one in steps.read.statements
        if one.case is not None
        and {member.sign for member in one.members[1:]} == {"="}
        and steps.is_same(steps.own(one.members[0]).tree, steps.start)
        and steps.is_same(steps.own(one.members[-1]).tree, wanted)
    ]
    return [Holds(_any(premises))] if premises else []


def met(steps: Steps, start: Node | None, wanted: Node) -> list[Statement]:
    """Return that two chains of equalities, one from the beginning and one from the end, lead to one formula."""
    chains = [one.members for one in steps.read.statements if one.case is None and not steps.is_logical(one)]
    chains = [members for members in chains if {member.sign for member in members[1:]} == {"="}]
    firsts = [steps.own(members[0]).tree for members in chains]
    if start is None:
        return []
    forth = [members[-1].tree for members, first in zip(chains, firsts, strict=True) if steps.is_same(first, start)]
    back = [members[-1].tree for members, first in zip(chains, firsts, strict=True) if steps.is_same(first, wanted)]
    is_met = any(tree is not None and any(steps.is_same(other, tree) for other in back) for tree in forth)
    return [ALL_SHOWN] if is_met else []


def _are_cases_alone(steps: Steps, premises: Sequence[Node]) -> bool:
    read = steps.read
    if len(premises) < 2 or any(not one.is_reason or one.binds for one in read.skipped):
        return False
    cases = {one.case for one in read.statements}
    return cases == set(premises) or (cases == {None} and len(read.statements) == 2 * len(premises))


def _covered(question: Question, premises: Sequence[Node], wanted: Node) -> list[Statement]:
    """Return that cases leave nothing out, or nothing but single points."""
    if not premises:
        return []
    ways: list[Statement] = [Holds(_any(premises))]
    if None not in (closed := [_closed(one, question) for one in premises]):
        whole = _any([one for one in closed if one is not None])
        ways.append(AllOf((Holds(whole), Holds(wanted))))  # single points are left out
    return ways


def _by_ends(steps: Steps, one: Written, wanted: Node) -> Statement | None:
    """Return that two members of a chain, mostly its ends, are the sides of a relation that its signs prove."""
    if not isinstance(wanted, Relation) or len(wanted.ops) != 1 or wanted.ops[0] not in SIGNS or len(one.members) < 3:
        return None
    first, sign, last = one.members[0].tree, joined({member.sign for member in one.members[1:]}), one.members[-1].tree
    if first is None or last is None or not sign:
        return None
    op, (left, right) = wanted.ops[0], wanted.operands
    if sign == op == "=" and all(_is_member(steps, one, side) for side in (left, right)):
        return ALL_SHOWN  # of a chain of equalities any two members are equal
    for begin, between, end in ((first, sign, last), (last, MIRRORED[sign], first)):
        if between in {op, op.removesuffix("=")} and steps.is_same(begin, left) and steps.is_same(end, right):
            return ALL_SHOWN
    return None


def _is_member(steps: Steps, one: Written, side: Node) -> bool:
    return any(member.tree is not None and steps.is_same(member.tree, side) for member in one.members)


def _any(conditions: Sequence[Node]) -> Node:
    return conditions[0] if len(conditions) == 1 else Logic("or", tuple(conditions))


def _closed(premise: Node, question: Question) -> Node | None:
    """Return `x > 0` with its end, `x >= 0`; None for conditions that are no half line of one real symbol."""
    reals = {one.name for one in question.for_all if one.domain.base == "real" and not one.domain.shape}
    match premise:
        case Relation((op,), (Sym(name), Num()) | (Num(), Sym(name))) if op in WITH_END and name in reals:
            return Relation((WITH_END[op],), premise.operands)
        case _:
            return None


def joined(signs: set[str]) -> str:
    """Return the sign between the ends of a chain with these signs, `>` of `= > >=`; empty where they turn round."""
    strict = signs - {"="}
    if not strict:
        return "="
    way = {sign[0] for sign in strict}
    if len(way) > 1 or not strict <= SIGNS:
        return ""
    return min(strict, key=len)


def turns_round(signs: Sequence[str]) -> bool:
    """Whether a chain says nothing of its first and last member: `a < b > c`, `a != b != c`."""
    ways = {sign[0] for sign in signs if sign in SIGNS and sign != "="}
    return len(ways) > 1 or signs.count("!=") > 1 or ("!=" in signs and bool(ways))
