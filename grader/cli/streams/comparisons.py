"""`grader compare --jsonl`: a stream of comparisons."""

from __future__ import annotations

import gc

from grader.cli import exits
from grader.cli.options import why_no_name
from grader.cli.streams.lines import Answered, Line, LineError, serve
from grader.comparing.worker import Comparer
from grader.errors import AnswerError
from grader.evidence import load_all
from grader.problems.texts.located import Damaged, MappingNode, Text
from grader.reports.result_json import comparison_body, timing_body
from grader.verdict import Comparison, FieldResult

KEYS = ("id", "left", "right", "variables")


def compare_lines(*, by_result: bool, timing: bool) -> int:
    """Answer each line with a comparison; return the exit code."""
    load_all()  # once, before workers are forked
    gc.freeze()  # what is loaded is no waste: nobody need look, and workers share its memory
    with Comparer() as comparer:

        def answered(line: Line) -> Answered:
            comparison, seconds = _compared(comparer, line)
            body = comparison_body(comparison) | timing_body(seconds if timing else None)
            return body, exits.of_status(comparison.status, by_result=by_result)

        return serve(KEYS, answered)


def _compared(comparer: Comparer, line: Line) -> tuple[Comparison, float]:
    left, right = line.text("left"), line.text("right")
    if isinstance(left, Damaged) or isinstance(right, Damaged):
        return Comparison("unreadable", _side(left), _side(right)), 0.0
    try:
        return comparer.compare(left.value, right.value, _variables(line))
    except AnswerError as error:
        raise LineError("variables", error.pointed()) from None


def _side(side: Text | Damaged) -> FieldResult:
    return FieldResult(side.raw, error=side.message) if isinstance(side, Damaged) else FieldResult(side.value)


def _variables(line: Line) -> dict[str, str]:
    node = line.values.get("variables")
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        raise LineError("variables", "`variables`: expected an object of names and domains", node.column)
    domains: dict[str, str] = {}
    for entry in node.entries:
        if not isinstance(entry.value, Text):
            name = entry.key.value
            raise LineError("variables", f"`variables.{name}`: expected a domain, such as positive", entry.key.column)
        if why := why_no_name(entry.key.value):
            raise LineError("variables", f"`variables`: {why}", entry.key.column)
        domains[entry.key.value] = entry.value.value
    return domains
