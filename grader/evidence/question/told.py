"""The truth of a condition at a point, with more and more bits."""

from __future__ import annotations

from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.evaluator import Evaluator
from grader.evidence.numbers.look import STEPS
from grader.evidence.numbers.places.points import Place
from grader.evidence.numbers.truth import condition_at
from grader.evidence.question.prepare import Case
from grader.language.tree import Node

Told = bool | None | NoValueError


def told_at(case: Case, condition: Node, place: Place, most: int) -> Told:
    """Return the truth at a point, with more and more bits, or why there is none."""
    told: Told = None
    for precision in STEPS:
        if precision > most:
            break
        at = Evaluator(case.context, place, precision)
        try:
            told = condition_at(at, condition)
        except NoValueError as error:
            told = error
        if told is not None and not (isinstance(told, UnclearError) and not told.final):
            return told
    return told
