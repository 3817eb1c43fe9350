"""Signs of trigonometric functions of a multiple of one symbol whose bounds are rational multiples of pi."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from grader.evidence.signs.ranges import ANY, ZERO, Range, Rational, fmpq_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.tree import Add, Const, Div, Mul, Neg, Node, Sym

HALF = fmpq(1, 2)
FARTHEST = 1_000  # from 0, of an angle that is no multiple of pi
PI_BELOW, PI_ABOVE = fmpq(31415926535897932, 10**16), fmpq(31415926535897933, 10**16)


@dataclass(frozen=True, slots=True)
class Turn:
    """slope * symbol + offset * pi; `symbol` is empty where there is none."""

    slope: Rational
    symbol: str
    offset: Rational


@dataclass(frozen=True, slots=True)
class Arc:
    """An interval of angles, as multiples of pi."""

    low: Rational
    high: Rational
    low_open: bool
    high_open: bool


def arc_of(domain: Domain) -> Arc | None:
    """Return an interval of angles that holds a bounded domain, or None where its ends are no known multiples."""
    if domain.low is None or domain.high is None or domain.base != "real":
        return None
    low, high = _end(domain.low, is_low=True), _end(domain.high, is_low=False)
    return None if low is None or high is None else Arc(low, high, not domain.low_closed, not domain.high_closed)


def _end(node: Node, *, is_low: bool) -> Rational | None:
    """Return a bound as a multiple of pi; of a rational number, which is none, one that is a little further out."""
    turn = turn_of(node)
    if turn is not None:
        return None if turn.symbol else turn.offset
    number = literal(node)
    if number is None or abs(number) > FARTHEST:
        return None
    inner, outer = (fmpq_of(number) / end for end in (PI_BELOW, PI_ABOVE))
    return min(inner, outer) if is_low else max(inner, outer)


def turn_of(node: Node) -> Turn | None:
    """Return an angle as a multiple of one symbol plus a rational multiple of pi, or None."""
    match node:
        case Sym(name):
            return Turn(fmpq(1), name, ZERO)
        case Const("pi"):
            return Turn(ZERO, "", fmpq(1))
        case Neg(arg):
            return _scaled(turn_of(arg), fmpq(-1))
        case Add(terms):
            return _sum([turn_of(term) for term in terms])
        case Mul(factors):
            return _product(factors)
        case Div(num, den) if (below := literal(den)) is not None and below != 0:
            return _scaled(turn_of(num), 1 / fmpq_of(below))
        case _:
            return Turn(ZERO, "", ZERO) if literal(node) == 0 else None


def _scaled(turn: Turn | None, factor: Rational) -> Turn | None:
    return None if turn is None else Turn(turn.slope * factor, turn.symbol, turn.offset * factor)


def _sum(turns: list[Turn | None]) -> Turn | None:
    total = Turn(ZERO, "", ZERO)
    for turn in turns:
        if turn is None or (total.symbol and turn.symbol and total.symbol != turn.symbol):
            return None
        total = Turn(total.slope + turn.slope, total.symbol or turn.symbol, total.offset + turn.offset)
    return total


def _product(factors: tuple[Node, ...]) -> Turn | None:
    scale, rest = fmpq(1), []
    for factor in factors:
        number = literal(factor)
        if number is None:
            rest.append(factor)
        else:
            scale *= fmpq_of(number)
    return _scaled(turn_of(rest[0]), scale) if len(rest) == 1 else None


def circle_range(name: str, turn: Turn | None, arcs: dict[str, Arc]) -> Range:
    """Return the sign of a trigonometric function of an angle, as a range."""
    if turn is None or turn.symbol not in arcs or turn.slope == 0:
        return ANY
    arc = arcs[turn.symbol]
    ends = [(arc.low, arc.low_open), (arc.high, arc.high_open)]
    if turn.slope < 0:
        ends.reverse()
    image = Arc(ends[0][0] * turn.slope + turn.offset, ends[1][0] * turn.slope + turn.offset, ends[0][1], ends[1][1])
    cosine, sine = _sign(image, ZERO), _sign(image, HALF)
    match name:
        case "cos" | "sec":
            return _as_range(cosine)
        case "sin" | "csc":
            return _as_range(sine)
        case _:
            both = None if cosine is None or sine is None else (cosine[0] * sine[0], cosine[1] and sine[1])
            return _as_range(both)


def _sign(arc: Arc, shift: Rational) -> tuple[int, bool] | None:
    """Return the sign of cos((t - shift) pi) on an interval, and whether it is strict; None where it changes."""
    low, high = arc.low - shift, arc.high - shift
    piece = (low + HALF).floor()
    if low + HALF == piece + 1 or high > piece + HALF:
        return None
    strict = (arc.low_open or low > piece - HALF) and (arc.high_open or high < piece + HALF)
    return (-1 if int(piece) % 2 else 1), strict


def _as_range(sign: tuple[int, bool] | None) -> Range:
    if sign is None:
        return ANY
    return Range(ZERO, None, sign[1]) if sign[0] > 0 else Range(None, ZERO, True, sign[1])
