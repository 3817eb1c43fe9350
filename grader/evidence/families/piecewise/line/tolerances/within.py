"""|answer - expected| <= t on a line: exact where both sides are polynomials between breaks, certified for smooth ones.

A refutation shows the point of largest error, or a simpler one near it: between the breaks, not on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from flint import arb, ctx, fmpq, fmpq_poly

from grader.claims.statements import Within
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.equality import METHOD
from grader.evidence.families.piecewise.line.formulas import Split, Stretch, stretches
from grader.evidence.families.piecewise.line.linear.pieces import Rational
from grader.evidence.families.piecewise.line.linear.places import places_of
from grader.evidence.families.piecewise.line.tolerances.bound import Bound, bound_of, critical_points, failure
from grader.evidence.families.piecewise.line.tolerances.smooth import Curve, Search, curve, largest, narrowed
from grader.evidence.families.piecewise.line.values import BITS, context_of, value_at
from grader.evidence.numbers.evaluator import Number
from grader.evidence.numbers.shown import shown, shown_apart
from grader.evidence.signs.roots import Root
from grader.evidence.trees.ranges.simplest import simplest
from grader.language.tree import Node
from grader.records import dataclass
from grader.verdict import Evidence, Point, Proof, Reason, Unknown
from grader.wording import reasons, undecided_reasons

MAX_BOXES = 5_000  # intervals into which a piece is divided
PLAIN = 64  # the largest denominator of a point that is shown as it was found
NEAR = fmpq(9, 10)  # the part of the largest excess that a simpler point must have
OPEN = Unknown(undecided_reasons.DIFFERENCE_COMES_TOO_CLOSE, "max_pieces")


def decide_within(statement: Within, case: LineCase) -> Evidence | None:
    """Return evidence for or against a tolerance; None where it is not of smooth pieces of one variable.

    Raises ExceededError.
    """
    try:
        return _question(statement, case).decide()
    except DeclinedError:
        return None


def within_at(statement: Within, case: LineCase, place: Rational) -> Evidence | bool:
    """Return how a tolerance fails at a point, or whether it holds there."""
    return _question(statement, case).look(place)


def _question(statement: Within, case: LineCase) -> _Question:
    bound = bound_of(statement.absolute, statement.relative, statement.strict)
    return _Question(case, (statement.answer, statement.expected), bound)


@dataclass(frozen=True)
class _Question:
    case: LineCase
    trees: tuple[Node, Node]
    bound: Bound

    def decide(self) -> Evidence | None:
        places = places_of(self.case.domain)
        if self.case.variable is None or places.is_thin or places.is_empty:
            return None
        reader = self.case.reader()
        splits = [Split(tree, self.case.name, reader) for tree in self.trees]
        parts = stretches(splits, reader, places)
        ends = {end for part in parts for end in (part.low, part.high) if end is not None}
        single = {x: self._at(x, splits) for x in ends if places.holds(x)}
        if None in single.values():
            return None
        excesses = {x: self._excess(*pair) for x, pair in single.items() if pair is not None}
        found = self._worst(parts, excesses)
        if found is not None:
            return self._point(found)
        if not all(self._holds(excess) for excess in excesses.values()):
            return OPEN
        return self._proof(parts)

    # Values

    def _at(self, x: Rational, splits: Sequence[Split] = ()) -> tuple[Number, Number] | None:
        """Return both sides at a point, exact or enclosed; None where one has no value or it is not clear."""
        wholes = [split.whole for split in splits] or [None, None]
        values = [
            value_at(self.case, tree, x) if whole is None else whole.at(x)
            for tree, whole in zip(self.trees, wholes, strict=True)
        ]
        answer, expected = values
        return None if answer is None or expected is None else (answer, expected)

    def _excess(self, answer: Number, expected: Number) -> Number:
        with ctx.workprec(BITS):
            return self.bound.excess(answer, expected)

    def _excess_on(self, part: Stretch, x: Rational) -> Number | None:
        """Return by how much the difference of the formulas of a stretch exceeds the bound."""
        values = [formula(x) for formula in part.formulas if isinstance(formula, fmpq_poly)]
        if len(values) == len(part.formulas):
            return self._excess(*values)
        return Search(self.bound, 0).excess(*self._curves(part, slopes=False), x)

    def _fails(self, excess: Number | None) -> bool:
        """Return whether an excess, exact or enclosed, is certainly too much."""
        if excess is None:
            return False
        return self.bound.fails(excess) if isinstance(excess, fmpq) else bool(excess > 0)

    def _holds(self, excess: Number | None) -> bool:
        """Return whether an excess, exact or enclosed, is certainly not too much."""
        if excess is None:
            return False
        if isinstance(excess, fmpq):
            return not self.bound.fails(excess)
        return bool(excess < 0) if self.bound.strict else bool(excess <= 0)

    # Refutations

    def _worst(self, parts: list[Stretch], excesses: Mapping[Rational, Number]) -> Rational | None:
        """Return the point of largest error where the tolerance does not hold there, or a simpler point near it."""
        best: tuple[Number, Stretch | None, Rational] | None = None
        for excess, part, x in chain(self._suspects(parts), ((excess, None, x) for x, excess in excesses.items())):
            if excess is not None and self._fails(excess) and (best is None or bool(excess > best[0])):
                best = (excess, part, x)
        if best is None:
            return None
        excess, part, x = best
        return x if part is None or x.q <= PLAIN else self._simpler(part, x, excess)

    def _suspects(self, parts: list[Stretch]) -> Iterator[tuple[Number | None, Stretch, Rational]]:
        """Yield points of stretches that may have the largest error, each with what it exceeds the bound by."""
        search = Search(self.bound, 0)
        rough: list[tuple[arb, Stretch, Rational]] = []
        for part in parts:
            answer, expected = part.formulas
            if isinstance(answer, fmpq_poly) and isinstance(expected, fmpq_poly):
                for x in critical_points(answer - expected, part.low, part.high):
                    yield self._excess_on(part, x), part, x
            elif part.low is not None and part.high is not None:
                found = largest(search, *self._curves(part, slopes=False), part.low, part.high)
                rough += [] if found is None else [(found[0], part, found[1])]
        if rough:
            _, part, x = max(rough, key=lambda item: item[0])
            assert part.low is not None
            assert part.high is not None
            x = narrowed(search, *self._curves(part, slopes=False), x, part.low, part.high)
            yield self._excess_on(part, x), part, x

    def _curves(self, part: Stretch, slopes: bool = True) -> tuple[Curve, Curve]:
        context, name, budget = context_of(self.case), self.case.name, self.case.budget
        made = [
            curve(formula, name, context, budget) if slopes else Curve(formula, None, name, context)
            for formula in part.formulas
        ]
        return made[0], made[1]

    def _simpler(self, part: Stretch, x: Rational, excess: Number) -> Rational:
        """Return the simplest point around x, in its stretch, where the excess is nearly as large."""
        width = abs(x) / 4 + 1 if part.low is None or part.high is None else (part.high - part.low) / 4
        for _ in range(20):
            low = x - width if part.low is None else max(part.low, x - width)
            high = x + width if part.high is None else min(part.high, x + width)
            found = simplest(low, high)
            there = self._excess_on(part, found)
            if there is not None and self._fails(there) and bool(there >= NEAR * excess):
                return found
            width /= 4
        return x

    def _point(self, x: Rational) -> Evidence:
        """Return a point as evidence, once the trees themselves were evaluated there."""
        values = self._at(x)
        if values is None or not self._fails(self._excess(*values)):
            return OPEN
        exact = all(isinstance(value, fmpq) for value in values)
        sides = shown_apart(*values) or (shown(values[0]), shown(values[1]))
        return Point(self.case.place(x), *sides, METHOD if exact else "enclosures")

    # Proofs

    def _proof(self, parts: list[Stretch]) -> Evidence:
        search, smooth = Search(self.bound, MAX_BOXES), False
        for part in parts:
            answer, expected = part.formulas
            if isinstance(answer, fmpq_poly) and isinstance(expected, fmpq_poly):
                found = failure(answer, expected, self.bound, part.low, part.high)
                if found is not None:
                    return self._tie(found) if isinstance(found, Root) else self._point(found)
                continue
            if part.low is None or part.high is None:
                raise DeclinedError
            smooth = True
            settled = search.settle(*self._curves(part), part.low, part.high)
            if settled is None:
                return OPEN
            if not isinstance(settled, bool):
                return self._point(settled)
        return Proof("branch and bound with enclosures" if smooth else "polynomials on each piece")

    def _tie(self, root: Root) -> Evidence:
        """Return the root of one polynomial, or in words that the difference is the tolerance at an irrational one."""
        if root.rational is not None:
            return self._point(root.rational)
        place = root.ball(BITS).str(12, radius=False)
        text = reasons.DIFFERENCE_EXACTLY_LARGE_TOLERANCE.format(name=self.case.name, place=place)
        return Reason("tolerance", text, METHOD)

    # At one point

    def look(self, x: Rational) -> Evidence | bool:
        """Return how the tolerance fails at a point, or whether it holds there."""
        values = self._at(x)
        excess = None if values is None else self._excess(*values)
        return self._point(x) if self._fails(excess) else self._holds(excess)
