"""Evidence against conditions |a - b| < c, which are decided as statements about a distance: both sides as written."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal, InvalidOperation
from fractions import Fraction

from grader.claims.statements import Claim, Within
from grader.language.printing import show_number
from grader.records import replace
from grader.verdict import Enclosure, Evidence, Exact, Point, Truth, Value

DIGITS = 40  # of the ends of a distance that is not exact
MAX_TEXT = 2_000  # characters of a number whose distance is worked out

Ends = tuple[Decimal, Decimal]


def of_condition(claim: Claim, evidence: Evidence) -> Evidence:
    """Return a point with the values of a condition's two sides, |a - b| and c, in place of those of a and b.

    Where the distance is not worked out, the point says no more than that the condition fails there.
    """
    statement = claim.statement
    if not (claim.id.startswith("require") and isinstance(statement, Within) and isinstance(evidence, Point)):
        return evidence
    distance = _distance(evidence.left, evidence.right)
    if distance is None or statement.absolute is None:
        return replace(evidence, left=Truth(False), right=Truth(True))
    return replace(evidence, left=distance, right=Exact(show_number(statement.absolute)))


def _distance(left: Value, right: Value) -> Value | None:
    exact = _exact(left), _exact(right)
    if exact[0] is not None and exact[1] is not None:
        return Exact(show_number(abs(exact[0] - exact[1])))
    try:
        ends = _ends(left), _ends(right)
        return None if ends[0] is None or ends[1] is None else _between(ends[0], ends[1])
    except ArithmeticError:
        return None


def _exact(value: Value) -> Fraction | None:
    if not isinstance(value, Exact) or len(value.text) > MAX_TEXT:
        return None
    above, _, below = value.text.partition("/")
    is_number = above.removeprefix("-").isdecimal() and (not below or below.isdecimal())
    return Fraction(int(above), int(below or 1)) if is_number else None


def _ends(value: Value) -> Ends | None:
    """Return decimals below and above a value."""
    match value:
        case Enclosure(low, high) if len(low) + len(high) <= MAX_TEXT:
            try:
                return Decimal(low), Decimal(high)
            except InvalidOperation:  # far too large for any exponent
                return None
        case Exact():
            exact = _exact(value)
            if exact is None:
                return None
            above, below = Decimal(exact.numerator), Decimal(exact.denominator)
            return _down().divide(above, below), _up().divide(above, below)
        case _:
            return None


def _between(left: Ends, right: Ends) -> Enclosure:
    """Return decimals below and above the distance of two numbers."""
    least = max(_down().subtract(left[0], right[1]), _down().subtract(right[0], left[1]), Decimal(0))
    most = max(_up().subtract(left[1], right[0]), _up().subtract(right[1], left[0]))
    return Enclosure(_text(least), _text(most))


def _text(value: Decimal) -> str:
    return str(value).replace("E+", "e").replace("E", "e")


def _down() -> Context:
    return Context(prec=DIGITS, rounding=ROUND_FLOOR, Emax=MAX_EMAX, Emin=MIN_EMIN)


def _up() -> Context:
    return Context(prec=DIGITS, rounding=ROUND_CEILING, Emax=MAX_EMAX, Emin=MIN_EMIN)
