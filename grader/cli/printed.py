"""What `grade` prints of a finished report: the form that was asked for, and what belongs to it elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.cli.output import columns, paint, put, tell
from grader.errors import RequestError
from grader.reports.class_forms import PRINTED, Look, filled
from grader.reports.classes import ClassReport
from grader.reports.platforms.gradebooks import Gradebook, GradebookError, parse_gradebook


def gradebook(form: str, path: Path | None) -> Gradebook | None:
    """Return the platform's export that a form fills in, read first; what is amiss is a usage error."""
    filling = [name for name, one in PRINTED.items() if one.fill]
    if path is None and form in filling:
        raise click.UsageError(
            f"--format {form} fills in the platform's own export of grades: name it with --fill FILE"
        )
    if path is None:
        return None
    if form not in filling:
        raise click.UsageError(f"--fill belongs to --format {' and '.join(filling)}, not to --format {form}")
    try:
        return parse_gradebook(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, GradebookError) as error:
        raise click.UsageError(f"--fill {path}: {error}") from None


def put_report(form: str, report: ClassReport, *, wide: bool, timing: bool, book: Gradebook | None) -> None:
    """Print a report, and append to the files that the form's runner names; what cannot be done so is a usage error."""
    printed = PRINTED[form]
    if printed.as_it_goes:
        return
    look = Look(columns(), wide, paint, timing, book, os.environ)
    try:
        put(printed.text(report, look))
        for one in filled(printed.fill, report, look).unplaced if printed.fill else ():
            tell(f"{one} has no row of their own in the gradebook, and stands nowhere in it")
    except RequestError as error:
        raise click.UsageError(str(error)) from None
    for variable, text in printed.appended.items():
        if os.environ.get(variable):
            with Path(os.environ[variable]).open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(text(report))
