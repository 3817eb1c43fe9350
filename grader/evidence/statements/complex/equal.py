"""Equality of complex sides, a way for each row of the strategy: points refute, a normal form proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import ctx, fmpq

from grader.evidence.errors import DeclinedError, NoValueError, UndefinedError
from grader.evidence.method import Agreement, Method, Prover
from grader.evidence.numbers.complex import PRECISIONS, Gauss, see_complex, shown_complex
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.shown import SHOWN_DIGITS, are_apart, shown, shown_or_why
from grader.evidence.oracle import prove_equal
from grader.evidence.question.complex.complex_coverage import covered_complex, with_values_written
from grader.evidence.question.complex.complex_points import complex_places
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import NO_POINT, Question
from grader.evidence.signs.structural import NotRealError
from grader.evidence.trees.properties.conjugates import spread
from grader.evidence.trees.properties.total_complex import integers_of
from grader.language.domains import REAL, Domain
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

COMPLEX = Domain(base="complex", text="complex")
FIRST = 2  # points looked at before a proof is tried
FEW = 6  # points looked at before real and imaginary parts are compared
Place = Mapping[str, Gauss]


def at_first_complex_points(question: Question) -> Evidence | None:
    """Return a difference at one of the first points, or that the domain shows none."""
    case = question.case
    places = complex_places(case)
    if case.setting.assume and not places:
        return NO_POINT
    found = (_refuted(case, question, place, PRECISIONS[0]) for place in places[:FIRST])
    return next((point for point in found if point is not None), None)


def at_few_complex_points(question: Question) -> Point | None:
    """Return a difference at one of a few points, looked at with all bits."""
    return _first_refuted(question, complex_places(question.case)[:FEW])


def at_more_complex_points(question: Question) -> Evidence:
    """Return a difference at one of all points, or that there is none."""
    most = question.case.budget.limits.max_points
    reason = question.reason
    return _first_refuted(question, complex_places(question.case)[FEW:most]) or Unknown(
        undecided_reasons.NO_PROOF_NO_COUNTEREXAMPLE_AMONG.format(reason=reason.reason), reason.limit
    )


def of_complex_constants(question: Question) -> Evidence | None:
    """Return a decision where both sides are exact constants, or one is undefined."""
    case = question.case
    answer, expected = (see_complex(case.context, tree, {}, 256) for tree in (question.answer, question.expected))
    if isinstance(expected, Gauss) and isinstance(answer, UndefinedError):
        return Point({}, shown_or_why(answer), shown_complex(expected), "definedness")
    if isinstance(answer, NoValueError) or isinstance(expected, NoValueError):
        return None
    same = bool(answer.re == expected.re) and bool(answer.im == expected.im)
    return Proof("exact evaluation") if same else None


def over_field(question: Question) -> Evidence:
    """Return evidence about trees of real numbers where complex numbers are meant: proofs are of real values only."""
    case, sides = question.case, (question.answer, question.expected)
    if (point := _first_refuted(question, complex_places(case)[: case.budget.limits.max_points])) is not None:
        return point
    if not case.variables and all(isinstance(see_complex(case.context, side, {}, 256), Gauss) for side in sides):
        return prove_equal(*sides, case.setting, case.budget)
    proof = case.budget.oracle.equal(_with_complex_letters(question)) if case.variables else None
    if isinstance(proof, Proof) and proof.gaps:  # which are thin among complex numbers: all real ones may lie in them
        proof = covered_complex(question, replace(proof, gaps=()))
    return proof if isinstance(proof, Proof) else Unknown(undecided_reasons.COMPLEX_BRANCHES)


def _with_complex_letters(question: Question) -> Question:
    """Return the question with complex numbers for its real ones: what holds for all of them holds for these."""
    case = question.case
    letters = tuple([replace(one, domain=COMPLEX) if one.domain == REAL else one for one in case.variables])
    setting = case.setting.over(letters)
    wider = replace(case, setting=setting, context=Context(case.budget, setting.conventions), by_field=False)
    return replace(question, case=wider)


def proving_complex(prover: Prover) -> Method[Question]:
    """Return the method of a prover that is asked of complex sides, conjugates of sums and products taken apart.

    Known values of finite products and sums are put in: what refutes them is looked at without.
    """

    def agreed(question: Question) -> Agreement | None:
        question = with_values_written(question)
        known = integers_of(question.case.setting)
        try:
            found = prover(spread(question.answer, known), spread(question.expected, known), question.scope)
        except NotRealError:
            return None
        if isinstance(found, Unknown):
            raise DeclinedError(found.reason, found.limit)
        return None if found is None else Agreement(found)

    return agreed


def _first_refuted(question: Question, places: Sequence[Place]) -> Point | None:
    """Return the first of some points at which the sides differ, looked at with all bits."""
    found = (_refuted(question.case, question, place, PRECISIONS[-1]) for place in places)
    return next((point for point in found if point is not None), None)


def _refuted(case: Case, question: Question, place: Place, most: int) -> Point | None:
    """Return a point at which both sides are certain and differ, seen again with more bits."""
    for precision in PRECISIONS:
        if precision > most:
            break
        left, right = (see_complex(case.context, t, place, precision) for t in (question.answer, question.expected))
        if isinstance(left, NoValueError) or isinstance(right, NoValueError):
            return None
        with ctx.workprec(precision):
            differ = bool(left.re != right.re) or bool(left.im != right.im)
        if differ:
            return _shown_difference(case, question, place, 4 * precision)
    return None


def _shown_difference(case: Case, question: Question, place: Place, precision: int) -> Point | None:
    left, right = (see_complex(case.context, t, place, precision) for t in (question.answer, question.expected))
    if isinstance(left, NoValueError) or isinstance(right, NoValueError):
        return None
    with ctx.workprec(precision):
        differ = [bool(left.re != right.re), bool(left.im != right.im)]
        assert any(differ), "two looks contradict each other"
        first, second = (left.re, right.re) if differ[0] else (left.im, right.im)
        digits = next((d for d in SHOWN_DIGITS if are_apart(shown(first, d), shown(second, d))), None)
        if digits is None:
            return None
        at = {name: shown_complex(value) for name, value in place.items()}
        exact = all(isinstance(part, fmpq) for side in (left, right) for part in (side.re, side.im))
        method = "exact evaluation" if exact else "enclosures"
        return Point(at, shown_complex(left, digits), shown_complex(right, digits), method)
