r"""Lists with dots whose length is said elsewhere: `[1, …, 1]`, `(0, -1/n, …, -(n-1)/n)`, `(1/n, 2/n, …, 2/n)`.

What stands before the dots must say the rule: entries that are all alike, or that grow by one step to the last one.
Whether the last one is where the rule leads is calculated at several numbers; where it is not, nothing is read.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isqrt

from grader.claims.chains import depths
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import (
    Add,
    Array,
    Bind,
    Call,
    Cases,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    substitute,
    symbols,
)
from grader.problems.question import Field

_DOTS = re.compile(r"\s*(?:\\[lcv]?dots[a-z]?|…|\.\.\.|⋯)\s*")
_WHOLE = re.compile(
    r"(?:\\left\s?)?[(\[](?P<inside>.*?)(?:\\right\s?)?[)\]]"
    r"(?:\s?\^\s?(?:\{?\\top\}?|\{?T\}?|\{?\\intercal\}?)|ᵀ)?",
    re.DOTALL,
)
ONE = Num(Fraction(1))
MAX_ITEMS = 40
INDEX = "i"
TRIED = tuple(Fraction(number) for number in (3, 5, 8, 13, 21, 34, 7, 11))


def dotted(field: Field, names: Names, text: str) -> Node | None:
    """Return the array that a list with dots stands for, None where no rule is seen; raises AnswerError."""
    plain = text.strip(" \n\t$.")
    match = _WHOLE.fullmatch(plain)
    items = _items(plain if match is None else match["inside"])
    places = [place for place, item in enumerate(items) if _DOTS.fullmatch(item)]
    if len(places) != 1 or not 0 < places[0] == len(items) - 2 or len(items) > MAX_ITEMS:
        return None
    readings = [read(item, names) for item in (*items[: places[0]], items[-1])]
    if any(len(one) > 1 for one in readings):
        return None
    *given, last = (one[0].tree for one in readings)
    if any(isinstance(item, Array | Relation) or INDEX in symbols(item) for item in (*given, last)):
        return None
    return _constant(field, given, last) or _by_steps(field, given, last)


def _items(inside: str) -> list[str]:
    """Return what commas outside of brackets part."""
    depth = depths(inside)
    commas = [place for place, sign in enumerate(inside) if sign in ",;" and not depth[place]]
    starts, stops = [0, *(place + 1 for place in commas)], [*commas, len(inside)]
    return [inside[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]


def _constant(field: Field, given: list[Node], last: Node) -> Node | None:
    """Return the array whose entries are all alike, but perhaps the first ones."""
    alike = 0
    while alike < len(given) and given[len(given) - 1 - alike] == last:
        alike += 1
    first = given[: len(given) - alike]
    if alike == 0 or any(item == last for item in first):
        return None
    numbered = ((item, Num(Fraction(place))) for place, item in enumerate(first, 1))
    branches = tuple((item, Relation(("=",), (Sym(INDEX), place))) for item, place in numbered)
    return Bind("array", Cases(branches, last) if branches else last, INDEX, ONE, Sym(field.size))


def _by_steps(field: Field, given: list[Node], last: Node) -> Node | None:
    """Return the array whose entries grow by one step; the last one says how many there are."""
    if len(given) < 2:
        return None
    step = Add((given[1], Neg(given[0])))
    body = Add((given[0], Mul((Add((Sym(INDEX), Neg(ONE))), step))))
    expected = [(Num(Fraction(place)), item) for place, item in enumerate(given, 1)]
    for more in (0, 1, -1):
        count: Node = Sym(field.size) if more == 0 else Add((Sym(field.size), Num(Fraction(more))))
        if all(_agree(substitute(body, {INDEX: place}), item) for place, item in (*expected, (count, last))):
            return Bind("array", body, INDEX, ONE, count)
    return None


def _agree(left: Node, right: Node) -> bool:
    """Whether two formulas have one value at several numbers for their letters, squares of squares and of cubes."""
    names = sorted(symbols(left) | symbols(right))
    seen = 0
    for shift in range(len(TRIED)):
        values = {name: TRIED[(shift + place) % len(TRIED)] ** 6 for place, name in enumerate(names)}
        one, other = _value(left, values), _value(right, values)
        if one is None or other is None:
            return False
        if one != other:
            return False
        seen += 1
    return seen == len(TRIED)


def _value(node: Node, values: dict[str, Fraction]) -> Fraction | None:
    """Return the exact value of a calculation, None where there is none, or where it is no rational number."""
    match node:
        case Num(value):
            return value
        case Sym(name):
            return values.get(name)
        case Neg(arg):
            inner = _value(arg, values)
            return None if inner is None else -inner
        case Add(parts) | Mul(parts):
            total = Fraction(isinstance(node, Mul))
            for part in parts:
                found = _value(part, values)
                if found is None:
                    return None
                total = total * found if isinstance(node, Mul) else total + found
            return total
        case Div(over, under):
            top, bottom = _value(over, values), _value(under, values)
            return top / bottom if top is not None and bottom else None
        case Pow(base, Num(Fraction(denominator=1) as power)) if abs(power) <= 8:
            inner = _value(base, values)
            return None if inner is None or (inner == 0 and power <= 0) else Fraction(inner ** int(power))
        case Pow(base, Div(Num(Fraction(numerator=1, denominator=1)), Num(Fraction(numerator=2, denominator=1)))):
            return _root(_value(base, values))
        case Call("sqrt", (arg,)):
            return _root(_value(arg, values))
        case _:
            return None


def _root(value: Fraction | None) -> Fraction | None:
    if value is None or value < 0:
        return None
    found = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return found if found * found == value else None
