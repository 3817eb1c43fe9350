"""Quotients of factorials, `n!/(n-2)!`: a product of two factors also where (n - 2)! is of a negative number."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, rebuild

MAX_STEPS = 12  # factors of a product that a quotient of two factorials is


def as_products(state: State, tree: Node) -> Node:
    """Return a tree with products for its quotients of factorials, where that is the reading to take."""
    found = _with_products(tree)
    return found if found != tree and state.choose("factorials") == 1 else tree


def _with_products(tree: Node) -> Node:
    node = rebuild(tree, _with_products)
    if not isinstance(node, Div):
        return node
    above, below = _factors(node.num), _factors(node.den)
    for place, upper in enumerate(above):
        if _is_factorial(upper) and (found := _cancelled(upper, below)) is not None:
            above[place], below = found
    num = above[0] if len(above) == 1 else Mul(tuple(above))
    if not below:
        return num
    return Div(num, below[0] if len(below) == 1 else Mul(tuple(below)))


def _cancelled(upper: Node, below: list[Node]) -> tuple[Node, list[Node]] | None:
    """Return what a factorial over others comes to, and what else stands below it: a binomial or a product."""
    assert isinstance(upper, Call)
    whole = _terms(upper.args[0])
    lower = {
        place: _terms(one.args[0]) for place, one in enumerate(below) if isinstance(one, Call) and _is_factorial(one)
    }
    for place, one in lower.items():
        for other, two in lower.items():
            if place < other and _sum(one, two) == whole and one[0] and two[0]:
                held = below[place]
                assert isinstance(held, Call)
                return Call("binom", (upper.args[0], held.args[0])), _without(below, place, other)
    for place, (letters, number) in lower.items():
        steps = whole[1] - number
        if letters and letters == whole[0] and steps.denominator == 1 and 0 < steps <= MAX_STEPS:
            factors = [upper.args[0], *(Add((upper.args[0], Neg(Num(Fraction(n))))) for n in range(1, int(steps)))]
            return factors[0] if len(factors) == 1 else Mul(tuple(factors)), _without(below, place)
    return None


def _without(nodes: list[Node], *places: int) -> list[Node]:
    return [node for place, node in enumerate(nodes) if place not in places]


def _factors(node: Node) -> list[Node]:
    return list(node.factors) if isinstance(node, Mul) else [node]


def _is_factorial(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "factorial"


Terms = tuple[Counter[Node], Fraction]


def _terms(node: Node) -> Terms:
    """Return the terms of a sum with how often they stand in it, and its number."""
    match node:
        case Num(value=value):
            return Counter(), value
        case Neg(arg=arg):
            letters, number = _terms(arg)
            return Counter({term: -count for term, count in letters.items()}), -number
        case Add(terms=terms):
            found: Terms = Counter(), Fraction(0)
            for term in terms:
                found = _sum(found, _terms(term))
            return found
        case Mul(factors=(Num(value=value), letter)) if value.denominator == 1:
            return Counter({letter: int(value)}), Fraction(0)
        case _:
            return Counter({node: 1}), Fraction(0)


def _sum(one: Terms, two: Terms) -> Terms:
    letters = Counter(one[0])
    for term, count in two[0].items():
        letters[term] += count
    return Counter({term: count for term, count in letters.items() if count}), one[1] + two[1]
