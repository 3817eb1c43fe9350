"""`grader queue`: rows for what people must decide."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import PROBLEMS, debug_option
from grader.cli.output import put, tell
from grader.course.queue import NoJournalError, Queue, UnfinishedRunError, UnusableJournalError, problems_of_run
from grader.problems.load import load_problems
from grader.problems.question import Problems
from grader.submissions.spreadsheets import TableError


@click.command("queue")
@click.argument("reports", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--marks", type=click.Path(dir_okay=False, path_type=Path), help="The file (REPORTS/marks.csv).")
@click.option("--problems", "folder", type=PROBLEMS, help="The problems (those of the run).")
@debug_option
def queue(reports: Path, marks: Path | None, folder: Path | None) -> int:
    """Add rows to marks.csv for the answers that are open, one for each group of equal answers.

    REPORTS is the folder that `grader grade … -o REPORTS` has filled. Give each row a score, perhaps a remark, who
    you are and the date, and grade again with the same -o.
    """
    waiting = _opened(reports, marks)
    for notice in waiting.notices:
        tell(str(notice))
    try:
        lines = waiting.add(_problems(reports, folder))
    except TableError as error:
        raise click.UsageError(f"{waiting.path}: no row can be added: {error}") from None
    for line in lines:
        put(line)
    return exits.DONE


def _opened(reports: Path, marks: Path | None) -> Queue:
    try:
        return Queue(reports, marks)
    except NoJournalError as error:
        raise click.UsageError(f"{error}; it is written by `grader grade … -o {reports}`") from None
    except UnfinishedRunError as error:
        said = f"the same `grader grade … -o {reports}` as before goes on from there, and writes it"
        raise click.UsageError(f"{error}; {said}") from None
    except UnusableJournalError as error:
        raise click.UsageError(f"{error}; grade once more with -o {reports}") from None


def _problems(reports: Path, folder: Path | None) -> Problems:
    """Return the problems that are named, or those of the run; none, and a word about it, where these are not found."""
    if folder is not None:
        return load_problems(folder)
    found = problems_of_run(reports)
    if found is None:
        tell("the problems of that run are not found; answers are grouped by their texts alone (--problems DIR)")
    return found or {}
