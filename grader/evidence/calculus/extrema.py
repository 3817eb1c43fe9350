r"""Maxima and minima over an index: at an end of its range where the body is monotone, or written out.

Written out are those over few numbers whose body holds other symbols: `\max_{i=0}^1 |x - i|` is `\max(|x|, |x - 1|)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.polynomials import integer_literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Call,
    CaptureError,
    Cases,
    Derivative,
    Node,
    SetOf,
    Sym,
    is_infinite,
    substitute,
)
from grader.records import replace

MAX_TERMS = 64  # of an extremum that is written out


def extremum_at_an_end(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value at one end of an index's range, for a body that is monotone there; None for others.

    The ends are integers, and there is an index between them, at every point of the domain; an end may be infinite
    where the body falls to it from a maximum (or rises from a minimum). The body is defined at every index.
    """
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low):
        return None
    try:
        if not _has_all_values(node, low, high, setting, budget):
            return None
        before_last = _with_index(node, setting, low, high if is_infinite(high) else minus(high, ONE))
        step = sign_of(minus(_at(node, Add((Sym(node.var), ONE))), node.body), before_last, budget)
        end = _end(node, step) or _end(node, _slope(node, _with_index(node, setting, low, high, "real"), budget))
        return None if end is None or is_infinite(end) else _at(node, end)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _slope(node: Bind, setting: Setting, budget: Budget) -> Sign:
    """Return the sign of the body's derivative by the index, where it has one at all real places of the range."""
    slope = Derivative(node.body, node.var)
    if not defined_everywhere(slope, setting, budget):
        raise DeclinedError
    return sign_of(differentiated(slope, budget), setting, budget)


def _has_all_values(node: Bind, low: Node, high: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether there is an index, the ends are integers, and the body is defined at every index."""
    if not is_infinite(high):
        return defined_everywhere(node, setting, budget)
    endless = _with_index(node, setting, low, high)
    return integer_literal(low) is not None and defined_everywhere(node.body, endless, budget)


def _with_index(
    node: Bind, setting: Setting, low: Node, high: Node, base: Literal["integer", "real"] = "integer"
) -> Setting:
    above = None if is_infinite(high) else high
    index = Domain(base=base, low=low, high=above, low_closed=True, high_closed=above is not None, text="an index")
    return replace(setting, variables=(*setting.variables, Variable(node.var, index)))


def _end(node: Bind, step: Sign) -> Node | None:
    """Return the end of the range at which the body is greatest (for a minimum: least)."""
    is_greatest = node.kind == "max"
    if step.within(Sign.NON_POSITIVE):
        return node.low if is_greatest else node.high
    if step.within(Sign.NON_NEGATIVE):
        return node.high if is_greatest else node.low
    return None


def _at(node: Bind, place: Node) -> Node:
    try:
        return substitute(node.body, {node.var: place})
    except CaptureError as error:
        raise DeclinedError(str(error)) from None


def extremum_written_out(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return an extremum over few numbers as one of that many values; None for others, and over nothing."""
    places = _places(node, budget)
    if not places or isinstance(node.body, Cases) or budget.is_above(len(places), MAX_TERMS, "max_terms"):
        return None
    budget.spend(len(places))
    try:
        values = [_at(node, place) for place in places]
    except DeclinedError as error:
        budget.declined(error)
        return None
    return values[0] if len(values) == 1 else Call(node.kind, tuple(values))


def _places(node: Bind, budget: Budget) -> Sequence[Node]:
    """Return the values of an index between two numbers, or those of a set that is written out; none for others."""
    if isinstance(node.low, SetOf) and node.high is None:
        return node.low.items
    if node.low is None or node.high is None:
        return ()
    low, high = integer_literal(node.low), integer_literal(node.high)
    if low is None or high is None or budget.is_above(high - low + 1, MAX_TERMS, "max_terms"):
        return ()
    return [number_tree(place) for place in range(low, high + 1)]
