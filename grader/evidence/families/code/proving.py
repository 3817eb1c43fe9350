"""Two formulas for an entry are proved to be equal for all sizes, indices and inputs.

Sums over indices are brought into a normal form; what is left is compared with a letter for each entry, sum and
greatest entry, so that a proof holds whatever these are.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.claims.statements import Equal
from grader.evidence.contractions import difference_by_terms
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.code.covering import is_covered
from grader.evidence.families.code.letters import Table, settled
from grader.evidence.families.code.spaces.deltas import solved
from grader.evidence.families.code.spaces.formulas import FALSE, TRUE, choose, logic, negated, parts_of
from grader.evidence.method import Scope
from grader.evidence.oracle import prove_equal
from grader.evidence.question.goal import Goal
from grader.language.tree import (
    ZERO,
    Bind,
    Cases,
    Index,
    Logic,
    Node,
    Relation,
    Sym,
    children,
    rebuild,
    substitute,
    walk,
)
from grader.records import replace
from grader.verdict import Proof

MAX_NODES = 1_500  # of a formula that is looked at
MAX_CONDITIONS = 3  # that formulas depend on, taken for true and for false
FREE = "free["  # names of indices that may be any begin so
MAX_STEPS = 10_000  # of one comparison of two formulas


def agree(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...] = ()) -> bool:
    """Return whether an answer's formula is proved to have the value of the expected one, wherever that has one."""
    if any(sum(1 for _ in walk(side)) > MAX_NODES for side in (left, right)):
        return False
    try:
        first, second = settled(left, scope), settled(right, scope)
        return _agree(first, second, scope, assume) and is_covered(left, right, scope, assume)
    except (DeclinedError, NoValueError):
        return False


def _agree(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    if left == right:
        return True
    conditions = list(dict.fromkeys((*_conditions(left), *_conditions(right))))
    if conditions and len(conditions) <= MAX_CONDITIONS and _agree_in_all_cases(left, right, conditions, scope, assume):
        return True
    return _agree_as_numbers(left, right, scope, assume) or _agree_by_terms(left, right, scope, assume)


def _agree_by_terms(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether two sides differ by a sum over one range whose terms are all 0."""
    found = difference_by_terms(left, right, scope.setting, scope.budget)
    if found is None:
        return False
    term, setting = found
    return _agree_as_numbers(term, ZERO, replace(scope, setting=setting), assume)


def _agree_in_all_cases(
    left: Node, right: Node, conditions: list[Node], scope: Scope, assume: tuple[Node, ...]
) -> bool:
    """Return whether two sides agree with each condition in them taken for true and for false."""
    first = conditions[0]
    for holds in (TRUE, FALSE):
        known = _fixed(first) if holds == TRUE else {}
        sides = [settled(substitute(_decided(side, first, holds), known), scope) for side in (left, right)]
        if sides[0] == sides[1]:
            continue
        taken = (*assume, first if holds == TRUE else negated(first))
        if not _agree(sides[0], sides[1], scope, taken):
            return False
    return True


def _fixed(condition: Node) -> dict[str, Node]:
    """Return the value of a free index that an equation fixes."""
    match condition:
        case Relation(("=",), (left, _)):
            parts = parts_of(left)
            names = [part.name for part in parts if isinstance(part, Sym) and part.name.startswith(FREE)]
            found = ((name, solved(parts, name)) for name in names)
            return next(({name: value} for name, value in found if value is not None), {})
        case _:
            return {}


def _conditions(tree: Node) -> list[Node]:
    """Return the comparisons that the cases of a formula depend on, those inside of folds left aside."""
    match tree:
        case Bind():
            return []
        case Relation():
            return [tree]
        case _:
            return [found for child in children(tree) for found in _conditions(child)]


def _decided(tree: Node, condition: Node, holds: Node) -> Node:
    """Return a formula with a truth value in place of a condition, and its cases chosen."""
    if tree == condition:
        return holds
    match tree:
        case Bind() | Index():
            return tree
        case Logic(op, args):
            return logic(op, tuple(_decided(arg, condition, holds) for arg in args))
        case Cases(((value, test),), other) if other is not None:
            sides = _decided(value, condition, holds), _decided(other, condition, holds)
            return choose(_decided(test, condition, holds), *sides)
        case _:
            return rebuild(tree, lambda child: _decided(child, condition, holds))


def _agree_as_numbers(left: Node, right: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether two sides agree whatever numbers their entries and sums are."""
    table = Table(scope)
    first, second = table.abstract(left), table.abstract(right)
    known = [table.abstract(settled(part, scope)) for part in assume]
    setting = table.setting(known)
    has_cases = any(isinstance(part, Cases) for side in (first, second) for part in walk(side))
    if not has_cases and isinstance(prove_equal(first, second, setting, scope.budget), Proof):
        return True
    goal = Goal(Equal(first, second), Scope(setting, scope.budget.share(2, MAX_STEPS)))
    return isinstance(scope.oracle.decide(goal), Proof)


def contradict(first: Iterable[Node], second: Iterable[Node]) -> bool:
    """Return whether conditions of two runs plainly exclude each other."""
    every = {*first, *second}
    return FALSE in every or any(negated(one) in every for one in every if one != TRUE)
