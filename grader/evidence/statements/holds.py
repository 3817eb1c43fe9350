"""Conditions that hold at every point of a domain, and are defined there.

A point refutes. Constants and finite domains are decided point by point. A proof takes the condition apart: links of
a chain one by one, the premise of an implication as an assumption; equations by normal forms, inequalities by signs.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.claims.statements import Holds
from grader.evidence.combine import all_of
from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.look import STEPS, see, shown_place
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.numbers.shown import shown_apart, shown_or_why
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, sign_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, prepare
from grader.evidence.question.question import NO_POINT, place_text
from grader.evidence.question.told import Told, told_at
from grader.evidence.solver.decide import settle_condition
from grader.evidence.statements.complex.conditions import complex_condition
from grader.evidence.trees.build import OPPOSITE, at_place, minus
from grader.language.tree import Array, Const, Interval, Logic, Neg, Node, Relation, RelationOp, Tup
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Truth, Undefined, Unknown, Value
from grader.wording import undecided_reasons

WANTED = {"<": Sign.NEGATIVE, "<=": Sign.NON_POSITIVE, ">": Sign.POSITIVE, ">=": Sign.NON_NEGATIVE, "!=": Sign.NONZERO}


def holds(goal: Goal) -> Evidence | None:
    """Return evidence for or against a condition, at all points of the domain."""
    if not isinstance(goal.plain, Holds):
        return None
    case, (entry,) = prepare([goal.plain.condition], goal.setting, goal.budget)
    if not isinstance(entry, Node):
        return Unknown(undecided_reasons.TWO_SIDES_COULD)  # a list is no condition
    return complex_condition(goal, case, entry) if case.is_complex else _everywhere(case, entry)


def _everywhere(case: Case, condition: Node) -> Evidence:
    places = all_points(case.variables, case.setting.assume, case.context)
    if places is not None:
        return _at_all(case, condition, places)
    found = False
    for place in points(case.variables, case.setting.assume, case.context):
        found = True
        told = told_at(case, condition, place, STEPS[1])
        if told is False or isinstance(told, UndefinedError):
            return refutation(case, condition, place, told)
    return _prove_or_solve(case, condition) if found else NO_POINT


def _prove_or_solve(case: Case, condition: Node) -> Evidence:
    proof = _prove(case, condition)
    if not isinstance(proof, Unknown):
        return proof

    def again(place: Place) -> Evidence | None:
        told = told_at(case, condition, place, STEPS[-1])
        return refutation(case, condition, place, told) if told is False or isinstance(told, UndefinedError) else None

    return settle_condition((case.setting, case.context), condition, again) or proof


def _at_all(case: Case, condition: Node, places: Sequence[Place]) -> Evidence:
    """Decide point by point; what stays too close at a point is tried as a proof about constants."""
    if not places:
        return Unknown(undecided_reasons.DOMAIN_EMPTY)
    left_out: set[str] = set()
    open_part: Unknown | None = None
    for place in places:
        told = told_at(case, condition, place, case.budget.limits.max_precision)
        if told is False or isinstance(told, UndefinedError):
            return refutation(case, condition, place, told)
        if isinstance(told, LeftOutError):
            left_out.add(told.convention)
        elif told is not True:
            ground = replace(case, setting=replace(case.setting, variables=(), assume=()))
            there = at_place(condition, place)
            if not isinstance(told, UnclearError) and _has_equal_sides(ground, there):
                return Point(shown_place(place), Truth(False), Truth(True), "normal form")
            proof = _prove(ground, there)
            open_part = open_part or (None if isinstance(proof, Proof) else _close(proof, told, place))
    if open_part is not None:
        return open_part
    if left_out:
        return Unknown(undecided_reasons.CONVENTION_WOULD_SETTLE.format(listed=", ".join(sorted(left_out))))
    return Proof("exact evaluation" + (f" at all {len(places)} points" if len(places) > 1 else ""))


def _has_equal_sides(case: Case, condition: Node) -> bool:
    """Return whether two constants that have values are proved to be equal, and shall not be: then all of it fails."""
    match condition:
        case Logic("and", args):
            return any(_has_equal_sides(case, arg) for arg in args)
        case Relation(ops, operands):
            return any(
                op in {"<", ">", "!="} and isinstance(prove_equal(left, right, case.setting, case.budget), Proof)
                for op, left, right in zip(ops, operands, operands[1:], strict=False)
            )
        case _:
            return False


def _close(proof: Evidence, told: Told, place: Place) -> Unknown:
    where = f" at {place_text(place)}" if place else ""
    if isinstance(told, UnclearError):
        return Unknown(undecided_reasons.CONDITION_NOT_CLEAR.format(where=where, why=told.why), told.limit)
    reason = f"; {proof.reason}" if isinstance(proof, Unknown) else ""
    return Unknown(undecided_reasons.BOTH_SIDES_TOO_CLOSE.format(where=where, reason=reason), "max_precision")


# Refutations


def refutation(case: Case, condition: Node, place: Place, told: Told) -> Evidence:
    """Return a point at which a condition fails, with both sides of the part that fails."""
    if isinstance(told, UndefinedError):
        return Point(shown_place(place), Undefined(told.why), Truth(True), "definedness")
    again = told_at(case, condition, place, STEPS[2])
    assert again is not True, "two looks at a condition contradict each other"
    if again is not False:  # the second one sees nothing there
        return _close(Proof("evaluation"), again, place)
    left, right = _sides(case, condition, place)
    return Point(shown_place(place), left, right, "evaluation")


def _sides(case: Case, condition: Node, place: Place) -> tuple[Value, Value]:
    match condition:
        case Logic("and", args):
            failing = next((arg for arg in args if told_at(case, arg, place, STEPS[2]) is False), None)
            return _sides(case, failing, place) if failing is not None else (Truth(False), Truth(True))
        case Logic("iff" | "implies", (first, second)):
            return Truth(told_at(case, first, place, STEPS[2]) is True), Truth(
                told_at(case, second, place, STEPS[2]) is True
            )
        case Relation(ops, operands):
            for op, left, right in zip(ops, operands, operands[1:], strict=False):
                if told_at(case, Relation((op,), (left, right)), place, STEPS[2]) is False and op in OPPOSITE:
                    return _values(case, left, right, place)
    return Truth(False), Truth(True)


def _values(case: Case, left: Node, right: Node, place: Place) -> tuple[Value, Value]:
    pair = see(case.context, left, place, STEPS[2]), see(case.context, right, place, STEPS[2])
    numbers = [side for side in pair if not isinstance(side, NoValueError)]
    apart = shown_apart(*numbers) if len(numbers) == len(pair) else None
    return apart or (shown_or_why(pair[0]), shown_or_why(pair[1]))


# Proofs


def _prove(case: Case, condition: Node) -> Evidence:
    match condition:
        case Const("true"):
            return Proof("comparison")
        case Logic("and", args):
            return all_of([_prove(case, arg) for arg in args])
        case Logic("or", args):
            proofs = (_prove(case, arg) for arg in args)
            found = next((proof for proof in proofs if isinstance(proof, Proof)), None)
            rest = _defined(case, condition)
            return (
                found if found is not None and rest is None else rest or Unknown(undecided_reasons.NO_PART_PROVED_HOLD)
            )
        case Logic("not", (Relation((op,), operands),)) if op in OPPOSITE:
            return _prove(case, Relation((OPPOSITE[op],), operands))
        case Logic("implies", (premise, conclusion)):
            return _defined(case, premise) or _prove(_under(case, premise), conclusion)
        case Logic("iff", (first, second)):
            return all_of([_prove(case, Logic("implies", sides)) for sides in ((first, second), (second, first))])
        case Relation(ops, operands):
            links = zip(ops, operands, operands[1:], strict=False)
            return all_of([_prove_link(case, op, left, right) for op, left, right in links])
        case _:
            return Unknown(undecided_reasons.NO_COUNTEREXAMPLE_FOUND_KIND)


def _under(case: Case, premise: Node) -> Case:
    return replace(case, setting=replace(case.setting, assume=(*case.setting.assume, premise)))


def _defined(case: Case, condition: Node) -> Unknown | None:
    """Return None where all operands of a condition are proved to be defined everywhere, else why not."""
    for operand in _operands(condition):
        if not defined_everywhere(operand, case.setting, case.budget):
            return Unknown(undecided_reasons.NOT_PROVED_CONDITION_DEFINED)
    return None


def _operands(condition: Node) -> list[Node]:
    match condition:
        case Logic(_, args):
            return [operand for arg in args for operand in _operands(arg)]
        case Relation(_, operands):
            return [operand for operand in operands if operand != Const("oo")]
        case _:
            return []


def _prove_link(case: Case, op: RelationOp, left: Node, right: Node) -> Evidence:
    if op == "in":
        return _prove_member(case, left, right)
    open_part = _defined(case, Relation((op,), (left, right)))
    if open_part is not None:
        return open_part
    if op in {"<", "<="} and right == Const("oo"):
        return Proof("definedness")
    if op == "=":
        return prove_equal(left, right, case.setting, case.budget)
    wanted = WANTED.get(op)
    if wanted is None:
        return Unknown(undecided_reasons.NOT_DECIDED.format(op=op))
    if sign_of(minus(left, right), case.setting, case.budget).within(wanted):
        return Proof("signs")
    if op in {"<=", ">="} and isinstance(same := prove_equal(left, right, case.setting, case.budget), Proof):
        return same
    return Unknown(undecided_reasons.NO_COUNTEREXAMPLE_FOUND_SIGNS)


def _prove_member(case: Case, value: Node, target: Node) -> Evidence:
    match target:
        case Interval(low, high, low_closed, high_closed):
            return prove_between(case, value, (low, high), (low_closed, high_closed))
        case Tup((low, high)):
            return prove_between(case, value, (low, high), (False, False))
        case Array((low, high)):
            return prove_between(case, value, (low, high), (True, True))
        case _:
            return Unknown(undecided_reasons.MEMBERSHIP_SET_NOT_PROVED)


def prove_between(
    case: Case, value: Node, ends: tuple[Node | None, Node | None], closed: tuple[bool, bool]
) -> Evidence:
    """Prove that a value lies between two bounds; None and infinite ones do not bind."""
    proofs: list[Evidence] = [_defined(case, Relation(("=",), (value, value))) or Proof("definedness")]
    low, high = ends
    if low is not None and low != Neg(Const("oo")):
        proofs.append(_prove_link(case, ">=" if closed[0] else ">", value, low))
    if high is not None and high != Const("oo"):
        proofs.append(_prove_link(case, "<=" if closed[1] else "<", value, high))
    return all_of(proofs)
