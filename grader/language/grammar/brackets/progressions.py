"""Grammar of sums with dots between numbers alone: `1 + 3 + 5 + … + 19`, `1/2 + 1/4 + 1/8 + … + 1/64`.

Three numbers before the dots tell a progression: they grow by one number or by one factor, and no three do both. The
last one must be one of its numbers. Of two nobody can tell, `2 + 4 + … + 32`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from grader.language.grammar.brackets.calculated import calculated
from grader.language.tree import Add, Bind, Mul, Neg, Node, Num, Pow, Sym

FEWEST = 3  # numbers before the dots
MAX_FACTORS = 256  # of a geometric progression, from its first number to its last
_INDEX = "k"


def summed(given: list[Node], last: Node) -> Node | None:
    """Return the sum of numbers with dots before the last one, by their progression; None where there is none."""
    values = [value for term in (*given, last) if (value := calculated(term)) is not None]
    if len(given) < FEWEST or len(values) <= len(given):
        return None
    *before, end = values
    return _arithmetic(before, end) or _geometric(before, end)


def _arithmetic(values: list[Fraction], end: Fraction) -> Node | None:
    step = values[1] - values[0]
    if step == 0 or any(after - before != step for before, after in pairwise(values)):
        return None
    count = (end - values[0]) / step
    if count.denominator > 1 or count < len(values):
        return None
    grown = Sym(_INDEX) if abs(step) == 1 else Mul((Num(abs(step)), Sym(_INDEX)))
    body = Add((Num(values[0]), grown if step > 0 else Neg(grown)))
    return Bind("sum", body, _INDEX, Num(Fraction(0)), Num(count))


def _geometric(values: list[Fraction], end: Fraction) -> Node | None:
    if 0 in values:
        return None
    factor = values[1] / values[0]
    if abs(factor) == 1 or any(after / before != factor for before, after in pairwise(values)):
        return None
    count, value = len(values) - 1, values[-1]
    while value != end and count < MAX_FACTORS:
        count, value = count + 1, value * factor
    if value != end or count < len(values):
        return None
    power = Pow(Num(factor), Sym(_INDEX))
    first = 1 if values[0] == factor else 0
    body = power if values[0] in {1, factor} else Mul((Num(values[0]), power))
    return Bind("sum", body, _INDEX, Num(Fraction(first)), Num(Fraction(count + first)))
