"""Signs of trigonometric functions of a multiple of one symbol whose bounds are rational multiples of pi."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import RationalForm, rational_form, single
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.ranges.ranges import ANY, ZERO, Range, Rational, added, between, exactly, fmpq_of, scaled
from grader.language.domains import Domain
from grader.language.tree import Const, Node, Sym
from grader.records import dataclass

HALF = fmpq(1, 2)
PI = " pi"  # the atom, which is the name of no symbol
PLUS_MINUS_ONE = between(-1, 1)._replace(nonzero=True, integer=True)
WHOLE = {"cos": PLUS_MINUS_ONE, "sec": PLUS_MINUS_ONE, "sin": exactly(ZERO), "tan": exactly(ZERO)}  # of multiples of pi
FARTHEST = 1_000  # from 0, of an angle that is no multiple of pi
PI_BELOW, PI_ABOVE = fmpq(31415926535897932, 10**16), fmpq(31415926535897933, 10**16)


@dataclass(frozen=True, slots=True)
class Turn:
    """slope * symbol + offset * pi; `symbol` is empty where there is none."""

    slope: Rational
    symbol: str
    offset: Rational


def arc_of(domain: Domain, arcs: Mapping[str, Range]) -> Range | None:
    """Return a range, in multiples of pi, that holds a bounded domain; None where its ends are no known multiples.

    An end may hold a symbol with an arc of its own.
    """
    if domain.low is None or domain.high is None or domain.base != "real":
        return None
    first, last = _end(domain.low, arcs), _end(domain.high, arcs)
    if first is None or last is None or first.low is None or last.high is None:
        return None
    is_open = first.low_open or not domain.low_closed, last.high_open or not domain.high_closed
    return Range(first.low, last.high, *is_open)


def _end(node: Node, arcs: Mapping[str, Range]) -> Range | None:
    """Return the values of a bound, in multiples of pi; of a rational number, which is none, some a little beyond."""
    turn = turn_of(node)
    if turn is not None:
        return exactly(turn.offset) if not turn.symbol else _image(turn, arcs)
    number = literal(node)
    if number is None or abs(number) > FARTHEST:
        return None
    inner, outer = (fmpq_of(number) / end for end in (PI_BELOW, PI_ABOVE))
    return Range(min(inner, outer), max(inner, outer), False, False)


def _image(turn: Turn, arcs: Mapping[str, Range]) -> Range | None:
    """Return the values of an angle whose symbol has an arc, in multiples of pi."""
    arc = arcs.get(turn.symbol)
    return None if arc is None or turn.slope == 0 else added(scaled(arc, turn.slope), exactly(turn.offset))


def turn_of(node: Node) -> Turn | None:
    """Return an angle as a multiple of one symbol plus a rational multiple of pi, or None."""
    try:
        form = rational_form(node, _angle)
    except DeclinedError:
        return None
    names = [name for name in form.coefficients if name != PI]
    if form.constant or len(names) > 1:
        return None
    name = names[0] if names else ""
    slope, offset = (fmpq_of(form.coefficients.get(atom, Fraction(0))) for atom in (name, PI))
    return Turn(slope, name, offset)


def _angle(node: Node) -> RationalForm[str]:
    match node:
        case Sym(name):
            return single(name)
        case Const("pi"):
            return single(PI)
        case _:
            raise DeclinedError


def circle_range(name: str, turn: Turn | None, arcs: dict[str, Range]) -> Range:
    """Return the sign of a trigonometric function of an angle, as a range."""
    image = None if turn is None else _image(turn, arcs)
    return ANY if image is None else range_on(name, image)


def range_on(name: str, image: Range) -> Range:
    """Return the sign of a trigonometric function of an angle in a range of multiples of pi, as a range."""
    if image.integer:  # whole half turns
        return WHOLE.get(name, ANY)
    cosine, sine = _sign(image, ZERO), _sign(image, HALF)
    match name:
        case "cos" | "sec":
            return _as_range(cosine)
        case "sin" | "csc":
            return _as_range(sine)
        case _:
            both = None if cosine is None or sine is None else (cosine[0] * sine[0], cosine[1] and sine[1])
            return _as_range(both)


def _sign(arc: Range, shift: Rational) -> tuple[int, bool] | None:
    """Return the sign of cos((t - shift) pi) on a range, and whether it is strict; None where it changes."""
    if arc.low is None or arc.high is None:
        return None
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
