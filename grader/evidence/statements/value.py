"""The value of a constant expression, for echo and reports."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.statements import Setting
from grader.evidence.arrays.grids import Entry, Grid, ShapeError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.complex import Gauss, see_complex, shown_complex
from grader.evidence.numbers.look import STEPS, see
from grader.evidence.numbers.shown import shown_or_why
from grader.evidence.precision import own_precision
from grader.evidence.question.prepare import Case, prepare
from grader.evidence.question.told import told_at
from grader.evidence.trees.build import is_condition
from grader.language.tree import Node, substitute
from grader.verdict import Truth, Undefined, Value


@own_precision
def value(tree: Node, at: Mapping[str, Node] | None, budget: Budget) -> Value:
    """Return the exact value, or an enclosure, of a constant expression; `Undefined` says why there is none."""
    try:
        case, (entry,) = prepare([substitute(tree, dict(at or {}))], Setting(), budget)
        return _value(case, entry)
    except ExceededError as error:
        return Undefined(f"too large: {error.limit}")
    except ShapeError as error:
        return Undefined(error.text)
    except UnclearError as error:
        return Undefined(error.why)


def _value(case: Case, entry: Entry) -> Value:
    if isinstance(entry, Grid):
        return tuple(_value(case, item) for item in entry.items)
    if case.is_complex:
        found = see_complex(case.context, entry, {}, STEPS[1])
        return shown_complex(found) if isinstance(found, Gauss) else shown_or_why(found)
    if is_condition(entry):
        told = told_at(case, entry, {}, STEPS[2])
        if isinstance(told, NoValueError):
            return shown_or_why(told)
        return Undefined("too close to call") if told is None else Truth(told)
    return shown_or_why(see(case.context, entry, {}, STEPS[1]))
