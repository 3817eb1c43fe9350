"""`grader preview`: how what is to be handed in would be read."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import FILE, PROBLEMS, Names, debug_option, flattened
from grader.cli.output import put, tell
from grader.course.preview import previews
from grader.marking.preview import State
from grader.reports.preview_forms import PREVIEW_FORMS

FAILING = [state.value for state in State if state is not State.READ]


@click.command("preview")
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--problems", "folder", required=True, type=PROBLEMS, help="Public problems (grader export --public).")
@click.option("--assignment", type=FILE, default=None, help="What is set, and how problems are numbered.")
@click.option("--fail-on", "failing", type=Names(FAILING), multiple=True, help="Exit with 1 where a field is.")
@click.option("--format", "form", type=click.Choice(list(PREVIEW_FORMS)), default="text", help="What is printed.")
@debug_option
def preview(
    submission: Path, folder: Path, assignment: Path | None, failing: tuple[tuple[str, ...], ...], form: str
) -> int:
    """Show how a submission would be read: for each field read (and how), unreadable, missing or of a wrong shape.

    There is never a verdict: PUBLIC problems hold no answers.
    """
    found = next(previews(submission, folder, assignment), None)
    if found is None:
        tell("nothing to grade: no submission was found")
        return exits.NOTHING
    named = flattened(failing)
    put(PREVIEW_FORMS[form](found, named))
    return exits.BELOW if any(state.value in named for state in found.counts()) else exits.DONE
