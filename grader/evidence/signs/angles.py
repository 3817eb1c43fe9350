"""Signs of trigonometric functions of a multiple of one symbol whose bounds are rational multiples of pi."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import RationalForm, rational_form, single
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.ranges.ranges import ANY, ZERO, Range, Rational, added, exactly, fmpq_of, scaled
from grader.language.domains import Domain
from grader.language.tree import Const, Node, Sym
from grader.records import dataclass

HALF = fmpq(1, 2)
PI = " pi"  # the atom, which is the name of no symbol
FARTHEST = 1_000  # from 0, of an angle that is no multiple of pi
PI_BELOW, PI_ABOVE = fmpq(31415926535897932, 10**16), fmpq(31415926535897933, 10**16)


@dataclass(frozen=True, slots=True)
class Turn:
    """slope * symbol + offset * pi; `symbol` is empty where there is none."""

    slope: Rational
    symbol: str
    offset: Rational


def arc_of(domain: Domain) -> Range | None:
    """Return a range, in multiples of pi, that holds a bounded domain; None where its ends are no known multiples."""
    if domain.low is None or domain.high is None or domain.base != "real":
        return None
    low, high = _end(domain.low, is_low=True), _end(domain.high, is_low=False)
    return None if low is None or high is None else Range(low, high, not domain.low_closed, not domain.high_closed)


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
    if turn is None or turn.symbol not in arcs or turn.slope == 0:
        return ANY
    return range_on(name, added(scaled(arcs[turn.symbol], turn.slope), exactly(turn.offset)))


def range_on(name: str, image: Range) -> Range:
    """Return the sign of a trigonometric function of an angle in a range of multiples of pi, as a range."""
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
