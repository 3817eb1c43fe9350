"""Linear combinations of many piecewise-linear functions: by one sweep over their kinks, or by a matrix product.

A continuous function is its first line and the jumps of its slope: a linear combination adds up both. Where many
functions share many breaks, one exact matrix product of slopes and intercepts on common breaks costs less. Functions
with jumps or gaps are added in pairs, on common breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from flint import fmpq_mat

from grader.evidence.budget import Budget
from grader.evidence.families.piecewise.line.linear.pieces import (
    NIL,
    ONE,
    Item,
    Line,
    LineValues,
    Pieces,
    Rational,
    as_pieces,
    check,
    check_bits,
    line,
    merged,
    refined,
    union,
)

Row = Sequence[Rational]
Events = list[tuple[Rational, list[tuple[int, Rational]]]]  # places, with jumps of the slope by function

LineRule = Callable[[Line, Line], Line | None]
ValueRule = Callable[[Rational, Rational], Rational | None]


def total(terms: Sequence[Item], budget: Budget) -> Item:
    """Return a sum of numbers and functions."""
    if all(not isinstance(term, Pieces) or (not term.breaks and term.continuous) for term in terms):
        return _sum_of_lines(terms, budget)
    return combinations([[ONE] * len(terms)], terms, budget)[0]


def _sum_of_lines(terms: Sequence[Item], budget: Budget) -> Item:
    budget.spend(1 + len(terms) // 4)
    slope: Rational | None = None
    intercept = NIL
    for term in terms:
        if not isinstance(term, Pieces):
            intercept += term
        elif (piece := term.lines[0]) is not None:
            slope = piece[0] if slope is None else slope + piece[0]
            intercept += piece[1]
    return intercept if slope is None else line(slope, intercept)


def scaled(item: Item, factor: Rational) -> Item:
    """Return a multiple of a number or a function."""
    return multiple(item, factor) if isinstance(item, Pieces) else item * factor


def multiple(function: Pieces, factor: Rational) -> Pieces:
    """Return a multiple of a function; 0 times a gap is a gap."""
    if factor == ONE:
        return function
    if not function.breaks and function.lines[0] is not None:
        slope, start = function.lines[0]
        return line(slope * factor, start * factor)
    return merged(
        function.breaks,
        [None if a is None else (a[0] * factor, a[1] * factor) for a in function.lines],
        [None if v is None else v * factor for v in function.values],
        function.continuous,
    )


def minus(left: Item, right: Item, budget: Budget) -> Item:
    """Return left - right."""
    return combinations([[ONE, -ONE]], (left, right), budget)[0]


def combinations(rows: Sequence[Row], items: Sequence[Item], budget: Budget) -> list[Item]:
    """Return the linear combinations of numbers and functions that the rows of a matrix of numbers name.

    Raises `ExceededError` beyond `max_pieces`, `max_bits` or `max_steps`.
    """
    numbers = [item for item in items if not isinstance(item, Pieces)]
    if len(numbers) == len(items):
        budget.spend(1 + len(rows) * len(items) // 4)
        return [sum((w * item for w, item in zip(row, numbers, strict=True)), NIL) for row in rows]
    functions = [as_pieces(item) for item in items]
    if not all(f.continuous for f in functions):
        return [_in_pairs([multiple(f, w) for w, f in zip(row, functions, strict=True)], budget) for row in rows]
    breaks = sum(len(f.breaks) for f in functions)
    if breaks > 4 * len(functions) and len(rows) > 1:
        return _by_matrix(rows, functions, budget)
    budget.spend(1 + len(rows) * (len(functions) + breaks) // 4)
    events = _events(functions)
    return [_swept(row, functions, events, budget) for row in rows]


def _events(functions: Sequence[Pieces]) -> Events:
    """Return the breaks from left to right, each with the functions that change there and how much."""
    jumps = [
        (x, number, after[0] - before[0])
        for number, f in enumerate(functions)
        for x, before, after in zip(f.breaks, f.lines, f.lines[1:], strict=False)
        if before is not None and after is not None
    ]
    jumps.sort(key=itemgetter(0))
    events: Events = []
    for x, number, jump in jumps:
        if events and events[-1][0] == x:
            events[-1][1].append((number, jump))
        else:
            events.append((x, [(number, jump)]))
    return events


def _swept(row: Row, functions: Sequence[Pieces], events: Events, budget: Budget) -> Pieces:
    """Add up the first lines, then go once from left to right over the jumps."""
    slope = intercept = NIL
    for weight, f in zip(row, functions, strict=True):
        first = f.lines[0]
        assert first is not None
        slope += weight * first[0]
        intercept += weight * first[1]
    breaks, lines = [], [(slope, intercept)]
    for x, changes in events:
        jump = sum((row[number] * jump for number, jump in changes), NIL)
        if jump == NIL:
            continue
        breaks.append(x)
        slope += jump
        intercept -= jump * x
        lines.append((slope, intercept))
    check(len(lines), budget)
    check_bits(lines[-1], budget)
    return Pieces(tuple(breaks), tuple(lines), LineValues(breaks, lines), continuous=True)


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
    check_bits(lines[-1], budget)
    kept = merged(breaks, lines, [None] * len(breaks), continuous=True)
    return Pieces(kept.breaks, kept.lines, LineValues(kept.breaks, kept.lines), continuous=True)


def common_breaks(functions: Sequence[Pieces]) -> list[Rational]:
    """Return all breaks of some functions, sorted, each once."""
    places = sorted(x for f in functions for x in f.breaks)
    return [x for i, x in enumerate(places) if i == 0 or places[i - 1] != x]


def _in_pairs(terms: list[Pieces], budget: Budget) -> Pieces:
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
