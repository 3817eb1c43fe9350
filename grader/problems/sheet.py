"""What stands on the sheet of an assignment: headings that name each problem, prompts, a place for every field."""

from __future__ import annotations

from collections.abc import Iterator

from grader.problems.assignment import Assignment
from grader.problems.question import Problem, Question
from grader.records import dataclass

ANSWER = "Answer:"  # stands before the place of an answer that has no name
OPTIONS = "Options:"  # stands before the options of a choice


@dataclass(frozen=True)
class Asked:
    """A heading of a sheet with what stands below it.

    `question` is None for the heading of a problem with parts. `depth`: 0 for a problem, 1 for a part.
    """

    id: str
    heading: str
    prompt: str
    depth: int = 0
    question: Question | None = None

    @property
    def key(self) -> str:
        """Return what a part is called in its problem."""
        return self.id.partition(".")[2] or self.id

    @property
    def options(self) -> str:
        """Return the options of a choice as a list in Markdown."""
        return "" if self.question is None else options_list(self.question)

    @property
    def places(self) -> tuple[str, ...]:
        """Return the names of the fields that are filled in, one empty name where there is one field."""
        return () if self.question is None else places_of(self.question)


def options_list(question: Question) -> str:
    """Return the options of a choice as a list in Markdown: `- A: linear`, a line each."""
    return "\n".join(f"- {key}: {_line(text)}".removesuffix(": ") for key, text in question.options.items())


def places_of(question: Question) -> tuple[str, ...]:
    """Return the names of the fields that a sheet has a place for; of layers the first, the others are named so."""
    if question.layers is not None:
        return tuple(question.fields)[:2]
    names = tuple(question.fields)
    return names if len(names) > 1 or question.kind.may_be_none else ("",)


def asked_on(assignment: Assignment) -> Iterator[Asked]:
    """Yield what stands on the sheet of an assignment, in order."""
    for id_, problem in assignment.problems.items():
        labels = assignment.sheet.labels.get(id_, ()) if assignment.sheet else ()
        yield from _problem(assignment, problem, labels[0] if labels else "")


def _problem(assignment: Assignment, problem: Problem, label: str) -> Iterator[Asked]:
    named = f"Problem {label}" if label[:1].isdigit() else label
    points = assignment.points[problem.id]
    worth = f"{points} point" if points == 1 else f"{points} points"
    head = ": ".join(part for part in (named, _line(problem.title)) if part) or "Problem"
    heading = f"{head}, {worth} ({problem.id})"
    if not problem.has_parts:
        yield Asked(problem.id, heading, problem.questions[0].prompt or problem.prompt, 0, problem.questions[0])
        return
    yield Asked(problem.id, heading, problem.prompt)
    for part in problem.questions:
        own = f" {_line(part.title)}" if part.title and part.title != problem.title else ""
        name = part.id.removeprefix(f"{problem.id}.")
        yield Asked(part.id, f"Part {name}{own} ({part.id})", part.prompt, 1, part)


def _line(text: str) -> str:
    return " ".join(text.split())
