"""A shape with its number of entries beside it, `28 x 28 x 16 = 12544`: nobody can tell which of both is the answer."""

from __future__ import annotations

from grader.claims.chains import chain
from grader.errors import AnswerError
from grader.language.tree import Array, Tup
from grader.marking.answer import Candidates, FieldAnswer
from grader.marking.texts.field_texts import read_value
from grader.problems.question import Field, Question
from grader.records import replace


def with_counted(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return a shape behind which its product stands with both as candidates; any other answer itself."""
    if not question.kind.is_shape or answer.error is not None or answer.candidates is not None:
        return answer
    members = chain(answer.text).members
    axes = [_axes(question, question.fields[name], text) for text in members] if len(members) > 1 else []
    if not axes or not members[-1].strip() or axes[-1] > 1 or max(axes) < 2:
        return answer
    texts = (members[axes.index(max(axes))], members[-1])
    return replace(answer, candidates=Candidates(tuple(replace(answer, text=text) for text in texts)))


def _axes(question: Question, field: Field, text: str) -> int:
    """Return how many axes a text has as a shape, 0 where it is none."""
    try:
        readings = read_value(question, field, text)
    except AnswerError:
        return 0
    trees = [reading.tree for reading in readings]
    return max(len(tree.items) if isinstance(tree, Tup | Array) else 1 for tree in trees)
