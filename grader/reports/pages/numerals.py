"""Values as a person uses them: exact where that is short, else `about` with as many digits as matter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction

from grader.language.tree import Add, Array, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.records import dataclass
from grader.verdict import Complex, Enclosure, Exact, Truth, Undefined, Value
from grader.wording.sentences import UNDEFINED

DIGITS = 3  # of a number that is not shown exactly
MORE_DIGITS = (3, 4, 5, 6, 8, 10, 12, 15)  # as many of them as tell two values apart, or as an enclosure allows
MAX_WHOLE = 10**12  # whole numbers below this are written out
MAX_NUMERATOR, MAX_DENOMINATOR = 999, 100  # of fractions that are shown as such
MAX_DECIMALS = 6  # digits of an exact decimal
TINY = Decimal("1e-9")  # an enclosure of 0 within this is about 0
MAX_ENDS = 60  # digits of an enclosure's ends that are looked at
MAX_TEXT = 4_000  # characters of a number that is looked at
MAX_ENTRIES = 64  # entries of an array that is shown
SPELLED = range(-4, 6)  # exponents of ten that are written out

ReadText = Callable[[str], Node | None]


@dataclass(frozen=True)
class Numeral:
    """A value as a tree; `is_about`: some of its numbers are rounded."""

    tree: Node
    is_about: bool = False


def numeral(value: Value, read: ReadText, digits: int = DIGITS) -> Numeral | None:
    """Return a value to be shown, None where it has none or is too long; `read` reads what is no number."""
    match value:
        case Exact(text):
            exact = rational(text)
            if exact is not None:
                return of_fraction(exact, digits)
            tree = read(text) if len(text) <= MAX_TEXT else None
            return None if tree is None else Numeral(tree)
        case Enclosure(low, high):
            return _of_enclosure(low, high, digits)
        case Complex(re, im):
            real, imaginary = numeral(re, read, digits), numeral(im, read, digits)
            return None if real is None or imaginary is None else _complex(real, imaginary)
        case tuple():
            entries = [_entry(entry, read, digits) for entry in value[:MAX_ENTRIES]]
            known = [entry for entry in entries if entry is not None]
            if not known or len(known) < len(value):
                return None
            return Numeral(Array(tuple(one.tree for one in known)), any(one.is_about for one in known))
        case Truth() | Undefined():
            return None


def _entry(value: Value, read: ReadText, digits: int) -> Numeral | None:
    """Return an entry of an array; one that has no value is said to be undefined."""
    return Numeral(Sym(UNDEFINED)) if isinstance(value, Undefined) else numeral(value, read, digits)


def rational(text: str) -> Fraction | None:
    """Return the number that a text of evidence is, None where it is none, or has too many digits."""
    above, _, below = text.partition("/")
    if len(text) > MAX_TEXT or not (above.removeprefix("-").isdecimal() and (not below or below.isdecimal())):
        return None
    return Fraction(int(above), int(below or 1))


def of_fraction(value: Fraction, digits: int = DIGITS) -> Numeral:
    """Return an exact number: a whole number, a short fraction or decimal, or else a rounded decimal."""
    size = abs(value)
    if value.denominator == 1 and size < MAX_WHOLE:
        return Numeral(_signed(value, Num(size)))
    if size.numerator <= MAX_NUMERATOR and value.denominator <= MAX_DENOMINATOR:
        parts = Num(Fraction(size.numerator)), Num(Fraction(size.denominator))
        return Numeral(_signed(value, Div(*parts)))
    short = _decimal(value, _context(MAX_DECIMALS))
    if Fraction(short) == value:
        return Numeral(_written(short))
    return Numeral(_written(_decimal(value, _context(digits))), is_about=True)


def _of_enclosure(low: str, high: str, digits: int) -> Numeral | None:
    """Return a number to which both ends are as near as its digits say; None where the ends lie too far apart."""
    exact, rounding = _context(MAX_ENDS), _context(digits)
    try:
        ends = exact.create_decimal(low), exact.create_decimal(high)
        middle = rounding.divide(exact.add(*ends), Decimal(2))
        unit = Decimal((0, (1,), middle.adjusted() - digits + 1))
        is_near = all(exact.multiply(exact.abs(exact.subtract(end, middle)), Decimal(2)) <= unit for end in ends)
    except ArithmeticError:  # no decimal, or of a size that no decimal has
        return None
    if ends[0] <= 0 <= ends[1] and max(map(exact.abs, ends)) < TINY:
        return Numeral(Num(Fraction(0)), is_about=True)
    return Numeral(_written(middle), is_about=True) if is_near and middle else None


def _context(digits: int) -> Context:
    return Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN)


def _decimal(value: Fraction, context: Context) -> Decimal:
    """Return a number rounded once, to the digits of a context."""
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _written(value: Decimal) -> Node:
    """Return a decimal as a tree: written out, or with a power of ten."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "a number"
    whole = int("".join(map(str, digits)))
    if whole == 0 or value.adjusted() in SPELLED:
        tree: Node = Num(Fraction(abs(value)))
    else:
        mantissa = Fraction(whole, 10 ** (len(digits) - 1))
        power: Node = Num(Fraction(abs(value.adjusted())))
        tree = Pow(Num(Fraction(10)), Neg(power) if value.adjusted() < 0 else power)
        tree = tree if mantissa == 1 else Mul((Num(mantissa), tree))
    return Neg(tree) if sign else tree


def _signed(value: Fraction, tree: Node) -> Node:
    return Neg(tree) if value < 0 else tree


def _complex(real: Numeral, imaginary: Numeral) -> Numeral:
    i = Const("i")
    return Numeral(Add((real.tree, Mul((imaginary.tree, i)))), real.is_about or imaginary.is_about)


def apart(value: Value, other: Value | None, read: ReadText) -> Numeral | None:
    """Return a value with enough digits to tell it from another one."""
    for digits in MORE_DIGITS:
        found = numeral(value, read, digits)
        if other is None or found is None or not found.is_about:
            return found
        beside = numeral(other, read, digits)
        if beside is None or beside.tree != found.tree:
            return found
    return None
