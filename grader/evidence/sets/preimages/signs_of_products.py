"""Signs of products and quotients, from those of their factors: x ln(x) = 0, x sin(x) > 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.sets.ends import ZERO
from grader.evidence.sets.lines import EVERYTHING, NOTHING, Line, combined, complement, intersection_of, point, union
from grader.language.tree import Div, Mul, Node

if TYPE_CHECKING:
    from grader.evidence.sets.preimages.preimages import Preimages

BELOW = Line((ZERO,), (False,), (True, False))
ABOVE = Line((ZERO,), (False,), (False, True))


def by_factors(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where a product has its value in a set that only the sign decides; None for other trees and sets."""
    factors = list(_factors(node))
    if len(factors) < 2 or line.marks != (ZERO,):
        return None
    zero = union([solver.preimage(factor, point(ZERO)) for factor in factors], solver.order)
    if line.between[0] == line.between[1]:
        return zero if line.at[0] else complement(zero)
    above, below = EVERYTHING, NOTHING
    for factor in factors:
        up, down = solver.preimage(factor, ABOVE), solver.preimage(factor, BELOW)
        above, below = (_either(solver, [(above, a), (below, b)]) for a, b in ((up, down), (down, up)))
    chosen = above if line.between[1] else below
    return union([chosen, zero], solver.order) if line.at[0] else chosen


def _either(solver: Preimages, pairs: list[tuple[Line, Line]]) -> Line:
    return union([combined(intersection_of, a, b, solver.order) for a, b in pairs], solver.order)


def _factors(node: Node) -> list[Node]:
    match node:
        case Mul(parts):
            return [factor for part in parts for factor in _factors(part)]
        case Div(num, den):
            return [*_factors(num), *_factors(den)]
        case _:
            return [node]
