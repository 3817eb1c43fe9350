"""Functions of what a reader has read: activations, maxima and minima, norms, and others of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.evidence.arrays.grids import Layout
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, NoValueError, UndefinedError
from grader.evidence.families.piecewise.line.linear.apply import (
    ABS,
    HARDTANH,
    LEAKY_SLOPE,
    RELU,
    composed,
    extremum,
    leaky,
    step,
)
from grader.evidence.families.piecewise.line.linear.pieces import NIL, NOWHERE, ONE, Item, Pieces, Rational, as_number
from grader.evidence.families.piecewise.line.tables import Entry, Table, added, mapped, plain
from grader.evidence.functions.questions import BROKEN_LINES
from grader.evidence.numbers import exact
from grader.records import dataclass


@dataclass
class Calls:
    """Applies functions; `convention` gives the value of a function at its jump, None where it has none there."""

    budget: Budget
    convention: Callable[[str], Rational | None]
    units: int = 0  # how often an activation was applied to an item

    def value(self, name: str, args: list[Entry]) -> Entry:
        """Return the value of a function; raises DeclinedError, ExceededError."""
        if name in {"max", "min"}:
            return self._extremum(name, args)
        if name == "norm":
            return self._norm(args)
        if name in BROKEN_LINES and isinstance(args[0], Table):
            self._count(len(args[0].items))
        elif name in BROKEN_LINES:
            self._count(1)
        elif any(isinstance(arg, Layout) for arg in args):
            raise DeclinedError
        if name in BROKEN_LINES and not any(isinstance(arg, Layout) for arg in args[1:]):
            outer = self._activation(name, plain(args[1:]))
            return mapped(lambda item: composed(outer, item, self.budget), args[0])
        return self._of_numbers(name, args)

    def _count(self, units: int) -> None:
        self.units += units
        if self.units > self.budget.limits.max_units:
            raise ExceededError("max_units")

    def _activation(self, name: str, rest: Sequence[Item]) -> Pieces:
        match name, rest:
            case "abs", []:
                return ABS
            case "relu", []:
                return RELU
            case "hardtanh", []:
                return HARDTANH
            case "leaky_relu", []:
                return leaky(LEAKY_SLOPE)
            case "leaky_relu", [slope] if (value := as_number(slope)) is not None:
                return leaky(value)
            case "sign", []:
                return step(-ONE, self.convention("sign(0)"))
            case "heaviside", []:
                return step(NIL, self.convention("H(0)"))
            case _:
                raise DeclinedError

    def _extremum(self, name: str, args: list[Entry]) -> Entry:
        first = args[0]
        items = list(first.items) if isinstance(first, Table) and len(args) == 1 else args
        if any(isinstance(item, Table) for item in items):
            raise DeclinedError
        self._count(len(items))
        return extremum(plain(items), self.budget, 1 if name == "max" else -1)

    def _norm(self, args: list[Entry]) -> Entry:
        """Return the sum or the largest of absolute values; a norm of a number is its absolute value."""
        first = args[0]
        if isinstance(first, Table):
            order = as_number(args[1]) if len(args) > 1 and not isinstance(args[1], Table) else None
            if order != ONE or not (first.is_flat or 1 in first.shape):
                raise DeclinedError
            absolute = self.value("abs", [first])
            return added(list(absolute.items) if isinstance(absolute, Table) else [absolute], self.budget)
        return self.value("abs", [first])

    def _of_numbers(self, name: str, args: list[Entry]) -> Item:
        """Return the rational value of another function of numbers."""
        numbers = [number for arg in plain(args) if (number := as_number(arg)) is not None]
        if len(numbers) < len(args):
            raise DeclinedError
        try:
            value = exact.apply(name, numbers, self.budget.limits.max_bits)
        except UndefinedError:
            return NOWHERE
        except NoValueError:
            raise DeclinedError from None
        if value is None:
            raise DeclinedError
        return value
