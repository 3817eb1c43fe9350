"""Random expressions and conditions over declared domains, and what is plain about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from grader.language.tree import Add, Bind, Call, Cases, Div, Mul, Neg, Node, Num, Pow, Relation, Sym, children

DOMAINS = (
    *("real", "real", "real", "positive", "non-negative", "nonzero", "(0, 1)", "(1, oo)", "[-2, 2]", "(-1/3, 7/2)"),
    "integer",
)
POSITIVE = {"positive", "(0, 1)", "(1, oo)", "positive integer"}
INTEGER = {"integer", "positive integer"}
ALWAYS_POSITIVE = {"exp", "sigmoid", "softplus", "cosh", "sech"}
TOTAL = {"exp", "sin", "cos", "tanh", "abs", "relu", "sigmoid", "softplus", "arctan", "max", "min", "cosh", "sinh"}
UNARY = (
    *("exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "abs", "relu", "sigmoid", "softplus", "arctan", "sinh"),
    *("cosh", "log", "sqrt", "abs", "relu", "cbrt", "sign", "floor", "arcsin", "arsinh", "artanh", "silu"),
)


@dataclass(frozen=True)
class World:
    """What a builder knows: its source of chance and the declared domains."""

    random: Random
    domains: Mapping[str, str]


def number(value: int | Fraction) -> Node:
    """Return a number as the reader would build it."""
    if value < 0:
        return Neg(number(-value))
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return Num(fraction)
    return Div(Num(Fraction(fraction.numerator)), Num(Fraction(fraction.denominator)))


ONE, TWO, ZERO = number(1), number(2), number(0)


def call(name: str, *args: Node) -> Call:
    return Call(name, args)


def plus(*terms: Node) -> Node:
    return Add(terms)


def minus(a: Node, b: Node) -> Node:
    return Add((a, Neg(b)))


def times(*factors: Node) -> Node:
    return Mul(factors)


def is_positive(node: Node, world: World) -> bool:
    """Return whether a tree is positive at every point where it is defined, as far as is plain."""
    match node:
        case Num(value):
            return value > 0
        case Sym(name):
            return world.domains.get(name) in POSITIVE
        case Add(terms):
            return all(is_positive(term, world) for term in terms)
        case Mul(factors):
            return all(is_positive(factor, world) for factor in factors)
        case Div(num, den):
            return is_positive(num, world) and is_positive(den, world)
        case Pow(base, _):
            return is_positive(base, world)
        case Call(name, (arg,)) if name in {"sqrt", "cbrt"}:
            return is_positive(arg, world)
        case Call(name, _):
            return name in ALWAYS_POSITIVE
    return False


def is_total(node: Node) -> bool:
    """Return whether a tree is plainly defined everywhere."""
    match node:
        case Num() | Sym():
            return True
        case Add() | Mul() | Neg():
            return all(map(is_total, children(node)))
        case Pow(base, Num(value)):
            return value.denominator == 1 and is_total(base)
        case Call(name, args):
            return name in TOTAL and all(map(is_total, args))
    return False


def leaf(world: World) -> Node:
    """Return a variable or a small number."""
    if world.random.random() < 0.65:
        return Sym(world.random.choice(sorted(world.domains)))
    if world.random.random() < 0.2:
        return number(Fraction(world.random.randint(1, 5), world.random.choice((2, 3, 10))))
    return number(world.random.randint(-3, 5))


def expression(world: World, depth: int) -> Node:
    """Return a random expression of at most so many levels."""
    if depth <= 0 or world.random.random() < 0.12:
        return leaf(world)

    def inner() -> Node:
        return expression(world, depth - 1)

    kind = world.random.choices(
        ("add", "mul", "div", "pow", "unary", "pair", "root", "sum", "cases"), (22, 18, 11, 11, 28, 5, 2, 2, 2)
    )[0]
    match kind:
        case "add":
            return Add(tuple(inner() for _ in range(world.random.randint(2, 3))))
        case "mul":
            return Mul(tuple(inner() for _ in range(2)))
        case "div":
            return Div(inner(), inner())
        case "pow":
            return Pow(inner(), number(world.random.choice((2, 2, 3, 4, -1, -2))))
        case "unary":
            return call(world.random.choice(UNARY), inner())
        case "pair":
            return call(world.random.choice(("max", "min")), inner(), inner())
        case "root":
            return Pow(inner(), Div(number(world.random.choice((1, 2))), number(world.random.choice((3, 5)))))
        case "sum":
            body = world.random.choice((times(inner(), Sym("k")), Pow(leaf(world), Sym("k")), Pow(Sym("k"), TWO)))
            return Bind("sum", body, "k", ONE, number(world.random.randint(2, 4)))
        case _:
            condition = Relation((world.random.choice(("<", ">=")),), (leaf(world), leaf(world)))
            return Cases(((inner(), condition),), inner())


def condition(world: World, depth: int) -> Relation:
    """Return a random equation or inequality."""
    op = world.random.choice(("<", "<=", ">", ">=", "=", "="))
    return Relation((op,), (expression(world, depth), leaf(world)))
