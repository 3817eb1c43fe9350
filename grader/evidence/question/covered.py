"""Where two sides that agree are defined: agreement becomes a proof, or a gap becomes a counterexample."""

from __future__ import annotations

from itertools import islice

from grader.evidence import question as questions
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.points import Place, contains, points
from grader.evidence.oracle import Coverage, covers, each_covers, same_domain
from grader.evidence.question.question import SHARED, Question, shown_gap
from grader.evidence.trees.build import Coordinate
from grader.evidence.trees.polynomials import rational_literal
from grader.language.tree import Node
from grader.records import replace
from grader.verdict import Evidence, Point, Probable, Proof, Unknown
from grader.wording import undecided_reasons

FEW = 12  # points at which one tree on both sides is looked at


def covered(question: Question, proof: Proof | Probable) -> Evidence:
    """Return the proof once definedness is proved too, a refutation by a gap, or what is open about definedness."""
    gaps: dict[str, None] = {}
    if question.case.is_complex and isinstance(proof, Proof):
        question = questions.complex.complex_coverage.with_values_written(question)
        found = questions.complex.complex_coverage.covered_complex(question, proof)
        if found is not None:
            return found
    for coverage in _coverages(question):
        if coverage.status == "refuted":
            return _witnessed(question, coverage) or Unknown(undecided_reasons.WHERE_ANSWER_DEFINED)
        if coverage.status != "proved" and question.answer == question.expected and _has_value(question):
            return proof  # a tree is defined where it is, which nobody may be able to name
        if coverage.status != "proved":
            return Unknown(_sentence(coverage.reason), coverage.limit)
        gaps.update(dict.fromkeys((*coverage.gaps, *coverage.outside)))
    if isinstance(proof, Proof):
        return replace(proof, gaps=tuple(gaps)) if gaps or proof.gaps else proof
    return Unknown(undecided_reasons.EVIDENCE_ERROR_NAMES_NO) if gaps else proof


def _has_value(question: Question) -> bool:
    """Whether both sides have a value at one of the first points, or of a few more."""
    sides, case = (question.answer, question.expected), question.case
    places = islice(points(case.variables, case.setting.assume, case.context), FEW)
    return question.search.is_shared or any(look(case.context, *sides, place).kind in SHARED for place in places)


def _coverages(question: Question) -> tuple[Coverage, ...]:
    setting, budget = question.case.setting, question.case.budget
    if question.strict:
        return (same_domain(question.expected, question.answer, setting, budget),)
    if question.both:
        return each_covers(question.expected, question.answer, setting, budget)
    return (covers(question.expected, question.answer, setting, budget),)


def _sentence(reason: str) -> str:
    """Return a reason without its capital and full stop, as other reasons are."""
    return reason[:1].lower() + reason[1:].rstrip(".")


def _witnessed(question: Question, coverage: Coverage) -> Point | None:
    """Return the witness of a gap as evidence, once it was looked at again here."""
    place = _completed(question, {name: _coordinate(value) for name, value in coverage.witness.items()})
    if place is None or not contains(
        question.case.variables, question.case.setting.assume, place, question.case.context
    ):
        return None
    found = look(question.case.context, question.answer, question.expected, place, STEPS[2])
    counts = found.kind == "right" or (found.kind == "left" and question.both_ways)
    return shown_gap(question, place, found) if counts else None


def _completed(question: Question, place: Place) -> Place | None:
    """Return a place with values for the symbols of other entries too, or None where there are none."""
    case = question.case
    if all(variable.name in place for variable in case.variables):
        return place
    first = next(points(case.variables, case.setting.assume, case.context), None)
    return None if first is None else {**first, **place}


def _coordinate(value: Node) -> Coordinate:
    known = rational_literal(value)
    return value if known is None else known
