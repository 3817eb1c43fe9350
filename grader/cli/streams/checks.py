"""`grader check --jsonl`: a stream of answers."""

from __future__ import annotations

from collections.abc import Mapping

from grader.batch import Marker, Task
from grader.cli import exits
from grader.cli.streams.lines import Answered, Line, LineError, serve
from grader.course.json_answer import JsonAnswerError, json_answers
from grader.course.single_answer import mark_single
from grader.problems.named import UnknownProblemError, problem_in
from grader.problems.question import Problem
from grader.problems.texts.located import Text
from grader.reports.result_json import timing_body, verdict_body

KEYS = ("id", "problem", "answer")


def check_lines(problems: Mapping[str, Problem], *, by_result: bool, timing: bool) -> int:
    """Answer each line with a verdict; return the exit code."""
    with Marker(problems.values(), mark=mark_single) as marker:

        def answered(line: Line) -> Answered:
            graded = marker.grade(_task(problems, line))
            body = verdict_body(graded.verdict) | timing_body(graded.seconds if timing else None)
            return body, exits.of_outcome(graded.verdict.outcome, by_result=by_result)

        return serve(KEYS, answered)


def _task(problems: Mapping[str, Problem], line: Line) -> Task:
    name = line.text("problem")
    try:
        problem = problem_in(problems, name.value if isinstance(name, Text) else name.raw)
    except UnknownProblemError as error:
        raise LineError("unknown-problem", str(error), name.column) from None
    try:
        return Task("", problem, json_answers(problem, line.need("answer")))
    except JsonAnswerError as error:
        raise LineError("bad-line", str(error), error.column) from None
