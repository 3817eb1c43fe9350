"""Linear forms: sums of rational multiples of atoms, and a number. The one reader of them, and forms of symbols.

Bounds and exponents are collected as forms of symbols, so that equal ones look equal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import MAX_BITS
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Sym, rebuild

Affine = dict[str, Fraction]  # coefficients by symbol; the constant stands under the empty name
Atom = TypeVar("Atom", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LinearForm(Generic[Atom]):
    """The sum of coefficient * atom, and a constant. Atoms that cancel stay, with coefficient 0: they need a value."""

    coefficients: Mapping[Atom, Fraction]
    constant: Fraction = Fraction(0)

    def scaled(self, factor: Fraction) -> LinearForm[Atom]:
        """Return a multiple of the form."""
        return LinearForm({atom: value * factor for atom, value in self.coefficients.items()}, self.constant * factor)


def linear_form(node: Node, read: Callable[[Node], LinearForm[Atom]]) -> LinearForm[Atom]:
    """Return a tree as a linear form; `read` says what symbols and all that arithmetic does not open are.

    Numbers are what has no atoms, also as factors, divisors and bases. Raises DeclinedError for other trees.
    """
    return fold(node, _Algebra(read))


def summed(forms: Sequence[LinearForm[Atom]]) -> LinearForm[Atom]:
    """Return the sum of linear forms."""
    total: dict[Atom, Fraction] = {}
    for form in forms:
        for atom, value in form.coefficients.items():
            total[atom] = total[atom] + value if atom in total else value
    return LinearForm(total, sum((form.constant for form in forms), Fraction(0)))


class _Algebra(Generic[Atom]):
    def __init__(self, read: Callable[[Node], LinearForm[Atom]]) -> None:
        self.other = read

    def number(self, value: Fraction) -> LinearForm[Atom]:
        return LinearForm({}, value)

    def negative(self, value: LinearForm[Atom]) -> LinearForm[Atom]:
        return value.scaled(Fraction(-1))

    def total(self, values: Sequence[LinearForm[Atom]]) -> LinearForm[Atom]:
        return summed(values)

    def product(self, values: Sequence[LinearForm[Atom]]) -> LinearForm[Atom]:
        scale = Fraction(1)
        rest: LinearForm[Atom] = LinearForm({}, scale)
        for value in values:
            if not value.coefficients:
                scale *= value.constant
            elif not rest.coefficients:
                rest = value
            else:
                raise DeclinedError
        return rest.scaled(scale)

    def quotient(self, num: LinearForm[Atom], den: LinearForm[Atom]) -> LinearForm[Atom]:
        if den.coefficients or not den.constant:
            raise DeclinedError
        return num.scaled(1 / den.constant)

    def power(self, base: LinearForm[Atom], exponent: int) -> LinearForm[Atom]:
        if exponent == 1:
            return base
        value = base.constant
        if base.coefficients or (exponent < 0 and not value):
            raise DeclinedError
        if abs(exponent) * max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
            raise DeclinedError
        return LinearForm({}, value**exponent)


def affine(node: Node) -> Affine | None:
    """Return a tree as a sum of rational multiples of symbols, or None."""
    try:
        form = linear_form(node, _symbol)
    except DeclinedError:
        return None
    return {**form.coefficients, "": form.constant}


def _symbol(node: Node) -> LinearForm[str]:
    if not isinstance(node, Sym):
        raise DeclinedError
    return LinearForm({node.name: Fraction(1)})


def coefficient_of(node: Node, name: str) -> Fraction | None:
    """Return the coefficient of a symbol in a sum of multiples of symbols, or None."""
    found = affine(node)
    return None if found is None else found.get(name, Fraction(0))


def tree_of(part: Affine) -> Node:
    """Return a sum of multiples of symbols as a tree, in one order."""
    terms: list[Node] = []
    for name, value in sorted(part.items(), key=lambda item: (not item[0], item[0])):
        if value:
            size: Node = _number(abs(value)) if not name else _multiple(name, abs(value))
            terms.append(size if value > 0 else Neg(size))
    if not terms:
        return Num(Fraction(0))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _multiple(name: str, value: Fraction) -> Node:
    return Sym(name) if value == 1 else Mul((_number(value), Sym(name)))


def _number(value: Fraction) -> Node:
    return (
        Num(value) if value.denominator == 1 else Div(Num(Fraction(value.numerator)), Num(Fraction(value.denominator)))
    )


def collected(node: Node) -> Node:
    """Return a tree whose sums of multiples of symbols are collected, wherever they stand."""
    found = affine(node) if isinstance(node, Add | Neg | Mul | Div) else None
    return tree_of(found) if found is not None else rebuild(node, collected)
