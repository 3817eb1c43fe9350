"""Constants: sums of products of rational numbers, logarithms of primes, roots of primes, pi and e.

Two that are written alike are equal; two that are not are told apart by balls, and where these overlap the question is
declined. So nothing is decided by digits alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx, fmpq, fmpz

from grader.evidence.errors import DeclinedError
from grader.records import dataclass

PRECISIONS = (64, 256, 1024)  # bits of balls that tell two constants apart
MAX_BITS = 4_000  # bits of a number
WORD = 64  # bits of a number that is factored
MAX_PARTS = 40  # terms of a sum

Kernel = tuple[str, "int | Constant"]  # ("log", 2), ("root", 2), ("pi", 0), ("e", 0), ("log of", c), ("sum", c)
Product = frozenset[tuple[Kernel, Fraction]]
NONE: Product = frozenset()


@dataclass(frozen=True, slots=True)
class Constant:
    """A sum of products of kernels, each with its rational factor."""

    parts: frozenset[tuple[Product, Fraction]]

    @property
    def rational(self) -> Fraction | None:
        """Return the value where it is a rational number."""
        if not self.parts:
            return Fraction(0)
        if len(self.parts) == 1:
            ((product, factor),) = self.parts
            return factor if not product else None
        return None

    def __add__(self, other: Constant) -> Constant:
        """Return the sum."""
        found = dict(self.parts)
        for product, factor in other.parts:
            found[product] = found.get(product, Fraction(0)) + factor
        return _constant(found)

    def __neg__(self) -> Constant:
        """Return the opposite."""
        return Constant(frozenset((product, -factor) for product, factor in self.parts))

    def __sub__(self, other: Constant) -> Constant:
        """Return the difference."""
        return self + -other

    def __mul__(self, other: Constant) -> Constant:
        """Return the product."""
        if self is ONE or other is ONE:
            return other if self is ONE else self
        found: dict[Product, Fraction] = {}
        for one, by in self.parts:
            for two, times in other.parts:
                product, factor = _joined(one, two)
                found[product] = found.get(product, Fraction(0)) + by * times * factor
        return _constant(found)

    def inverse(self) -> Constant:
        """Return the reciprocal; of a sum, as a kernel of its own. Declines where it may be 0."""
        if self.sign() == 0:
            raise DeclinedError("a division by 0")
        if len(self.parts) == 1:
            ((product, factor),) = self.parts
            opposite = frozenset((kernel, -power) for kernel, power in product)
            return Constant(frozenset({_joined(opposite, NONE)})) * rational(1 / factor)
        return Constant(frozenset({(frozenset({(("sum", self), Fraction(-1))}), Fraction(1))}))

    def power(self, exponent: Fraction) -> Constant:
        """Return a power with a rational exponent, of a positive base or with an integer."""
        if exponent.denominator == 1:
            return self._to_integer(int(exponent))
        if self.sign() <= 0:
            raise DeclinedError("a root of a number that is not positive")
        if len(self.parts) > 1:
            return Constant(frozenset({(frozenset({(("sum", self), exponent)}), Fraction(1))}))
        ((product, factor),) = self.parts
        raised = frozenset((kernel, power * exponent) for kernel, power in product)
        found = Constant(frozenset({_joined(raised, NONE)}))
        for prime, count in _factors(factor):
            found = found * Constant(frozenset({_joined(frozenset({(("root", prime), count * exponent)}), NONE)}))
        return found

    def _to_integer(self, exponent: int) -> Constant:
        base = self if exponent >= 0 else self.inverse()
        if base == ONE:
            return ONE
        size = max(
            (factor.numerator.bit_length() + factor.denominator.bit_length() for _, factor in base.parts), default=1
        )
        if abs(exponent) * size > MAX_BITS or (len(self.parts) > 1 and abs(exponent) > MAX_PARTS):
            raise DeclinedError("a number has too many digits", "max_bits")
        found, count = ONE, abs(exponent)
        while count:
            if count & 1:
                found = found * base
            count >>= 1
            if count:
                base = base * base
        return found

    def log(self) -> Constant:
        """Return the logarithm of a positive constant."""
        value = self.rational
        if value == 1:
            return ZERO
        if self.sign() <= 0:
            raise DeclinedError("a logarithm of a number that is not positive")
        if len(self.parts) > 1:
            return _kernel("log of", self)
        ((product, factor),) = self.parts
        found = ZERO
        for prime, count in _factors(factor):
            found = found + rational(count) * _kernel("log", prime)
        for (name, value_of), power in product:
            found = found + rational(power) * _log_of_kernel(name, value_of)
        return found

    def exp(self) -> Constant | None:
        """Return the exponential of a sum of rational numbers and multiples of logarithms, None of any other."""
        found = ONE
        for product, by in self.parts:
            match list(product):
                case []:
                    found = found * E.power(by)
                case [(("log", int(prime)), Fraction(numerator=1, denominator=1))]:
                    found = found * rational(prime).power(by)
                case [(("log of", Constant() as inner), Fraction(numerator=1, denominator=1))]:
                    found = found * inner.power(by)
                case _:
                    return None
        return found

    def sign(self) -> int:
        """Return 1, 0 or -1; declines where balls do not tell."""
        value = self.rational
        if value is not None:
            return (value > 0) - (value < 0)
        for precision in PRECISIONS:
            with ctx.workprec(precision):
                ball = self.ball()
                if ball > 0:
                    return 1
                if ball < 0:
                    return -1
        raise DeclinedError("two constants are too close to be told apart", "max_precision")

    def ball(self) -> arb:
        """Return an enclosure at FLINT's precision."""
        total = arb(0)
        for product, factor in self.parts:
            term = arb(fmpq(factor.numerator, factor.denominator))
            for kernel, power in product:
                term *= _kernel_ball(kernel) ** arb(fmpq(power.numerator, power.denominator))
            total += term
        return total

    def __lt__(self, other: Constant) -> bool:
        """Return whether it is less than another."""
        return (self - other).sign() < 0

    def above(self) -> Fraction:
        """Return a rational number that is not below the constant: itself, or the end of a ball."""
        value = self.rational
        if value is not None:
            return value
        with ctx.workprec(PRECISIONS[0]):
            man, exp = self.ball().upper().man_exp()
        return Fraction(int(man)) * Fraction(2) ** int(exp)


def _constant(parts: Mapping[Product, Fraction]) -> Constant:
    if len(parts) > MAX_PARTS:
        raise DeclinedError("an expansion has too many terms", "max_terms")
    return Constant(frozenset((product, factor) for product, factor in parts.items() if factor))


ZERO = Constant(frozenset())
ONE = Constant(frozenset({(NONE, Fraction(1))}))


@lru_cache(maxsize=1_000)
def rational(value: Fraction | int) -> Constant:
    """Return a rational number as a constant."""
    if value in {0, 1}:
        return ONE if value else ZERO
    return Constant(frozenset({(NONE, Fraction(value))}))


def _kernel(name: str, value: int | Constant) -> Constant:
    return Constant(frozenset({(frozenset({((name, value), Fraction(1))}), Fraction(1))}))


PI, E = _kernel("pi", 0), _kernel("e", 0)


def _joined(one: Product, two: Product) -> tuple[Product, Fraction]:
    """Return the product of two products: whole powers of primes are rational numbers."""
    if not one and not two:
        return NONE, Fraction(1)
    powers = dict(one)
    for kernel, power in two:
        powers[kernel] = powers.get(kernel, Fraction(0)) + power
    factor = Fraction(1)
    for kernel, power in list(powers.items()):
        name, value = kernel
        if name == "root" and isinstance(value, int):
            whole = power.numerator // power.denominator
            factor *= Fraction(value) ** whole
            powers[kernel] = power - whole
    return frozenset((kernel, power) for kernel, power in powers.items() if power), factor


def _factors(value: Fraction) -> Iterator[tuple[int, int]]:
    """Yield the primes of a positive rational number with their exponents."""
    if max(value.numerator, value.denominator).bit_length() > WORD:
        raise DeclinedError("a number has too many digits", "max_bits")
    for number, side in ((value.numerator, 1), (value.denominator, -1)):
        if number > 1:
            yield from ((int(prime), side * int(count)) for prime, count in fmpz(number).factor())


def _log_of_kernel(name: str, value: int | Constant) -> Constant:
    if name == "e":
        return ONE
    if name == "root" and isinstance(value, int):
        return _kernel("log", value)
    if name == "sum" and isinstance(value, Constant):
        return value.log()
    raise_of = _kernel(name, value)
    return _kernel("log of", raise_of)


_BALLS: Mapping[str, Callable[[int | Constant], arb]] = {
    "log": lambda value: arb(_whole(value)).log(),
    "root": lambda value: arb(_whole(value)),
    "pi": lambda value: arb.pi(),
    "e": lambda value: arb(1).exp(),
    "sum": lambda value: _inner(value).ball(),
    "log of": lambda value: _inner(value).ball().log(),
}


def _whole(value: int | Constant) -> int:
    assert isinstance(value, int)
    return value


def _inner(value: int | Constant) -> Constant:
    assert isinstance(value, Constant)
    return value


def _kernel_ball(kernel: Kernel) -> arb:
    name, value = kernel
    return _BALLS[name](value)
