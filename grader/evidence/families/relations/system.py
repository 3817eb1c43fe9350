"""What linear conditions on monomials follow from the signs of base polynomials."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from math import prod
from typing import Any

from flint import fmpq

from grader.evidence.families.relations.base import Base
from grader.evidence.families.relations.formulas import Conjugate, Vector
from grader.evidence.families.relations.kinks import Bend, Choice, choice_at, put_in, values_of
from grader.evidence.numbers.linear_system import Constraint
from grader.evidence.oracle import Sign, sign_of
from grader.evidence.trees.build import minus
from grader.evidence.trees.polynomials import Monomial, Polynomial, constant, literal, plus, tree_of
from grader.language.tree import Node, Relation, Sym

Coefficients = dict[Hashable, Any]


class System:
    """What linear conditions on monomials the signs of base polynomials are."""

    def __init__(self, base: Base, bends: tuple[Bend, ...], conjugates: list[Conjugate]) -> None:
        self.base = base
        self.bends = bends
        self.conjugates = conjugates
        self.known: list[Constraint] = []
        self._written: dict[tuple[int, ...], tuple[list[Constraint], list[Polynomial]]] = {}

    def note_known(self) -> None:
        """Enter what holds at all signs; the base polynomials are all met."""
        self.known = [*_known_rows(self.base), *_of_bends(self.bends)]

    def choice(self, vector: Vector, dead: frozenset[int]) -> tuple[int, ...] | None:
        """Return the pieces that the bends are; None where the signs that are chosen contradict each other."""
        if not all(conjugate.allows(vector, dead) for conjugate in self.conjugates):
            return None
        return choice_at(self.bends, vector, dead)

    def rows(self, vector: Vector, chosen: tuple[int, ...], dead: frozenset[int]) -> list[Constraint]:
        """Return all conditions where the bends are these pieces, without those on kernels that may have no value."""
        return [row for row in self._rows(vector, chosen) if not _touches(row, dead)]

    def _rows(self, vector: Vector, chosen: tuple[int, ...]) -> Iterator[Constraint]:
        known, polynomials = self._put_in(chosen)
        yield from known
        kernels: dict[int, int] = {}
        for polynomial, sign in zip(polynomials, vector, strict=True):
            if sign is None:
                continue
            yield _row(polynomial, sign, strict=True)
            if len(polynomial) == 1 and len(monomial := next(iter(polynomial))) == 1 and monomial[0][1] == 1:
                kernels[monomial[0][0]] = sign * (1 if polynomial[monomial] > 0 else -1)
        for monomial in {monomial for polynomial in polynomials for monomial in polynomial if monomial}:
            if all(kernel in kernels for kernel, _ in monomial):
                sign = prod(kernels[kernel] ** power for kernel, power in monomial)
                yield Constraint({monomial: fmpq(sign or 1)}, fmpq(0), ">" if sign else "=")

    def _put_in(self, chosen: tuple[int, ...]) -> tuple[list[Constraint], list[Polynomial]]:
        """Return what is known and the base polynomials, with the pieces that are chosen in place of the bends."""
        if chosen not in self._written:
            values = values_of(self.bends, chosen)
            polynomials = [put_in(polynomial, values) for polynomial in self.base.polynomials]
            self._written[chosen] = [_put_in_row(row, values) for row in self.known], polynomials
        return self._written[chosen]


def _put_in_row(row: Constraint, values: Choice) -> Constraint:
    if not values:
        return row
    found = plus(put_in(dict(row.coefficients), values), constant(row.constant))  # type: ignore[arg-type]
    coefficients: Coefficients = {monomial: value for monomial, value in found.items() if monomial}
    return Constraint(coefficients, found.get((), fmpq(0)), row.op)


def _of_bends(bends: tuple[Bend, ...]) -> Iterator[Constraint]:
    """Yield that a maximum is at least each of its arguments, and so on."""
    for bend in bends:
        kernel: Polynomial = {((bend.kernel, 1),): fmpq(1)}
        for piece, _ in bend.pieces:
            yield _row(plus(piece, kernel, fmpq(-1)), 1 if bend.is_least else -1, strict=False)


def _row(polynomial: Polynomial, sign: int, *, strict: bool) -> Constraint:
    scale = fmpq(sign or 1)
    coefficients: Coefficients = {monomial: scale * value for monomial, value in polynomial.items() if monomial}
    return Constraint(coefficients, scale * polynomial.get((), fmpq(0)), "=" if not sign else ">" if strict else ">=")


def _known_rows(base: Base) -> list[Constraint]:
    """Return what is known of the monomials: their signs, bounds of symbols, assumptions that are linear in them."""
    monomials = {monomial for polynomial in base.polynomials for monomial in polynomial if monomial}
    found = [row for monomial in sorted(monomials) for row in _of_sign(base, monomial)]
    for variable in base.setting.variables:
        ends = ((variable.domain.low, ">="), (variable.domain.high, "<="))
        for end, op in ends:
            if end is not None and literal(end) is not None:
                strict = not (variable.domain.low_closed if op == ">=" else variable.domain.high_closed)
                found += _of_link(base, ">" if strict else ">=", *_turned(Sym(variable.name), end, op))
    for condition in base.setting.assume:
        if isinstance(condition, Relation):
            for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
                if op in {"=", ">", ">="}:
                    found += _of_link(base, op, left, right)
                elif op in {"<", "<="}:
                    found += _of_link(base, ">" if op == "<" else ">=", right, left)
    return found


def _turned(left: Node, right: Node, op: str) -> tuple[Node, Node]:
    return (left, right) if op == ">=" else (right, left)


def _of_link(base: Base, op: str, left: Node, right: Node) -> list[Constraint]:
    num, den = base.facts.algebra.quotient(minus(left, right))
    if set(den) != {()}:
        return []
    scaled = {monomial: value / den[()] for monomial, value in num.items()}
    row = _row(scaled, 0 if op == "=" else 1, strict=op == ">")
    return [row]


def _of_sign(base: Base, monomial: Monomial) -> list[Constraint]:
    tree = tree_of({monomial: fmpq(1)}, base.facts.algebra.nodes)
    sign = sign_of(tree, base.setting, base.budget)
    if sign in {Sign.POSITIVE, Sign.NON_NEGATIVE}:
        return [Constraint({monomial: fmpq(1)}, fmpq(0), ">" if sign is Sign.POSITIVE else ">=")]
    if sign in {Sign.NEGATIVE, Sign.NON_POSITIVE}:
        return [Constraint({monomial: fmpq(-1)}, fmpq(0), ">" if sign is Sign.NEGATIVE else ">=")]
    return []


def _touches(row: Constraint, dead: frozenset[int]) -> bool:
    """Return whether a row speaks of a kernel that has no value."""
    monomials: Any = row.coefficients
    return bool(dead) and any(kernel in dead for monomial in monomials for kernel, _ in monomial)
