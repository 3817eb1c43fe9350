"""Sums of waves over whole turns: the n numbers cos(2 pi j k / n + b) of n following k add up to 0, and so do sines.

They are the real and imaginary parts of e^(ib) times the powers of w = e^(2 pi i j / n), and (w^n - 1) / (w - 1) = 0
where w is not 1. Where it is, n divides j, and all n numbers are cos(b). Of n - 1 numbers the one before the first is
missing. Where j is no integer, and 0 < |j| < n, the sum of cos(a k + b) from l to h is
sin((h - l + 1) a/2) / sin(a/2) cos(a (l + h)/2 + b) for a = 2 pi j / n, and so with sines.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, product
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, number, plus
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import Affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Add, Call, Cases, Const, Div, Logic, Mul, Neg, Node, Relation

MAX_DIVISORS = 8  # numbers of terms at which a wave turns whole times
HALF = rational(Fraction(1, 2))
Slope = tuple[Affine, Affine]  # j and n of 2 pi j / n


def wave_sum(term: Term, frame: Frame) -> Node:
    """Return the sum of a wave over as many turns as the index of its term says."""
    value = _value(term, frame)
    return value if value == ZERO else product((*term.coefficient, value))


def _value(term: Term, frame: Frame) -> Node:
    match term.factors:
        case (Call("cos" | "sin" as name, (angle,)),) if not term.power and not term.exponents:
            found = linear(angle, frame.var)
        case _:
            raise DeclinedError
    if found is None or not frame.has_value(found[1]):
        raise DeclinedError
    turns, count = _slope(found[0])
    length = plus(minus(frame.high, frame.low), number(1))
    if not (frame.is_whole(count) and frame.is_least(count, 1) and frame.is_least(length, 0)):
        raise DeclinedError
    if not frame.is_whole(turns):
        return _between(name, found, turns, frame)
    if is_same(count, length):
        return _over_turns(Call(name, (found[1],)), turns, count, frame)
    if not is_same(count, plus(length, number(1))):
        return _between(name, found, turns, frame)
    before = Add((Mul((found[0], tree_of(minus(frame.low, number(1))))), found[1]))
    return Add((_over_turns(Call(name, (found[1],)), turns, count, frame), Neg(Call(name, (before,)))))


def _over_turns(wave: Node, turns: Affine, count: Affine, frame: Frame) -> Node:
    """Return the sum of as many waves as say how often they turn: each is the wave at 0 where the count divides j."""
    whole, size = Mul((tree_of(count), wave)), tree_of(count)
    if any(turns[name] for name in turns if name):
        divides = Relation(("=",), (Call("mod", (tree_of(turns), size)), ZERO))
        return Cases(((whole, divides),), ZERO)
    times = abs(int(turns.get("", 0)))
    if not times:
        return whole
    divisors = [n for n in range(1, times + 1) if times % n == 0 and not frame.is_least(count, n + 1)]
    if len(divisors) > MAX_DIVISORS:
        raise DeclinedError(limit="max_cases")
    if not divisors:
        return ZERO
    equal = tuple(Relation(("=",), (size, rational(Fraction(n)))) for n in divisors)
    return Cases(((whole, equal[0] if len(equal) == 1 else Logic("or", equal)),), ZERO)


def _between(name: str, found: tuple[Node, Node], turns: Affine, frame: Frame) -> Node:
    """Return the sum of waves that stop within a turn, whose angles differ by less than one."""
    count = _slope(found[0])[1]
    value = turns.get("", Fraction(0))
    if any(turns[one] for one in turns if one) or not frame.is_least(count, int(abs(value)) + 1):
        raise DeclinedError
    length = tree_of(plus(minus(frame.high, frame.low), number(1)))
    half = Mul((HALF, found[0]))
    middle = Add((Mul((half, tree_of(plus(frame.low, frame.high)))), found[1]))
    ratio = Div(Call("sin", (Mul((half, length)),)), Call("sin", (half,)))
    return Mul((ratio, Call(name, (middle,))))


def turns_of(slope: Node) -> tuple[Fraction, Affine]:
    """Return j and n where the slope is 2 pi j / n, for a rational number j."""
    turns, count = _slope(slope)
    if any(turns[name] for name in turns if name):
        raise DeclinedError
    return turns.get("", Fraction(0)), count


def _slope(node: Node) -> Slope:
    """Return j and n where a tree is 2 pi j / n; raises `DeclinedError` for others."""
    match node:
        case Add(terms):
            turns, count = _slope(terms[0])
            for term in terms[1:]:
                more, other = _slope(term)
                if not is_same(count, other):
                    raise DeclinedError
                turns = plus(turns, more)
            return turns, count
        case Neg(arg):
            turns, count = _slope(arg)
            return plus({}, turns, -1), count
    scale, pis, above, below = _factors(node)
    if pis != 1 or len(below) != 1 or len(above) > 1:
        raise DeclinedError
    turns = form_of(above[0]) if above else number(1)
    return plus({}, turns, scale / 2), form_of(below[0])


def _factors(node: Node) -> tuple[Fraction, int, list[Node], list[Node]]:
    """Return a product as number * pi^power * (factors) / (divisors)."""
    value = literal(node)
    if value is not None:
        return value, 0, [], []
    match node:
        case Const("pi"):
            return Fraction(1), 1, [], []
        case Neg(arg):
            scale, pis, above, below = _factors(arg)
            return -scale, pis, above, below
        case Mul(parts):
            found = [_factors(part) for part in parts]
            scale = Fraction(1)
            for part in found:
                scale *= part[0]
            above = [tree for part in found for tree in part[2]]
            return scale, sum(part[1] for part in found), above, [den for part in found for den in part[3]]
        case Div(num, den):
            return _quotient(num, den)
        case _:
            return Fraction(1), 0, [node], []


def _quotient(num: Node, den: Node) -> tuple[Fraction, int, list[Node], list[Node]]:
    scale, pis, above, below = _factors(num)
    value = literal(den)
    if not value:
        return scale, pis, above, [*below, den]
    return scale / value, pis, above, below
