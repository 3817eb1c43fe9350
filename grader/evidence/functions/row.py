"""What a row of the table of functions says, and its intervals."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Literal

from grader.records import dataclass

Parity = Literal["", "even", "odd"]
Numbers = Literal["reals", "integers", "no integers below 1"]
Continued = Literal["", "everywhere", "off its cut", "|re| < 1", "|im| < 1", "re > 1", "re > 0"]
Over = Literal["", "transcendental", "exp(x)", "exp(ix)"]


@dataclass(frozen=True, slots=True)
class End:
    """A finite end of an interval: its text in our answer language, and rational numbers below and above it."""

    text: str
    below: Fraction
    above: Fraction

    @property
    def value(self) -> Fraction | None:
        """The number where it is rational."""
        return self.below if self.below == self.above else None


# Irrational numbers whose rational multiples are ends, with rational numbers below and above them.
IRRATIONAL = {
    "pi": (Fraction(157, 50), Fraction(1571, 500)),
    "1/e": (Fraction(367_879, 1_000_000), Fraction(36_788, 100_000)),
}
_MULTIPLE = re.compile(r"(-?)(\d*)(pi|1/e)(?:/(\d+))?")


@cache
def end_of(text: str) -> End:
    """Return the end that a text names: a rational number, or a rational multiple of one of `IRRATIONAL`."""
    found = _MULTIPLE.fullmatch(text)
    if found is None:
        value = Fraction(text)
        return End(text, value, value)
    sign, times, name, parts = found.groups()
    factor = Fraction(int(sign + (times or "1")), int(parts or "1"))
    low, high = sorted(factor * bound for bound in IRRATIONAL[name])
    return End(text, low, high)


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of real numbers; a missing end is infinite, a closed one belongs."""

    low: End | None = None
    high: End | None = None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def is_line(self) -> bool:
        """Whether these are all real numbers."""
        return self.low is None and self.high is None

    @property
    def ends(self) -> tuple[End, ...]:
        """The finite ends."""
        return tuple(end for end in (self.low, self.high) if end is not None)


@cache
def interval(text: str) -> Interval:
    """Return the interval that is written as `[0, oo)`."""
    low, high = (part.strip() for part in text[1:-1].split(","))
    first = None if low == "-oo" else end_of(low)
    last = None if high == "oo" else end_of(high)
    return Interval(first, last, text[0] == "[", text[-1] == "]")


@cache
def intervals(text: str) -> tuple[Interval, ...]:
    """Return the intervals of a text that lists them with semicolons."""
    return tuple(interval(part.strip()) for part in text.split(";")) if text else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Real:
    """Facts about a function of one real number x with the value y. None of them may be used over the complex numbers.

    Intervals are texts such as `[-1, 1]` (several behind semicolons), formulas are texts in our answer language.

    domain, poles, numbers: it is defined at the points of `domain`, of the kind `numbers`, at which `poles` is not 0.
    convention: a name and a place where its value is what a problem's conventions say: `sign(0)` at 0.
    agreed: where all usual branches have the same value; None where there is only one branch.
    range: its values lie in there; it takes them all unless `encloses` says that this is not known or not so.
    rises, falls: where it is strictly monotone, on each interval by itself (of one period, where it is periodic).
    weakly: `rises` where x < z never has f(x) > f(z) on the domain.
    zeros: all its zeros (of one period from 0 on, where it is periodic), None where they are not listed.
    signed: y has the sign of x wherever it is defined.
    positive: intervals on which it is positive, beside what range, sign and zeros tell.
    kinks: where it is defined and continuous, and not analytic: kinks, cusps and edges of the domain.
    jumps: where it jumps; None for a jump at every integer.
    derivative: wherever there is one. sign(u) has no value at 0 in it.
    antiderivative: one on each interval of the domain.
    middle: c where f(-x) = 2 c - f(x) wherever it is defined and the function is not odd, empty otherwise.
    inverse: a formula in y for the x in `inverse_on` (the whole domain where that is empty).
    values: arguments and values.
    lipschitz: |f(x) - f(z)| <= c |x - z| for some c, on the whole line.
    pieces: intervals that cover the domain up to jumps, each with a formula that holds on it.
    linear: whether all formulas of the pieces are linear.
    unit: whether networks use it as a smooth unit.
    definition: a formula that has the same values on `definition_on`, and no value where the function has none.
    over: `exp(x)` where it is algebraic over e^x and not constant, `exp(ix)` over e^(ix), else whether transcendental.
    """

    domain: tuple[Interval, ...]
    poles: str
    numbers: Numbers
    convention: tuple[str, int] | None
    agreed: Interval | None
    range: tuple[Interval, ...]
    encloses: bool
    integer: bool
    rises: tuple[Interval, ...]
    falls: tuple[Interval, ...]
    weakly: Literal["", "rises", "falls"]
    period: End | None
    parity: Parity
    middle: str
    zeros: tuple[str, ...] | None
    signed: bool
    positive: tuple[Interval, ...]
    kinks: tuple[End, ...]
    jumps: tuple[int, ...] | None
    derivative: str
    antiderivative: str
    inverse: str
    inverse_on: Interval
    values: tuple[tuple[str, str], ...]
    lipschitz: bool
    pieces: tuple[tuple[Interval, str], ...]
    linear: bool
    unit: bool
    definition: str
    definition_on: Interval
    over: Over
    flint: str
    continued: Continued

    @property
    def is_total(self) -> bool:
        """Whether it is defined at all real numbers, by every convention."""
        return self.is_line and not self.poles and self.numbers == "reals" and self.convention is None

    @property
    def is_line(self) -> bool:
        """Whether its domain has no ends."""
        return self.domain == LINE

    @property
    def is_continuous(self) -> bool:
        """Whether it is continuous wherever it is defined, and analytic there up to single points."""
        return self.jumps == () and self.numbers != "integers" and self.agreed is None

    @property
    def is_analytic(self) -> bool:
        """Whether it is analytic wherever it is defined."""
        return self.is_continuous and not self.kinks

    @property
    def is_analytic_inside(self) -> bool:
        """Whether it is analytic but for edges of its domain, and of where its branches agree."""
        edges = {end for part in (*self.domain, *([self.agreed] if self.agreed else [])) for end in part.ends}
        return self.jumps == () and self.numbers != "integers" and edges >= set(self.kinks)

    @property
    def is_kinked(self) -> bool:
        """Whether it is given piece by piece, with kinks or jumps."""
        return bool(self.pieces)

    @property
    def bends_at_zero(self) -> bool:
        """Whether it is given by one formula below 0, and by one above."""
        return [where.high and where.high.value for where, _ in self.pieces] == [0, None]

    @property
    def is_positive(self) -> bool:
        """Whether all its values are positive."""
        return all(is_positive(part) for part in self.range)

    @property
    def is_nowhere_zero(self) -> bool:
        """Whether 0 is none of its values."""
        return all(is_positive(part) or is_negative(part) for part in self.range)

    @property
    def is_bounded(self) -> bool:
        """Whether its values lie between two numbers."""
        return all(part.low is not None and part.high is not None for part in self.range)

    @property
    def is_strictly_monotone(self) -> bool:
        """Whether it is strictly monotone on its domain, which is one interval."""
        return len(self.domain) == 1 and not self.poles and self.domain in (self.rises, self.falls)

    @property
    def is_nowhere_constant(self) -> bool:
        """Whether it is constant on no interval, and takes no value at points that are not isolated."""
        return self.is_continuous and all("x" in text for _, text in self.pieces)

    @property
    def has_edges(self) -> bool:
        """Whether its domain has an end that belongs to it."""
        return any(part.low_closed or part.high_closed for part in self.domain)


LINE = (Interval(),)


def is_positive(part: Interval) -> bool:
    """Return whether an interval has only positive numbers."""
    low = part.low
    return low is not None and (low.below > 0 or (low.value == 0 and not part.low_closed))


def is_negative(part: Interval) -> bool:
    """Return whether an interval has only negative numbers."""
    high = part.high
    return high is not None and (high.above < 0 or (high.value == 0 and not part.high_closed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Complex:
    """Facts about a function of one complex number z.

    total: it is defined at all complex numbers.
    entire: it is holomorphic there.
    part: it is linear over the real numbers: re, im, conj.
    poles: it is a quotient of entire functions, undefined where this formula is 0, an entire function of x.
    nonzero: it is defined wherever its argument is not 0.
    definition: the formula of the real facts is right over the complex numbers too.
    """

    total: bool = False
    entire: bool = False
    part: bool = False
    poles: str = ""
    nonzero: bool = False
    definition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Facts about a function of several numbers, or of arrays.

    total: it is defined for all real arguments.
    pieces: it is linear on each of finitely many pieces, and continuous.
    homogeneous: f(c x) = c f(x) for c > 0.
    steps: it jumps on whole surfaces, or is of integers only.
    range: its values lie in there.
    integer: its values are integers.
    total_complex: it is defined for all complex arguments.
    """

    total: bool = False
    pieces: bool = False
    homogeneous: bool = False
    steps: bool = False
    range: Interval = Interval()
    integer: bool = False
    total_complex: bool = False


NOT_COMPLEX = Complex()


@dataclass(frozen=True, slots=True)
class Function:
    """One row: a name of `grader.language.names.functions`, and what is known of it, by the kind of its arguments."""

    name: str
    real: Real | None = None
    complex: Complex = NOT_COMPLEX
    several: Several | None = None
