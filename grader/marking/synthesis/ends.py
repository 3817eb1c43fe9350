"""Derivations from a condition to another one: where the end has other solutions, none can be proved right."""

from __future__ import annotations

from collections.abc import Iterator

from grader.claims.builders.derivation import one_set
from grader.claims.builders.setting import setting_of
from grader.claims.statements import Claim
from grader.errors import Diagnostic
from grader.evidence import decide
from grader.marking.judging.judged import budget_of
from grader.problems.question import Question
from grader.verdict import Status, status_of


def other_solutions(question: Question) -> Iterator[Diagnostic]:
    """Yield an error where the end of a derivation has not the solutions of its beginning."""
    same = one_set(question)
    if same is None:
        return
    evidence = decide(
        Claim("end", "the end has the solutions of the start", same, setting_of(question)), budget_of(question)
    )
    if status_of(evidence) is Status.REFUTED:
        message = f"`{question.end_text}` has not the solutions of the start, `{question.start_text}`"
        yield Diagnostic(question.file, question.line, 0, f"{question.id} answer.end", message)
