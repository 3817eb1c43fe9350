"""`grader grade`: many submissions, all problems."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from grader.cli.grading import Plan, run
from grader.cli.options import PROBLEMS, debug_option, timing_option

FORMS = click.Choice(["text", "json", "jsonl", "csv", "md"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Percentage(click.ParamType[Fraction]):
    """A share such as `60%`, as a fraction of 1."""

    name = "percentage"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Return the share; what is no percentage from 0% to 100% is a usage error."""
        match = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,9})?)\s*%\s*", str(value))
        share = Fraction(match[1]) / 100 if match else None
        if share is None or share > 1:
            self.fail(f"{value}: expected a percentage from 0% to 100%, such as 60%", param, ctx)
        return share


@click.command("grade")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--problems", "folder", required=True, type=PROBLEMS, help="The problems that are set.")
@click.option("--assignment", type=FILE, default=None, help="What is set, when it is due, and by which rules.")
@click.option("--roster", type=FILE, default=None, help="Who takes part: a CSV of student,email,extension,excused.")
@click.option("--metadata", type=FILE, default=None, help="When what was handed in: a CSV, or an export's file.")
@click.option("--trust-metadata", "trust", is_flag=True, help="Believe submission.yaml inside of submissions.")
@click.option("-o", "reports", type=click.Path(file_okay=False, path_type=Path), help="Folder for journals and pages.")
@click.option("--format", "form", type=FORMS, default="text", help="What is printed.")
@click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Worker processes (one for each processor).")
@click.option("--fail-under", "floor", type=Percentage(), default=None, help="Exit with 1 below this share, as 60%.")
@click.option("--single", is_flag=True, help="Each path is one submission, whatever it looks like.")
@click.option(
    "--marks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Marks that people gave (marks.csv in the folder of the journals).",
)
@click.option("--wide", is_flag=True, help="A column for each problem, however wide the table.")
@timing_option
@debug_option
def grade(**flags: Any) -> int:
    """Grade submissions.

    A submission is a file, or a folder that holds a file named answers.*; in any other folder each child is one.
    """
    return run(Plan(**flags))
