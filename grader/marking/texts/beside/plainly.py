"""Takes away what stands beside a value and leaves it what it is, one kind after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.marking.texts.beside.bases import without_base
from grader.marking.texts.beside.counted import without_counted
from grader.marking.texts.beside.entry_units import in_one_unit
from grader.marking.texts.beside.extrema import without_kind
from grader.marking.texts.beside.factors import without_times
from grader.marking.texts.beside.facts import without_fact
from grader.marking.texts.beside.multiplicities import without_multiplicity
from grader.marking.texts.beside.rates import without_rate
from grader.marking.texts.beside.reasons import behind_calculation, without_reason, without_sign
from grader.marking.texts.beside.said_again import quantity_said
from grader.marking.texts.beside.substances import without_substance
from grader.problems.question import Field, Question

_RULES: tuple[Callable[[Question, Field, str], str], ...] = (
    without_rate,
    without_times,
    without_multiplicity,
    without_substance,
    without_reason,
    without_counted,
    without_kind,
    in_one_unit,
    without_fact,
    without_base,
    quantity_said,
    behind_calculation,
    without_sign,
)


def texts_without(question: Question, field: Field, text: str) -> Iterator[str]:
    """Yield a text without each kind of such words; itself where none of the kind stands there."""
    for rule in _RULES:
        yield rule(question, field, text)
