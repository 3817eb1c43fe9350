"""`grader diff`: whose marks changed between two runs, and why."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import exits
from grader.cli.forms import format_option, put_result
from grader.cli.options import debug_option
from grader.course.differences import UnusableResultsError, differences
from grader.reports.differences import differences_body, differences_text

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("diff")
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@format_option
@debug_option
def diff(old: Path, new: Path, form: str | None) -> int:
    """Tell whose marks changed, from what to what, and why.

    OLD and NEW are folders that `grader grade … -o` has filled. Each change names what is different: the answer, the
    problem, the engine, points, lateness, a mark by hand, or that a clock or a crash left it open.
    """
    try:
        found = differences(old, new)
    except UnusableResultsError as error:
        raise click.UsageError(str(error)) from None
    put_result(form, lambda: differences_text(found), lambda: differences_body(found))
    return exits.DONE
