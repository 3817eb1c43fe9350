"""What the parts of a problem are called: their ids, and letters by their order."""

from __future__ import annotations

from grader.problems.question import Problem, Question
from grader.submissions.ledger.matching import part_name

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def part_names(problem: Problem) -> dict[str, Question]:
    """Return the parts of a problem by what they are called: their ids, and letters by their order.

    The letters count only where no part's id is one of them, or a number.
    """
    named = {_step(part_name(problem, part)): part for part in problem.questions}
    letters = dict(zip(LETTERS, problem.questions, strict=False))
    if any(name in letters or name.isdigit() for name in named):
        return named
    return {**letters, **named}


def part_order(problem: Problem) -> list[str]:
    """Return one name of each part, in the order of the parts."""
    names = part_names(problem)
    return [next(name for name, one in names.items() if one is part) for part in problem.questions]


def _step(name: str) -> str:
    return "".join(name.split())
