"""Curves through the sizes, along which one side may grow faster: integers for every integer t, tending to infinity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from math import lcm

from flint import fmpq

from grader.evidence.families.growth.constants import ZERO
from grader.evidence.families.growth.monomials import Monomial, atom
from grader.evidence.families.growth.order import Order
from grader.evidence.families.growth.simplex import solve
from grader.evidence.families.growth.written import number
from grader.evidence.trees.build import fraction
from grader.language.tree import ONE, TWO, Add, Call, Mul, Node, Num, Pow, Sym

T = "t"
TIME = Sym(T)
MAX_CURVES = 250  # along which a difference is looked for
MAX_EXPONENT = 1_000  # of a size along a curve
_STEPS: tuple[Node, ...] = (
    TIME,
    Pow(TIME, TWO),
    Pow(TWO, TIME),
    Pow(TIME, Num(Fraction(3))),
    Pow(TWO, Pow(TWO, TIME)),
    Mul((TIME, Pow(TWO, TIME))),
    Pow(TWO, Pow(TIME, TWO)),
)
_FEW = 4  # of the steps, where there are more than two sizes

Curve = dict[str, Node]


def curves(sizes: Sequence[str]) -> Iterator[Curve]:
    """Yield curves, simple ones first, no more than `MAX_CURVES`, and of the first `_FEW` steps for many sizes.

    A curve refutes by itself, whatever others say. A proof rests on none: it is looked at again along two of these, and
    declined where none of these meets the assumptions. So those left out cost decisions and never make a wrong one.
    """
    steps = _STEPS if len(sizes) <= 2 else _STEPS[:_FEW]
    most = len(sizes) * (len(steps) - 1)
    chosen = chain.from_iterable(_places(len(sizes), len(steps), total) for total in range(most + 1))
    for places in islice(chosen, MAX_CURVES):
        yield {size: steps[place] for size, place in zip(sizes, places, strict=True)}


def _places(count: int, steps: int, total: int) -> Iterator[tuple[int, ...]]:
    """Yield so many places below `steps` with a sum, in their order, none before it is asked for."""
    if count == 0:
        yield ()
        return
    most = (count - 1) * (steps - 1)  # of the others
    for first in range(max(0, total - most), min(steps - 1, total) + 1):
        yield from ((first, *rest) for rest in _places(count - 1, steps, total - first))


def degree_along(tree: Node, curve: Curve) -> Fraction | None:
    """Return the degree in t of a sum of products of powers with positive factors; None of any other tree or curve."""
    match tree:
        case Num(value) if value > 0:
            return Fraction(0)
        case Sym(name):
            step = curve.get(name)
            power = step.exp if isinstance(step, Pow) and step.base == TIME else ONE if step == TIME else None
            return power.value if isinstance(power, Num) else None
        case Add(terms) | Call("max", terms):
            found = [degree_along(term, curve) for term in terms]
            return None if None in found else max(one for one in found if one is not None)
        case Mul(factors):
            found = [degree_along(factor, curve) for factor in factors]
            return None if None in found else sum((one for one in found if one is not None), Fraction(0))
        case Pow(base, Num(value)) if value > 0:
            inner = degree_along(base, curve)
            return None if inner is None else inner * value
        case Call("O" | "Theta", (arg,)):
            return degree_along(arg, curve)
        case _:
            return None


def along_powers(order: Order, one: Monomial, others: Sequence[Monomial]) -> Curve | None:
    """Return a curve of powers of t along which a monomial beats all others, by exponents alone; None without one."""
    sizes = order.sizes
    rows = [
        [degree - lower for degree, lower in zip(_degrees(one, sizes), _degrees(other, sizes), strict=True)]
        for other in others
    ]
    least = [1] * len(rows)
    for ray in order.rays:
        rows.append([-Fraction(ray.form.get(atom(size, 1), ZERO).above()) for size in sizes])
        least.append(int(ray.kind == "strict"))
    found = _solved(rows, least, order)
    if found is None:
        return None
    scale = lcm(*(value.denominator for value in found))
    whole = [int(value * scale) for value in found]
    if order.budget.is_above(max(whole), MAX_EXPONENT, "max_degree"):
        return None
    powers = (TIME if power == 1 else Pow(TIME, number(Fraction(power))) for power in whole)
    return dict(zip(sizes, powers, strict=True))


def _degrees(monomial: Monomial, sizes: Sequence[str]) -> list[Fraction]:
    degrees = {place[0]: power.above() for place, power in monomial.powers if place[1] == 0}
    return [degrees.get(size, Fraction(0)) for size in sizes]


def _solved(rows: list[list[Fraction]], least: list[int], order: Order) -> list[Fraction] | None:
    """Return the least exponents of at least 1 that make every row at least so much; None where there are none."""
    width, count = len(order.sizes), len(rows)
    table, right = [], []
    for place, (row, value) in enumerate(zip(rows, least, strict=True)):
        slack = [fmpq(-1) if place == number else fmpq(0) for number in range(count)]
        table.append([*(fmpq(cell.numerator, cell.denominator) for cell in row), *slack])
        total = sum(row, Fraction(0))
        right.append(fmpq(value) - fmpq(total.numerator, total.denominator))  # exponents are 1 + x with x >= 0
    goal = [fmpq(-1)] * width + [fmpq(0)] * count
    found = solve(table, right, goal, order.budget)
    if found is None:
        return None
    return [1 + fraction(value) for value in found.values[:width]]
