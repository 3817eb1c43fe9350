"""Numbers as evidence shows them: rationals exactly, all others enclosed between decimals rounded outward."""

from __future__ import annotations

from flint import arb, fmpq

from grader.evidence.errors import LeftOutError, NoValueError, UndefinedError
from grader.evidence.numbers.evaluator import Number
from grader.language.printing import show
from grader.language.tree import Node
from grader.verdict import Enclosure, Exact, Undefined, Value

DIGITS = 12  # decimals shown of an enclosure, as long as they tell two values apart
SHOWN_DIGITS = (DIGITS, 2 * DIGITS, 5 * DIGITS, 20 * DIGITS, 100 * DIGITS)
MAX_EXACT_BITS = 400  # an exact value with more bits is shown by its enclosure
PLAIN = range(-6, 21)  # exponents of ten that are written out
FAR = 10**5  # powers of ten that are further apart than this decide alone which number is less
Scaled = tuple[fmpq, int]  # a number a and a power of ten p: a 10^p


def shown(value: Number, digits: int = DIGITS) -> Value:
    """Return a number as evidence shows it."""
    if isinstance(value, fmpq):
        if value.height_bits() <= MAX_EXACT_BITS:
            return Exact(str(value))
        value = arb(value)
    elif value.is_zero():
        return Exact("0")
    return enclosure(value, digits)


def shown_tree(value: Node) -> Exact:
    """Return a constant expression as it would be written."""
    return Exact(show(value))


def shown_or_why(value: Number | NoValueError, digits: int = DIGITS) -> Value:
    """Return a number, or why there is none, as evidence shows it."""
    match value:
        case UndefinedError(why=why):
            return Undefined(why)
        case LeftOutError(convention=convention):
            return Undefined(f"{convention} is not settled")
        case NoValueError():
            return Undefined(str(value))
        case _:
            return shown(value, digits)


def shown_apart(left: Number, right: Number) -> tuple[Value, Value] | None:
    """Return two different numbers with as many digits as tell them apart; None where their balls do not allow it."""
    for digits in SHOWN_DIGITS:
        pair = shown(left, digits), shown(right, digits)
        if are_apart(*pair):
            return pair
    if isinstance(left, fmpq) and isinstance(right, fmpq) and left != right:
        return Exact(str(left)), Exact(str(right))
    return None


def are_apart(left: Value, right: Value) -> bool:
    """Return whether two numbers as shown cannot be the same."""
    (low, high), (other_low, other_high) = _ends(left), _ends(right)
    return _is_less(high, other_low) or _is_less(other_high, low)


def _ends(value: Value) -> tuple[Scaled, Scaled]:
    match value:
        case Exact(text):
            numerator, _, denominator = text.partition("/")
            exact = fmpq(int(numerator), int(denominator or 1)), 0
            return exact, exact
        case Enclosure(low, high):
            return _decimal(low), _decimal(high)
        case _:
            raise TypeError(f"{value} is not a number")


def _decimal(text: str) -> Scaled:
    digits, _, exponent = text.partition("e")
    whole, _, places = digits.partition(".")
    return fmpq(int(whole + places)), int(exponent or 0) - len(places)


def _is_less(first: Scaled, second: Scaled) -> bool:
    """Return whether a 10^p < b 10^q; powers that lie far apart decide alone, and none is written out then."""
    (a, p), (b, q) = first, second
    if a * b <= 0 or abs(p - q) <= FAR:
        return bool(a * fmpq(10) ** (p - q) < b if a * b > 0 else a < b)
    assert max(int(part.height_bits()) for part in (a, b)) < FAR, "numbers that are shown have fewer digits"
    return bool((p < q) == (a > 0))


def enclosure(value: arb, digits: int = DIGITS) -> Enclosure:
    """Return decimals below and above every number of a ball."""
    middle, radius, exponent = (int(part) for part in value.mid_rad_10exp(digits))
    surplus = max(len(str(abs(middle))) - digits, 0)
    unit = 10**surplus
    low = (middle - radius) // unit
    high = -((-middle - radius) // unit)
    return Enclosure(_text(low, exponent + surplus), _text(high, exponent + surplus))


def _text(mantissa: int, exponent: int) -> str:
    """Return mantissa * 10^exponent as a decimal."""
    if mantissa == 0:
        return "0"
    sign, digits = ("-" if mantissa < 0 else ""), str(abs(mantissa))
    trimmed = digits.rstrip("0")
    exponent += len(digits) - len(trimmed)
    digits = trimmed
    leading = exponent + len(digits) - 1
    if leading not in PLAIN:
        tail = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{tail}e{leading}"
    if exponent >= 0:
        return sign + digits + "0" * exponent
    digits = digits.rjust(1 - exponent, "0")
    return f"{sign}{digits[:exponent]}.{digits[exponent:]}"
