"""Finds the problem that a command names."""

from __future__ import annotations

from pathlib import Path

import click

from grader.problems.load import load_problems
from grader.problems.named import UnknownProblemError, problem_in
from grader.problems.question import Problem


def named_problem(name: str, folder: Path | None) -> Problem:
    """Return the problem that `PROBLEM` names: an id where `--problems` was given, otherwise a file."""
    if folder is not None:
        try:
            return problem_in(load_problems(folder), name)
        except UnknownProblemError as error:
            raise click.UsageError(str(error)) from None
    path = Path(name)
    if not path.exists():
        raise click.UsageError(f"there is no file {name}; to name a problem by its id, add --problems DIR")
    if path.is_dir():
        raise click.UsageError(f"{name} is a folder; give one problem's file, or its id with --problems {name}")
    return next(iter(load_problems(path).values()))
