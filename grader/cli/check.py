"""`grader check`: one answer, at once, or a stream of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from grader import course, reports
from grader.batch import Marker, Task
from grader.cli import exits
from grader.cli.forms import format_option, put_result
from grader.cli.options import (
    PROBLEMS,
    MathCommand,
    debug_option,
    exit_code_option,
    released,
    timing_option,
)
from grader.cli.output import paint, tell
from grader.cli.problems import named_problem
from grader.cli.streams import serve_checks
from grader.cli.typed_answer import typed_answers
from grader.course.single_answer import mark_single
from grader.isolation.endings import Unread
from grader.marking.answer import Answer
from grader.problems.load import load_problems
from grader.problems.question import Problem, Problems
from grader.reports.texts import verdict_text

STDIN_CHARACTERS = 1_000_000  # characters that `-` reads


@click.command("check", cls=MathCommand)
@click.argument("problem", required=False, callback=released)
@click.argument("answers", metavar="[ANSWER | FIELD=ANSWER ... | FILE]", nargs=-1, callback=released)
@click.option("--problems", "folder", type=PROBLEMS, help="The problems; PROBLEM is then an id.")
@click.option("--jsonl", "stream", is_flag=True, help="Read one JSON object a line, write one a line.")
@format_option
@exit_code_option
@timing_option
@debug_option
def check(
    problem: str | None,
    answers: tuple[str, ...],
    folder: Path | None,
    stream: bool,
    form: str | None,
    by_result: bool,
    timing: bool,
) -> int:
    """Check one answer.

    PROBLEM is a file, or an id with --problems DIR. A problem with several fields takes FIELD=ANSWER for each; FILE
    is a file of answers as it would be handed in; `-` reads the answer from standard input.

    \b
    With --jsonl each line of standard input is such an object:
    {"id": "7", "problem": "tent", "answer": {"w_0": "[1,1,1]", "b_0": "[2,0,-2]", "w_1": "[3,-6,3]"}}
    """
    if stream:
        return _stream(problem, answers, folder, form, by_result=by_result, timing=timing)
    if problem is None:
        raise click.UsageError("give a PROBLEM and an answer, or --jsonl")

    asked = named_problem(problem, folder)
    given = _given(asked, answers, folder)
    task = Task("", asked, unread=given) if isinstance(given, Unread) else Task("", asked, given)
    with Marker([asked], many=False, mark=mark_single) as marker:
        graded = marker.grade(task)
    verdict, seconds = graded.verdict, graded.seconds if timing else None
    put_result(
        form,
        lambda: verdict_text(verdict, paint),
        lambda: reports.result_json.verdict_body(verdict) | reports.result_json.timing_body(seconds),
    )
    return exits.of_outcome(graded.verdict.outcome, by_result=by_result)


def _stream(
    problem: str | None,
    answers: tuple[str, ...],
    folder: Path | None,
    form: str | None,
    *,
    by_result: bool,
    timing: bool,
) -> int:
    if problem is not None or answers or form not in {None, "jsonl"}:
        raise click.UsageError("--jsonl takes the problems and answers from standard input, and writes JSON Lines")
    if folder is None:
        raise click.UsageError("--jsonl needs --problems DIR")

    return serve_checks(load_problems(folder), by_result=by_result, timing=timing)


def _given(problem: Problem, texts: tuple[str, ...], folder: Path | None) -> Mapping[str, Answer] | Unread:
    match texts:
        case ("-",):
            return typed_answers(problem, [_standard_input()])
        case (name,) if _is_document(name):
            return _of_file(problem, Path(name), load_problems(folder) if folder else {})
        case _:
            return typed_answers(problem, texts)


def _standard_input() -> str:
    """Return the text on standard input; one that is too long to be an answer is a usage error."""
    text = sys.stdin.read(STDIN_CHARACTERS + 1)
    if len(text) > STDIN_CHARACTERS:
        raise click.UsageError(f"standard input holds more than {STDIN_CHARACTERS} characters (limit STDIN_CHARACTERS)")
    return text


def _is_document(name: str) -> bool:
    """Whether an argument names a file of answers: one that exists, with the extension of a form that is read."""
    try:
        return Path(name).is_file() and course.handed_in.is_document(name)
    except (OSError, ValueError):
        return False


def _of_file(problem: Problem, path: Path, others: Problems) -> Mapping[str, Answer] | Unread:
    answers, notices = course.handed_in.answers_in(path, problem, others)
    for notice in notices:
        tell(notice)
    return answers
