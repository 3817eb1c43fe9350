"""Whether two functions of sizes are of one order, told by exact values far out along curves: no proof, a second look.

Nothing of what decides growth is used: a change that these values take for none is expected to be `correct`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import log

from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, Relation, Sym, walk

BITS = 1024  # of the values of sizes: a logarithm has ten more bits than a constant, a power a thousand
APART = 2**6  # quotients between this and its inverse count as constants
POWERS = (1, 2, 3)
MAX_EXPONENT = 12
FAR = 2 ** (BITS // 2)  # how much greater counts as much greater
HELD: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    ">>": lambda a, b: a > FAR * b,
    "<<": lambda a, b: b > FAR * a,
}
CLASSES = frozenset({"O", "Theta", "Omega"})


def seem_of_one_order(one: Node, other: Node, sizes: Sequence[str], assume: Sequence[Node] = ()) -> bool:
    """Return whether two trees have about the same values, but for constants, wherever they are looked at.

    That is where all that is assumed holds; where that is not known of some place, they do not seem so.
    """
    kept = [(place, [_holds(condition, place) for condition in assume]) for place in _places(sizes)]
    if any(None in held for _, held in kept):
        return False
    found = [(_value(one, place), _value(other, place)) for place, held in kept if all(held)]
    return bool(found) and all(
        a is not None and b is not None and a > 0 and b > 0 and a < APART * b < APART**2 * a for a, b in found
    )


def takes_off_a_class(tree: Node) -> bool:
    """Return whether a class of growth stands behind a minus: O(n) - O(n) is O(n), and of no order that is known."""
    return any(isinstance(node, Neg) and any(isinstance(part, Call) and part.name in CLASSES for part in walk(node))
               for node in walk(tree))  # fmt: skip


def _holds(condition: Node, at: Mapping[str, Fraction]) -> bool | None:
    """Return whether a relation between functions of sizes holds at a place, None where that is not known."""
    match condition:
        case Relation((op,), (left, right)) if op in HELD:
            pair = _value(left, at), _value(right, at)
            return None if pair[0] is None or pair[1] is None else HELD[op](pair[0], pair[1])
        case _:
            return None


def _places(sizes: Sequence[str]) -> Iterator[Mapping[str, Fraction]]:
    for powers in product(POWERS, repeat=len(sizes)):
        yield {size: Fraction(2 ** (BITS * power)) for size, power in zip(sizes, powers, strict=True)}


def _value(tree: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """Return a value, None where the tree has something else than sums, products, powers, logarithms and extrema."""
    match tree:
        case Num(value):
            return value
        case Sym(name):
            return at.get(name)
        case Neg(arg):
            return _combined([_value(arg, at)], lambda values: -values[0])
        case Add(terms):
            return _combined([_value(term, at) for term in terms], lambda values: sum(values, Fraction(0)))
        case Mul(factors):
            return _combined([_value(factor, at) for factor in factors], _multiplied)
        case Div(num, den):
            return _combined([_value(num, at), _value(den, at)], lambda values: values[0] / (values[1] or 1))
        case Pow(base, Num(power)) if power.denominator == 1 and 0 <= power <= MAX_EXPONENT:
            return _combined([_value(base, at)], lambda values: values[0] ** int(power))
        case Call(name, (arg,)) if name in CLASSES:
            return _value(arg, at)
        case Call("log", (arg,)):
            return _combined([_value(arg, at)], lambda values: _logarithm(values[0]))
        case Call("max" | "min" as name, args):
            return _combined([_value(arg, at) for arg in args], max if name == "max" else min)
        case _:
            return None


def _multiplied(values: Sequence[Fraction]) -> Fraction:
    found = Fraction(1)
    for value in values:
        found *= value
    return found


def _logarithm(value: Fraction) -> Fraction:
    return Fraction(log(value.numerator) - log(value.denominator)) if value > 0 else Fraction(0)


def _combined(values: Sequence[Fraction | None], by: Callable[[Sequence[Fraction]], Fraction]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return by(known) if len(known) == len(values) else None
