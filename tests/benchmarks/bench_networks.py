"""Networks: the time it takes to decide whether weights compute a function, for every input.

Run from the root: `python -m tests.benchmarks.bench_networks [--repeat N] [--row WORD]`. Every row is a network beside
a copy of it that is permuted, rescaled, with dead and merged units, or wrong in one weight, or beside a function. Both
are read into pieces each time; reading texts is not counted. Medians of processor time, beside the most it may be.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from grader.claims.statements import Claim, Equal, Setting, Statement, Within
from grader.evidence import decide
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Add, Array, Call, Div, Mul, Neg, Node, Num, Pow, Sym, Transpose
from grader.verdict import Evidence, status_of
from tests.benchmarks.networks_of_several_inputs import table

Vector = list[Fraction]
Layers = list[tuple[list[Vector], Vector]]  # weights by row, and biases

BARS = {"3 units": 0.3, "100 units,": 5, "1000 units,": 50, "3 layers of 30": 100}  # ms, by the beginning of a row
X = Sym("x")
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
LINE = Setting((Variable("x", REAL),))


def number(value: Fraction) -> Node:
    """Return a rational number as a tree."""
    top: Node = Num(Fraction(abs(value.numerator)))
    if value.denominator != 1:
        top = Div(top, Num(Fraction(value.denominator)))
    return Neg(top) if value < 0 else top


def vector(values: Vector) -> Node:
    """Return a vector as a tree."""
    return Array(tuple(number(value) for value in values))


def shallow(w_0: Vector, b_0: Vector, w_1: Vector) -> Node:
    """Return the tree of w_1^T relu(w_0 x + b_0)."""
    return Mul((Transpose(vector(w_1)), Call("relu", (Add((Mul((vector(w_0), X)), vector(b_0))),))))


def deep(layers: Layers) -> Node:
    """Return the tree of W_n relu(… relu(W_1 x + b_1) …) + b_n, for one real x."""
    last: Node = Array((X,))
    for number_of_layer, (weights, biases) in enumerate(layers, 1):
        last = Add((Mul((Array(tuple(map(vector, weights))), last)), vector(biases)))
        if number_of_layer < len(layers):
            last = Call("relu", (last,))
    return last


def rational(rng: random.Random) -> Fraction:
    """Return a random weight."""
    return Fraction(rng.randint(-999, 999), rng.choice((1, 2, 10, 100)))


def scale(rng: random.Random) -> Fraction:
    """Return a random positive factor."""
    return Fraction(rng.randint(1, 9), rng.randint(1, 9))


def shallow_pairs(width: int, rng: random.Random) -> Iterator[tuple[str, Node, Node, bool]]:
    """Yield networks with one hidden layer, changed in all ways: name, both trees, and whether they are equal."""
    units = [(rational(rng), rational(rng), rational(rng)) for _ in range(width)]

    def tree(chosen: list[tuple[Fraction, Fraction, Fraction]]) -> Node:
        return shallow(*(list(column) for column in zip(*chosen, strict=True)))

    yield "identical weights", tree(units), tree(units), True
    permuted = rng.sample(units, width)
    yield "permuted", tree(units), tree(permuted), True
    rescaled = [(w * c, b * c, v / c) for w, b, v in permuted for c in [scale(rng)]]
    yield "permuted, rescaled", tree(units), tree(rescaled), True
    split = [(w, b, v / 2) for w, b, v in units[: width // 2] for _ in (0, 1)] + units[width // 2 :]
    yield "merged units", tree(units), tree(split), True
    dead = [*units, (Fraction(0), Fraction(-1), Fraction(7)), (Fraction(3), Fraction(1), Fraction(0))]
    yield "dead units", tree(units), tree(dead), True
    w, b, v = units[-1]
    yield "one weight off", tree(units), tree([*units[:-1], (w, b, v + Fraction(1, 10**9))]), False


def binary_pairs(width: int, rng: random.Random) -> Iterator[tuple[str, Node, Node, bool]]:
    """Yield networks whose weights are float64 as files hold them: permuted, and wrong in one weight."""
    units = [[Fraction(rng.gauss(0, 1)).limit_denominator(10**8) for _ in range(3)] for _ in range(width)]
    columns = [list(column) for column in zip(*units, strict=True)]
    permuted = [list(column) for column in zip(*rng.sample(units, width), strict=True)]
    yield "float64 weights, permuted", shallow(*columns), shallow(*permuted), True
    permuted[2][0] += Fraction(1, 10**9)
    yield "float64 weights, one off", shallow(*columns), shallow(*permuted), False


def deep_pairs(widths: list[int], rng: random.Random) -> Iterator[tuple[str, Node, Node, bool]]:
    """Yield networks with several layers: permuted and rescaled, and wrong in one weight."""
    sizes = [1, *widths, 1]
    layers = [
        ([[rational(rng) for _ in range(n)] for _ in range(m)], [rational(rng) for _ in range(m)])
        for n, m in pairwise(sizes)
    ]
    yield "permuted, rescaled", deep(layers), deep(moved(layers, rng)), True
    wrong = moved(layers, rng)
    wrong[-1][0][0][0] += Fraction(1, 10**9)
    yield "one weight off", deep(layers), deep(wrong), False


def moved(layers: Layers, rng: random.Random) -> Layers:
    """Return the same network with all hidden units permuted and rescaled."""
    result = [([list(row) for row in weights], list(biases)) for weights, biases in layers]
    for (weights, biases), (following, _) in pairwise(result):
        order = rng.sample(range(len(biases)), len(biases))
        factors = [scale(rng) for _ in order]
        weights[:] = [[w * c for w in weights[i]] for i, c in zip(order, factors, strict=True)]
        biases[:] = [biases[i] * c for i, c in zip(order, factors, strict=True)]
        for row in following:
            row[:] = [row[i] / c for i, c in zip(order, factors, strict=True)]
    return result


def sawtooth(depth: int, shift: Fraction = Fraction(0)) -> Node:
    """Return a sawtooth with 2^depth + 2 pieces from `depth` layers of two units, its last bias moved by `shift`."""
    height: Node = X
    one, two, half = Num(Fraction(1)), Num(Fraction(2)), Num(Fraction(1, 2))
    for _ in range(depth):
        clipped = Call("hardtanh", (height,)) if height is X else height
        low, high = Call("relu", (clipped,)), Call("relu", (Add((clipped, Neg(half))),))
        height = Add((Mul((two, low)), Neg(Mul((two, two, high)))))
    return Add((height, number(shift))) if shift else Add((height, Mul((one, Num(Fraction(0))))))


def interpolating(width: int) -> Node:
    """Return the network that is x^2 at `width` + 1 knots of [0, 1]: at most 1/(4 width^2) off between them."""
    knots = [Fraction(i, width) for i in range(width + 1)]
    slopes = [Fraction(0), *(a + b for a, b in pairwise(knots))]
    return shallow([Fraction(1)] * width, [-x for x in knots[:-1]], [b - a for a, b in pairwise(slopes)])


def tolerances() -> Iterator[Row]:
    """Yield approximations of x^2 on [0, 1]: the bound met exactly, missed by little, and against a smooth function."""
    unit = Setting((Variable("x", Domain(low=ZERO, high=ONE, low_closed=True, high_closed=True, text="[0, 1]")),))
    square = Pow(X, Num(Fraction(2)))
    for width in (10, 100, 1000):
        net, most = interpolating(width), Fraction(1, 4 * width**2)
        yield Row(f"{width} units and x^2, the bound met", Within(net, square, most), True, unit)
        yield Row(f"{width} units and x^2, the bound excluded", Within(net, square, most, strict=True), False, unit)
        smooth = Add((square, Div(Call("sin", (X,)), Num(Fraction(10**9)))))
        if width < 1000:
            yield Row(f"{width} units and x^2 + sin(x)/10^9", Within(net, smooth, 2 * most), True, unit)


@dataclass(frozen=True)
class Row:
    """A statement, whether it holds, and its setting."""

    name: str
    statement: Statement
    holds: bool
    setting: Setting = LINE


def rows() -> Iterator[Row]:
    """Yield all rows on one real variable."""
    for width in (3, 100, 1000):
        for name, left, right, equal in shallow_pairs(width, random.Random(width)):
            yield Row(f"{width} units, {name}", Equal(left, right), equal)
    for name, left, right, equal in binary_pairs(1000, random.Random(1)):
        yield Row(f"1000 units of {name}", Equal(left, right), equal)
    for widths in ([10, 10], [30, 30, 30]):
        for name, left, right, equal in deep_pairs(widths, random.Random(sum(widths))):
            yield Row(f"{len(widths)} layers of {widths[0]}, {name}", Equal(left, right), equal)
    yield Row("sawtooth of 4,098 pieces, twice", Equal(sawtooth(12), sawtooth(12)), True)
    yield Row("sawtooth of 4,098 pieces, moved", Equal(sawtooth(12), sawtooth(12, Fraction(1, 10**9))), False)
    yield from tolerances()


def median(work: Callable[[], object], repeat: int) -> float:
    """Return the median time of some work in milliseconds."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def decided(row: Row) -> Evidence:
    """Return the evidence on a row."""
    return decide(Claim("bench", "", row.statement, row.setting))


def main() -> None:
    """Print one line for each row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--row", default="", help="only rows whose name holds this text")
    options = parser.parse_args()
    for row in rows():
        if options.row in row.name:
            status = status_of(decided(row)).value
            spent = median(partial(decided, row), options.repeat)
            wrong = "" if status == ("proved" if row.holds else "refuted") else "  WRONG"
            bar = next((f"{most:9.1f} ms" for start, most in BARS.items() if row.name.startswith(start)), " " * 12)
            print(f"{row.name:45} {spent:9.2f} ms {bar}  {status}{wrong}")
    if not options.row:
        table()


if __name__ == "__main__":
    main()
