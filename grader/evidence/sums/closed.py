"""Finite sums whose bounds are symbols and whose terms hold binomial coefficients or waves, in closed form.

A sum is replaced only where each of its terms is proved to have a closed form at all points of the domain. Empty sums
are 0, x^0 is 1, and binomials are 0 outside the triangle.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.integrals.terms import NoTermsError, Term, expanded, total
from grader.evidence.sums.binomial import binomial_sum
from grader.evidence.sums.choices import column_sum, paired_sum
from grader.evidence.sums.frame import Frame, NoClosedFormError, form_of
from grader.evidence.sums.waves import wave_sum
from grader.language.tree import Bind, Call, Node, is_infinite, symbols, walk

KNOWN = frozenset({"binom", "cos", "sin"})


def finite_sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the closed form of a finite sum, or None where none is known."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high):
        return None
    if not any(isinstance(part, Call) and part.name in KNOWN and node.var in symbols(part) for part in walk(node.body)):
        return None
    try:
        frame = Frame(node.var, form_of(low), form_of(high), setting, budget)
        if not (frame.is_whole(frame.low) and frame.is_whole(frame.high)):
            return None
        return total([_closed(term, frame) for term in expanded(node.body, node.var)])
    except (NoClosedFormError, NoTermsError):
        return None


def _closed(term: Term, frame: Frame) -> Node:
    """Return the sum of one term."""
    if not all(frame.has_value(part) for part in term.coefficient):
        raise NoClosedFormError
    choices = [part for part in term.factors if isinstance(part, Call) and part.name == "binom"]
    match choices:
        case []:
            return wave_sum(term, frame)
        case [Call(_, (top, _))] if frame.var in symbols(top):
            return column_sum(term, choices, frame)
        case [_]:
            return binomial_sum(term, choices, frame)
        case _:
            return paired_sum(term, choices, frame)
