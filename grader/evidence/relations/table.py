"""Two conditions at all signs of their base polynomials: where they agree at all that can occur, they are the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.provers import Sign, sign_of
from grader.evidence.relations.bends import Bend, Choice, bends_of, choice_at, put_in, values_of
from grader.evidence.relations.formulas import Base, Formula, Vector, truth
from grader.evidence.relations.linear import Row, solution
from grader.evidence.signs.polynomials import Monomial, Polynomial, constant, literal, plus, tree_of
from grader.evidence.trees import minus
from grader.language.tree import Node, Relation, Sym

MAX_VECTORS = 6_561  # combinations of signs: 3^8
MAX_ASKED = 200  # combinations at which the conditions differ and that must be shown not to occur

Place = dict[str, Any]
Coefficients = dict[Hashable, Any]


@dataclass
class Table:
    """What the table shows: a proof, places to look at, or why neither."""

    proved: bool
    places: list[Place] = field(default_factory=list)


def compared(first: Node, second: Node, setting: Setting, budget: Budget) -> Table:
    """Compare two conditions; raises UnclearError or ExceededError where they have no such table."""
    base = Base(setting, budget)
    formulas = base.formula(first), base.formula(second)
    before = len(base.polynomials)
    try:
        if bends := bends_of(base):
            return _compared(base, formulas, bends)
    except ExceededError:
        del base.polynomials[before:]
        base.places = {key: place for key, place in base.places.items() if place < before}
    return _compared(base, formulas, ())


def _compared(base: Base, formulas: tuple[Formula, Formula], bends: tuple[Bend, ...]) -> Table:
    conjugates = base.conjugates(frozenset(bend.kernel for bend in bends))
    base.note_kernels()
    options = [_signs(base.mask(place)) for place in range(len(base.polynomials))]
    if prod(map(len, options)) > MAX_VECTORS:
        raise ExceededError("max_cases")
    table, asked = Table(proved=True), 0
    system = System(base, bends)
    for vector in product(*options):
        base.budget.spend()
        left, right = (truth(formula, vector) is True for formula in formulas)
        if left == right:
            continue
        dead = base.dead(vector)
        chosen = choice_at(bends, vector, dead)
        if chosen is None or not all(conjugate.allows(vector, dead) for conjugate in conjugates):
            continue
        asked += 1
        if asked > MAX_ASKED:
            return Table(False, table.places)
        found = solution([row for row in system.rows(vector, chosen) if not _touches(row, dead)], base.budget)
        if found is not None:
            table.proved = False
            place = _place(base, found)
            if place is not None:
                table.places.append(place)
    return table


def _signs(mask: Sign) -> tuple[int, ...]:
    return tuple(sign for sign, bit in ((0, 2), (1, 4), (-1, 1)) if mask & bit)


def _touches(row: Row, dead: frozenset[int]) -> bool:
    """Return whether a row speaks of a kernel that has no value."""
    monomials: Any = row.coefficients
    return bool(dead) and any(kernel in dead for monomial in monomials for kernel, _ in monomial)


class System:
    """What linear conditions on monomials the signs of base polynomials are."""

    def __init__(self, base: Base, bends: tuple[Bend, ...]) -> None:
        self.base = base
        self.bends = bends
        self.known = _known_rows(base)
        self._written: dict[tuple[int, ...], tuple[list[Row], list[Polynomial]]] = {}

    def rows(self, vector: Vector, chosen: tuple[int, ...]) -> Iterator[Row]:
        """Yield all conditions where the bends are these pieces."""
        known, polynomials = self._put_in(chosen)
        yield from known
        kernels: dict[int, int] = {}
        for polynomial, sign in zip(polynomials, vector, strict=True):
            yield _row(polynomial, sign, strict=True)
            if len(polynomial) == 1 and len(monomial := next(iter(polynomial))) == 1 and monomial[0][1] == 1:
                kernels[monomial[0][0]] = sign * (1 if polynomial[monomial] > 0 else -1)
        for monomial in {monomial for polynomial in polynomials for monomial in polynomial if monomial}:
            if all(kernel in kernels for kernel, _ in monomial):
                sign = prod(kernels[kernel] ** power for kernel, power in monomial)
                yield Row({monomial: fmpq(sign or 1)}, fmpq(0), ">" if sign else "=")

    def _put_in(self, chosen: tuple[int, ...]) -> tuple[list[Row], list[Polynomial]]:
        """Return what is known and the base polynomials, with the pieces that are chosen in place of the bends."""
        if chosen not in self._written:
            values = values_of(self.bends, chosen)
            polynomials = [put_in(polynomial, values) for polynomial in self.base.polynomials]
            self._written[chosen] = [_put_in_row(row, values) for row in self.known], polynomials
        return self._written[chosen]


def _put_in_row(row: Row, values: Choice) -> Row:
    if not values:
        return row
    found = plus(put_in(dict(row.coefficients), values), constant(row.constant))  # type: ignore[arg-type]
    return Row({monomial: value for monomial, value in found.items() if monomial}, found.get((), fmpq(0)), row.op)


def _row(polynomial: Polynomial, sign: int, *, strict: bool) -> Row:
    scale = fmpq(sign or 1)
    coefficients: Coefficients = {monomial: scale * value for monomial, value in polynomial.items() if monomial}
    return Row(coefficients, scale * polynomial.get((), fmpq(0)), "=" if not sign else ">" if strict else ">=")


def _known_rows(base: Base) -> list[Row]:
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


def _of_link(base: Base, op: str, left: Node, right: Node) -> list[Row]:
    num, den = base.facts.algebra.quotient(minus(left, right))
    if set(den) != {()}:
        return []
    scaled = {monomial: value / den[()] for monomial, value in num.items()}
    row = _row(scaled, 0 if op == "=" else 1, strict=op == ">")
    return [row]


def _of_sign(base: Base, monomial: Monomial) -> list[Row]:
    tree = tree_of({monomial: fmpq(1)}, base.facts.algebra.nodes)
    sign = sign_of(tree, base.setting, base.budget)
    if sign in {Sign.POSITIVE, Sign.NON_NEGATIVE}:
        return [Row({monomial: fmpq(1)}, fmpq(0), ">" if sign is Sign.POSITIVE else ">=")]
    if sign in {Sign.NEGATIVE, Sign.NON_POSITIVE}:
        return [Row({monomial: fmpq(-1)}, fmpq(0), ">" if sign is Sign.NEGATIVE else ">=")]
    return []


def _place(base: Base, found: dict[Any, Any]) -> Place | None:
    """Return the values of symbols that a solution gives, where each monomial is a symbol."""
    place: Place = {}
    for monomial, value in found.items():
        if len(monomial) != 1 or monomial[0][1] != 1:
            return None
        kernel = base.facts.algebra.nodes[monomial[0][0]]
        if not isinstance(kernel, Sym):
            return None
        place[kernel.name] = value
    return place
