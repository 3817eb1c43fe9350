"""Tolerances: |answer - expected| <= t decided exactly for numbers, by enclosures over a bounded domain; rounding."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from flint import ctx, fmpq

from grader.claims.statements import Holds, Rounded, Within
from grader.evidence.arrays.shapes import mismatch, pairs
from grader.evidence.combine import all_of
from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator, Number, magnitude
from grader.evidence.numbers.look import STEPS, Look, confirm, look, see, shown_place
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.numbers.rounding import rounded_values
from grader.evidence.numbers.shown import shown, shown_apart
from grader.evidence.numbers.truth import related
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, sign_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, prepare_pair
from grader.evidence.question.question import NO_POINT, Question, shown_gap
from grader.evidence.statements.branch_and_bound import everywhere_within
from grader.evidence.trees.build import at_place, minus
from grader.evidence.trees.ranges.tolerance import Bound, tolerance_tree
from grader.language.tree import Add, Call, Node, Relation
from grader.verdict import Evidence, Point, Proof, Reason, Unknown
from grader.wording import undecided_reasons


def within(goal: Goal) -> Evidence | None:
    """Return evidence whether an answer is within a tolerance, everywhere and in every entry."""
    statement = goal.plain
    if not isinstance(statement, Within):
        return None
    questions = _entries(goal, statement, undecided_reasons.TOLERANCES_AMONG_COMPLEX_NUMBERS)
    bound = statement.absolute, statement.relative, statement.strict
    return all_of([_entry(one, bound) for one in questions]) if isinstance(questions, list) else questions


def _entries(goal: Goal, statement: Within | Rounded, of_complex: str) -> list[Question] | Reason | Unknown:
    """Return the questions of all entries, or why there are none: shapes that differ, complex numbers."""
    trees = statement.answer, statement.expected
    case, answer, expected = prepare_pair(*trees, goal.setting, goal.budget)
    reason = mismatch(answer, expected, trees)
    if reason is not None:
        return reason
    if case.is_complex:
        return Unknown(of_complex)
    entries = tuple(pairs(answer, expected))
    return [Question(case, entries, number) for number in range(len(entries))]


def _entry(question: Question, bound: Bound) -> Evidence:
    case = question.case
    places = all_points(case.variables, case.setting.assume, case.context)
    if places == []:
        return Unknown(undecided_reasons.DOMAIN_EMPTY)
    if places is not None:
        return all_of([_at_point(question, bound, place) for place in places])
    somewhere = False
    for place in points(case.variables, case.setting.assume, case.context):
        somewhere = True
        if (point := refuted_within(question, bound, place)) is not None:
            return point
    if not somewhere:
        return NO_POINT
    if _admits_equality(bound) and isinstance(same := question.scope.oracle.equal(question), Proof):
        return same
    limit = tolerance_tree(question.expected, bound)
    by_signs = _by_signs(question, limit, strict=bound[2])
    if by_signs is not None:
        return by_signs
    found = everywhere_within(question, limit, partial(_at_point, question, bound), strict=bound[2])
    return (_as_condition(question, limit, bound) or found) if isinstance(found, Unknown) else found


def _as_condition(question: Question, limit: Node, bound: Bound) -> Proof | None:
    """Return a proof of the tolerance as a condition, where the solver knows more than enclosures; else None."""
    gap = Call("abs", (minus(question.answer, question.expected),))
    statement = Holds(Relation(("<" if bound[2] else "<=",), (gap, limit)))
    found = question.scope.oracle.decide(Goal(statement, question.scope))
    return found if isinstance(found, Proof) else None


def _by_signs(question: Question, limit: Node, *, strict: bool) -> Proof | None:
    """Return a proof, by signs, that both sides are defined and differ by at most `limit` everywhere, or None."""
    setting, budget = question.case.setting, question.case.budget
    gap = minus(question.answer, question.expected)
    wanted = Sign.POSITIVE if strict else Sign.NON_NEGATIVE
    if not defined_everywhere(Add((gap, limit)), setting, budget):
        return None
    fits = all(sign_of(rest, setting, budget).within(wanted) for rest in (minus(limit, gap), Add((limit, gap))))
    return Proof("signs") if fits else None


def _admits_equality(bound: Bound) -> bool:
    absolute, _, strict = bound
    return not strict or (absolute is not None and absolute > 0)


# At a point


def refuted_within(question: Question, bound: Bound, place: Place) -> Point | None:
    """Return a point as a refutation, where the answer is certainly off by more than a tolerance there."""
    found = _fits(question, bound, place, STEPS[1])
    return found if isinstance(found, Point) else None


def _at_point(question: Question, bound: Bound, place: Place) -> Evidence:
    """Decide at one point of a finite domain; what is too close is compared by a normal form."""
    found = _fits(question, bound, place, question.case.budget.limits.max_precision)
    if found is True:
        return Proof("exact evaluation" if not place else "exact evaluation at all points")
    if isinstance(found, Point | Unknown):
        return found
    return _at_the_end(question, bound, place)


def _fits(question: Question, bound: Bound, place: Place, most: int) -> Point | Unknown | bool | None:
    """Return a refutation, True where the point certainly fits, None where that is too close to call."""
    context, limit = question.case.context, tolerance_tree(question.expected, bound)
    for precision in STEPS:
        if precision > most:
            break
        left, right = (see(context, tree, place, precision) for tree in _sides(question))
        found = Look("unclear", left, right, precision)
        if isinstance(found.left, UndefinedError) and not isinstance(found.right, NoValueError):
            return shown_gap(question, place, found)
        if isinstance(found.right, UndefinedError):
            return Unknown(undecided_reasons.EXPECTED_VALUE_NOT_DEFINED)
        if isinstance(found.left, LeftOutError) or isinstance(found.right, LeftOutError):
            return Unknown(undecided_reasons.CONVENTION_NOT_NAMED_WOULD)
        if isinstance(left, NoValueError) or isinstance(right, NoValueError):
            continue
        allowed = see(context, limit, place, precision)
        assert not isinstance(allowed, NoValueError)
        with ctx.workprec(precision):
            fits = related("<" if bound[2] else "<=", magnitude(left - right), allowed)
        if fits is not None:
            return True if fits else _outside(question, place, found)
    return None


def _sides(question: Question) -> tuple[Node, Node]:
    return question.answer, question.expected


def _outside(question: Question, place: Place, found: Look) -> Point | None:
    """Return both values as evidence, each looked at again with more bits; None where one of them was not seen."""
    context, most = question.case.context, question.case.budget.limits.max_precision
    left, right = found.left, found.right
    if isinstance(left, NoValueError) or isinstance(right, NoValueError):
        return None
    for tree, seen in zip(_sides(question), (left, right), strict=True):
        confirm(context, tree, place, seen, min(4 * found.precision, most))
    pair = shown_apart(left, right) or (shown(left), shown(right))
    exact = isinstance(left, fmpq) and isinstance(right, fmpq)
    return Point(shown_place(place), *pair, "exact evaluation" if exact else "enclosures")


def _at_the_end(question: Question, bound: Bound, place: Place) -> Evidence:
    """Decide a constant that lies, to all digits, at the end of the tolerance: the end is in unless strict."""
    setting = question.case.setting
    ground = type(setting)(conventions=setting.conventions)
    answer, expected = (at_place(tree, place) for tree in _sides(question))
    limit = tolerance_tree(expected, bound)
    for gap in (minus(answer, expected), minus(expected, answer)):
        proof = prove_equal(gap, limit, ground, question.case.budget)
        if isinstance(proof, Proof) and bound[2]:
            outside = _outside(question, place, look(question.case.context, *_sides(question), place, STEPS[1]))
            return outside or Unknown(undecided_reasons.DIFFERENCE_TOO_CLOSE_TOLERANCE, "max_precision")
        if isinstance(proof, Proof):
            return Proof(f"{proof.method}, at the end of the tolerance")
    if _admits_equality(bound) and isinstance(
        same := prove_equal(answer, expected, ground, question.case.budget), Proof
    ):
        return same
    return Unknown(undecided_reasons.DIFFERENCE_TOO_CLOSE_TOLERANCE, "max_precision")


# Rounding


def rounded(goal: Goal) -> Evidence | None:
    """Return evidence whether both sides are equal once they are rounded, a tie either way."""
    statement = goal.plain
    if not isinstance(statement, Rounded):
        return None
    questions = _entries(goal, statement, undecided_reasons.ROUNDING_COMPLEX_NUMBERS)
    return all_of([_rounded_entry(one, statement) for one in questions]) if isinstance(questions, list) else questions


def _rounded_entry(question: Question, statement: Rounded) -> Evidence:
    case = question.case
    places = all_points(case.variables, case.setting.assume, case.context)
    if not places:
        return Unknown(undecided_reasons.ROUNDING_DECIDED_NUMBERS_OVER)
    return all_of([_rounded_at(question, statement, place) for place in places])


def _rounded_at(question: Question, statement: Rounded, place: Place) -> Evidence:
    case = question.case
    values: list[frozenset[Fraction]] = []
    for tree in _sides(question):
        value = _rounded_tree(case, tree, statement, place)
        if isinstance(value, UndefinedError) and tree is question.answer:
            return shown_gap(question, place, look(case.context, *_sides(question), place, STEPS[1]))
        if not isinstance(value, frozenset):
            why = str(value) if isinstance(value, NoValueError) else "a value is too close to a tie"
            return Unknown(undecided_reasons.ROUNDED_VALUE_NOT_CLEAR.format(why=why))
        values.append(value)
    if values[0] & values[1]:
        return Proof("exact evaluation")
    found = look(case.context, *_sides(question), place, STEPS[-1])
    unclear = Unknown(undecided_reasons.ROUNDED_VALUE_NOT_CLEAR.format(why="a value is not seen with all its digits"))
    return _outside(question, place, found) or unclear


def _rounded_tree(
    case: Case, tree: Node, statement: Rounded, place: Place
) -> frozenset[Fraction] | NoValueError | None:
    """Return the rounded values, why there is none, or None where the precision does not tell."""
    for precision in STEPS:
        try:
            value: Number = Evaluator(case.context, place, precision).number(tree)
        except UnclearError as error:
            if error.final:
                return error
            continue
        except NoValueError as error:
            return error
        with ctx.workprec(precision):
            known = rounded_values(value, statement.significant_figures, statement.decimal_places)
        if known is not None:
            return known
    return None
