"""Equality of two conditions: true at the same points. `y = 2x + 1` is `2x - y + 1 = 0`.

Where a condition is undefined it does not hold. Points refute: nice ones, solutions of either side, borders. A table of
signs proves: both conditions are true at the same signs of their irreducible factors. One unknown is solved exactly.
The solver is asked last.
"""

from __future__ import annotations

from grader.claims.solutions import SameSolutions
from grader.claims.statements import Equal, Setting
from grader.evidence import question
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.relations import search, table
from grader.evidence.families.relations.irrational import irrational_point
from grader.evidence.families.relations.members import without_members
from grader.evidence.families.relations.solved import METHOD, same_by_substitution
from grader.evidence.numbers.look import STEPS, values_at
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.oracle import prove_equal, same_domain
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, prepare
from grader.evidence.question.question import NO_POINT
from grader.evidence.sets import same_set
from grader.evidence.solver.decide import settle_condition
from grader.evidence.trees.build import at_place, is_condition, minus, times
from grader.evidence.trees.features import facts_of
from grader.language.domains import Variable
from grader.language.tree import MIRRORED, Logic, Node, Relation
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

NO_PROOF = "no point was found where the conditions differ, nor a proof that they are the same"


def compared_conditions(goal: Goal) -> Evidence | None:
    """Return evidence whether two sides that are conditions hold at the same points, None for other statements."""
    match goal.plain:
        case SameSolutions(answer, expected):
            return same_truth(answer, expected, goal.setting, goal.budget)
        case Equal(answer, expected) if is_condition(answer) and is_condition(expected):
            return same_truth(answer, expected, goal.setting, goal.budget)
        case _:
            return None


def same_truth(left: Node, right: Node, setting: Setting, budget: Budget) -> Evidence:
    """Return evidence whether two conditions hold at the same points of the domain."""
    left, right = without_members(left), without_members(right)
    case, (first, second) = prepare([left, right], setting, budget)
    if not (isinstance(first, Node) and isinstance(second, Node)):
        return Unknown(undecided_reasons.TWO_SIDES_COULD)  # a list is no condition
    if case.is_complex:
        return _by_parts(case, first, second)
    places = all_points(case.variables, case.setting.assume, case.context)
    if places is not None:
        return _at_all(case, first, second, places)
    if next(points(case.variables, case.setting.assume, case.context), None) is None:
        return NO_POINT
    if first == second:
        return Proof("identical")
    if not setting.functions and (found := _of_one_unknown(case, first, second, setting)) is not None:
        return found
    return _searched(case, first, second)


def _by_parts(case: Case, left: Node, right: Node) -> Evidence:
    """Return evidence about conditions on complex numbers, as conditions on their real and imaginary parts."""
    try:
        setting, names = question.complex.complex_symbols.real_setting(case.setting)
        split = question.complex.cartesian.Cartesian(setting, names, case.budget)
        found = same_truth(split.condition(left), split.condition(right), setting, case.budget)
    except DeclinedError:
        return Unknown(undecided_reasons.CONDITIONS_COMPLEX_NUMBERS)
    return (
        replace(found, at=question.complex.complex_symbols.complex_place(found.at, names))
        if isinstance(found, Point)
        else found
    )


def _at_all(case: Case, first: Node, second: Node, places: list[Place]) -> Evidence:
    if not places:
        return Unknown(undecided_reasons.DOMAIN_EMPTY)
    for place in places:
        if (point := search.different_at(case, first, second, place, case.budget.limits.max_precision)) is not None:
            return point
    if not all(search.are_clear(case, first, second, place) for place in places):
        return Unknown(undecided_reasons.CONDITIONS_TOO_CLOSE_CALL)
    return Proof("exact evaluation")


def _of_one_unknown(case: Case, first: Node, second: Node, setting: Setting) -> Evidence | None:
    """Return the decision by exact sets where one symbol occurs; None where it stays open.

    Letters of sets by a condition are as the setting declares them, though they occur bound alone.
    """
    names = facts_of(first).symbols | facts_of(second).symbols
    if len(case.variables) != 1 or names != {case.variables[0].name}:
        return None
    variable: Variable = case.variables[0]
    declared = replace(case.setting, variables=setting.variables)
    found = same_set(first, second, variable, declared, case.budget.share(2))
    return None if isinstance(found, Unknown) else found


def _searched(case: Case, first: Node, second: Node) -> Evidence:
    point = search.first_points(case, first, second)
    if point is not None:
        return point
    why = NO_PROOF
    try:
        compared = table.compared(first, second, case.setting, case.budget.share(2))
    except ExceededError as error:
        why, compared = f"the conditions are too large ({error.limit})", table.Table(False)
    except NoValueError as error:
        why, compared = str(error), table.Table(False)
    if compared.proved:
        return Proof("signs of the factors")
    point = search.at_places(case, first, second, compared.places)
    if point is None and same_by_substitution(first, second, case.setting, case.budget):
        return Proof(METHOD)
    point = point or irrational_point(case, first, second) or search.border_points(case, first, second)
    return point or _proportional(case, first, second) or _by_solver(case, first, second) or Unknown(why)


def _by_solver(case: Case, first: Node, second: Node) -> Evidence | None:
    """Ask the solver whether both conditions are defined everywhere and imply each other."""

    def look(place: Place) -> Evidence | None:
        return search.different_at(case, first, second, place, case.budget.limits.max_precision)

    return settle_condition((case.setting, case.context), Logic("iff", (first, second)), look)


def _proportional(case: Case, first: Node, second: Node) -> Proof | None:
    """Prove that the differences of both sides are a constant multiple of each other, not 0."""
    match first, second:
        case Relation((op,), (a, b)), Relation((other,), (c, d)) if op in MIRRORED and other in MIRRORED:
            left, right = minus(a, b), minus(c, d)
        case _:
            return None
    sign, scaled = _scaled(case, left, right)
    if sign == 0 or other != (op if sign > 0 else MIRRORED[op]):
        return None
    proof = prove_equal(*scaled, case.setting, case.budget)
    if isinstance(proof, Proof) and same_domain(left, right, case.setting, case.budget).status == "proved":
        return replace(proof, method=f"{proof.method} of the difference of both sides")
    return None


def _scaled(case: Case, left: Node, right: Node) -> tuple[int, tuple[Node, Node]]:
    """Return the sign of left / right at a point, and the equality left * right(c) = right * left(c).

    Where neither has a value that is known, as with unknown functions, it is asked whether they are the same.
    """
    for place in points(case.variables, case.setting.assume, case.context):
        values = values_at(case.context, (left, right), place, STEPS[1])
        if values is None:
            continue
        product = values[0] * values[1]
        if product > 0 or product < 0:
            scaled = times(left, at_place(right, place)), times(right, at_place(left, place))
            return (1 if product > 0 else -1), scaled
    return int(bool(case.setting.functions)), (left, right)
