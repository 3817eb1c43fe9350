"""An answer to one problem that comes as a JSON value, as answers keyed by question id."""

from __future__ import annotations

from collections.abc import Mapping

from grader.errors import RequestError
from grader.marking.answer import Answer, FieldAnswer, whole_answer
from grader.problems.question import Problem, Question
from grader.problems.texts.located import Located, MappingNode
from grader.submissions.forms.formats import Form
from grader.submissions.forms.reading import is_nothing
from grader.submissions.forms.texts import field_answer
from grader.submissions.ledger.matching import find_field, find_part
from grader.verdict import Source


class JsonAnswerError(RequestError):
    """A JSON value that fits no field of its problem, with the column at which it stands."""

    def __init__(self, message: str, column: int | None) -> None:
        self.column = column
        super().__init__(message)


def json_answers(problem: Problem, node: Located) -> Mapping[str, Answer]:
    """Return what a JSON value gives: texts by field, by part and field, or one text. Raises JsonAnswerError."""
    if not problem.has_parts:
        return {problem.questions[0].id: _answer(problem.questions[0], node)}
    if not isinstance(node, MappingNode):
        raise JsonAnswerError(f"{problem.id} has parts: expected an object with an answer for each", node.column)
    answers: dict[str, Answer] = {}
    for entry in node.entries:
        part = find_part(problem, entry.key.value)
        if part is None:
            raise JsonAnswerError(f"{problem.id} has no part `{entry.key.value}`", entry.key.column)
        if part.id in answers:
            raise JsonAnswerError(f"`{entry.key.value}` is given twice", entry.key.column)
        answers[part.id] = _answer(part, entry.value)
    return answers


def _answer(question: Question, node: Located) -> Answer:
    if is_nothing(node, Form.JSON):
        return Answer()
    if not isinstance(node, MappingNode):
        return whole_answer(question, _field(node))
    fields: dict[str, FieldAnswer] = {}
    for entry in node.entries:
        name = find_field(question, entry.key.value)
        if name is None:
            known = ", ".join(question.fields)
            message = f"{question.id} has no field `{entry.key.value}`; its fields are {known}"
            raise JsonAnswerError(message, entry.key.column)
        if name in fields:
            raise JsonAnswerError(f"`{entry.key.value}` is given twice", entry.key.column)
        if not is_nothing(entry.value, Form.JSON):
            fields[name] = _field(entry.value)
    return Answer(fields)


def _field(node: Located) -> FieldAnswer:
    """Return one field; a text that a backslash damaged is kept as it stands, with the error."""
    taken = field_answer(node, Source(""))
    return FieldAnswer(taken.text, error=taken.error)
