"""Names by which documents cannot tell problems, parts and options apart; their authors are warned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.errors import Diagnostic
from grader.problems.question import Problem, Question

LETTERS = "abcdefghijklmnopqrstuvwxyz"  # by which parts are counted


def mistakable(problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each name of a problem or a part that something else has as well."""
    every = list(problems)
    used = _used(every)
    for problem in every:
        for message in (*_parts(problem), *_options(problem), *_id(problem, used)):
            yield Diagnostic(problem.file, problem.questions[0].line, 0, problem.id, message)


def _names(problem: Problem) -> dict[str, Question]:
    """Return the parts of a problem by their ids within it."""
    return {part.id.removeprefix(f"{problem.id}."): part for part in problem.questions} if problem.has_parts else {}


def _letters(problem: Problem) -> dict[str, Question]:
    """Return the parts of a problem by the letters of their places, which count where no id is a number."""
    is_counted = problem.has_parts and not any(name.isdigit() for name in _names(problem))
    return dict(zip(LETTERS, problem.questions, strict=False)) if is_counted else {}


def _parts(problem: Problem) -> Iterator[str]:
    letters = _letters(problem)
    for name, part in _names(problem).items():
        other = letters.get(name)
        if other is not None and other is not part:
            yield (
                f"the part `{name}` has the letter of another one's place, that of `{other.id}`: students who count"
                " `a)`, `b)` may mean either, and where nothing says which one, a person looks"
            )


def _options(problem: Problem) -> Iterator[str]:
    marks = {**_letters(problem), **_names(problem)}
    for part in problem.questions if problem.has_parts else ():
        shared = [key for key in part.options if key in marks]
        if shared:
            listed = ", ".join(f"`{key}`" for key in shared)
            yield (
                f"the options {listed} of `{part.id}` are marks of parts as well: `{shared[0]})` by itself may be"
                " either, and goes to a person; capital letters are told apart"
            )
            return


def _used(problems: Iterable[Problem]) -> dict[str, dict[str, str]]:
    """Return by name what problems call so: an option, or the mark of a part."""
    used: dict[str, dict[str, str]] = {}
    for problem in problems:
        for name in {**_letters(problem), **_names(problem)}:
            used.setdefault(name, {})[problem.id] = "the mark of a part"
        for key in (key for question in problem.questions for key in question.options):
            used.setdefault(key, {})[problem.id] = "an option"
    return used


def _id(problem: Problem, used: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    others = ((id_, kind) for id_, kind in used.get(problem.id, {}).items() if id_ != problem.id)
    for id_, kind in others:
        yield (
            f"the id is {kind} of `{id_}`, too: a line that begins with `{problem.id}` may be an answer to that problem"
            "; a longer id is told apart"
        )
        return
