"""Equality by the solver, the last of all: kinks, floors and polynomials in a few variables."""

from __future__ import annotations

from grader.evidence.functions.questions import KINKED
from grader.evidence.method import Agreement
from grader.evidence.numbers.look import STEPS, look
from grader.evidence.numbers.places.points import Place
from grader.evidence.question.question import Question, refuted_at
from grader.evidence.solver.bounds import RANGES as ABSTRACT
from grader.evidence.solver.decide import settle_equality
from grader.verdict import Evidence, Proof


def by_solver(question: Question) -> Evidence | Agreement | None:
    """Return what the solver decides about kinks and polynomials, None where it decides nothing."""
    case = question.case
    if case.facts.calls & ABSTRACT.keys() and not case.facts.calls & KINKED:
        return None

    def again(place: Place) -> Evidence | None:
        found = look(case.context, question.answer, question.expected, place, STEPS[-1])
        return refuted_at(question, place, found)

    found = settle_equality((case.setting, case.context), question.answer, question.expected, again)
    return Agreement(found) if isinstance(found, Proof) else found
