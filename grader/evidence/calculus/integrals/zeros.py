"""Places where a tree may have a pole: zeros of what it is divided by, as trees free of the variable.

Only candidates: each is looked at by its germ afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq_poly

from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function
from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.functions.formulas import filled
from grader.evidence.functions.questions import POLES, ZERO_AT_ZERO
from grader.evidence.functions.table import REALS
from grader.evidence.trees.build import fraction, number_tree
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import add, mul
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Pow, symbols, walk

MAX_TURNS = 8  # half turns of an angle that are tried


def singular_points(tree: Node, var: str) -> list[Node]:
    """Return the zeros of denominators that are found, each once."""
    found: dict[Node, None] = {}
    for part in walk(tree):
        for den in _divisors(part):
            if var in symbols(den):
                found.update(dict.fromkeys(zeros(den, var)))
    return list(found)


def _divisors(part: Node) -> Iterator[Node]:
    match part:
        case Div(_, den):
            yield den
        case Pow(base, exponent) if base != Const("e"):
            power = literal(exponent)
            if power is None or power < 0:
                yield base
        case Call(name, (arg,)) if name in POLES:
            yield filled(POLES[name], arg)


def zeros(node: Node, var: str) -> Iterator[Node]:
    """Yield zeros of a tree as far as there are rules for them."""
    match node:
        case Neg(arg):
            yield from zeros(arg, var)
        case Call(name, (arg,)) if name in ZERO_AT_ZERO:
            yield from zeros(arg, var)
        case Mul(factors):
            for factor in factors:
                yield from zeros(factor, var)
        case Div(num, _):
            yield from zeros(num, var)
        case Pow(base, _):
            yield from zeros(base, var)
        case Call("log", (arg,)):
            yield from zeros(Add((arg, Neg(number_tree(1)))), var)
        case Call("sin" | "tan", (arg,)):
            yield from _turned(arg, var, Fraction(0))
        case Call("cos" | "cot", (arg,)):
            yield from _turned(arg, var, Fraction(1, 2))
        case Add((first, second)) if (var in symbols(first)) != (var in symbols(second)):
            part, rest = (first, second) if var in symbols(first) else (second, first)
            found = list(_inverted(part.arg, rest, var) if isinstance(part, Neg) else _inverted(part, Neg(rest), var))
            yield from found or _roots(node, var)
        case _:
            yield from _roots(node, var)


def _inverted(part: Node, value: Node, var: str) -> Iterator[Node]:
    """Yield where a function with an inverse, a sine or a cosine may have a value."""
    match part:
        case Pow(Const("e"), exponent):
            yield from zeros(Add((exponent, Neg(Call("log", (value,))))), var)
        case Call("sin" | "cos" as name, (angle,)):
            start = Call(f"arc{name}", (value,))
            for turn in (start, Neg(start)):
                yield from _turned(Add((angle, Neg(turn))), var, Fraction(0))
        case Call(name, (arg,)) if (facts := REALS.get(name)) is not None and facts.inverse:
            yield from zeros(Add((arg, Neg(filled(facts.inverse, value, value)))), var)


def _turned(angle: Node, var: str, shift: Fraction) -> Iterator[Node]:
    """Yield where an angle that is linear is a whole number of half turns, and so much more."""
    form = linear(angle, var)
    if form is None:
        return
    slope, start = form
    for count in range(-MAX_TURNS, MAX_TURNS + 1):
        yield _solution(slope, start, count + shift)


def _solution(slope: Node, start: Node, turn: Fraction) -> Node:
    """Return where slope x + start is so many half turns, in few signs: `pi/2`."""
    factor = literal(slope)
    if not factor:
        return Div(add(_half_turns(turn), Neg(start)), slope)
    known = literal(start)
    shift = Neg(start) if factor == 1 else Div(Neg(start), slope)
    return add(_half_turns(turn / factor), shift if known is None else rational(-known / factor))


def _half_turns(count: Fraction) -> Node:
    """Return a multiple of pi."""
    above = mul(number_tree(abs(count.numerator)), Const("pi"))
    angle = above if count.denominator == 1 else Div(above, number_tree(count.denominator))
    return Neg(angle) if count < 0 else angle


def _roots(node: Node, var: str) -> Iterator[Node]:
    """Yield the real roots of a polynomial with rational coefficients whose factors have degree 1 or 2."""
    if var not in symbols(node):
        return
    found = small_function(node, var)
    if found is None or found.num.degree() < 1:
        form = linear(node, var)
        if form is not None:
            yield _solution(*form, Fraction(0))
        return
    for factor, _ in found.num.factor()[1]:
        yield from _small_roots(factor)


def _small_roots(factor: fmpq_poly) -> Iterator[Node]:
    coefficients = [fraction(factor[k]) for k in range(factor.degree() + 1)]
    if len(coefficients) == 2:
        yield rational(-coefficients[0] / coefficients[1])
    elif len(coefficients) == 3:
        c, b, a = coefficients
        size = b * b - 4 * a * c
        if size > 0:
            root = Call("sqrt", (rational(size / (4 * a * a)),))
            yield add(rational(-b / (2 * a)), root)
            yield add(rational(-b / (2 * a)), Neg(root))
