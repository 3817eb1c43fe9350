"""Linear combinations of many piecewise-linear functions: by one sweep over their kinks, or by a matrix product.

A continuous function is its first line and the jumps of its slope; a linear combination adds both up. Where many
functions share many breaks, one exact matrix product of slopes and intercepts on common breaks costs less. Functions
with jumps or gaps are added in pairs, on common breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import fmpq_mat

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.networks.line.pieces import (
    NIL,
    ONE,
    Item,
    Line,
    Pieces,
    Rational,
    as_pieces,
    check,
    line,
    merged,
    on,
    refined,
    union,
)

Row = Sequence[Rational]
Jumps = tuple[Rational, Rational, list[tuple[Rational, Rational]]]  # first slope and intercept; (place, jump of slope)

LineRule = Callable[[Line, Line], Line | None]
ValueRule = Callable[[Rational, Rational], Rational | None]


def total(terms: Sequence[Item], budget: Budget) -> Item:
    """Return a sum of numbers and functions."""
    return combinations([[ONE] * len(terms)], terms, budget)[0]


def scaled(item: Item, factor: Rational) -> Item:
    """Return a multiple of a number or a function; 0 times a gap is a gap."""
    if not isinstance(item, Pieces):
        return item * factor
    if factor == ONE:
        return item
    return merged(
        item.breaks,
        [None if a is None else (a[0] * factor, a[1] * factor) for a in item.lines],
        [None if v is None else v * factor for v in item.values],
        item.continuous,
    )


def minus(left: Item, right: Item, budget: Budget) -> Item:
    """Return left - right."""
    return combinations([[ONE, -ONE]], (left, right), budget)[0]


def combinations(rows: Sequence[Row], items: Sequence[Item], budget: Budget) -> list[Item]:
    """Return the linear combinations of numbers and functions that the rows of a matrix of numbers name.

    Raises `ExceededError` beyond `max_pieces`, `max_bits` or `max_steps`.
    """
    if not any(isinstance(item, Pieces) for item in items):
        budget.spend(1 + len(rows) * len(items) // 4)
        return [sum((w * item for w, item in zip(row, items, strict=True)), NIL) for row in rows]
    functions = [as_pieces(item) for item in items]
    if not all(f.continuous for f in functions):
        return [_in_pairs([scaled(f, w) for w, f in zip(row, functions, strict=True)], budget) for row in rows]
    breaks = sum(len(f.breaks) for f in functions)
    if breaks > 4 * len(functions) and len(rows) > 1:
        return _by_matrix(rows, functions, budget)
    budget.spend(1 + len(rows) * (len(functions) + breaks) // 4)
    parts = [_jumps(f) for f in functions]
    return [_swept(row, parts, budget) for row in rows]


def _jumps(f: Pieces) -> Jumps:
    slopes = [piece[0] for piece in f.lines if piece is not None]
    steps = [(x, after - before) for x, before, after in zip(f.breaks, slopes, slopes[1:], strict=False)]
    assert f.lines[0] is not None
    return f.lines[0][0], f.lines[0][1], steps


def _swept(row: Row, parts: Sequence[Jumps], budget: Budget) -> Pieces:
    """Add up the first lines and the jumps, then go once from left to right."""
    slope = intercept = NIL
    events: dict[Rational, Rational] = {}
    for weight, (first, start, jumps) in zip(row, parts, strict=True):
        if weight == NIL:
            continue
        slope += weight * first
        intercept += weight * start
        for x, jump in jumps:
            before = events.get(x)
            events[x] = weight * jump if before is None else before + weight * jump
    return _from_jumps(slope, intercept, events, budget)


def _from_jumps(slope: Rational, intercept: Rational, events: dict[Rational, Rational], budget: Budget) -> Pieces:
    breaks = sorted(x for x, jump in events.items() if jump != NIL)
    if not breaks:
        return line(slope, intercept)
    check(len(breaks) + 1, budget)
    lines, values = [(slope, intercept)], []
    for x in breaks:
        jump = events[x]
        values.append(slope * x + intercept)
        slope += jump
        intercept -= jump * x
        lines.append((slope, intercept))
    _check_bits(lines[-1], budget)
    return Pieces(tuple(breaks), tuple(lines), tuple(values), continuous=True)


def _check_bits(piece: Line | None, budget: Budget) -> None:
    if piece is not None and max(piece[0].height_bits(), piece[1].height_bits()) > budget.limits.max_bits:
        raise ExceededError("max_bits")


def _by_matrix(rows: Sequence[Row], functions: Sequence[Pieces], budget: Budget) -> list[Item]:
    """Multiply the matrix of all slopes and intercepts on common breaks."""
    breaks = common_breaks(functions)
    count = len(breaks) + 1
    check(count, budget)
    budget.spend((len(rows) + len(functions)) * count // 8)
    table = []
    for f in functions:
        lines = refined(f, breaks).lines
        table.append([piece[part] for part in (0, 1) for piece in lines if piece is not None])
    made = (fmpq_mat([list(row) for row in rows]) * fmpq_mat(table)).table()
    return [_from_row(breaks, row, count, budget) for row in made]


def _from_row(breaks: Sequence[Rational], row: Sequence[Rational], count: int, budget: Budget) -> Pieces:
    lines = list(zip(row[:count], row[count:], strict=True))
    _check_bits(lines[-1], budget)
    kept = merged(breaks, lines, [None] * len(breaks), continuous=True)
    values = tuple(on(piece, x) for piece, x in zip(kept.lines, kept.breaks, strict=False))
    return Pieces(kept.breaks, kept.lines, values, continuous=True)


def common_breaks(functions: Sequence[Pieces]) -> list[Rational]:
    """Return all breaks of some functions, sorted, each once."""
    return sorted({x for f in functions for x in f.breaks})


def _in_pairs(terms: list[Item], budget: Budget) -> Item:
    """Add in pairs, so that many breaks cost n log n."""
    while len(terms) > 1:
        pairs = [_sum(a, b, budget) for a, b in zip(terms[::2], terms[1::2], strict=False)]
        terms = pairs + terms[len(pairs) * 2 :]
    return terms[0]


def _sum(f: Pieces, g: Pieces, budget: Budget) -> Pieces:
    return combined(f, g, lambda a, b: (a[0] + b[0], a[1] + b[1]), lambda a, b: a + b, budget)


def combined(f: Pieces, g: Pieces, lines: LineRule, values: ValueRule, budget: Budget) -> Pieces:
    """Return the pieces of an operation on two functions, not defined where one of them is not."""
    breaks = union(f.breaks, g.breaks)
    check(len(breaks) + 1, budget)
    left, right = refined(f, breaks), refined(g, breaks)
    return merged(
        breaks,
        [None if a is None or b is None else lines(a, b) for a, b in zip(left.lines, right.lines, strict=True)],
        [None if a is None or b is None else values(a, b) for a, b in zip(left.values, right.values, strict=True)],
    )
