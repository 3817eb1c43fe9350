"""Marks answers that are code, which is read and interpreted, never run."""

from __future__ import annotations

import ast

from grader.claims import builders
from grader.claims.statements import Claim, SameCode
from grader.errors import AnswerError
from grader.language.code.program import Program
from grader.language.code.reader import is_printed
from grader.marking.judging.decided_once import decided_once
from grader.marking.judging.judged import Judged, judge, limits_of
from grader.marking.judging.mistakes import with_mistakes
from grader.marking.judging.score import Mark
from grader.marking.texts.programs import read_answer
from grader.problems.question import Mistake, Question
from grader.verdict import Feedback, Outcome, Status, status_of
from grader.wording import remarks


def judge_code(question: Question, text: str) -> tuple[str, Judged]:
    """Return how code was read, and what it comes to; raises AnswerError where it is not read."""
    program = read_answer(question, text)
    judged = judge(question, (builders.code.code_claim(question, program),))
    is_method = question.frame is not None and any(one.path.startswith("self.") for one in question.frame.inputs)
    if judged.mark.outcome is Outcome.INCORRECT and not is_method and (name := _assigned_last(program)):
        judged = _open_where_returned(question, text, name, judged)
    return program.text.strip(), with_mistakes(question, judged, lambda mistake: _matches(question, program, mistake))


def _assigned_last(program: Program) -> str:
    """Return the name that a program without `return` gives a value to in its last line."""
    lines = [line for line in program.body if not is_printed(line)]
    match lines[-1:]:
        case [ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name))] if not _returns(
            program
        ):
            return name
        case _:
            return ""


def _returns(program: Program) -> bool:
    lines = (line for line in program.body if not isinstance(line, ast.FunctionDef | ast.ClassDef))
    return any(isinstance(part, ast.Return) for line in lines for part in ast.walk(line))


def _open_where_returned(question: Question, text: str, name: str, judged: Judged) -> Judged:
    """Return what a program comes to that leaves its result in a name: open where that is proved to be right."""
    try:
        program = read_answer(question, f"{text.rstrip()}\nreturn {name}")
    except AnswerError:
        return judged
    again = judge(question, (builders.code.code_claim(question, program),))
    if again.mark.outcome is not Outcome.CORRECT:
        return judged
    why = remarks.RIGHT_ONCE_RETURNED.format(name=name)
    mark = Mark(Outcome.UNDECIDED, judged.mark.low, again.mark.high)
    return Judged((), mark, (Feedback("readings", why, why, "verdict"),))


def known_mistakes(question: Question, text: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the mistakes that a program is proved to be."""
    try:
        program = read_answer(question, text)
    except AnswerError:
        return ()
    numbered = enumerate(question.mistakes, 1)
    return tuple(number for number, one in numbered if _matches(question, program, one) is Status.PROVED)


def _matches(question: Question, program: Program, mistake: Mistake) -> Status:
    try:
        known = read_answer(question, next(iter(mistake.when.values())))
    except AnswerError:
        return Status.UNDECIDED
    assert question.frame is not None
    claim = Claim("mistake", "the answer is a known mistake", SameCode(program, known, question.frame))
    return status_of(decided_once(claim, limits_of(question)))


def is_same_code(question: Question, left: str, right: str) -> bool:
    """Whether two programs are the same but for blanks, comments and the like."""
    try:
        first, second = (read_answer(question, text) for text in (left, right))
    except AnswerError:
        return False
    return [ast.dump(one) for one in first.body] == [ast.dump(one) for one in second.body]
