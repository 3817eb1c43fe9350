"""Counterexamples with many units: found on the pieces of a network, looked at again by adding up all of its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flint import fmpq, fmpz

from grader.claims.statements import Holds
from grader.evidence.families.piecewise.sized.affine import Affine
from grader.evidence.families.piecewise.sized.examples import BITS, NICE, Place, places
from grader.evidence.families.piecewise.sized.pieces import ALONG, PIECE, Piece
from grader.evidence.families.piecewise.sized.ring import Quotient, Ring
from grader.evidence.families.piecewise.sized.sized import Sized
from grader.evidence.families.piecewise.sized.units import Read
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.exact import exact_root
from grader.evidence.numbers.look import shown_place, values_at
from grader.evidence.numbers.shown import shown, shown_apart
from grader.language.tree import Call
from grader.records import dataclass
from grader.verdict import Point

MAX_UNITS = 50_000  # that are added up once
SMALL = tuple(fmpq(1, part) for part in (10**4, 10**6, 10**8, 10**10, 12**6, 20**6, 50**6, 10**12))
ALONGS = (fmpq(1, 2), fmpq(1), fmpq(0), fmpq(1, 4), fmpq(3, 4))


@dataclass(frozen=True)
class Worked:
    """A function piece by piece, and the limit that its values are compared with."""

    read: Read
    limit: Quotient
    pieces: tuple[Piece, ...]


def far_example(sized: Sized, worked: Worked) -> Point | None:
    """Return a point where a claim fails, for the first values of the letters where the pieces say so."""
    if not isinstance(sized.goal.statement, Holds):
        return None
    context = Context(sized.goal.budget.share(2), sized.setting.conventions)
    for place in places(sized, context, (*NICE, *SMALL), MAX_UNITS):
        x = _suspect(sized, worked, place)
        if x is None:
            continue
        whole = {**place, sized.input.name: x}
        side = Call("abs", (sized.difference,)) if sized.both else sized.difference
        values = values_at(context, (side, sized.limit), whole, BITS)
        if values is not None and (values[0] >= values[1] if sized.strict else values[0] > values[1]):
            pair = shown_apart(*values) or (shown(values[0]), shown(values[1]))
            return Point(shown_place(whole), *pair, "exact evaluation")
    return None


def _suspect(sized: Sized, worked: Worked, place: Place) -> fmpq | None:
    """Return a place of the input where a piece says that the claim fails; None where none of those tried does."""
    ring = worked.read.ring
    known = _generators(ring, place)
    if known is None or sized.count is None:
        return None
    size = place[sized.count.name]
    limit = _value(ring, worked.limit, known)
    for piece in worked.pieces:
        for number in _numbers(piece, size):
            for along in ALONGS:
                at = {**known, PIECE: number, ALONG: along}
                value, x = _value(ring, piece.value, at), _value(ring, piece.input, at)
                if value is None or limit is None or x is None or not _is_inside(ring, piece, at):
                    continue
                found = abs(value) if sized.both else value
                if found > limit or (sized.strict and found == limit):
                    return x
    return None


def _numbers(piece: Piece, size: fmpq) -> Iterator[fmpq]:
    """Yield some numbers of pieces: the first, the last, one between; where no end is known the first few."""
    lows, highs = ([_at(end, size) for end in side] for side in (piece.low, piece.high))
    low = max(lows, default=min(highs, default=fmpq(0)) - 2)
    high = min(highs, default=low + 2)
    yield from dict.fromkeys(
        number for number in (low, high, fmpq(((low + high) / 2).floor())) if low <= number <= high
    )


def _at(end: Affine, size: fmpq) -> fmpq:
    return end.slope * size + end.start


def _is_inside(ring: Ring, piece: Piece, at: Mapping[str, fmpq]) -> bool:
    values = [_value(ring, one, at) for one in piece.not_negative]
    return all(value is not None and value >= 0 for value in values)


def _generators(ring: Ring, place: Place) -> dict[str, fmpq] | None:
    """Return the values of a ring's generators; None where a root is no rational number."""
    found: dict[str, fmpq] = {}
    for name, value in place.items():
        order = ring.orders.get(name, 1)
        root = value if order == 1 else exact_root(value, fmpz(order))
        if root is None:
            return None
        found[name] = root
    return found


def _value(ring: Ring, quotient: Quotient, at: Mapping[str, fmpq]) -> fmpq | None:
    values = [at.get(name, fmpq(0)) for name in ring.gens]
    below = quotient.den(*values)
    return None if below == 0 else quotient.num(*values) / below
