"""Answers that are code: programs that do what one of the right ones does."""

from __future__ import annotations

from grader.claims.builders.equality import any_of
from grader.claims.statements import Claim, SameCode
from grader.language.code.program import Program
from grader.problems.question import Question


def code_claim(question: Question, program: Program) -> Claim:
    """Return the claim that a program returns and leaves what one of the right ones does."""
    return Claim("expected", "the code does what is asked", any_of(tuple(same_programs(question, program))))


def same_programs(question: Question, program: Program) -> list[SameCode]:
    """Return for each right program the statement that another one does the same."""
    assert question.frame is not None
    return [SameCode(program, right, question.frame) for right in question.programs]
