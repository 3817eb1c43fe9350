"""Linear forms: sums of multiples of atoms, and a constant. The one reader of them, and forms of symbols.

Coefficients are rational numbers, or constants as trees. Bounds and exponents are collected as forms of symbols with
rational coefficients, so that equal ones look equal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import number_tree, sum_of
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import MAX_EXPONENT
from grader.language.tree import ONE, ZERO, Add, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, symbols

UNIT, NIL = Fraction(1), Fraction(0)
Affine = dict[str, Fraction]  # coefficients by symbol; the constant stands under the empty name


class Coefficient(Protocol):
    """What a coefficient can do: arithmetic, and saying whether it may be divided by."""

    def __add__(self, other: Any, /) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...
    def __pow__(self, exponent: int, /) -> Any: ...
    def __bool__(self) -> bool: ...


Atom = TypeVar("Atom", bound=Hashable)
Value = TypeVar("Value", bound=Coefficient)


class LinearForm(NamedTuple, Generic[Atom, Value]):
    """The sum of coefficient * atom, and a constant. Atoms that cancel stay, with coefficient 0: they need a value."""

    coefficients: Mapping[Atom, Value]
    constant: Value

    def scaled(self, factor: Value) -> LinearForm[Atom, Value]:
        """Return a multiple of the form."""
        coefficients = {atom: value * factor for atom, value in self.coefficients.items()}
        is_zero = coefficients and not self.constant  # where a factor has no value, the coefficients say so
        return LinearForm(coefficients, self.constant if is_zero else self.constant * factor)


RationalForm = LinearForm[Atom, Fraction]


def single(atom: Atom) -> RationalForm[Atom]:
    """Return an atom as a form with rational coefficients."""
    return LinearForm({atom: Fraction(1)}, Fraction(0))


def linear_form(
    node: Node, read: Callable[[Node], LinearForm[Atom, Value]], number: Callable[[Fraction], Value]
) -> LinearForm[Atom, Value]:
    """Return a tree as a linear form; `read` says what symbols and all that arithmetic does not open are.

    `number` makes coefficients of rational numbers. Constants, as factors, divisors and bases, are what has no atoms.
    Raises DeclinedError for other trees.
    """
    return fold(node, _Algebra(read, number))


def rational_form(node: Node, read: Callable[[Node], RationalForm[Atom]]) -> RationalForm[Atom]:
    """Return a tree as a linear form with rational coefficients; raises DeclinedError for other trees."""
    return linear_form(node, read, Fraction)


def summed(forms: Sequence[LinearForm[Atom, Value]]) -> LinearForm[Atom, Value]:
    """Return the sum of one or more linear forms."""
    total: dict[Atom, Value] = {}
    for form in forms:
        for atom, value in form.coefficients.items():
            total[atom] = total[atom] + value if atom in total else value
    return LinearForm(total, reduce(add, (form.constant for form in forms)))


class _Algebra(Generic[Atom, Value]):
    def __init__(
        self, read: Callable[[Node], LinearForm[Atom, Value]], coefficient: Callable[[Fraction], Value]
    ) -> None:
        self.other = read
        self.coefficient = coefficient

    def number(self, value: Fraction) -> LinearForm[Atom, Value]:
        return LinearForm({}, self.coefficient(value))

    def negative(self, value: LinearForm[Atom, Value]) -> LinearForm[Atom, Value]:
        return value.scaled(self.coefficient(Fraction(-1)))

    def total(self, values: Sequence[LinearForm[Atom, Value]]) -> LinearForm[Atom, Value]:
        return summed(values)

    def product(self, values: Sequence[LinearForm[Atom, Value]]) -> LinearForm[Atom, Value]:
        scale = self.coefficient(Fraction(1))
        rest: LinearForm[Atom, Value] = LinearForm({}, scale)
        for value in values:
            if not value.coefficients:
                scale = scale * value.constant
            elif not rest.coefficients:
                rest = value
            else:
                raise DeclinedError
        return rest.scaled(scale)

    def quotient(self, num: LinearForm[Atom, Value], den: LinearForm[Atom, Value]) -> LinearForm[Atom, Value]:
        if den.coefficients or not den.constant:
            raise DeclinedError
        return num.scaled(self.coefficient(Fraction(1)) / den.constant)

    def power(self, base: LinearForm[Atom, Value], exponent: int) -> LinearForm[Atom, Value]:
        if exponent == 1:
            return base
        if base.coefficients or (exponent < 0 and not base.constant):
            raise DeclinedError
        if isinstance(base.constant, Fraction):  # a tree is no longer with a large exponent
            refuse_above(abs(exponent), MAX_EXPONENT, "max_degree")
        return LinearForm({}, base.constant**exponent)


class Constant:
    """A coefficient that is a tree without the atoms. It keeps all that may have no value."""

    __slots__ = ("tree",)

    def __init__(self, tree: Node) -> None:
        self.tree = tree

    def __add__(self, other: Constant) -> Constant:
        return other if self.tree == ZERO else self if other.tree == ZERO else Constant(Add((self.tree, other.tree)))

    def __mul__(self, other: Constant) -> Constant:
        return other if self.tree == ONE else self if other.tree == ONE else Constant(Mul((self.tree, other.tree)))

    def __truediv__(self, other: Constant) -> Constant:
        return self if other.tree == ONE else Constant(Div(self.tree, other.tree))

    def __pow__(self, exponent: int) -> Constant:
        return Constant(Pow(self.tree, number_tree(Fraction(exponent))))

    def __bool__(self) -> bool:
        return self.tree != ZERO


def with_constants(node: Node, names: Collection[str], atoms: Collection[Node]) -> LinearForm[Node, Constant] | None:
    """Return a tree as a linear form of some trees with symbols, with coefficients that are free of these; or None."""

    def read(part: Node) -> LinearForm[Node, Constant]:
        if part in atoms:
            return LinearForm({part: Constant(ONE)}, Constant(ZERO))
        if not symbols(part).isdisjoint(names):
            raise DeclinedError
        return LinearForm({}, Constant(part))

    try:
        return linear_form(node, read, lambda value: Constant(number_tree(value)))
    except DeclinedError:
        return None


def row_of(tree: Node, names: Sequence[str]) -> tuple[Node, ...] | None:
    """Return what in a tree is free of some symbols, then the factor of each; None where it is not affine in them."""
    atoms = [Sym(name) for name in names]
    form = with_constants(tree, names, atoms)
    if form is None:
        return None
    return (form.constant.tree, *(form.coefficients[one].tree if one in form.coefficients else ZERO for one in atoms))


def affine(node: Node) -> Affine | None:
    """Return a tree as a sum of rational multiples of symbols, or None."""
    if type(node) is Num:  # most bounds are numbers and symbols
        return {"": node.value}
    if type(node) is Sym:
        return {node.name: UNIT, "": NIL}
    try:
        form = rational_form(node, _symbol)
    except DeclinedError:
        return None
    return {**form.coefficients, "": form.constant}


def _symbol(node: Node) -> RationalForm[str]:
    if not isinstance(node, Sym):
        raise DeclinedError
    return single(node.name)


def coefficient_of(node: Node, name: str) -> Fraction | None:
    """Return the coefficient of a symbol in a sum of multiples of symbols, or None."""
    found = affine(node)
    return None if found is None else found.get(name, Fraction(0))


def tree_of(part: Affine) -> Node:
    """Return a sum of multiples of symbols as a tree, in one order."""
    terms: list[Node] = []
    for name, value in sorted(part.items(), key=lambda item: (not item[0], item[0])):
        if value:
            size: Node = number_tree(abs(value)) if not name else _multiple(name, abs(value))
            terms.append(size if value > 0 else Neg(size))
    if not terms:
        return Num(Fraction(0))
    return sum_of(terms)


def _multiple(name: str, value: Fraction) -> Node:
    return Sym(name) if value == 1 else Mul((number_tree(value), Sym(name)))


def collected(node: Node) -> Node:
    """Return a tree whose sums of multiples of symbols are collected, wherever they stand."""
    found = affine(node) if isinstance(node, Add | Neg | Mul | Div) else None
    return tree_of(found) if found is not None else rebuild(node, collected)
