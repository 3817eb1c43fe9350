"""Sines and cosines of multiples of an angle as rational functions of t = tan(g x / 2)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import minus, number_tree, sum_of
from grader.evidence.trees.linear import affine
from grader.language.tree import ONE, TWO, ZERO, Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, symbols, walk

MAX_MULTIPLE = 6  # of the least angle


def calls(node: Node) -> Iterator[Call]:
    """Yield the functions called in a tree."""
    return (part for part in walk(node) if isinstance(part, Call))


def doubled(node: Node, var: str) -> Node:
    """Return a tree with cos(2u) for even powers of sines and cosines of u."""
    node = rebuild(node, lambda child: doubled(child, var))
    match node:
        case Pow(Call("sin" | "cos" as name, (arg,)), Num(value)) if value in {2, 4, 6} and var in symbols(arg):
            wave: Node = Call("cos", (Mul((TWO, arg)),))
            square = Div(Add((ONE, wave if name == "cos" else Neg(wave))), TWO)
            return square if value == 2 else Pow(square, Num(value / 2))
        case _:
            return node


def _multiple(arg: Node, var: str) -> Fraction:
    """Return |k| of an angle k x."""
    return abs(_signed(arg, var))


def _signed(arg: Node, var: str) -> Fraction:
    """Return k of an angle k x."""
    found = affine(arg)
    if found is None or any(value for name, value in found.items() if name != var) or not found.get(var):
        raise DeclinedError
    return found[var]


def least_angle(node: Node, var: str) -> Fraction:
    """Return the greatest angle of which all are multiples."""
    found = [_multiple(call.args[0], var) for call in calls(node) if var in symbols(call)]
    if not found:
        raise DeclinedError
    below = reduce(lcm, (value.denominator for value in found))
    return Fraction(reduce(gcd, (int(value * below) for value in found)), below)


def in_tangent(node: Node, var: str, unit: Fraction, t: Node) -> Node:
    """Return a tree with rational functions of t for sines and cosines."""
    match node:
        case Call("sin" | "cos" as name, (arg,)) if var in symbols(arg):
            found = affine(arg)
            assert found is not None
            times = found[var] / unit
            if abs(times) > MAX_MULTIPLE:
                raise DeclinedError(limit="max_degree")
            cosine, sine = _wave(int(abs(times)), t)
            return cosine if name == "cos" else sine if times > 0 else Neg(sine)
        case Call("tan", (arg,)) if var in symbols(arg):
            parts = (Call(name, (arg,)) for name in ("sin", "cos"))
            return Div(*(in_tangent(part, var, unit, t) for part in parts))
        case _:
            return rebuild(node, lambda child: in_tangent(child, var, unit, t))


def circle(t: Node) -> Node:
    """Return 1 + t^2."""
    return Add((ONE, Pow(t, TWO)))


def _wave(times: int, t: Node) -> tuple[Node, Node]:
    """Return cosine and sine of a multiple of the angle, by (1 + i t)^(2 n) / (1 + t^2)^n."""
    parts: list[list[Node]] = [[], []]
    choose = 1
    for k in range(2 * times + 1):
        power = ONE if k == 0 else t if k == 1 else Pow(t, Num(Fraction(k)))
        term = power if choose == 1 else Mul((Num(Fraction(choose)), power))
        parts[k % 2].append(term if k % 4 < 2 else Neg(term))
        choose = choose * (2 * times - k) // (k + 1)
    den = circle(t) if times == 1 else Pow(circle(t), Num(Fraction(times)))
    cosine, sine = (Div(sum_of(part), den) for part in parts)
    return cosine, sine


def of_line(node: Node, var: str, unit: Fraction, t: Node) -> Node:
    """Return an antiderivative in t of n / (a + b cos g x + c sin g x), for a^2 > b^2 + c^2 and a > b."""
    if not isinstance(node, Div) or var in symbols(node.num):
        raise DeclinedError
    named = _named(node.den, var, unit)
    by_cosine = linear(named, "cos") if "cos" in symbols(named) else (ZERO, named)
    by_sine = None if by_cosine is None else linear(by_cosine[1], "sin") or (ZERO, by_cosine[1])
    if by_cosine is None or by_sine is None or {var, "sin", "cos"} & symbols(Add((*by_cosine[:1], *by_sine))):
        raise DeclinedError
    (b, _), (c, a) = by_cosine, by_sine
    root = Call("sqrt", (Add((Pow(a, TWO), Neg(Pow(b, TWO)), Neg(Pow(c, TWO)))),))
    angle = Call("arctan", (Div(Add((Mul((minus(a, b), t)), c)), root),))
    return Mul((Div(Mul((TWO, node.num)), Mul((number_tree(unit), root))), angle))


def _named(node: Node, var: str, unit: Fraction) -> Node:
    """Return a tree with the symbols `cos` and `sin` for those of g x."""
    match node:
        case Call("sin" | "cos" as name, (arg,)) if var in symbols(arg) and _signed(arg, var) == unit:
            return Sym(name)
        case _:
            return rebuild(node, lambda child: _named(child, var, unit))
