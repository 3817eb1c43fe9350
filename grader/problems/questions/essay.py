"""Questions that a person marks, item by item of a rubric."""

from __future__ import annotations

from grader.language.names import Names
from grader.problems import models
from grader.problems.judging import RubricItem
from grader.problems.question import Question
from grader.problems.questions.choices import FIELDS
from grader.problems.questions.common import Place, common
from grader.problems.texts.faults import Faults
from grader.records import replace


def essay_question(model: models.Question, answer: models.EssayAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of an essay."""
    if not answer.rubric:
        faults.add(("answer", "rubric"), "expected at least one item, such as {points: 2, text: names the bias}")
    for number, item in enumerate(answer.rubric):
        if not item.text.strip():
            faults.add(("answer", "rubric", number, "text"), "nothing stands here; expected what earns the points")
        if item.points == 0:
            faults.add(("answer", "rubric", number, "points"), "an item is worth more than 0 points")
    if model.mistakes:
        faults.add_key(("mistakes",), "an essay has no `mistakes`: a person marks it by its rubric")
    items = tuple(RubricItem(item.text.strip(), item.points) for item in answer.rubric)
    return replace(common(model, faults, place, FIELDS, Names()), rubric=items)
