"""The dimension of a formula whose symbols have units: what may be added, and what a root or a sine may be taken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.language.printing import show
from grader.language.reader.stretches import rational
from grader.language.tree import ZERO, Add, Bind, Call, Const, Derivative, Div, Mul, Neg, Node, Num, Pow, Relation, Sym
from grader.language.units.bases import BASE

if TYPE_CHECKING:
    from grader.language.units.reading import Unit

Dimension = tuple[Fraction, ...]
NONE: Dimension = (Fraction(0),) * len(BASE)
SAME = frozenset({"abs", "max", "min", "norm", "floor", "ceil", "relu"})  # functions that keep the unit
ROOTS = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}


class DimensionError(Exception):
    """What stands in a formula that cannot be measured: the message says which parts do not go together."""


class UnseenError(Exception):
    """A formula through which units are not followed."""


def exponents(unit: Unit) -> Dimension:
    """Return the dimension of a unit."""
    return tuple(map(Fraction, unit.dimension))


def dimension_of(tree: Node, known: Mapping[str, Dimension]) -> Dimension:
    """Return the dimension of a formula from those of its symbols.

    Raises DimensionError where parts do not go together, UnseenError where units are not followed.
    """
    match tree:
        case Num() | Const():
            return NONE
        case Sym(name):
            return known.get(name, NONE)
        case Neg(arg):
            return dimension_of(arg, known)
        case Add(terms):
            return _common(terms, known)
        case Mul(factors):
            return _total([dimension_of(factor, known) for factor in factors])
        case Div(num, den):
            return _total([dimension_of(num, known), _times(dimension_of(den, known), Fraction(-1))])
        case Pow(base, exp):
            return _power(base, exp, known)
        case Call(name, args):
            return _call(name, args, known)
        case Derivative(body, var, order):
            return _total([dimension_of(body, known), _times(dimension_of(Sym(var), known), Fraction(-order))])
        case Bind("int", body, var, _, _):
            return _total([dimension_of(body, known), dimension_of(Sym(var), known)])
        case _:
            raise UnseenError


def _common(terms: Sequence[Node], known: Mapping[str, Dimension]) -> Dimension:
    """Return the one dimension of what is added or compared; 0 may stand for nothing of anything."""
    found = [(term, dimension_of(term, known)) for term in terms if term != ZERO]
    for term, dimension in found[1:]:
        if dimension != found[0][1]:
            sides = f"{_measured(found[0][0], found[0][1])} and {_measured(term, dimension)}"
            raise DimensionError(f"{sides} do not go together: they are measured in different units.")
    return found[0][1] if found else NONE


def _power(base: Node, exp: Node, known: Mapping[str, Dimension]) -> Dimension:
    below = dimension_of(base, known)
    _pure("an exponent", exp, known)
    power = rational(exp)
    if below == NONE or power is not None:
        return NONE if power is None else _times(below, power)
    raise DimensionError(f"{_measured(base, below)} has the exponent `{show(exp)}`; expected a number there.")


def _call(name: str, args: Sequence[Node], known: Mapping[str, Dimension]) -> Dimension:
    if name in ROOTS and len(args) == 1:
        return _times(dimension_of(args[0], known), ROOTS[name])
    if name in SAME:
        return _common(args, known)
    for arg in args:
        _pure(f"`{name}`", arg, known)
    return NONE


def _pure(what: str, arg: Node, known: Mapping[str, Dimension]) -> None:
    """Refuse what has a unit where only a number may stand."""
    dimension = _common(arg.operands, known) if isinstance(arg, Relation) else dimension_of(arg, known)
    if dimension != NONE:
        raise DimensionError(f"{_measured(arg, dimension)} stands in {what}; expected a number without a unit there.")


def _total(dimensions: Sequence[Dimension]) -> Dimension:
    return tuple(sum(column, Fraction(0)) for column in zip(*dimensions, strict=True))


def _times(dimension: Dimension, power: Fraction) -> Dimension:
    return tuple(power * exponent for exponent in dimension)


def _measured(tree: Node, dimension: Dimension) -> str:
    return f"`{show(tree)}` ({dimension_text(dimension)})"


def dimension_text(dimension: Dimension) -> str:
    """Return a dimension as a product of base units: `kg m^2 s^-2`, or `no unit`."""
    parts = (name + (f"^{power}" if power != 1 else "") for name, power in zip(BASE, dimension, strict=True) if power)
    return " ".join(parts) or "no unit"
