"""A function with units at equally spaced kinks, piece by piece: with a letter for the number of the piece.

The kinks lie at p + q j. On the piece from p + q k to p + q (k + 1) those units of a run are at work whose kink is at
or before k: their sum is closed in k, since sums of polynomials over an index are polynomials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import comb

from flint import fmpq

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.piecewise.sized.affine import Affine, affine, of_affine
from grader.evidence.families.piecewise.sized.ring import PLACE, Quotient, Ring
from grader.evidence.families.piecewise.sized.units import Read, Run
from grader.records import dataclass

PIECE, ALONG = "piece]", "along]"  # the number of a piece, and where on it: 0 at its first kink, 1 at the next one
MAX_DEGREE = 12  # of what is summed over an index
MAX_PIECES = 40  # between kinks whose places depend on a size

Ends = tuple[fmpq, fmpq]


@dataclass(frozen=True)
class Piece:
    """A formula in `PIECE` and `ALONG`, and the input there, where `PIECE` is at least `low` and at most `high`.

    What is `positive` or `not_negative` there says where the interval ends between two kinks.
    """

    value: Quotient
    input: Quotient
    low: tuple[Affine, ...]
    high: tuple[Affine, ...]
    positive: tuple[Quotient, ...]
    not_negative: tuple[Quotient, ...]


@dataclass(frozen=True)
class _Option:
    """What a run adds where the piece is at least `low` and at most `high`; those of one run leave out no piece."""

    low: Affine | None
    high: Affine | None
    value: Quotient | None


@dataclass
class _Grid:
    """Kinks at `start + step j`."""

    read: Read
    start: Quotient
    step: Quotient

    @property
    def ring(self) -> Ring:
        return self.read.ring

    def place(self, knot: Quotient) -> Affine | None:
        """Return which kink of the grid a place is; None for any other place."""
        along = self.ring.over_sign(self.ring.minus(knot, self.start), self.step)
        return affine(self.ring, along, self.read.size)


def pieces(read: Read, ends: Ends) -> Iterator[Piece]:
    """Yield the pieces of a function that cover an interval; raises DeclinedError, ExceededError."""
    ring = read.ring
    runs = [_together(read, run) for run in read.runs]
    grid = _grid(read, runs, ends)
    plain = [read.plain, *(total(ring, part, low, high, read.size) for low, high, part in read.sums)]
    span = _span(grid, ends)
    low, high = span.low, span.high
    options = []
    for run in runs:
        found = _options(grid, run, ends)
        if isinstance(found, Quotient):
            plain.append(found)
        else:
            options.append([one for one in found if _may_be(one, low, high)])
    count = 0
    for chosen in product(*options):
        lows = [low, *(one.low for one in chosen)]
        highs = [high, *(one.high for one in chosen)]
        bounds = [tuple(end for end in side if end is not None) for side in (lows, highs)]
        if any(first.minus(last).plus(-1).is_never_negative for first in bounds[0] for last in bounds[1]):
            continue
        count += 1
        refuse_above(count, MAX_PIECES, "max_pieces")
        value = ring.total([*plain, *(one.value for one in chosen if one.value is not None)])
        yield Piece(_local(grid, value), span.input, bounds[0], bounds[1], span.positive, span.not_negative)


def _local(grid: _Grid, value: Quotient) -> Quotient:
    """Return a function of the input as one of the number of the piece and the place on it."""
    ring = grid.ring
    along = ring.times(grid.step, ring.plus(ring.gen(PIECE), ring.gen(ALONG)))
    return ring.put_in(value, grid.read.input, ring.plus(grid.start, along))


@dataclass(frozen=True)
class _Span:
    """The first and the last piece that meet an interval, where they are whole numbers, and what holds otherwise."""

    low: Affine | None
    high: Affine | None
    positive: tuple[Quotient, ...]
    not_negative: tuple[Quotient, ...]
    input: Quotient


def _span(grid: _Grid, ends: Ends) -> _Span:
    """Return which pieces meet an interval: they begin before its end, and end behind its beginning."""
    ring, k = grid.ring, grid.ring.gen(PIECE)
    low, high = (grid.place(ring.constant(end)) for end in ends)
    x = _local(grid, ring.gen(grid.read.input))
    positive: list[Quotient] = []
    inside: list[Quotient] = []
    for end, known, beyond, sign in ((ends[0], low, 1, 1), (ends[1], high, 0, -1)):
        if known is None:
            kink = ring.plus(grid.start, ring.times(grid.step, ring.plus(k, ring.constant(beyond))))
            for place, found in ((kink, positive), (x, inside)):
                found.append(ring.times(ring.constant(sign), ring.minus(place, ring.constant(end))))
    return _Span(low, None if high is None else high.plus(-1), tuple(positive), tuple(inside), x)


def _together(read: Read, run: Run) -> Run:
    """Return a run whose kinks are all at one place as one unit there."""
    ring, size = read.ring, read.size
    knot = ring.coefficients(run.knot, PLACE)
    if run.low == run.high:
        at = of_affine(ring, run.low, size)
        return Run(run.low, run.low, ring.put_in(run.weight, PLACE, at), ring.put_in(run.knot, PLACE, at))
    if len(knot) == 1:
        return Run(run.low, run.low, total(ring, run.weight, run.low, run.high, size), run.knot)
    if len(knot) > 2:
        raise DeclinedError
    if knot[1].num.leading_coefficient() * knot[1].den.leading_coefficient() < 0:
        other = ring.minus(of_affine(ring, run.low.added(run.high), size), ring.gen(PLACE))
        return Run(run.low, run.high, *(ring.put_in(part, PLACE, other) for part in (run.weight, run.knot)))
    return run


def _grid(read: Read, runs: list[Run], ends: Ends) -> _Grid:
    """Return the grid of the kinks, the ends of the interval where none runs; different steps decline."""
    if all(run.low == run.high for run in runs):
        return _Grid(read, *(read.ring.constant(number) for number in (ends[0], ends[1] - ends[0])))
    knots = [read.ring.coefficients(run.knot, PLACE) for run in runs if run.low != run.high]
    steps = {(str(knot[1].num), str(knot[1].den)) for knot in knots}
    if len(steps) != 1:
        raise DeclinedError
    start, step = knots[0]
    read.signs.append((step, Affine(0, 1), Affine(0, 1)))
    return _Grid(read, start, step)


def _options(grid: _Grid, run: Run, ends: Ends) -> list[_Option] | Quotient:
    """Return what a run adds on which pieces; a polynomial in the input where it does the same on all of them."""
    ring = grid.ring
    moved = ring.coefficients(run.knot, PLACE)[0]
    shift = grid.place(moved)
    if run.low == run.high:
        if shift is None:
            return _outside(grid, run, ends)
        return [_Option(None, shift.plus(-1), None), _Option(shift, None, _working(grid, run, run.high, None))]
    if shift is None:
        raise DeclinedError
    low, high = run.low.added(shift), run.high.added(shift)
    return [
        _Option(None, low.plus(-2), None),
        _Option(low.plus(-1), high, _working(grid, run, None, shift)),  # which is 0 before its first unit
        _Option(high.plus(1), None, _working(grid, run, run.high, None)),
    ]


def _outside(grid: _Grid, run: Run, ends: Ends) -> Quotient:
    """Return what a unit adds whose kink is no kink of the grid: it must lie outside of the interval."""
    place = run.knot
    if not (place.num.is_constant() and place.den.is_constant()):
        raise DeclinedError
    number = place.num.leading_coefficient() / place.den.leading_coefficient() if not place.is_zero else fmpq(0)
    if number <= ends[0]:
        return _working(grid, run, run.high, None)
    if number >= ends[1]:
        return grid.ring.constant(0)
    raise DeclinedError


def _working(grid: _Grid, run: Run, last: Affine | None, shift: Affine | None) -> Quotient:
    """Return the sum of the units of a run up to one of them; without `last` up to the one at the piece's own kink."""
    ring, size = grid.ring, grid.read.size
    x = ring.gen(grid.read.input)
    unit = ring.times(run.weight, ring.minus(x, run.knot))
    if last is not None:
        return total(ring, unit, run.low, last, size) if run.low != run.high else unit
    assert shift is not None
    upto = ring.minus(ring.gen(PIECE), of_affine(ring, shift, size))
    return ring.minus(_closed(ring, unit)(upto), _closed(ring, unit)(of_affine(ring, run.low.plus(-1), size)))


def _may_be(option: _Option, low: Affine | None, high: Affine | None) -> bool:
    """Return whether an option may be that of a piece between `low` and `high`."""
    if option.high is not None and low is not None and low.minus(option.high).plus(-1).is_never_negative:
        return False
    return not (option.low is not None and high is not None and option.low.minus(high).plus(-1).is_never_negative)


def total(ring: Ring, part: Quotient, low: Affine, high: Affine, size: str) -> Quotient:
    """Return the sum of a polynomial over the index from `low` to `high`, which is at least `low` - 1."""
    closed = _closed(ring, part)
    return ring.minus(closed(of_affine(ring, high, size)), closed(of_affine(ring, low.plus(-1), size)))


def _closed(ring: Ring, part: Quotient) -> Callable[[Quotient], Quotient]:
    """Return the sum of a polynomial over the index from 1 to m, as a function of m."""
    coefficients = ring.coefficients(part, PLACE)
    refuse_above(len(coefficients), MAX_DEGREE, "max_degree")

    def at(last: Quotient) -> Quotient:
        found, powers = ring.constant(0), [ring.constant(1)]
        for degree, coefficient in enumerate(coefficients):
            powers.append(ring.times(powers[-1], last))
            inner = ring.total(
                ring.times(ring.constant(_bernoulli(j) * comb(degree + 1, j) / (degree + 1)), powers[degree + 1 - j])
                for j in range(degree + 1)
            )
            found = ring.plus(found, ring.times(coefficient, inner))
        return found

    return at


def _bernoulli(number: int) -> fmpq:
    """Return a Bernoulli number, the first one as 1/2."""
    return fmpq(1, 2) if number == 1 else fmpq.bernoulli(number)
