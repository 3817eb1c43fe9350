"""Where floors and ceilings jump, and what they are between their jumps."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.monotone import sign_between
from grader.evidence.functions.questions import STEPPED
from grader.evidence.oracle import range_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.language.tree import Call, Node

MAX_JUMPS = 12  # between the ends of an integral


def jumps_of(part: Node, setting: Setting, budget: Budget) -> Iterator[Node]:
    """Yield what changes its sign where a floor or ceiling jumps, if that is known to be at few places."""
    if not isinstance(part, Call) or part.name not in STEPPED:
        return
    low, high = range_of(part.args[0], setting, budget).bounds()
    if low is None or high is None or budget.is_above(high - low, MAX_JUMPS, "max_pieces"):
        return
    for whole in range(ceil(low), floor(high) + 1):
        yield minus(part.args[0], number_tree(Fraction(whole)))


def flat(node: Node, var: str, setting: Setting, budget: Budget) -> Node:
    """Return the value of a floor or ceiling that is one number everywhere in the setting, the call itself if not."""
    if not isinstance(node, Call) or node.name not in STEPPED:
        return node
    (arg,) = node.args
    ends = range_of(arg, setting, budget).bounds()
    if None in ends:
        return node
    known = [end for end in ends if end is not None]
    low, high = map(floor, known)
    if budget.is_above(high - low, MAX_JUMPS, "max_pieces"):
        return node
    likely = floor(sum(known) / 2)
    for whole in sorted(range(low, high + 1), key=lambda value: abs(value - likely)):
        below, above = number_tree(Fraction(whole)), number_tree(Fraction(whole + 1))
        wanted = (Sign.NON_NEGATIVE, Sign.POSITIVE) if node.name == "floor" else (Sign.POSITIVE, Sign.NON_NEGATIVE)
        gaps = zip((minus(arg, below), minus(above, arg)), wanted, strict=True)
        if all(sign_between(gap, var, setting, budget).within(sign) for gap, sign in gaps):
            return below if node.name == "floor" else above
    return node
