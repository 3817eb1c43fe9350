"""`grader lint`: validates problems and runs their examples."""

from __future__ import annotations

from pathlib import Path

import click

from grader import api
from grader.api import LintReport
from grader.cli import exits
from grader.cli.options import PROBLEMS, debug_option, format_option
from grader.cli.output import put
from grader.reports.documents import document, dumps, lint_body
from grader.reports.texts import lint_text


@click.command("lint")
@click.argument("problems", type=PROBLEMS)
@format_option
@debug_option
def lint(problems: Path, form: str | None) -> int:
    """Validate a problem, or a folder of them, and run their examples.

    All that is wrong is listed, each with its file, line and field. Warnings do not fail.
    """

    report = api.lint(problems)
    put(_shown(report, form or "text"))
    return exits.BELOW if report.diagnostics else exits.DONE


def _shown(report: LintReport, form: str) -> str:

    found = (report.diagnostics, report.warnings, report.problems, report.examples)
    if form == "text":
        return lint_text(*found)
    return dumps(document({}, lint_body(*found)), indent=2 if form == "json" else None)
