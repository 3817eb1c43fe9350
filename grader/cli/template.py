"""`grader template`: the sheet of an assignment, for students to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import exits
from grader.cli.options import FILE, PROBLEMS, debug_option
from grader.cli.output import put
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_problems
from grader.reports.sheet_forms import SHEETS

BESIDE = "problems"  # the folder beside an assignment in which its problems are looked for


@click.command("template")
@click.argument("assignment", type=FILE)
@click.option("--problems", "folder", type=PROBLEMS, help="The problems (the folder `problems` beside ASSIGNMENT).")
@click.option("--format", "form", type=click.Choice(list(SHEETS)), default="md", help="The form of the sheet (md).")
@debug_option
def template(assignment: Path, folder: Path | None, form: str) -> int:
    """Write the sheet of an assignment: prompts, numbers, and a place for every field.

    Handed in as it is, nothing is written on it; filled in, every answer is found.
    """
    beside = assignment.parent / BESIDE
    found = load_assignment(assignment, load_problems(folder or (beside if beside.is_dir() else assignment.parent)))
    put(SHEETS[form](found).removesuffix("\n"))
    return exits.DONE
