"""What `grade` prints of a finished report: the form that was asked for, and what belongs to it elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from grader.cli.output import columns, paint, put, tell
from grader.errors import RefusedError, RequestError
from grader.records import dataclass, field
from grader.reports.class_forms import PRINTED, Look, Printed, filled
from grader.reports.classes import ClassReport
from grader.reports.platforms.gradebooks import Gradebook, GradebookError, parse_gradebook
from grader.submissions.spreadsheets import TableError, decoded


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
        return parse_gradebook(decoded(path.read_bytes())[0])
    except (OSError, TableError, GradebookError) as error:
        raise click.UsageError(f"--fill {path}: {error}") from None


@dataclass(frozen=True)
class Output:
    """What is printed of a report, who stands nowhere in it, and what is appended to the files of which variables."""

    text: str
    unplaced: tuple[str, ...] = ()
    appended: Mapping[str, str] = field(default_factory=dict)


Made = Callable[[Callable[[ClassReport], Output]], Output]


def put_report(
    form: str, made: Made, kept: Callable[[str], str | None], *, wide: bool, timing: bool, book: Gradebook | None
) -> None:
    """Print a report, and append to the files that the form's runner names; what cannot be done so is a usage error.

    `made` applies what is given to the report, wherever that is done. `kept` returns what a file of the run's folder
    holds, None where there is no such file.
    """
    printed = PRINTED[form]
    if printed.as_it_goes:
        return
    look = Look(columns(), wide, paint, timing, book, dict(os.environ))
    text = kept(printed.file) if printed.file and look.is_plain else None
    try:
        output = made(lambda report: _output(printed, report, look)) if text is None else Output(text)
    except RefusedError:
        raise
    except RequestError as error:
        raise click.UsageError(str(error)) from None
    put(output.text)
    for one in output.unplaced:
        tell(f"{one} has no row of their own in the gradebook, and stands nowhere in it")
    for variable, text in output.appended.items():
        with Path(os.environ[variable]).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)


def _output(printed: Printed, report: ClassReport, look: Look) -> Output:
    unplaced = filled(printed.fill, report, look).unplaced if printed.fill else ()
    named = {name: text for name, text in printed.appended.items() if look.environment.get(name)}
    return Output(printed.text(report, look), tuple(unplaced), {name: text(report) for name, text in named.items()})
