"""How code is read: the program that an answer is."""

from __future__ import annotations

from grader.language.code.program import Program
from grader.language.code.reader import read_code
from grader.problems.question import Question


def read_answer(question: Question, text: str) -> Program:
    """Return the program that an answer is; raises AnswerError with the place of what is not read."""
    assert question.frame is not None
    return read_code(text, question.frame.names)
