"""Functions of piecewise-linear functions: activations by composition, products, quotients, powers, extrema.

An activation is itself a piecewise-linear function, so one rule applies them all: cut each piece where its line passes
a break of the activation.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.families.piecewise.line.linear.pieces import (
    NIL,
    NOWHERE,
    ONE,
    End,
    Item,
    Line,
    Pieces,
    Rational,
    as_number,
    as_pieces,
    check,
    line,
    merged,
    on,
)
from grader.evidence.families.piecewise.line.linear.sums import combined, minus, total

MAX_EXPONENT = 200  # of a power of a piece

ABS = Pieces((NIL,), ((-ONE, NIL), (ONE, NIL)), (NIL,), continuous=True)
RELU = Pieces((NIL,), ((NIL, NIL), (ONE, NIL)), (NIL,), continuous=True)
HARDTANH = Pieces((-ONE, ONE), ((NIL, -ONE), (ONE, NIL), (NIL, ONE)), (-ONE, ONE), continuous=True)
LEAKY_SLOPE = fmpq(1, 100)


def leaky(slope: Rational) -> Pieces:
    """Return the leaky ReLU with a slope on the left."""
    return merged([NIL], [(slope, NIL), (ONE, NIL)], [NIL], continuous=True)


def step(low: Rational, at_zero: Rational | None, high: Rational = ONE) -> Pieces:
    """Return the function that is `low` left of 0, `high` right of it and `at_zero` at 0."""
    return merged([NIL], [(NIL, low), (NIL, high)], [at_zero])


def composed(outer: Pieces, inner: Item, budget: Budget) -> Item:
    """Return outer(inner(x)). Raises `ExceededError` beyond `max_pieces` or `max_steps`."""
    if not isinstance(inner, Pieces):
        value = outer.at(inner)
        return NOWHERE if value is None else value
    budget.spend(len(inner.lines))
    if outer.continuous and inner.continuous and outer.breaks == (NIL,) and outer.values == (NIL,):
        return _bent(outer, inner, budget)
    breaks: list[Rational] = []
    lines: list[Line | None] = []
    values: list[Rational | None] = []
    ends = (*inner.breaks, None)
    for number, (low, high, piece) in enumerate(inner.open_pieces()):
        places, cut_values, cut_lines = _cut(outer, piece, low, high)
        breaks += places
        values += cut_values
        lines += cut_lines
        if (end := ends[number]) is not None:
            value = inner.values[number]
            breaks.append(end)
            values.append(None if value is None else outer.at(value))
        if len(breaks) >= budget.limits.max_pieces:
            check(len(breaks) + 1, budget)
    return merged(breaks, lines, values, outer.continuous and inner.continuous)


def _bent(outer: Pieces, inner: Pieces, budget: Budget) -> Pieces:
    """Return outer(inner(x)) for continuous functions, the outer one with its only kink at (0, 0)."""
    left, right = (piece[0] for piece in outer.lines if piece is not None)
    if not inner.breaks and inner.lines[0] is not None:
        return _bent_line(left, right, inner.lines[0])
    breaks: list[Rational] = []
    lines: list[Line | None] = []
    values: list[Rational | None] = []
    heights = (None, *inner.values, None)
    for number, (low, _, piece) in enumerate(inner.open_pieces()):
        assert piece is not None
        before = _sign_at(heights[number], piece, left=True)
        after = _sign_at(heights[number + 1], piece, left=False)
        side = before or after
        made = _times(piece, left if side < 0 else right)
        if not lines:
            lines.append(made)
        elif made != lines[-1]:
            height = heights[number]
            assert height is not None  # both functions are continuous
            assert low is not None  # a piece lies before
            breaks.append(low)
            values.append((left if height < NIL else right) * height)
            lines.append(made)
        if before * after < 0:
            breaks.append(-piece[1] / piece[0])
            values.append(NIL)
            lines.append(_times(piece, left if after < 0 else right))
    check(len(lines), budget)
    return Pieces(tuple(breaks), tuple(lines), tuple(values), continuous=True)


def _bent_line(left: Rational, right: Rational, piece: Line) -> Pieces:
    slope, start = piece
    if slope == NIL:
        return line(NIL, (right if start > NIL else left) * start)
    before, after = (left, right) if slope > NIL else (right, left)
    if before == after:
        return line(*_times(piece, before))
    return Pieces((-start / slope,), (_times(piece, before), _times(piece, after)), (NIL,), continuous=True)


def _sign_at(height: Rational | None, piece: Line, *, left: bool) -> int:
    """Return the sign of a line at one of its ends, where it has this height, or far out."""
    if height is None:
        height = piece[1] if piece[0] == NIL else (-piece[0] if left else piece[0])
    return 1 if height > NIL else -1 if height < NIL else 0


def _times(piece: Line, factor: Rational) -> Line:
    if factor == ONE:
        return piece
    return (NIL, NIL) if factor == NIL else (factor * piece[0], factor * piece[1])


Cut = tuple[list[Rational], list[Rational | None], list[Line | None]]  # breaks, the values there, the lines between


def _cut(outer: Pieces, piece: Line | None, low: End, high: End) -> Cut:
    """Return a line on an open interval under the outer function."""
    if piece is None:
        return [], [], [None]
    slope, start = piece
    if slope == NIL:
        value = outer.at(start)
        return [], [], [None if value is None else (NIL, value)]
    places = [(at - start) / slope for at in outer.breaks]
    if slope > NIL:
        first = sum(1 for x in places if low is not None and x <= low)
        last = sum(1 for x in places if high is None or x < high)
        passed = list(range(first, last))
        numbers = range(first, last + 1)
    else:
        first = sum(1 for x in places if low is None or x > low)
        last = sum(1 for x in places if high is not None and x >= high)
        passed = list(range(first - 1, last - 1, -1))
        numbers = range(first, last - 1, -1)
    made = [_through(outer.lines[number], piece) for number in numbers]
    return [places[k] for k in passed], [outer.values[k] for k in passed], made


def _through(outer: Line | None, piece: Line) -> Line | None:
    if outer is None:
        return None
    slope, start = outer
    if slope == NIL:
        return outer
    if slope == ONE and start == NIL:
        return piece
    return slope * piece[0], slope * piece[1] + start


def signs(item: Item, budget: Budget) -> Pieces:
    """Return the sign of a function, -1, 0 or 1."""
    return as_pieces(composed(step(-ONE, NIL), item, budget))


def larger(f: Item, g: Item, budget: Budget, sign: int) -> Item:
    """Return the maximum of two functions, or the minimum where `sign` is -1."""
    above = minus(g, f, budget) if sign > 0 else minus(f, g, budget)
    rest = composed(RELU, above, budget)
    return total((f, rest), budget) if sign > 0 else minus(f, rest, budget)


def extremum(items: Sequence[Item], budget: Budget, sign: int) -> Item:
    """Return the maximum of one or more functions, or the minimum where `sign` is -1; in pairs, for speed."""
    waiting = list(items)
    while len(waiting) > 1:
        pairs = [larger(f, g, budget, sign) for f, g in zip(waiting[::2], waiting[1::2], strict=False)]
        waiting = pairs + waiting[len(pairs) * 2 :]
    return waiting[0]


def product(f: Item, g: Item, budget: Budget) -> Item:
    """Return a product; raises DeclinedError where both factors have a slope on one piece."""
    if not isinstance(f, Pieces) and not isinstance(g, Pieces):
        return f * g
    return combined(as_pieces(f), as_pieces(g), _line_product, lambda a, b: a * b, budget)


def quotient(f: Item, g: Item, budget: Budget) -> Item:
    """Return a quotient, without a value where the divisor is 0; raises DeclinedError where it is no such function."""
    if not isinstance(f, Pieces) and not isinstance(g, Pieces):
        return NOWHERE if g == NIL else f / g
    return combined(as_pieces(f), _at_zeros(as_pieces(g), budget), _line_quotient, _quotient, budget)


def _at_zeros(f: Pieces, budget: Budget) -> Pieces:
    """Return a function with breaks at its zeros (not canonical), so that each line has one sign."""
    breaks: list[Rational] = []
    lines: list[Line | None] = []
    check(2 * len(f.lines), budget)
    for low, high, piece in f.open_pieces():
        lines.append(piece)
        if piece is not None and piece[0] != NIL:
            zero = -piece[1] / piece[0]
            if (low is None or low < zero) and (high is None or zero < high):
                breaks.append(zero)
                lines.append(piece)
        if high is not None:
            breaks.append(high)
    return Pieces(tuple(breaks), tuple(lines), tuple(f.at(x) for x in breaks))


def power(base: Item, exponent: Item, budget: Budget) -> Item:
    """Return a power with an integer exponent; raises DeclinedError for others."""
    value = as_number(exponent)
    if value is None or value.q != 1:
        raise DeclinedError
    refuse_above(abs(int(value.p)), MAX_EXPONENT, "max_degree")
    number = int(value.p)
    if number == 1:
        return base
    f = as_pieces(base)
    longest = max((piece[1].height_bits() for piece in f.lines if piece is not None), default=0)
    if longest * abs(number) > budget.limits.max_bits:
        raise ExceededError("max_bits")
    found = merged(
        f.breaks,
        [None if a is None else _line_power(a, number) for a in f.lines],
        [None if v is None else _value_power(v, number) for v in f.values],
    )
    known = as_number(found)
    return found if known is None else known


def _line_product(a: Line, b: Line) -> Line:
    if a[0] != NIL and b[0] != NIL:
        raise DeclinedError
    return (a[0] * b[1] + b[0] * a[1], a[1] * b[1])


def _line_quotient(a: Line, b: Line) -> Line | None:
    if b[0] != NIL:
        if a[0] * b[1] != a[1] * b[0]:
            raise DeclinedError
        return (NIL, a[0] / b[0])
    return None if b[1] == NIL else (a[0] / b[1], a[1] / b[1])


def _quotient(a: Rational, b: Rational) -> Rational | None:
    return None if b == NIL else a / b


def _line_power(a: Line, number: int) -> Line | None:
    if number == 0:
        return (NIL, ONE)
    if a[0] != NIL:
        raise DeclinedError
    value = _value_power(a[1], number)
    return None if value is None else (NIL, value)


def _value_power(value: Rational, number: int) -> Rational | None:
    return None if value == NIL and number < 0 else value**number


def with_values(f: Pieces) -> Pieces:
    """Return a function, marked as continuous where it is."""
    if f.continuous:
        return f
    sides = zip(f.breaks, f.values, f.lines, f.lines[1:], strict=False)
    whole = f.lines[0] is not None and all(
        value is not None and value == on(before, x) and value == on(after, x) for x, value, before, after in sides
    )
    return Pieces(f.breaks, f.lines, f.values, continuous=True) if whole else f
