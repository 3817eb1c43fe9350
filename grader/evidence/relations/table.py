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
from grader.evidence.relations.formulas import Base, Vector, truth
from grader.evidence.relations.linear import Row, solution
from grader.evidence.signs.polynomials import Monomial, Polynomial, literal, tree_of
from grader.evidence.trees import minus
from grader.language.tree import Call, Node, Relation, Sym

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
    left, right = base.formula(first), base.formula(second)
    conjugates = base.conjugates()
    base.note_kernels()
    options = [_signs(base.mask(place)) for place in range(len(base.polynomials))]
    if prod(map(len, options)) > MAX_VECTORS:
        raise ExceededError("max_cases")
    table, asked = Table(proved=True), 0
    rows = _known_rows(base)
    for vector in product(*options):
        budget.spend()
        if (truth(left, vector) is True) == (truth(right, vector) is True):
            continue
        dead = base.dead(vector)
        if not all(conjugate.allows(vector, dead) for conjugate in conjugates):
            continue
        asked += 1
        if asked > MAX_ASKED:
            return Table(False, table.places)
        found = solution([row for row in (*rows, *_rows(base, vector)) if not _touches(row, dead)], budget)
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


def _rows(base: Base, vector: Vector) -> Iterator[Row]:
    """Yield the signs of the base polynomials as linear conditions on their monomials."""
    kernels: dict[int, int] = {}
    for polynomial, sign in zip(base.polynomials, vector, strict=True):
        yield _row(polynomial, sign, strict=True)
        if len(polynomial) == 1 and len(monomial := next(iter(polynomial))) == 1 and monomial[0][1] == 1:
            kernels[monomial[0][0]] = sign
    _add_moduli(base, kernels)
    for monomial in {monomial for polynomial in base.polynomials for monomial in polynomial if monomial}:
        if all(kernel in kernels for kernel, _ in monomial):
            sign = prod(kernels[kernel] ** power for kernel, power in monomial)
            yield Row({monomial: fmpq(sign or 1)}, fmpq(0), ">" if sign else "=")


def _add_moduli(base: Base, kernels: dict[int, int]) -> None:
    """Enter the signs of moduli of symbols whose signs are known."""
    for number, node in enumerate(base.facts.algebra.nodes):
        if isinstance(node, Call) and node.name == "abs" and isinstance(node.args[0], Sym):
            inner = base.facts.algebra.nodes.index(node.args[0]) if node.args[0] in base.facts.algebra.nodes else -1
            if inner in kernels:
                kernels[number] = abs(kernels[inner])


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
