"""Derivatives of integrals, limits and series by a symbol of an open domain, from their closed forms.

Where a closed form holds for all values of a symbol near a place, both have one derivative there.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import Bind, Cases, Derivative, Node, symbols
from grader.records import replace

HIDING = frozenset({Bind, Cases})  # kinds of nodes that a closed form here has not
Closed = Callable[[Node, Setting, Budget], Node]


def slope_of_closed_form(node: Derivative, setting: Setting, budget: Budget, closed: Closed) -> Node | None:
    """Return the derivative of what `closed` puts in for the body, proved for all points of the setting, or None."""
    if setting.assume or not _is_open(node.var, setting):
        return None
    body = closed(node.body, setting, budget)
    if not HIDING.isdisjoint(facts_of(body).kinds) or not defined_everywhere(body, setting, budget):
        return None
    try:
        slope = differentiated(replace(node, body=body), budget)
    except DeclinedError as error:
        budget.declined(error)
        return None
    return slope if defined_everywhere(slope, setting, budget) else None


def _is_open(name: str, setting: Setting) -> bool:
    """Whether a real symbol may vary a little around each of its values, whatever the others are."""
    own = [variable.domain for variable in setting.variables if variable.name == name]
    if len(own) != 1 or own[0].base != "real" or own[0].members is not None or own[0].shape:
        return False
    ends = [end for one in setting.variables for end in (one.domain.low, one.domain.high, *(one.domain.members or ()))]
    is_alone = not any(end is not None and name in symbols(end) for end in ends)
    return is_alone and not own[0].low_closed and not own[0].high_closed
