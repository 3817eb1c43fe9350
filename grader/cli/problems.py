"""Finds the problem that a command names."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import click

from grader.problems.load import load_problems
from grader.problems.question import Problem, alone

SHOWN_IDS = 12  # ids that a message lists


class UnknownProblemError(click.UsageError):
    """No problem has the id that was asked for."""


def loaded(path: Path) -> Mapping[str, Problem]:
    """Return the problems of a file or folder; raises ProblemError with all their faults."""

    return load_problems(path)


def problem_in(problems: Mapping[str, Problem], name: str) -> Problem:
    """Return the problem or part with that id; a part comes as a problem of its own."""
    if name in problems:
        return problems[name]
    for problem in problems.values():
        for question in problem.questions:
            if problem.has_parts and question.id == name:
                return alone(problem, question)
    raise UnknownProblemError(f"no problem has the id {name!r}{_hint(problems, name)}")


def _hint(problems: Mapping[str, Problem], name: str) -> str:
    ids = [*problems, *(question.id for problem in problems.values() for question in problem.questions)]
    close = get_close_matches(name, ids, n=3)
    if close:
        return f"; did you mean {' or '.join(dict.fromkeys(close))}?"
    shown = ", ".join(list(problems)[:SHOWN_IDS])
    more = f", … ({len(problems)} in all)" if len(problems) > SHOWN_IDS else ""
    return f"; there are {shown}{more}" if problems else "; there are no problems at all"


def named_problem(name: str, folder: Path | None) -> Problem:
    """Return the problem that `PROBLEM` names: an id where `--problems` was given, otherwise a file."""
    if folder is not None:
        return problem_in(loaded(folder), name)
    path = Path(name)
    if not path.exists():
        raise click.UsageError(f"there is no file {name}; to name a problem by its id, add --problems DIR")
    if path.is_dir():
        raise click.UsageError(f"{name} is a folder; give one problem's file, or its id with --problems {name}")
    return next(iter(loaded(path).values()))
