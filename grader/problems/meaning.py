"""From the models to a question that is ready to be marked: all mathematics read, all that must agree compared."""

from __future__ import annotations

from typing import assert_never

from grader.problems import models
from grader.problems.question import Question
from grader.problems.questions.choices import choice_question, text_question
from grader.problems.questions.code import code_question
from grader.problems.questions.common import Place
from grader.problems.questions.constraints import constraints_question
from grader.problems.questions.derivation import derivation_question
from grader.problems.questions.essay import essay_question
from grader.problems.questions.formal import formal_question
from grader.problems.questions.growth import growth_question
from grader.problems.questions.networks import network_question
from grader.problems.questions.solutions import solutions_question
from grader.problems.texts.faults import Faults


def question_of(model: models.Question, faults: Faults, place: Place) -> Question | None:
    """Return the question that a model means; None where there are faults."""
    question = _of_type(model, faults, place)
    return None if faults else question


def _of_type(model: models.Question, faults: Faults, place: Place) -> Question:
    answer = model.answer
    match answer:
        case models.NumberAnswer() | models.ExpressionAnswer() | models.TensorAnswer() | models.ShapeAnswer():
            return formal_question(model, answer, faults, place)
        case models.SetAnswer() | models.RelationAnswer():
            return solutions_question(model, answer, faults, place)
        case models.GrowthAnswer():
            return growth_question(model, answer, faults, place)
        case models.DerivationAnswer():
            return derivation_question(model, answer, faults, place)
        case models.ChoiceAnswer():
            return choice_question(model, answer, faults, place)
        case models.TextAnswer():
            return text_question(model, answer, faults, place)
        case models.ConstraintsAnswer():
            return constraints_question(model, answer, faults, place)
        case models.CodeAnswer():
            return code_question(model, answer, faults, place)
        case models.EssayAnswer():
            return essay_question(model, answer, faults, place)
        case models.NetworkAnswer():
            return network_question(model, answer, faults, place)
        case _:
            assert_never(answer)
