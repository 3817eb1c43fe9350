"""`grader lint`: validates problems and runs their examples."""

from __future__ import annotations

from pathlib import Path

import click

from grader import api, reports
from grader.cli import exits
from grader.cli.forms import format_option, put_result
from grader.cli.options import PROBLEMS, debug_option
from grader.reports.texts import lint_text


@click.command("lint")
@click.argument("problems", type=PROBLEMS)
@click.option("--deep", is_flag=True, help="Also hand in near misses and rewrites of every correct example.")
@format_option
@debug_option
def lint(problems: Path, deep: bool, form: str | None) -> int:
    """Validate a problem, or a folder of them, and run their examples.

    All that is wrong is listed, each with its file, line and field. Warnings do not fail.
    With --deep, each correct example is changed in one place after another: what is most likely wrong and yet correct
    is a warning, and so is what means the same and is not. Where many answers are right, most such warnings are none.
    """

    report = api.lint(problems, deep=deep)
    found = (report.diagnostics, report.warnings, report.problems, report.examples)
    put_result(form, lambda: lint_text(*found), lambda: reports.result_json.lint_body(*found))
    return exits.BELOW if report.diagnostics else exits.DONE
