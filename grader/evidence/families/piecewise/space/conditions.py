"""Conditions on linear forms: comparisons with 0, and what `and`, `or` and `not` make of conditions."""

from __future__ import annotations

from collections.abc import Sequence

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.space.forms import (
    CONSTANT,
    NIL,
    ONE,
    Comparison,
    Condition,
    Form,
    Junction,
    Negation,
    combined,
    value_of,
)

MIRRORED = {"<": ">", "<=": ">="}


def compared(op: str, form: Form) -> Condition:
    """Return the condition `form op 0`, settled where the form is constant."""
    value = value_of(form)
    if value is not None:
        return bool({">": value > NIL, ">=": value >= NIL, "=": value == NIL, "!=": value != NIL}[op])
    lead = abs(form[min(number for number in form if number != CONSTANT)])
    return Comparison(op, frozenset((number, part / lead) for number, part in form.items()))  # type: ignore[arg-type]


def signs_of(factors: Sequence[Form]) -> tuple[Condition, Condition]:
    """Return the conditions that a product is positive, and that it is negative."""
    positive: Condition = True
    negative: Condition = False
    for factor in factors:
        above, below = compared(">", factor), compared(">", combined([(-ONE, factor)]))
        positive, negative = (
            either([every([positive, above]), every([negative, below])]),
            either([every([positive, below]), every([negative, above])]),
        )
    return positive, negative


def every(parts: Sequence[Condition]) -> Condition:
    """Return the condition that all parts hold."""
    return _junction(True, parts)


def either(parts: Sequence[Condition]) -> Condition:
    """Return the condition that a part holds."""
    return _junction(False, parts)


def _junction(all_of: bool, parts: Sequence[Condition]) -> Condition:
    kept = tuple(part for part in parts if part is not all_of)
    if any(part is (not all_of) for part in kept):
        return not all_of
    if not kept:
        return all_of
    return kept[0] if len(kept) == 1 else Junction(all_of, kept)


def negated(part: Condition) -> Condition:
    """Return the condition that a part does not hold."""
    match part:
        case bool():
            return not part
        case Negation(inner):
            return inner
        case _:
            return Negation(part)


def logic(op: str, args: list[Condition]) -> Condition:
    """Return what a connective makes of conditions; raises DeclinedError for those that are not known."""
    match op:
        case "and":
            return every(args)
        case "or":
            return either(args)
        case "not":
            return negated(args[0])
        case "implies":
            return either([negated(args[0]), args[1]])
        case "iff":
            return either([every(args), every([negated(arg) for arg in args])])
        case _:
            raise DeclinedError
