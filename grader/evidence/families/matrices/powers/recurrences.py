"""What is linear in powers of matrices follows a linear recurrence: that of the characteristic polynomial.

With p(M) = 0 (Cayley and Hamilton), sum_j p_j L(M^(n+j)) = 0 for every linear L. A sequence that follows the same
recurrence, from n_0 on, and starts with the same terms is the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.evidence.trees.build import sum_of
from grader.evidence.trees.features import facts_of
from grader.language.tree import (
    ZERO,
    Add,
    Array,
    Call,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    substitute,
    symbols,
)

MAX_SIZE = 3  # rows of a matrix whose characteristic polynomial is written out
Rows = tuple[tuple[Node, ...], ...]


def are_linear(node: Node, name: str) -> bool:
    """Return whether a tree is a sum of powers of matrices, with a symbol in their exponents and nowhere else.

    Each stands between factors that are free of the symbol, with nothing added to them.
    """
    if name not in symbols(node):
        return node == ZERO
    match node:
        case Pow(base, _):
            return name not in symbols(base) and Array in facts_of(base).kinds
        case Neg(arg) | Transpose(arg) | Call("tr", (arg,)):
            return are_linear(arg, name)
        case Add(terms) | Array(terms):
            return all(are_linear(term, name) for term in terms)
        case Div(num, den):
            return name not in symbols(den) and are_linear(num, name)
        case Mul(factors):
            held = [factor for factor in factors if name in symbols(factor)]
            return len(held) == 1 and are_linear(held[0], name)
        case Index(base, indices):
            return not any(name in symbols(index) for index in indices) and are_linear(base, name)
        case _:
            return False


def recurrence_of(base: Node, slope: int) -> tuple[Node, ...] | None:
    """Return p_0, …, p_(k-1) of the characteristic polynomial x^k + … of the power of a matrix; None for others."""
    rows = rows_of(base)
    if rows is None or len(rows) > MAX_SIZE:
        return None
    power = rows
    for _ in range(slope - 1):
        power = _product(power, rows)
    size = len(power)
    trace = Neg(_sum([power[i][i] for i in range(size)]))
    if size == 1:
        return (trace,)
    minors = _sum([_minor(power, i, j) for i in range(size) for j in range(i + 1, size)])
    if size == 2:
        return minors, trace
    return Neg(_determinant(power)), minors, trace


def rows_of(base: Node) -> Rows | None:
    """Return the entries of a square matrix that is written out."""
    if not isinstance(base, Array):
        return None
    rows = tuple(row.items for row in base.items if isinstance(row, Array))
    if len(rows) != len(base.items) or any(len(row) != len(rows) for row in rows):
        return None
    return None if any(isinstance(item, Array) for row in rows for item in row) else rows


def step_of(tree: Node, name: str, coefficients: Sequence[Node]) -> tuple[Node, Node]:
    """Return R(n + k), and what the recurrence says that it is: -p_0 R(n) - … - p_(k-1) R(n + k - 1)."""
    terms = [Neg(Mul((part, _later(tree, name, place)))) for place, part in enumerate(coefficients) if part != ZERO]
    last = _later(tree, name, len(coefficients))
    return last, _sum(terms) if terms else Mul((ZERO, last))


def _later(tree: Node, name: str, steps: int) -> Node:
    return substitute(tree, {name: Add((Sym(name), Num(Fraction(steps))))}) if steps else tree


def _sum(terms: Sequence[Node]) -> Node:
    return sum_of(terms)


def _product(first: Rows, second: Rows) -> Rows:
    columns = tuple(zip(*second, strict=True))
    return tuple(
        tuple(_sum([Mul(pair) for pair in zip(row, column, strict=True)]) for column in columns) for row in first
    )


def _minor(rows: Rows, i: int, j: int) -> Node:
    return Add((Mul((rows[i][i], rows[j][j])), Neg(Mul((rows[i][j], rows[j][i])))))


def _determinant(rows: Rows) -> Node:
    terms: list[Node] = []
    for place in range(3):
        left, right = [column for column in range(3) if column != place]
        minor = Add((Mul((rows[1][left], rows[2][right])), Neg(Mul((rows[1][right], rows[2][left])))))
        term = Mul((rows[0][place], minor))
        terms.append(Neg(term) if place == 1 else term)
    return _sum(terms)
