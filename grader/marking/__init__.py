"""A problem and an answer become a verdict: credit, recognised mistakes, feedback, what may be shown."""

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import join, mark, mark_question, unreadable

__all__ = ["Answer", "FieldAnswer", "join", "mark", "mark_question", "unreadable"]
