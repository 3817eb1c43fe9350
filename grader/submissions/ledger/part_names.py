"""What the parts of a problem are called: their ids, and letters by their order."""

from __future__ import annotations

from grader.problems.question import Problem, Question
from grader.submissions.ledger.matching import part_name

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def part_names(problem: Problem) -> dict[str, Question]:
    """Return the parts of a problem by what they are called: their ids, and letters by their order.

    The letters count only where no part's id is a number; an id that is the letter of another part's place counts.
    """
    return {name: parts[0] for name, parts in part_targets(problem).items()}


def part_targets(problem: Problem) -> dict[str, tuple[Question, ...]]:
    """Return the parts that each name may be for: the one of that id, and another one where it is its place's letter.

    So `c` names two of the parts c, p and e.
    """
    named: dict[str, tuple[Question, ...]] = {_step(part_name(problem, part)): (part,) for part in problem.questions}
    if any(name.isdigit() for name in named):
        return named
    letters = zip(LETTERS, problem.questions, strict=False)
    placed = {letter: (part,) for letter, part in letters if (part,) != named.get(letter)}
    return {**placed, **{name: (*parts, *placed.get(name, ())) for name, parts in named.items()}}


def schemes(problem: Problem) -> tuple[dict[str, Question], dict[str, Question]]:
    """Return the parts by their ids alone, and by the letters of their places alone."""
    named = {_step(part_name(problem, part)): part for part in problem.questions}
    return named, dict(zip(LETTERS, problem.questions, strict=False))


def part_order(problem: Problem) -> list[str]:
    """Return one name of each part, in the order of the parts."""
    names = part_names(problem)
    return [next(name for name, one in names.items() if one is part) for part in problem.questions]


def _step(name: str) -> str:
    return "".join(name.split())
