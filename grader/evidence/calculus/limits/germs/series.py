"""Finite sums of terms c h^p log(h)^q for h -> 0+, up to an error of order h^cut times powers of log h."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from grader.evidence.calculus.limits.germs.coefficients import Judge, over, plus, times
from grader.evidence.errors import DeclinedError
from grader.evidence.kept import kept
from grader.evidence.trees.build import number_tree
from grader.language.tree import ONE, Call, Node, Pow
from grader.records import dataclass

Term = tuple[Fraction, int]  # powers of h and of log h
NEVER = Fraction(10**6)  # the cut of an exact series
MAX_TERMS = 60  # of a series
MAX_ORDER = 12  # of Taylor polynomials


@dataclass(frozen=True)
class Series:
    """Terms by powers of h and log h, exact up to h^cut."""

    terms: dict[Term, Node]
    cut: Fraction = NEVER

    @kept
    def low(self) -> Fraction:
        """Return the least power of h, the cut where there is no term."""
        return min((power for power, _ in self.terms), default=self.cut)


def constant(value: Node) -> Series:
    """Return a constant."""
    return Series({(Fraction(0), 0): value})


def trimmed(series: Series, judge: Judge, width: int) -> Series:
    """Return a series without terms behind its cut, without leading terms that are 0, and not too long."""
    terms = {key: value for key, value in series.terms.items() if key[0] < series.cut}
    while terms:
        first = min(terms, key=lambda key: (key[0], -key[1]))
        if not judge.is_zero(terms[first]):
            break
        del terms[first]
    else:
        return Series({}, series.cut)
    cut = min(series.cut, first[0] + width)
    if any(power >= cut for power, _ in terms) or series.cut < NEVER:
        terms = {key: value for key, value in terms.items() if key[0] < cut}
        return Series(terms, cut)
    if len(terms) > MAX_TERMS:
        raise DeclinedError(limit="max_terms")
    return Series(terms, series.cut)


def added(a: Series, b: Series) -> Series:
    """Return a + b."""
    cut = min(a.cut, b.cut)
    terms = dict(a.terms)
    for key, value in b.terms.items():
        terms[key] = plus(terms[key], value) if key in terms else value
    return Series({key: value for key, value in terms.items() if key[0] < cut}, cut)


def multiplied(a: Series, b: Series) -> Series:
    """Return a b."""
    cut = min(a.low + b.cut, b.low + a.cut, NEVER)
    terms: dict[Term, Node] = {}
    for (p, q), x in a.terms.items():
        for (r, s), y in b.terms.items():
            if p + r < cut:
                key = (p + r, q + s)
                value = times(x, y)
                terms[key] = plus(terms[key], value) if key in terms else value
    if len(terms) > MAX_TERMS:
        raise DeclinedError(limit="max_terms")
    return Series(terms, cut)


def leading(series: Series) -> tuple[Fraction, int, Node, Series]:
    """Return p, q, c and s with series = c h^p log(h)^q (1 + s) and s of positive order in h."""
    power = series.low
    first = [(key, value) for key, value in series.terms.items() if key[0] == power]
    if len(first) != 1:
        raise DeclinedError
    (key, lead) = first[0]
    rest = {(p - power, q - key[1]): over(value, lead) for (p, q), value in series.terms.items() if (p, q) != key}
    return power, key[1], lead, Series(rest, series.cut - power if series.cut < NEVER else NEVER)


def composed(coefficients: list[Fraction], small: Series, judge: Judge, width: int) -> Series:
    """Return sum c_k s^k for a series s of positive order, cut behind the last coefficient."""
    low = small.low
    if low <= 0:
        raise DeclinedError
    total, power = constant(number_tree(coefficients[0])), constant(ONE)
    for coefficient in coefficients[1:]:
        if not small.terms:
            break
        power = trimmed(multiplied(power, small), judge, width)
        total = added(total, multiplied(constant(number_tree(coefficient)), power))
    cut = min(total.cut, small.cut, low * len(coefficients)) if small.terms else small.cut
    return trimmed(Series(total.terms, cut), judge, width)


def order_for(small: Series, width: int) -> int:
    """Return how many powers of a small series matter."""
    return 1 + min(MAX_ORDER, int(width / small.low) + 1) if small.terms else 1


def raised(series: Series, exponent: Fraction, judge: Judge, width: int) -> Series:
    """Return series^exponent for a series with a positive leading coefficient, or an integer exponent."""
    if not series.terms:
        raise DeclinedError
    power, logs, lead, small = leading(series)
    if exponent.denominator != 1:
        if judge.sign(lead) < 0 or logs:
            raise DeclinedError
    else:
        judge.require_nonzero(lead)
    coefficients, value = [], Fraction(1)
    for k in range(order_for(small, width)):
        coefficients.append(value)
        value = value * (exponent - k) / (k + 1)
    inner = composed(coefficients, small, judge, width)
    outer = (
        lead
        if lead == ONE or exponent == 1
        else over(ONE, lead)
        if exponent == -1
        else Pow(lead, number_tree(exponent))
    )
    shift = Series({(power * exponent, logs * int(exponent) if logs else 0): outer})
    return multiplied(shift, inner)


def logarithm(series: Series, judge: Judge, width: int) -> Series:
    """Return the logarithm of a series with a positive leading coefficient and no leading logarithm."""
    if not series.terms:
        raise DeclinedError
    power, logs, lead, small = leading(series)
    if logs or judge.sign(lead) < 0:
        raise DeclinedError
    coefficients = [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, order_for(small, width)))]
    result = composed(coefficients, small, judge, width)
    start: dict[Term, Node] = {} if lead == ONE else {(Fraction(0), 0): Call("log", (lead,))}
    if power:
        start[Fraction(0), 1] = number_tree(power)
    return added(Series(start), result)


def taylor(name: str, count: int) -> list[Fraction]:
    """Return the first Taylor coefficients at 0 of exp, sin, cos or arctan."""
    match name:
        case "exp":
            return [Fraction(1, factorial(k)) for k in range(count)]
        case "sin":
            return [Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else Fraction(0) for k in range(count)]
        case "cos":
            return [Fraction(0) if k % 2 else Fraction((-1) ** (k // 2), factorial(k)) for k in range(count)]
        case _:
            return [Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0) for k in range(count)]
