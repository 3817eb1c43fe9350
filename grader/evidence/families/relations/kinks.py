"""Moduli, maxima and minima in a table of signs: which of its arguments each of them is follows from the signs.

Where y - x is not negative, max(x, y) is y. So max(x, y) < 1 says at each combination of signs something linear.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.evidence.budget import ExceededError
from grader.evidence.families.relations.base import Base
from grader.evidence.families.relations.formulas import Product, Vector
from grader.evidence.trees.build import minus
from grader.evidence.trees.polynomials import Polynomial, kernels_of, plus, raised, times
from grader.language.tree import ZERO, Call, Neg, Node
from grader.records import dataclass

MAX_BENDS = 12  # whose pieces are told apart; with more, no piece of any is known

Piece = tuple[Polynomial, tuple[Product, ...]]  # a value, and what is not negative where it is the one
Choice = Mapping[int, Polynomial]  # the values of kernels


OPEN = -1  # in place of the number of a piece: no value is known


@dataclass(frozen=True, slots=True)
class Bend:
    """A kernel that is one of some polynomials, and the kernels that have to have values for that."""

    kernel: int
    pieces: tuple[Piece, ...]
    others: frozenset[int]
    is_least: bool

    def at(self, vector: Vector, dead: frozenset[int]) -> int | None:
        """Return which piece it is where the base polynomials have these signs; None where they contradict it."""
        if self.others & dead:
            return OPEN
        found = None
        for number, (_, needed) in enumerate(self.pieces):
            signs = [product.at(vector) for product in needed]
            if all(sign is not None and sign >= 0 for sign in signs):
                return number
            if -1 not in signs:
                found = OPEN
        return found


def bends_of(base: Base) -> tuple[Bend, ...]:
    """Return the bends among the kernels of base polynomials; what decides between their pieces joins these.

    Raises ExceededError where there are too many: a table that knows nothing of them looks at all signs, and more.
    """
    looked_at: set[int] = set()
    found: list[Bend] = []
    for polynomial in base.polynomials:  # those that join are met in their turn
        for kernel in kernels_of(polynomial):
            if kernel in looked_at:
                continue
            looked_at.add(kernel)
            if (bend := _bend(base, kernel)) is not None:
                found.append(bend)
            if len(found) > MAX_BENDS:
                raise ExceededError("max_cases")
    return tuple(found)


def _bend(base: Base, kernel: int) -> Bend | None:
    args = _args(base.facts.algebra.nodes[kernel])
    values = [_polynomial(base, arg) for arg in args]
    known = [value for value in values if value is not None]
    if not args or len(known) < len(args):
        return None
    falls = _is_least(base.facts.algebra.nodes[kernel])
    pieces = tuple(
        (value, tuple(_order(base, arg, other, falls) for other in args if other is not arg))
        for value, arg in zip(known, args, strict=True)
    )
    return Bend(kernel, pieces, _kernels(base, pieces), falls)


def _kernels(base: Base, pieces: tuple[Piece, ...]) -> frozenset[int]:
    places = {place for _, needed in pieces for product in needed for place in (*product.odd, *product.even)}
    polynomials = [*(value for value, _ in pieces), *(base.polynomials[place] for place in places)]
    return frozenset(kernel for polynomial in polynomials for kernel in kernels_of(polynomial))


def _args(node: Node) -> tuple[Node, ...]:
    match node:
        case Call("abs", (arg,)):
            return arg, Neg(arg)
        case Call("relu", (arg,)):
            return arg, ZERO
        case Call("max" | "min", (_, _, *_) as args):
            return args
        case _:
            return ()


def _is_least(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "min"


def _order(base: Base, one: Node, other: Node, falls: bool) -> Product:
    return base.product(minus(other, one) if falls else minus(one, other))


def _polynomial(base: Base, node: Node) -> Polynomial | None:
    num, den = base.facts.algebra.quotient(node)
    return plus({}, num, 1 / den[()]) if set(den) == {()} else None


def choice_at(bends: tuple[Bend, ...], vector: Vector, dead: frozenset[int]) -> tuple[int, ...] | None:
    """Return the number of the piece that each bend is; None where the signs contradict each other."""
    chosen: list[int] = []
    for bend in bends:
        number = bend.at(vector, dead)
        if number is None:
            return None
        chosen.append(number)
    return tuple(chosen)


def values_of(bends: tuple[Bend, ...], chosen: tuple[int, ...]) -> Choice:
    """Return the values of the bent kernels that are known, written without these kernels."""
    pairs = [(bend, number) for bend, number in zip(bends, chosen, strict=True) if number != OPEN]
    values = {bend.kernel: bend.pieces[number][0] for bend, number in pairs}
    for _ in pairs:  # at most as deep as there are bends
        values = {kernel: put_in(value, values) for kernel, value in values.items()}
    return values


def put_in(polynomial: Polynomial, values: Choice) -> Polynomial:
    """Return a polynomial with the values of kernels in their places; raises ExceededError where it grows too long."""
    if values.keys().isdisjoint(kernels_of(polynomial)):
        return polynomial
    out: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        term: Polynomial = {tuple(part for part in monomial if part[0] not in values): coefficient}
        for kernel, power in monomial:
            if kernel in values:
                term = times(term, raised(values[kernel], power))
        out = plus(out, term)
    return out
