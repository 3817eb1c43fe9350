"""Entries as numbers at fixed sizes: exact rationals where they can be, else balls that surely hold the number.

A comparison of balls that overlap ends the run: nothing is decided by digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import isqrt
from typing import Any, Literal

from flint import arb, fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import FailedError, OpenError
from grader.evidence.families.code.space import Comparison, Fold
from grader.evidence.families.code.values import Cell, Dtype, Entry, Places, Reader, Size, Tensor

MAX_ENTRIES = 20_000  # of one array
MAX_BITS = 4_000  # of an exact number


class Undefined:
    """What an entry is that has no value: a logarithm of -1, or a quotient by what may be 0."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __repr__(self) -> str:
        return self.said


UNDEFINED = Undefined("undefined")
NOT_FINITE = Undefined("not finite")  # a quotient by a number that is exactly 0: inf or nan, in Python an error
STAYS = frozenset({"add", "sub", "mul", "neg"})  # of inf and nan with finite numbers or each other: never finite
Number = Any  # fmpq, arb or Undefined


class Numbers:
    """The space of numbers: `values` are the entries of the inputs, by name and indices."""

    def __init__(self, values: Mapping[str, Mapping[Places, Number]], budget: Budget) -> None:
        self.values = values
        self.budget = budget

    def number(self, value: Fraction) -> Entry:
        """Return a rational number."""
        return fmpq(value.numerator, value.denominator)

    def apply(self, name: str, *args: Entry) -> Entry:
        """Return a function of numbers; of one without a value there is none."""
        self.budget.spend()
        if any(arg is UNDEFINED for arg in args):
            return UNDEFINED
        if any(arg is NOT_FINITE for arg in args):
            return NOT_FINITE if name in STAYS else UNDEFINED
        return FUNCTIONS[name](*args)

    def compare(self, sign: Comparison, left: Entry, right: Entry) -> Entry:
        """Return whether two numbers compare so; raises OpenError where that is not sure."""
        self.budget.spend()
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            raise OpenError("a number without a value is compared")
        return compared(sign, left, right)

    def logic(self, name: Literal["and", "or", "not"], *args: Entry) -> Entry:
        """Return a truth value of truth values."""
        if name == "not":
            return not args[0]
        return all(args) if name == "and" else any(args)

    def choose(self, condition: Entry, first: Entry, second: Entry) -> Entry:
        """Return the first number where a condition holds, else the second one."""
        return first if condition else second

    def truth(self, condition: Entry) -> bool:
        """Return whether a condition holds."""
        return bool(condition)

    def fold(self, kind: Fold, sizes: Sequence[Size], term: Callable[[Places], Entry]) -> Entry:
        """Return the sum, product, greatest or least of the terms at all indices below some sizes."""
        terms = (term(places) for places in self.places(sizes))
        if kind in {"max", "min"}:
            return self._best(kind == "max", terms)
        total = fmpq(0) if kind == "sum" else fmpq(1)
        name = "add" if kind == "sum" else "mul"
        for one in terms:
            total = self.apply(name, total, one)
        return total

    def _best(self, is_max: bool, terms: Iterable[Entry]) -> Entry:
        best = None
        for one in terms:
            if best is None or self.compare(">" if is_max else "<", one, best):
                best = one
        if best is None:
            raise FailedError("shape", "there is no greatest or least of no numbers")
        return best

    def first_best(self, kind: Literal["max", "min"], size: Size, term: Callable[[Size], Entry]) -> Entry:
        """Return the first index at which a term is greatest, or least."""
        terms = [term(place) for place in range(size)]
        best = self._best(kind == "max", terms)
        return fmpq(next(place for place, one in enumerate(terms) if one is best))

    def cell(self, shape: tuple[Size, ...], read: Reader) -> Cell:
        """Return storage with some entries, all of which are worked out now."""
        data = {places: read(places) for places in self.places(shape)}
        return Cell(shape, data.__getitem__, data)

    def write(self, target: Tensor, read: Reader) -> None:
        """Write other entries where an array has its own; where two share a place, the last one counts."""
        place, data = target.view.place, target.cell.data
        assert data is not None
        data.update({place(places): read(places) for places in self.places(target.shape)})
        target.cell.has_changed = True

    def places(self, sizes: Sequence[Size]) -> Iterable[Places]:
        """Return all indices below some sizes, row by row; raises OpenError where there are too many."""
        count = 1
        for size in sizes:
            count *= size
        if count > MAX_ENTRIES:
            raise OpenError(f"more than {MAX_ENTRIES:,} entries (limit MAX_ENTRIES)", limit="MAX_ENTRIES")
        self.budget.spend(count)
        return product(*map(range, sizes))

    def is_same(self, left: Size, right: Size) -> bool:
        """Return whether two sizes are equal."""
        return bool(left == right)

    def size(self, entry: Entry) -> Size:
        """Return a whole number as a size or an index."""
        if not isinstance(entry, fmpq) or entry.q != 1:
            raise OpenError("a whole number is not known exactly")
        return int(entry.p)

    def entry(self, size: Size) -> Entry:
        """Return a size or an index as a number."""
        return fmpq(size)

    def whole(self, size: Size) -> int | None:
        """Return a size or an index as a number of Python."""
        return int(size)

    def shift(self, place: Size, by: int, step: int = 1) -> Size:
        """Return an index times a step, plus a number."""
        return place * step + by

    def input(self, name: str, shape: tuple[Size, ...], dtype: Dtype) -> Reader:
        """Return what reads the entries of an input."""
        return self.values[name].__getitem__

    def probe(self) -> Size | None:
        """Return no index: all of them are numbers."""
        return None

    def is_index(self, place: Size, size: Size) -> bool:
        """Return whether an index is from 0 on and below a size."""
        return bool(0 <= place < size)

    def whole_entry(self, entry: Entry) -> int | None:
        """Return an entry that is a whole number, None for any other."""
        return int(entry.p) if isinstance(entry, fmpq) and entry.q == 1 else None


def compared(sign: Comparison, left: Number, right: Number) -> bool:
    """Return whether two numbers compare so; raises OpenError where balls overlap."""
    if left is right:
        return sign in {"=", "<=", ">="}
    if sign == "!=":
        return not compared("=", left, right)
    if sign in {">", ">="}:
        return compared("<" if sign == ">" else "<=", right, left)
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return bool(left == right if sign == "=" else left < right if sign == "<" else left <= right)
    below, above = bool(arb(left) < arb(right)), bool(arb(left) > arb(right))
    if not below and not above:
        raise OpenError("two numbers are too close to be compared")
    return below and sign != "="


def differ(left: Number, right: Number) -> bool:
    """Return whether two numbers, each with a value, surely are not equal."""
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return bool(left != right)
    return not arb(left).overlaps(arb(right))


def _checked(value: Number) -> Number:
    if isinstance(value, fmpq) and max(int(value.p).bit_length(), int(value.q).bit_length()) > MAX_BITS:
        raise OpenError("a number has too many digits", limit="MAX_BITS")
    return value


def _quotient(left: Number, right: Number) -> Number:
    if isinstance(right, fmpq):
        return NOT_FINITE if right == 0 else left / right
    return UNDEFINED if right.contains(0) else left / right


def _power(base: Number, exponent: Number) -> Number:
    if not isinstance(exponent, fmpq):
        return _of_ball("exp", exponent * _log(base)) if _log(base) is not UNDEFINED else UNDEFINED
    if exponent.q == 1:
        return _whole_power(base, int(exponent.p))
    if exponent == fmpq(1, 2):
        return _sqrt(base)
    logarithm = _log(base)
    return UNDEFINED if logarithm is UNDEFINED else (arb(exponent) * logarithm).exp()


def _whole_power(base: Number, exponent: int) -> Number:
    if abs(exponent) > MAX_BITS:
        raise OpenError("a number has too many digits", limit="MAX_BITS")
    if isinstance(base, fmpq):
        if max(int(base.p).bit_length(), int(base.q).bit_length()) * abs(exponent) > MAX_BITS:
            raise OpenError("a number has too many digits", limit="MAX_BITS")
        return UNDEFINED if base == 0 and exponent < 0 else base**exponent
    return UNDEFINED if exponent < 0 and base.contains(0) else base**exponent


def _of_ball(name: str, value: Number) -> Number:
    return getattr(arb(value), name)()


def _exp(value: Number) -> Number:
    return fmpq(1) if value == 0 and isinstance(value, fmpq) else _of_ball("exp", value)


def _log(value: Number) -> Number:
    if isinstance(value, fmpq) and value == 1:
        return fmpq(0)
    return _of_ball("log", value) if arb(value) > 0 else UNDEFINED


def _sqrt(value: Number) -> Number:
    if isinstance(value, fmpq):
        if value < 0:
            return UNDEFINED
        top, bottom = isqrt(int(value.p)), isqrt(int(value.q))
        if top * top == int(value.p) and bottom * bottom == int(value.q):
            return fmpq(top, bottom)
    return _of_ball("sqrt", value) if arb(value) > 0 else UNDEFINED


def _sigmoid(value: Number) -> Number:
    return 1 / (1 + _exp(-value))


def _tanh(value: Number) -> Number:
    return fmpq(0) if isinstance(value, fmpq) and value == 0 else _of_ball("tanh", value)


def _sign(value: Number) -> Number:
    zero = fmpq(0)
    return zero if compared("=", value, zero) else fmpq(1) if compared(">", value, zero) else fmpq(-1)


def _floor(value: Number) -> Number:
    if isinstance(value, fmpq):
        return fmpq(int(value.p) // int(value.q))
    raise OpenError("a number is rounded that is not known exactly")


def _floor_quotient(left: Number, right: Number) -> Number:
    ratio = _quotient(left, right)
    return ratio if isinstance(ratio, Undefined) else _floor(ratio)


def _heaviside(value: Number) -> Number:
    zero = fmpq(0)
    if isinstance(value, fmpq) and value == 0:
        return UNDEFINED
    return fmpq(1) if compared(">", value, zero) else zero


FUNCTIONS: Mapping[str, Callable[..., Number]] = {
    "add": lambda left, right: left + right,
    "sub": lambda left, right: left - right,
    "mul": lambda left, right: _checked(left * right),
    "div": lambda left, right: _checked(_quotient(left, right)),
    "neg": lambda value: -value,
    "pow": _power,
    "floordiv": _floor_quotient,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "abs": lambda value: -value if compared("<", value, fmpq(0)) else value,
    "sign": _sign,
    "floor": _floor,
    "ceil": lambda value: -_floor(-value),
    "trunc": lambda value: -_floor(-value) if compared("<", value, fmpq(0)) else _floor(value),
    "max": lambda left, right: left if compared(">=", left, right) else right,
    "min": lambda left, right: left if compared("<=", left, right) else right,
    "relu": lambda value: value if compared(">", value, fmpq(0)) else fmpq(0),
    "heaviside": _heaviside,
    "sin": lambda value: fmpq(0) if isinstance(value, fmpq) and value == 0 else _of_ball("sin", value),
    "cos": lambda value: fmpq(1) if isinstance(value, fmpq) and value == 0 else _of_ball("cos", value),
}
