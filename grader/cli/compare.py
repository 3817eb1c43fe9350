"""`grader compare`: are two expressions equal, and why."""

from __future__ import annotations

import click

from grader import reports
from grader.cli import exits
from grader.cli.forms import format_option, put_result
from grader.cli.options import (
    MathCommand,
    debug_option,
    declared,
    exit_code_option,
    released,
    timing_option,
    var_option,
)
from grader.cli.streams import serve_comparisons
from grader.comparing.worker import Comparer
from grader.reports.texts import comparison_text


@click.command("compare", cls=MathCommand)
@click.argument("left", required=False, callback=released)
@click.argument("right", required=False, callback=released)
@var_option
@click.option("--jsonl", "stream", is_flag=True, help="Read one JSON object a line, write one a line.")
@format_option
@exit_code_option
@timing_option
@debug_option
def compare(
    left: str | None,
    right: str | None,
    variables: tuple[str, ...],
    stream: bool,
    form: str | None,
    by_result: bool,
    timing: bool,
) -> int:
    """Compare two expressions.

    Single letters, Greek names and subscripted letters are real variables, unless --var says otherwise.

    \b
    With --jsonl each line of standard input is such an object:
    {"id": "8", "left": "2 log x", "right": "log(x^2)", "variables": {"x": "positive"}}
    """
    if stream:
        if left is not None or variables or form not in {None, "jsonl"}:
            raise click.UsageError("--jsonl takes both sides from standard input, and writes JSON Lines")

        return serve_comparisons(by_result=by_result, timing=timing)
    if left is None or right is None:
        raise click.UsageError("give two expressions, or --jsonl")

    with Comparer() as comparer:
        comparison, taken = comparer.compare(left, right, declared(variables))
    seconds = taken if timing else None
    put_result(
        form,
        lambda: comparison_text(comparison),
        lambda: reports.result_json.comparison_body(comparison) | reports.result_json.timing_body(seconds),
    )
    return exits.of_status(comparison.status, by_result=by_result)
