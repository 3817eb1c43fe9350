"""Conditions on signs in one symbol: the roots of polynomials, with multiplicities, tell all signs.

A gauge is a polynomial that has the sign of a tree wherever the tree has a value: that of a rational function is its
numerator times its denominator, that of a function with the sign of its argument is the argument's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from flint import fmpz_poly

from grader.evidence.budget import ExceededError
from grader.evidence.definedness.formulas import Atom, Formula, Role, parts_of
from grader.evidence.functions.questions import POSITIVE, SIGNED
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import difference, flipped
from grader.evidence.signs.roots import MAX_DEGREE, Root, in_order, repeated_roots
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.ranges.ranges import fmpq_of
from grader.evidence.trees.rational import rational_function
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

ONE, MINUS_ONE = fmpz_poly([1]), fmpz_poly([-1])
UNIT = Num(Fraction(1))


class Swept(NamedTuple):
    """A line cut at `roots`, and whether each formula holds on its cells: open ones, and roots between them."""

    roots: list[Root]
    holds: list[list[bool]]


class _Condition(NamedTuple):
    """A gauge has one of the signs `wanted`; far to the left it has the sign `start`."""

    start: Sign
    roots: dict[Root, int]
    wanted: Sign

    def holding(self, roots: Sequence[Root]) -> Iterator[bool]:
        """Yield whether it holds on each cell."""
        sign = self.start
        yield sign.within(self.wanted)
        for root in roots:
            times = self.roots.get(root, 0)
            yield (Sign.ZERO if times else sign).within(self.wanted)
            if times % 2:
                sign = flipped(sign)
            yield sign.within(self.wanted)


def swept(name: str, formulas: Sequence[Formula]) -> Swept | None:
    """Return where formulas hold that ask for signs of trees with gauges; None for others.

    Where such a tree has no value nothing is told: the formulas say of their parts that they have values.
    """
    symbol = Sym(name)
    try:
        found = [[_condition(part, symbol) for part in parts_of(formula)] for formula in formulas]
    except ExceededError:
        return None
    if any(condition is None for conditions in found for condition in conditions):
        return None
    known = [[condition for condition in conditions if condition is not None] for conditions in found]
    roots = in_order(list(dict.fromkeys(root for conditions in known for one in conditions for root in one.roots)))
    return Swept(roots, [_all(conditions, roots) for conditions in known])


def _condition(part: Formula, symbol: Sym) -> _Condition | None:
    if not isinstance(part, Atom) or part.role is not Role.UNDEFINED:
        return None
    polynomial = _gauge(part.node, symbol)
    if polynomial is None:
        return None
    start, roots = repeated_roots(polynomial)
    return _Condition(Sign(start), roots, part.sign)


def _gauge(node: Node, symbol: Sym) -> fmpz_poly | None:
    function = rational_function(node, symbol)
    if function is not None:
        return (function.num * function.den).numer()
    match node:
        case Neg(arg=arg):
            return _product([MINUS_ONE, _gauge(arg, symbol)])
        case Mul(factors=parts):
            return _product([_gauge(part, symbol) for part in parts])
        case Div(num=num, den=den):
            return _product([_gauge(num, symbol), _gauge(den, symbol)])
        case Pow(base=Const(name="e")):
            return ONE
        case Pow(base=base, exp=exp) if (exponent := literal(exp)) is not None and exponent != 0:
            return _product([_gauge(base, symbol)] * (1 + (exponent.numerator + 1) % 2))
        case Call(name=name, args=(arg,)):
            return _of_call(name, arg, symbol)
        case Add(terms=(first, second)):
            return _shifted(first, second, symbol) or _shifted(second, first, symbol)
        case _:
            return None


def _of_call(name: str, arg: Node, symbol: Sym) -> fmpz_poly | None:
    if name in SIGNED:
        return _gauge(arg, symbol)
    if name in POSITIVE:
        return ONE
    if name == "abs":
        return _product([_gauge(arg, symbol)] * 2)
    return _gauge(difference(arg, UNIT), symbol) if name == "log" else None


def _shifted(term: Node, other: Node, symbol: Sym) -> fmpz_poly | None:
    """Return the gauge of sqrt(u) - c or |u| - c, or of their negatives, for c > 0."""
    shift, negative = literal(other), isinstance(term, Neg)
    inner = term.arg if isinstance(term, Neg) else term
    size = shift if shift is None or negative else -shift
    if size is None or size <= 0 or not isinstance(inner, Call) or len(inner.args) != 1:
        return None
    square, (arg,) = number_tree(fmpq_of(size**2)), inner.args
    match inner.name:
        case "sqrt":
            found = _gauge(difference(arg, square), symbol)
        case "abs":
            found = _gauge(difference(Mul((arg, arg)), square), symbol)
        case _:
            return None
    return _product([MINUS_ONE, found]) if negative else found


def _product(parts: Sequence[fmpz_poly | None]) -> fmpz_poly | None:
    """Return a product, None where a factor is not known. Raises ExceededError where its degree is too large."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if sum(part.degree() for part in known) > MAX_DEGREE:
        raise ExceededError("max_degree")
    return prod(known, start=ONE)


def _all(conditions: Sequence[_Condition], roots: Sequence[Root]) -> list[bool]:
    cells = 2 * len(roots) + 1
    return [all(cell) for cell in zip([True] * cells, *(one.holding(roots) for one in conditions), strict=True)]
