"""A row of the strategy's tables: one way to decide, what it concerns, and what loads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from grader.evidence.errors import DeclinedError
from grader.evidence.kept import kept
from grader.evidence.method import Agreement, Method, Prover
from grader.evidence.question.question import Question
from grader.faces import loaded
from grader.records import dataclass
from grader.verdict import Unknown

A = TypeVar("A")


@dataclass(frozen=True, eq=False)
class Row(Generic[A]):
    """A way to decide. A last resort is asked, too, where one before it left the question open with `Unknown`.

    What a final one says is the last word, even that it is open: no other way is for its questions. Questions about
    numbers alone (`Goal.is_scalar`) are asked of those that are for scalars, plain ones (`Goal.is_plain`) of those that
    are for plain ones: the probes of all others would say no.
    """

    name: str
    concerns: Callable[[A], bool]
    load: Callable[[], Method[A]]
    is_resort: bool = False
    is_final: bool = False
    is_for_scalars: bool = False
    is_for_plain: bool = False

    @kept
    def method(self) -> Method[A]:
        """Return the way itself, loaded when it is first asked for."""
        return loaded(self.load)()


def proving(prover: Prover) -> Method[Question]:
    """Return the method of a prover: agreement, or a reason to ask the next one."""

    def agreed(question: Question) -> Agreement | None:
        found = prover(question.answer, question.expected, question.scope)
        if isinstance(found, Unknown):
            raise DeclinedError(found.reason, found.limit)
        return None if found is None else Agreement(found)

    return agreed
