"""How an answer type becomes claims: a question and the values of its fields give what must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from grader.claims import builders
from grader.claims.builders.equality import equality
from grader.claims.builders.forms import TypedAs, with_forms
from grader.claims.definitions import expand
from grader.claims.statements import AllOf, Claim, Equal, Settled, Statement
from grader.language.tree import Node
from grader.problems.question import Question
from grader.wording import reasons

Values = Mapping[str, Node]


def value_claims(
    question: Question, values: Values, unread: frozenset[str] = frozenset(), typed: TypedAs | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a question whose fields are mathematics.

    `values` lacks the fields that were left out and those in `unread`, whose text could not be read. `typed`: a single
    value before it was brought to the unit of the question.
    """
    match question.type:
        case "number" | "expression" | "tensor" | "shape":
            return with_forms(question, values, builders.value.expected_claims(question, values, unread), typed)
        case "set" | "relation":
            return with_forms(question, values, builders.solutions.solution_claims(question, values, unread), typed)
        case "growth":
            return builders.growth.growth_claims(question, values, unread)
        case "constraints":
            return builders.constraints.constraint_claims(question, values, unread)
        case "network":
            return builders.network.network_claims(question, values, unread)
        case "choice" | "text" | "code" | "essay" | "derivation":
            raise ValueError(f"{question.type} answers are words, not values")
        case _:
            assert_never(question.type)


def same_up_to(question: Question, values: Values, others: Values) -> Statement | None:
    """Return the statement that a value is another one up to what does not count; None where everything counts."""
    if question.up_to is None or not question.kind.has_expected_value or values.keys() != others.keys():
        return None
    ((name, value),) = values.items()
    return equality(question, expand(value, question.define), expand(others[name], question.define))


def same_values(question: Question, values: Values, others: Values) -> Statement:
    """Return the statement that the fields named in `others` have the same values, as recognised mistakes need it."""
    if question.kind.is_solutions:
        return builders.solutions.same_solutions(question, next(iter(values.values())), next(iter(others.values())))
    if question.kind.is_growth:
        return builders.growth.same_class(question, next(iter(values.values())), next(iter(others.values())))
    pairs = tuple(
        Equal(expand(values[name], question.define), expand(other, question.define))
        for name, other in others.items()
        if name in values
    )
    if len(pairs) < len(others):
        return Settled(False, "missing field", reasons.FIELD_MISTAKE_LEFT_OUT)
    return AllOf(pairs)
