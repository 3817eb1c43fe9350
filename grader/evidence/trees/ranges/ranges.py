"""Intervals of real numbers with rational ends, open or closed, and what else is known of a quantity's values."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from flint import fmpq

from grader.evidence.trees.build import fraction
from grader.evidence.trees.ranges.sign import SIGNS, Sign

Rational = fmpq

MAX_POWER = 10_000  # exponents above are not computed with


class Range(NamedTuple):
    """An interval that encloses all values; a missing end (None) is infinite and open.

    `nonzero` and `integer` are further facts about the values. The ends are `flint.fmpq`.
    """

    low: Rational | None = None
    high: Rational | None = None
    low_open: bool = True
    high_open: bool = True
    nonzero: bool = False
    integer: bool = False

    @property
    def sign(self) -> Sign:
        """The signs that values of this range may have."""
        return SIGNS[self.mask]

    @property
    def mask(self) -> int:
        """The bits of the signs; 0 where no value is in it."""
        low, high, low_open, high_open, nonzero, _ = self
        mask = 5 if nonzero else 7
        if low is None and high is None:
            return mask
        if low is not None and low >= ZERO:
            mask &= 4 if low_open or low > ZERO else 6
        if high is not None and high <= ZERO:
            mask &= 1 if high_open or high < ZERO else 3
        return mask

    @property
    def is_line(self) -> bool:
        """Whether it has no end."""
        return self.low is None and self.high is None

    @property
    def point(self) -> Rational | None:
        """Return the only value, if there is just one."""
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, x: Rational) -> bool:
        """Return whether a number has all that is known."""
        low, high, low_open, high_open, nonzero, integer = self
        if (nonzero and x == ZERO) or (integer and x.q != 1):
            return False
        if low is not None and (x < low or (low_open and x == low)):
            return False
        return high is None or x < high or (not high_open and x == high)

    def bounds(self) -> tuple[Fraction | None, Fraction | None]:
        """Return both ends as fractions, None where infinite."""
        return _fraction(self.low), _fraction(self.high)


def _fraction(value: Rational | None) -> Fraction | None:
    return None if value is None else fraction(value)


ZERO = fmpq(0)
ONE = fmpq(1)
ANY = Range()
NON_NEGATIVE = Range(ZERO, None, False)
POSITIVE = Range(ZERO, None, True)


def exactly(value: Rational) -> Range:
    """Return the range of one rational number."""
    return Range(value, value, False, False, nonzero=value != 0, integer=value.q == 1)


def between(low: int, high: int, is_open: bool = False) -> Range:
    """Return the range between two integers, ends in or out."""
    return Range(fmpq(low), fmpq(high), is_open, is_open)


def fmpq_of(value: Fraction) -> Rational:
    """Return a fraction as FLINT's rational number."""
    return fmpq(*value.as_integer_ratio())


def meet(a: Range, b: Range) -> Range:
    """Return what holds of a value that lies in both ranges; `a` where they do not meet."""
    low, low_open = _tighter((a.low, a.low_open), (b.low, b.low_open), upper=False)
    high, high_open = _tighter((a.high, a.high_open), (b.high, b.high_open), upper=True)
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return a
    return Range(low, high, low_open, high_open, a.nonzero or b.nonzero, a.integer or b.integer)


_End = tuple[Rational | None, bool]  # None: infinite; whether it is excluded


def _tighter(a: _End, b: _End, *, upper: bool) -> _End:
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    if a[0] == b[0]:
        return a[0], a[1] or b[1]
    return a if (a[0] < b[0]) == upper else b


def hull(ranges: Iterable[Range]) -> Range:
    """Return the smallest range that holds every one of `ranges` (at least one)."""
    first, *rest = ranges
    for other in rest:
        low, low_open = _looser((first.low, first.low_open), (other.low, other.low_open), upper=False)
        high, high_open = _looser((first.high, first.high_open), (other.high, other.high_open), upper=True)
        both = (_nonzero(first) and _nonzero(other), first.integer and other.integer)
        first = Range(low, high, low_open, high_open, *both)
    return first


def _looser(a: _End, b: _End, *, upper: bool) -> _End:
    if a[0] is None or b[0] is None:
        return None, True
    if a[0] == b[0]:
        return a[0], a[1] and b[1]
    return a if (a[0] > b[0]) == upper else b


def _nonzero(a: Range) -> bool:
    return a.sign & 2 == 0


def negated(a: Range) -> Range:
    """Return the range of -a."""
    low = None if a.high is None else -a.high
    high = None if a.low is None else -a.low
    return Range(low, high, a.high_open, a.low_open, a.nonzero, a.integer)


def added(a: Range, b: Range) -> Range:
    """Return the range of a + b."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    low_open, high_open = a.low_open or b.low_open, a.high_open or b.high_open
    return Range(low, high, low_open, high_open, integer=a.integer and b.integer)


def scaled(a: Range, factor: Rational) -> Range:
    """Return the range of a multiple by a rational number that is not 0."""
    low = None if a.low is None else a.low * factor
    high = None if a.high is None else a.high * factor
    if factor > ZERO:
        return Range(low, high, a.low_open, a.high_open, a.nonzero)
    return Range(high, low, a.high_open, a.low_open, a.nonzero)


def multiplied(a: Range, b: Range) -> Range:
    """Return the range of a b."""
    first, second = a.mask, b.mask
    if not first & 5 or not second & 5:  # one of them is 0, or nothing
        is_open = not first or not second
        return Range(ZERO, ZERO, is_open, is_open, integer=a.integer and b.integer)
    if not first & 4:
        return negated(multiplied(negated(a), b))
    if not second & 4:
        return negated(multiplied(a, negated(b)))
    if second & 1:
        low, high = _mixed_product(a, b) if first & 1 else _one_sided_product(a, b)
    else:
        low, high = _one_sided_product(b, a) if first & 1 else _positive_product(a, b)
    return Range(low[0], high[0], low[1], high[1], not (first | second) & 2, a.integer and b.integer)


def _positive_product(a: Range, b: Range) -> tuple[_End, _End]:
    (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
    low, is_open = _product(a_low, b_low)
    attained = low == ZERO and (ZERO, False) in (a_low, b_low)
    return (low, is_open and not attained), _product(a_high, b_high)


def _one_sided_product(a: Range, b: Range) -> tuple[_End, _End]:
    """Return the ends for a factor that is not negative, and one that has both signs."""
    _, a_high = _ends(a)
    b_low, b_high = _ends(b)
    return _product(a_high, b_low), _product(a_high, b_high)


def _mixed_product(a: Range, b: Range) -> tuple[_End, _End]:
    (a_low, a_high), (b_low, b_high) = _ends(a), _ends(b)
    low = _looser(_product(a_low, b_high), _product(a_high, b_low), upper=False)
    return low, _looser(_product(a_low, b_low), _product(a_high, b_high), upper=True)


def _ends(a: Range) -> tuple[_End, _End]:
    return (a.low, a.low_open), (a.high, a.high_open)


def _product(x: _End, y: _End) -> _End:
    return (None, True) if x[0] is None or y[0] is None else (x[0] * y[0], x[1] or y[1])


def inverse(a: Range) -> Range:
    """Return the range of 1/a where a is not zero."""
    sign = a.sign
    if sign is Sign.POSITIVE or (sign is Sign.NON_NEGATIVE):
        high, high_open = (None, True) if not a.low else (1 / a.low, a.low_open)
        low, low_open = (ZERO, True) if a.high is None else (1 / a.high, a.high_open) if a.high else (ZERO, True)
        return Range(low, high, low_open, high_open, nonzero=True)
    if sign is Sign.NEGATIVE or sign is Sign.NON_POSITIVE:
        return negated(inverse(negated(a)))
    return Range(nonzero=True)


def power(a: Range, n: int) -> Range:
    """Return the range of a^n for an integer n; where n < 0, at values other than 0. a^0 is 1."""
    if n == 0:
        return exactly(ONE)
    if n < 0:
        return inverse(power(a, -n))
    if n == 1:
        return a
    if n > MAX_POWER or _height(a) * n > MAX_POWER:
        return Range(ZERO, None, _nonzero(a), nonzero=_nonzero(a), integer=a.integer) if n % 2 == 0 else _odd(a)
    if n % 2 == 0:
        a = absolute(a)
    low = None if a.low is None else a.low**n
    high = None if a.high is None else a.high**n
    return Range(low, high, a.low_open, a.high_open, _nonzero(a), a.integer)


def beside_one(base: Range, exponent: Range) -> Range:
    """Return on which side of 1 powers of numbers that are not negative lie."""
    side = multiplied(added(base, exactly(-ONE)), exponent).sign
    if side.within(Sign.NON_NEGATIVE):
        return Range(ONE, None, side is Sign.POSITIVE)
    return Range(None, ONE, True, side is Sign.NEGATIVE) if side.within(Sign.NON_POSITIVE) else ANY


def _odd(a: Range) -> Range:
    """Return the signs of a, which an odd power has too."""
    sign = int(a.sign)
    low, high = (ZERO if not sign & 1 else None), (ZERO if not sign & 4 else None)
    return Range(low, high, bool(not sign & 2), bool(not sign & 2), not sign & 2, a.integer)


def _height(a: Range) -> int:
    return max([1, *(int(end.height_bits()) for end in (a.low, a.high) if end is not None)])


def absolute(a: Range) -> Range:
    """Return the range of |a|."""
    sign = a.sign
    if sign.within(Sign.NON_NEGATIVE):
        return a
    if sign.within(Sign.NON_POSITIVE):
        return negated(a)
    high, high_open = _looser((a.high, a.high_open), (None if a.low is None else -a.low, a.low_open), upper=True)
    return Range(ZERO, high, a.nonzero, high_open, a.nonzero, a.integer)


def integral(a: Range) -> Range:
    """Return the range of the integers in `a`."""
    low = None if a.low is None else fmpq(a.low.floor() + 1 if a.low_open or a.low.q != 1 else a.low)
    high = None if a.high is None else fmpq(a.high.ceil() - 1 if a.high_open or a.high.q != 1 else a.high)
    if a.nonzero:
        low, high = (ONE if low == 0 else low), (-ONE if high == 0 else high)
    return Range(low, high, low is None, high is None, a.nonzero, True)


def rounded_down(a: Range) -> Range:
    """Return the range of floor(a), which takes its least value also where the lower end is open."""
    low = None if a.low is None else fmpq(a.low.floor())
    high = None if a.high is None else fmpq(a.high.ceil() - 1 if a.high_open else a.high.floor())
    return Range(low, high, low is None, high is None, integer=True)


def marked(a: Range, *, nonzero: bool = False, integer: bool = False) -> Range:
    """Return the range with further facts."""
    return a._replace(nonzero=a.nonzero or nonzero, integer=a.integer or integer)
