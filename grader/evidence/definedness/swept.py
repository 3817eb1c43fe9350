"""Conditions on the signs of rational functions of one symbol: their roots, with multiplicities, tell all signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grader.evidence.budget import ExceededError
from grader.evidence.definedness.formulas import Atom, Formula, Role, parts_of
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import flipped
from grader.evidence.signs.roots import Root, in_order, repeated_roots
from grader.evidence.trees.rational import rational_function
from grader.language.tree import Sym


class Swept(NamedTuple):
    """A line cut at `roots`, and whether each formula holds on its cells: open ones, and roots between them."""

    roots: list[Root]
    holds: list[list[bool]]


class _Condition(NamedTuple):
    """A rational function has one of the signs `wanted`; far to the left it has the sign `start`."""

    start: Sign
    roots: dict[Root, int]
    wanted: Sign

    def holding(self, roots: Sequence[Root]) -> Iterator[bool]:
        """Yield whether it holds on each cell."""
        sign = self.start
        yield sign.within(self.wanted)
        for root in roots:
            times = self.roots.get(root, 0)
            yield (Sign.ZERO if times else sign).within(self.wanted)
            if times % 2:
                sign = flipped(sign)
            yield sign.within(self.wanted)


def swept(name: str, formulas: Sequence[Formula]) -> Swept | None:
    """Return where formulas hold that ask for signs of rational functions, where these have values; None for others.

    At a pole nothing is told: the formulas say of their parts that they have values.
    """
    symbol = Sym(name)
    try:
        found = [[_condition(part, symbol) for part in parts_of(formula)] for formula in formulas]
    except ExceededError:
        return None
    if any(condition is None for conditions in found for condition in conditions):
        return None
    known = [[condition for condition in conditions if condition is not None] for conditions in found]
    roots = in_order(list(dict.fromkeys(root for conditions in known for one in conditions for root in one.roots)))
    return Swept(roots, [_all(conditions, roots) for conditions in known])


def _condition(part: Formula, symbol: Sym) -> _Condition | None:
    if not isinstance(part, Atom) or part.role is not Role.UNDEFINED:
        return None
    function = rational_function(part.node, symbol)
    if function is None:
        return None
    start, roots = repeated_roots((function.num * function.den).numer())
    return _Condition(Sign(start), roots, part.sign)


def _all(conditions: Sequence[_Condition], roots: Sequence[Root]) -> list[bool]:
    cells = 2 * len(roots) + 1
    return [all(cell) for cell in zip([True] * cells, *(one.holding(roots) for one in conditions), strict=True)]
