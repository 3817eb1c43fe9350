r"""Expectations, variances and covariances: sums of moments `E[X^i Y^j]`, which are letters.

What is equal for all values of these letters is equal for all random variables that have the moments. A difference is
one for a variable with few values, of which the expectations are added up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from grader.comparing.chance.calls import PLACE, Called
from grader.comparing.pieces import tree_of
from grader.language.tree import ONE, ZERO, Add, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols
from grader.verdict import Exact, Value

MAX_POWER = 6  # of a sum in a moment
MAX_TERMS = 64  # of what a moment is taken of
MAX_LETTERS = 3  # that are random
MOMENT = f"{PLACE}_m"  # the name of moments, with the powers of the random letters, which no text has
RANDOM = re.compile(r"[XYZUVWST](?:_\d)?")  # letters for random variables
_CONSTANT = re.compile(r"(?:[a-dhkmnp-t]|alpha|beta|gamma|lambda|mu|sigma)(?:_\w)?")  # letters for numbers
Monomial = tuple[tuple[str, int], ...]
Polynomial = dict[Monomial, Node]


class DeclinedError(Exception):
    """What is no polynomial of random letters."""


def random_letters(node: Node) -> frozenset[str]:
    """Return the letters that stand for random variables."""
    return frozenset(name for name in symbols(node) if RANDOM.fullmatch(name))


def argument_trees(called: Called) -> tuple[Node, ...]:
    """Return what an expectation, a variance or a covariance is taken of; raises DeclinedError."""
    trees = tuple(tree for text in called.arguments if (tree := tree_of(text)) is not None)
    names = {name for tree in trees for name in symbols(tree) if not name.startswith(PLACE)}
    is_known = all(RANDOM.fullmatch(name) or _CONSTANT.fullmatch(name) for name in names)
    if len(trees) != len(called.arguments) or not is_known:
        raise DeclinedError  # `E[AX]`, `E[\bar X]`: is A random?
    return trees


def moment(kind: str, trees: tuple[Node, ...], independent: bool) -> Node:
    """Return an expectation, a variance or a covariance by moments; raises DeclinedError."""
    one, other = trees[0], trees[-1]
    if kind == "E":
        return _expected(one, independent)
    both = Mul((one, other))
    return Add((_expected(both, independent), Neg(Mul((_expected(one, independent), _expected(other, independent))))))


def _expected(node: Node, independent: bool) -> Node:
    terms = [
        Mul((coefficient, _moment(monomial, independent))) if monomial else coefficient
        for monomial, coefficient in _polynomial(node).items()
    ]
    return Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else ZERO


def _moment(monomial: Monomial, independent: bool) -> Node:
    if independent and len(monomial) > 1:
        return Mul(tuple(_moment((one,), independent) for one in monomial))
    return Sym(f"{MOMENT}{''.join(f'{name}{power}' for name, power in monomial)}")


def _polynomial(node: Node) -> Polynomial:
    """Return a tree as a polynomial of its random letters, with trees as coefficients."""
    if not random_letters(node):
        return {(): node}
    match node:
        case Sym(name):
            return {((name, 1),): ONE}
        case Neg(arg):
            return {monomial: Neg(value) for monomial, value in _polynomial(arg).items()}
        case Add(terms):
            found: Polynomial = {}
            for term in terms:
                for monomial, value in _polynomial(term).items():
                    found[monomial] = Add((found[monomial], value)) if monomial in found else value
            return found
        case Mul(factors):
            whole: Polynomial = {(): ONE}
            for factor in factors:
                whole = _times(whole, _polynomial(factor))
            return whole
        case Div(num, den) if not random_letters(den):
            return {monomial: Div(value, den) for monomial, value in _polynomial(num).items()}
        case Pow(base, Num(power)) if power.denominator == 1 and 0 <= power <= MAX_POWER:
            found = {(): ONE}
            for _ in range(int(power)):
                found = _times(found, _polynomial(base))
            return found
        case _:
            raise DeclinedError


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    if len(one) * len(other) > MAX_TERMS:
        raise DeclinedError
    found: Polynomial = {}
    for first, value in one.items():
        for second, factor in other.items():
            powers = dict(first)
            for name, power in second:
                powers[name] = powers.get(name, 0) + power
            monomial = tuple(sorted(powers.items()))
            product = Mul((value, factor))
            found[monomial] = Add((found[monomial], product)) if monomial in found else product
    return found


# The moments of a standard normal variable, for which Z may stand.
STANDARD: dict[str, Node] = {
    f"{MOMENT}Z{power}": Num(Fraction(value)) for power, value in enumerate((0, 1, 0, 3, 0, 15), start=1)
}
# Random variables with few values, at which moments are looked at again: the values of up to three letters, a row each.
Rows = tuple[tuple[int, ...], ...]
EXAMPLES: tuple[Rows, ...] = (
    ((1, 2, 0), (2, 5, 1), (4, 1, 3)),
    ((0, 1, 2), (3, -1, 1), (-2, 4, 5), (1, 1, -3)),
    ((2, 3, 5), (2, -3, 7), (7, 1, 1), (-1, 0, 4), (3, 6, -2)),
)


def shown(letters: Sequence[str], rows: Rows) -> Mapping[str, Value]:
    """Return the values of each letter, of which each row is as likely as the others."""
    return {name: Exact(", ".join(str(row[place]) for row in rows)) for place, name in enumerate(letters)}


def in_example(letters: Sequence[str], rows: Rows, kind: str, trees: tuple[Node, ...]) -> Node:
    """Return an expectation, a variance or a covariance where each row of values is as likely as the others."""
    values: list[dict[str, Node]] = [
        {name: Num(Fraction(value)) for name, value in zip(letters, row, strict=False)} for row in rows
    ]
    means = [Div(Add(tuple(substitute(tree, row) for row in values)), Num(Fraction(len(rows)))) for tree in trees]
    if kind == "E":
        return means[0]
    around = [
        [Add((substitute(tree, row), Neg(mean))) for row in values] for tree, mean in zip(trees, means, strict=True)
    ]
    products = tuple(Mul((one, other)) for one, other in zip(around[0], around[-1], strict=True))
    return Div(Add(products), Num(Fraction(len(rows))))
