"""Finds a problem or a part by its id."""

from __future__ import annotations

from difflib import get_close_matches

from grader.errors import RequestError
from grader.problems.question import Problem, Problems, alone

SHOWN_IDS = 12  # ids that a message lists


class UnknownProblemError(RequestError):
    """No problem has the id that was asked for."""


def problem_in(problems: Problems, name: str) -> Problem:
    """Return the problem or part with that id; a part comes as a problem of its own. Raises UnknownProblemError."""
    if name in problems:
        return problems[name]
    for problem in problems.values():
        for question in problem.questions:
            if problem.has_parts and question.id == name:
                return alone(problem, question)
    raise UnknownProblemError(f"no problem has the id {name!r}{_hint(problems, name)}")


def _hint(problems: Problems, name: str) -> str:
    ids = [*problems, *(question.id for problem in problems.values() for question in problem.questions)]
    close = get_close_matches(name, ids, n=3)
    if close:
        return f"; did you mean {' or '.join(dict.fromkeys(close))}?"
    shown = ", ".join(list(problems)[:SHOWN_IDS])
    more = f", … ({len(problems)} in all)" if len(problems) > SHOWN_IDS else ""
    return f"; there are {shown}{more}" if problems else "; there are no problems at all"
