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

MEANT = {"latex": "tex", "markdown": "md", "notebook": "ipynb", "jupyter": "ipynb", "yml": "yaml"}


class SheetForm(click.Choice[str]):
    """The name of a form of the sheet; one that is known by another name is told."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of the form."""
        if (meant := MEANT.get(value.casefold())) is not None:
            self.fail(f"{value!r} is called {meant!r} here.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("template")
@click.argument("assignment", type=FILE)
@click.option("--problems", "folder", type=PROBLEMS, help="The problems (the folder `problems` beside ASSIGNMENT).")
@click.option("--format", "form", type=SheetForm(list(SHEETS)), default="md", help="The form of the sheet (md).")
@debug_option
def template(assignment: Path, folder: Path | None, form: str) -> int:
    """Write the sheet of an assignment: prompts, numbers, and a place for every field.

    Handed in as it is, nothing is written on it; filled in, every answer is found.
    """
    beside = assignment.parent / BESIDE
    found = load_assignment(assignment, load_problems(folder or (beside if beside.is_dir() else assignment.parent)))
    put(SHEETS[form](found).removesuffix("\n"))
    return exits.DONE
