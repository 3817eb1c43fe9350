"""The `answer` of a JSON line, as answers keyed by question id."""

from __future__ import annotations

from collections.abc import Mapping

from grader.cli.lines import LineError
from grader.cli.typed_answer import bare_answer
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.located import Damaged, Located, MappingNode, SequenceNode, Text, text_of
from grader.problems.question import Problem, Question


def json_answers(problem: Problem, node: Located) -> Mapping[str, Answer]:
    """Return the answers that a JSON value gives: texts by field, by part and field, or one text. Raises LineError."""
    if not problem.has_parts:
        question = problem.questions[0]
        return {question.id: _answer(question, node)}
    if not isinstance(node, MappingNode):
        raise LineError("bad-line", f"{problem.id} has parts: expected an object with an answer for each", node.column)
    parts = {question.id: question for question in problem.questions}
    answers: dict[str, Answer] = {}
    for entry in node.entries:
        name = entry.key.value
        part = parts.get(name) or parts.get(f"{problem.id}.{name}")
        if part is None or part.id in answers:
            raise LineError("bad-line", f"{problem.id} has no such part, or twice: `{name}`", entry.key.column)
        answers[part.id] = _answer(part, entry.value)
    return answers


def _answer(question: Question, node: Located) -> Answer:
    if not isinstance(node, MappingNode):
        return _bare(question, _field(node))
    names = {name: one.name for one in question.fields.values() for name in (one.name, *one.spellings)}
    fields: dict[str, FieldAnswer] = {}
    for entry in node.entries:
        name = names.get(entry.key.value)
        if name is None or name in fields:
            problem = "is given twice" if name else f"is no field of {question.id}; its fields are"
            listed = "" if name else f" {', '.join(question.fields)}"
            raise LineError("bad-line", f"`{entry.key.value}` {problem}{listed}", entry.key.column)
        value = _field(entry.value)
        if value is not None:
            fields[name] = value
    return Answer(fields)


def _bare(question: Question, field: FieldAnswer | None) -> Answer:
    if field is None:
        return Answer()
    bare = bare_answer(question, field.text)
    if field.error is None:
        return bare
    if bare.whole is not None:
        return Answer(whole=field)
    return Answer(dict.fromkeys(bare.fields, field))


def _field(node: Located) -> FieldAnswer | None:
    """Return one field; None for `null`. A text that a backslash damaged is kept as it stands, with the error."""
    text = None if isinstance(node, MappingNode) else text_of(node)
    match text:
        case Text(value="null", style="plain") if not isinstance(node, SequenceNode):
            return None
        case Text(value=value):
            return FieldAnswer(value)
        case Damaged(message=message, raw=raw):
            return FieldAnswer(raw, error=message)
        case None:
            raise LineError("bad-line", "expected a text, a number or a list", node.column)
