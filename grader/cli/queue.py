"""`grader queue`: rows for what people must decide."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.options import PROBLEMS, debug_option
from grader.cli.queueing import run


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
    return run(reports, marks, folder)
