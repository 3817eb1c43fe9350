"""Equations and inequations between complex constants: as an equality, by the methods for these."""

from __future__ import annotations

from collections.abc import Sequence

from grader.claims.statements import Equal
from grader.evidence.combine import all_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case
from grader.language.tree import Logic, Node, Relation
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Status, Truth, Unknown, status_of

UNDECIDED = "conditions on complex numbers are not decided"


def complex_condition(goal: Goal, case: Case, condition: Node) -> Evidence:
    """Return evidence for or against a condition whose numbers are complex constants."""
    if case.variables:
        return Unknown(UNDECIDED)
    match condition:
        case Logic("and", args):
            return all_of([complex_condition(goal, case, arg) for arg in args])
        case Logic("or", args):
            return _any_of([complex_condition(goal, case, arg) for arg in args])
        case Relation(("=",), (left, right)):
            return _equal(goal, left, right)
        case Relation(("!=",), (left, right)):
            return _unequal(_equal(goal, left, right))
        case _:
            return Unknown(UNDECIDED)


def _equal(goal: Goal, left: Node, right: Node) -> Evidence:
    return goal.budget.oracle.decide(replace(goal.about(Equal(left, right, both=True)), may_be_probable=False))


def _unequal(found: Evidence) -> Evidence:
    match found:
        case Point(left=left, right=right, method=method) if method != "definedness":
            return Proof(method) if left != right else Unknown(UNDECIDED)
        case Proof(gaps=()):
            return Point({}, Truth(False), Truth(True), "evaluation")
        case _:
            return Unknown(UNDECIDED)


def _any_of(found: Sequence[Evidence]) -> Evidence:
    proved = next((one for one in found if isinstance(one, Proof)), None)
    if proved is not None:
        return proved
    return next((one for one in found if status_of(one) is not Status.REFUTED), found[0])
