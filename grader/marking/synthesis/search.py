"""Weights that do it, found by the solver for all shapes that an answer may have, and marked as an answer is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from grader.claims.builders.claims import value_claims
from grader.claims.builders.setting import setting_of
from grader.claims.statements import Equal, Holds, Within
from grader.errors import AnswerError
from grader.evidence import Budget, weights_for
from grader.evidence.budget import LIMITS
from grader.language.domains import Variable
from grader.language.printing import show
from grader.language.tree import Array, Node, Num, Sym
from grader.marking.answer import FieldAnswer
from grader.marking.ways.values import mark_values
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome

SIZES = (1, 2, 3)  # that are tried where a size is the student's choice
MAX_UNKNOWNS = 12  # numbers to be found
MAX_SOLVER_STEPS = 400_000  # of one question to the solver

Shape = tuple[int, ...]


def correct_weights(question: Question) -> str | None:
    """Return weights that are proved to be a correct answer, in one line; None where none were found."""
    for shapes in _all_shapes(question):
        found = _found(question, shapes)
        if found is not None and _is_correct(question, found):
            return ", ".join(f"{name} = {text}" for name, text in found.items())
    return None


def _is_correct(question: Question, found: Mapping[str, str]) -> bool:
    answers = {name: FieldAnswer(text) for name, text in found.items()}
    return mark_values(question, answers).outcome is Outcome.CORRECT


def _all_shapes(question: Question) -> Iterator[dict[str, Shape]]:
    """Yield the shapes of all fields; where the student chooses sizes, all letters are one number."""
    if question.layers is not None:
        for width in SIZES:
            inputs, outputs = len(question.layers.inputs), question.layers.outputs
            yield {"W_1": (width, inputs), "b_1": (width,), "W_2": (outputs, width), "b_2": (outputs,)}
        return
    domains = {name: field.domain for name, field in question.fields.items()}
    letters = any(isinstance(dim, Sym) for domain in domains.values() for dim in domain.shape)
    for size in SIZES if letters else SIZES[:1]:
        yield {
            name: tuple(int(dim.value) if isinstance(dim, Num) else size for dim in domain.shape)
            for name, domain in domains.items()
        }


def _found(question: Question, shapes: Mapping[str, Shape]) -> dict[str, str] | None:
    """Return the solver's weights by field, as texts."""
    unknowns = [
        Variable(_entry(name, place), replace(question.fields[name].domain, shape=()))
        for name, shape in shapes.items()
        for place in product(*map(range, shape))
    ]
    if len(unknowns) > MAX_UNKNOWNS:
        return None
    try:
        values = {name: _array(name, shape) for name, shape in shapes.items()}
        claims = value_claims(question, values)
    except AnswerError:
        return None
    asked = [claim.statement for claim in claims if not claim.id.startswith("domain")]
    known = [statement for statement in asked if isinstance(statement, Equal | Within | Holds)]
    if len(known) < len(asked) or not known:
        return None
    values_found = weights_for(known, unknowns, setting_of(question), _budget(question))
    if values_found is None:
        return None
    return {name: show(_array(name, shape, values_found)) for name, shape in shapes.items()}


def _budget(question: Question) -> Budget:
    steps = min(MAX_SOLVER_STEPS, question.limits.get("max_solver_steps", MAX_SOLVER_STEPS))
    return Budget(replace(LIMITS, **{**question.limits, "max_solver_steps": steps}))


def _entry(name: str, place: Shape) -> str:
    """Return the name of an unknown, which no answer and no problem can use."""
    return " ".join((name, *map(str, place)))


def _array(name: str, shape: Shape, numbers: Mapping[str, Node] | None = None, place: Shape = ()) -> Node:
    """Return an array of unknowns, or of their values."""
    if len(place) == len(shape):
        entry = _entry(name, place)
        return Sym(entry) if numbers is None else numbers[entry]
    return Array(tuple(_array(name, shape, numbers, (*place, number)) for number in range(shape[len(place)])))
