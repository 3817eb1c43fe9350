"""Derivatives of functions that are applied to entries, as the words of arrays need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce

from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import X, derivative
from grader.evidence.functions.questions import ANALYTIC, DIFFERENTIATED, TOTAL
from grader.evidence.trees.build import minus, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.explicit import SMOOTH_KINDS
from grader.language.tree import ONE, ZERO, Add, Call, Mul, Node, Num, Pow, rebuild

Slopes = Mapping[tuple[str, ...], Fraction]  # coefficients of products of functions of the same argument
STEPS = frozenset({"relu", "abs"})  # with a step as their slope, where a setting says no more of it at 0
RAMPED = frozenset({"max", "min", "leaky_relu"})  # of numbers, written with ReLU
BENT = STEPS | RAMPED
SMOOTHED = {"heaviside": "relu", "sign": "abs"}  # what is 0 where a step jumps
SLOPES = {"slope of relu": "heaviside", "slope of abs": "sign"}


@cache
def slopes_of(name: str) -> Slopes | None:
    """Return the derivative of a function as a sum of numbers times products of functions of its argument, or None."""
    slope = derivative(name, X)
    if slope is None or name not in ANALYTIC & TOTAL | STEPS:
        return None
    try:
        return fold(slope, _Products())
    except DeclinedError:
        return None


def is_bent(tree: Node, bent: frozenset[str]) -> bool:
    """Return whether a number is smooth but for certain functions that bend."""
    found = facts_of(tree)
    return found.kinds <= SMOOTH_KINDS and found.calls - {"root"} - bent <= DIFFERENTIATED


def by_ramps(tree: Node) -> Node:
    """Return a number with its maxima, minima and leaky ReLUs written with ReLU."""
    if facts_of(tree).calls.isdisjoint(RAMPED):
        return tree
    match rebuild(tree, by_ramps):
        case Call("max", (first, *rest)) if rest:
            return reduce(_greater, rest, first)
        case Call("min", (first, *rest)) if rest:
            return reduce(lambda a, b: minus(a, _ramp(minus(a, b))), rest, first)
        case Call("leaky_relu", (u, rate)):
            return Add((Mul((rate, u)), Mul((minus(ONE, rate), _ramp(u)))))
        case node:
            return node


def _greater(a: Node, b: Node) -> Node:
    first, second = literal(a), literal(b)
    if first is not None and second is not None:
        return a if first > second else b
    if ZERO in (a, b):
        return _ramp(b if a == ZERO else a)
    return Add((b, _ramp(minus(a, b))))


def _ramp(u: Node) -> Node:
    return Call("relu", (u,))


def by_steps(slope: Node) -> Node:
    """Return a slope with those of ReLU and of the absolute value as step functions.

    Where a step is times what is 0 at its jump, as in the slope of relu(u)^2, there is no jump, and a slope.
    """
    node = rebuild(slope, by_steps)
    match node:
        case Call(name, args) if name in SLOPES:
            return Call(SLOPES[name], args)
        case Mul():
            return _without_jumps(_factors(node))
        case _:
            return node


def _factors(node: Node) -> list[Node]:
    """Return the factors of a product, powers with the exponent 1 as their bases."""
    match node:
        case Mul(factors):
            return [part for factor in factors for part in _factors(factor)]
        case Pow(base, exponent) if exponent == ONE:
            return _factors(base)
        case _:
            return [node]


def _without_jumps(factors: list[Node]) -> Node:
    """Return a product with relu(u) for H(u) relu(u), and u for sign(u) |u|."""
    found = list(factors)
    for step in factors:
        if isinstance(step, Call) and step.name in SMOOTHED:
            _take_jump(step, found)
    return product_of(found)


def _take_jump(step: Call, factors: list[Node]) -> None:
    """Remove a step, where what is 0 at its jump is a factor too."""
    bent = Call(SMOOTHED[step.name], step.args)
    for part in factors:
        base, exponent = (part.base, literal(part.exp)) if isinstance(part, Pow) else (part, Fraction(1))
        if base != bent or exponent is None or exponent < 1:
            continue
        factors.remove(step)
        if bent.name == "abs":  # |u|^n sign(u) is |u|^(n - 1) u
            rest = [] if exponent == 1 else [Pow(bent, Num(exponent - 1))]
            factors[factors.index(part)] = Mul((*step.args, *rest)) if rest else step.args[0]
        return


class _Products:
    def number(self, value: Fraction) -> Slopes:
        return {(): value}

    def negative(self, value: Slopes) -> Slopes:
        return {names: -factor for names, factor in value.items()}

    def total(self, values: Sequence[Slopes]) -> Slopes:
        return reduce(_sum, values)

    def product(self, values: Sequence[Slopes]) -> Slopes:
        return reduce(_product, values)

    def quotient(self, num: Slopes, den: Slopes) -> Slopes:
        raise DeclinedError

    def power(self, base: Slopes, exponent: int) -> Slopes:
        if exponent != 2:
            raise DeclinedError
        return _product(base, base)

    def other(self, node: Node) -> Slopes:
        if not (isinstance(node, Call) and node.args == (X,)):
            raise DeclinedError
        return {(node.name,): Fraction(1)}


def _sum(a: Slopes, b: Slopes) -> Slopes:
    return {names: a.get(names, Fraction(0)) + b.get(names, Fraction(0)) for names in {**a, **b}}


def _product(a: Slopes, b: Slopes) -> Slopes:
    found: dict[tuple[str, ...], Fraction] = {}
    for first, x in a.items():
        for second, y in b.items():
            names = (*first, *second)
            found[names] = found.get(names, Fraction(0)) + x * y
    return found
