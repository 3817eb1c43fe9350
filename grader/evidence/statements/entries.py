"""Equality of whole answers: numbers, arrays entry by entry, and equality up to a constant, a factor or a sign."""

from __future__ import annotations

from collections.abc import Iterable

from grader.claims.statements import Equal, Setting
from grader.evidence import arrays
from grader.evidence.arrays.grids import Entry, Grid
from grader.evidence.arrays.identity import aligned
from grader.evidence.arrays.shapes import mismatch, pairs
from grader.evidence.budget import Budget
from grader.evidence.combine import all_of
from grader.evidence.errors import UnclearError
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, as_tuple, has_identity, prepare, prepare_pair
from grader.evidence.question.question import Question
from grader.language.tree import Node, Space, Tup
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Reason, Status, Undefined, Unknown, Value, status_of
from grader.wording import undecided_reasons

ENTRIES = "the entries differ only where both arrays have entries without a value"


def by_entries(goal: Goal) -> Evidence | None:
    """Return evidence for or against an equality of numbers, arrays or tuples, entry by entry."""
    statement = goal.statement if goal.is_plain else goal.plain
    if not isinstance(statement, Equal):
        return None
    if goal.is_scalar and statement is goal.statement:
        scope = goal.scope
        case, (answer, expected) = prepare(goal.trees, scope.setting, scope.budget, scanned=goal.facts)
        assert not isinstance(answer, Grid), "a number is written out as a number"
        assert not isinstance(expected, Grid), "a number is written out as a number"
        return scope.budget.oracle.equal(_asked(goal, statement, case, [(answer, expected)]))
    question, is_aligned = question_of(goal, statement)
    if isinstance(question, Reason):
        return question
    found = _all_entries(question)
    if _is_nowhere(found) and not isinstance(found := _all_entries(_guarded(question)), Point | Reason):
        return Unknown(ENTRIES)
    if isinstance(found, Proof) and not goal.both and is_aligned:
        return Unknown(undecided_reasons.WHETHER_NUMBER_MAY_STAND)
    return found


def question_of(goal: Goal, statement: Equal) -> tuple[Question | Reason, bool]:
    """Return the question of all entries, or how shapes differ; and whether a number was taken for an array."""
    trees = as_tuple(statement.answer), as_tuple(statement.expected)
    spaces = [isinstance(tree, Space) for tree in (statement.answer, statement.expected)]
    if any(spaces) and not all(isinstance(tree, Tup) for tree in trees):  # `R^2` is a shape beside a shape only
        raise UnclearError("sets and spaces are not compared here", final=True)
    case, answer, expected = _written_out(trees, goal.setting, goal.budget, goal.both)
    if not isinstance(answer, Grid) and not isinstance(expected, Grid):
        return _asked(goal, statement, case, [(answer, expected)]), False
    given = answer, expected
    answer, expected = aligned(*given, has_identity(goal.setting.variables))
    reason = mismatch(answer, expected, trees)
    if goal.both and reason is None:
        reason = mismatch(expected, answer, (trees[1], trees[0]))
    if reason is not None:
        return reason, False
    return _asked(goal, statement, case, pairs(answer, expected)), (answer, expected) != given


def _asked(goal: Goal, statement: Equal, case: Case, entries: Iterable[tuple[Node, Node]]) -> Question:
    return Question(case, tuple(entries), 0, statement.same_domain, goal.both, goal.may_be_probable)


def _is_nowhere(found: Evidence) -> bool:
    """Return whether a counterexample is a point at which both arrays have an entry without a value."""
    if not isinstance(found, Point):
        return False
    return all(isinstance(side, tuple) and any(map(_is_undefined, side)) for side in (found.left, found.right))


def _is_undefined(shown: Value) -> bool:
    return any(map(_is_undefined, shown)) if isinstance(shown, tuple) else isinstance(shown, Undefined)


def _guarded(question: Question) -> Question:
    """Return the same question about entries that have values only where all entries have."""
    sides = tuple(zip(*question.entries, strict=True))
    entries = zip(
        *(tuple(arrays.side_conditions.where_defined(entry, side) for entry in side) for side in sides), strict=True
    )
    return replace(question, entries=tuple(entries))


def _written_out(trees: tuple[Node, Node], setting: Setting, budget: Budget, both: bool) -> tuple[Case, Entry, Entry]:
    if not both and trees[0] != trees[1]:
        return prepare_pair(*trees, setting, budget)
    case, (answer, expected) = prepare(trees, setting, budget)
    return case, answer, expected


def _all_entries(question: Question) -> Evidence:
    """Return the first refutation of an entry, else the first that is open, else the evidence for all."""
    found: list[Evidence] = []
    for number in range(len(question.entries)):
        entry = question.entry(number)
        evidence = question.scope.oracle.equal(entry)
        if status_of(evidence) is Status.REFUTED:
            return evidence
        found.append(evidence)
    return all_of(found)
