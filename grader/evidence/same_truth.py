"""Equality of two conditions: true at the same points. `y = 2x + 1` is `2x - y + 1 = 0`."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.case import Case, prepare
from grader.evidence.conditions import told_at
from grader.evidence.points import Place, all_points, points
from grader.evidence.provers import prove_equal, same_domain
from grader.evidence.refute import STEPS, numbers, shown_place
from grader.evidence.trees import at_place, minus, times
from grader.language.tree import Node, Relation, RelationOp
from grader.verdict import Evidence, Point, Proof, Truth, Unknown

TRIED = 12  # points of the domain, and of each condition

FLIPPED: dict[RelationOp, RelationOp] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def same_truth(left: Node, right: Node, setting: Setting, budget: Budget) -> Evidence:
    """Return evidence whether two conditions hold at the same points of the domain."""
    case, (first, second) = prepare([left, right], setting, budget)
    assert isinstance(first, Node)
    assert isinstance(second, Node)
    if case.is_complex:
        return Unknown("conditions on complex numbers are not decided")
    places = all_points(case.variables, case.setting.assume, case.context)
    if places is not None:
        return _at_all(case, first, second, places)
    stream = points(case.variables, case.setting.assume, case.context)
    if first == second and any(isinstance(told_at(case, first, place, STEPS[1]), bool) for place in stream):
        return Proof("identical")
    for assume in ((), (first,), (second,)):
        stream = points(case.variables, (*case.setting.assume, *assume), case.context)
        for place in islice(stream, TRIED):
            if (point := _different(case, first, second, place)) is not None:
                return point
    return _proportional(case, first, second)


def _different(case: Case, first: Node, second: Node, place: Place) -> Point | None:
    told = [told_at(case, condition, place, STEPS[1]) for condition in (first, second)]
    if told in ([True, False], [False, True]):
        return Point(shown_place(place), Truth(told[0] is True), Truth(told[1] is True), "evaluation")
    return None


def _at_all(case: Case, first: Node, second: Node, places: list[Place]) -> Evidence:
    for place in places:
        if (point := _different(case, first, second, place)) is not None:
            return point
    for place in places:
        told = {told_at(case, condition, place, case.budget.limits.max_precision) for condition in (first, second)}
        if told not in ({True}, {False}):
            return Unknown("the conditions are too close to call")
    return Proof("exact evaluation")


def _proportional(case: Case, first: Node, second: Node) -> Evidence:
    """Prove that the differences of both sides are a constant multiple of each other, not 0."""
    match first, second:
        case Relation((op,), (a, b)), Relation((other,), (c, d)) if op in FLIPPED and other in FLIPPED:
            left, right = minus(a, b), minus(c, d)
        case _:
            return Unknown("no point was found where the conditions differ, and no proof is known for such conditions")
    sign, scaled = _scaled(case, left, right)
    if sign == 0 or other != (op if sign > 0 else FLIPPED[op]):
        return Unknown("no point was found where the conditions differ, nor a proof that they are the same")
    proof = prove_equal(*scaled, case.setting, case.budget)
    if isinstance(proof, Proof) and same_domain(left, right, case.setting, case.budget).status == "proved":
        return replace(proof, method=f"{proof.method} of the difference of both sides")
    return Unknown("no point was found where the conditions differ, nor a proof that they are the same")


def _scaled(case: Case, left: Node, right: Node) -> tuple[Literal[-1, 0, 1], tuple[Node, Node]]:
    """Return the sign of left / right at a point, and the equality left * right(c) = right * left(c)."""
    for place in points(case.variables, case.setting.assume, case.context):
        values = numbers(case.context, (left, right), place, STEPS[1])
        if values is None:
            continue
        product = values[0] * values[1]
        if product > 0 or product < 0:
            scaled = times(left, at_place(right, place)), times(right, at_place(left, place))
            return (1 if product > 0 else -1), scaled
    return 0, (left, right)
