"""The driver asks the rows of a table in turn.

It alone turns declining into the next row, a spent budget into `Unknown`, and agreement, with definedness, into a
proof. `Unknown` ends a search but for last resorts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import ExceededError, words_of
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.method import Agreement, Method, Scope
from grader.evidence.question.goal import Goal
from grader.evidence.question.question import Question
from grader.evidence.strategy import loading, table
from grader.evidence.strategy.table import Row
from grader.evidence.trees.properties.total import is_total
from grader.language.domains import Variable
from grader.language.tree import Bind, Node
from grader.records import replace
from grader.verdict import MISFIT, Evidence, Proof, Reason, Unknown

if TYPE_CHECKING:
    from grader.evidence.numbers.evaluator import Evaluator, Number


class Asked(Protocol):
    """A question of a table, with what is to be said where it stays open."""

    @property
    def scope(self) -> Scope:
        """Return what it is asked in."""

    @property
    def reason(self) -> Unknown:
        """Return what is to be said where the question stays open."""

    def because(self, reason: Unknown) -> Self:
        """Return the same question with another reason."""


A = TypeVar("A", bound=Asked)
T = TypeVar("T")


class Engine:
    """The oracle: what lower floors ask of higher ones."""

    def decide(self, goal: Goal) -> Evidence:
        """Return evidence for or against a statement, `Unknown` where a limit or an unsupported part stopped it."""
        rows = table.GOALS
        found = _driven(table.of_numbers(rows, goal.is_plain) if goal.is_scalar else rows, goal, _of_goal)
        if isinstance(found, Unknown) and not found.limit:
            return replace(found, limit=goal.scope.budget.hit)
        return found

    def equal(self, question: Question) -> Evidence:
        """Return evidence for or against the equality of two sides; raises what stops the whole statement."""
        return _driven(table.COMPLEX_SIDES if question.case.is_complex else table.SIDES, question, _covered)

    def agree(self, left: Node, right: Node, scope: Scope) -> bool:
        """Return whether two sides agree wherever both are defined, by a normal form or on residue classes."""
        return any(isinstance(prover(left, right, scope), Proof) for prover in loading.load_agreement())

    def value(self, at: Evaluator, bound: Bind) -> Number:
        """Return the value of an integral, a limit or an infinite series at a point; raises NoValueError."""
        return loading.load_values()(at, bound)

    def closed_forms(self, node: Node, scope: Scope) -> Node:
        """Return a tree with closed forms put in for its integrals, limits and sums."""
        return loading.load_closed_forms()(node, scope.setting, scope.budget)

    def have_one_domain(self, left: Node, right: Node, variable: Variable, scope: Scope) -> bool:
        """Return whether two expressions in one symbol are proved to have values at the same points."""
        return loading.load_domains()(left, right, variable, scope.setting, scope.budget)


ENGINE = Engine()


def _driven(rows: Sequence[Row[A]], question: A, ask: Callable[[Method[A], A], Evidence | None]) -> Evidence:
    """Return what the first row says that does not decline; of one that leaves it open, what last resorts say."""
    is_open = False
    for row in rows:
        if (is_open and not row.is_resort) or not row.concerns(question):
            continue
        try:
            found = ask(row.method, question)
        except DeclinedError as error:
            if error.why:
                question = question.because(Unknown(error.why, error.limit))
            question.scope.budget.declined(error)
            continue
        if isinstance(found, Unknown) and not row.is_final:
            is_open, question = True, question.because(found)
        elif found is not None:
            return found
    return question.reason


def _covered(method: Method[Question], question: Question) -> Evidence | None:
    """Return what a method finds; where both sides agree, a proof once definedness is proved too."""
    found = method(question)
    if not isinstance(found, Agreement):
        return found
    if question.case.is_complex:  # what has a value at all real numbers may have none at complex ones
        return loading.load_coverage()(question, found.evidence)
    if question.search.is_shared and is_total(question.answer) and is_total(question.expected):
        return found.evidence  # defined at all points of a domain that has a point
    return loading.load_coverage()(question, found.evidence)


def guarded(ask: Callable[[], T]) -> T | Unknown | Reason:
    """Return what is asked for, or what is said where a limit or an unsupported part stopped it."""
    try:
        return ask()
    except ExceededError as error:
        return Unknown(words_of(error.limit), error.limit)
    except ShapeError as error:
        return Reason("shape", error.text, MISFIT)
    except UnclearError as error:
        return Unknown(error.why, error.limit)
    except RecursionError:
        return Unknown(words_of("max_depth"), "max_depth")


def _of_goal(method: Method[Goal], goal: Goal) -> Evidence | None:
    """Return what a method finds, or `Unknown` where a limit or an unsupported part stopped it."""
    found = guarded(lambda: method(goal))
    assert not isinstance(found, Agreement)
    return found
