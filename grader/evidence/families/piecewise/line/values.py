"""The value of a tree at a point of the line: exact where its reader gives one, else enclosed."""

from __future__ import annotations

from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.linear.pieces import Rational, as_number
from grader.evidence.families.piecewise.line.tables import Table
from grader.evidence.numbers.evaluator import Context, Number
from grader.evidence.numbers.look import see
from grader.language.tree import Node

BITS = 128  # of balls


def value_at(case: LineCase, tree: Node, x: Rational) -> Number | None:
    """Return a tree's value at a point, an fmpq or an arb; None where it has none, or it is not clear."""
    try:
        found = case.at(x).read(tree)
    except DeclinedError:
        seen = see(context_of(case), tree, {case.name: x}, BITS)
        return None if isinstance(seen, NoValueError) else seen
    return None if isinstance(found, Table) else as_number(found)


def context_of(case: LineCase) -> Context:
    """Return what evaluations by balls need to know of a question."""
    return Context(case.budget, case.setting.conventions)
