"""Real-analytic quotients: expressions of entire functions, and the denominators that they are divided by.

On a connected open set the zeros of a real-analytic function that is not 0 everywhere have no interior, so an
expression of entire functions and quotients is undefined on a set without interior once each denominator is nonzero
at one point.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import filled
from grader.evidence.functions.questions import ENTIRE, MEROMORPHIC, REAL_ANALYTIC
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import integer_literal
from grader.evidence.trees.properties.entire import NO_INTEGERS, Integers, is_entire
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Pow, walk


def denominators(node: Node, known: Integers = NO_INTEGERS) -> Iterator[Node]:
    """Yield what must not be 0, and analytic itself; raises `DeclinedError`.

    A power whose exponent holds letters is yielded as it is where it may be negative, for some of their values or all.
    """
    if is_entire(node, known):
        return
    match node:
        case Neg(arg) | Call("abs", (arg,)):  # a modulus is continuous, and defined where its argument is
            yield from denominators(arg, known)
        case Add(parts) | Mul(parts):
            for part in parts:
                yield from denominators(part, known)
        case Div(num, den):
            yield from denominators(num, known)
            yield from _divisors(den, known)
        case Pow(Const("e"), exponent):
            yield from denominators(exponent, known)
        case Pow(base, exponent) if known.of(exponent):
            yield from denominators(base, known)
            if not known.of(exponent, natural=True):
                is_number = integer_literal(exponent) is not None
                yield from (den if is_number else Pow(den, exponent) for den in _divisors(base, known))
        case Call(name, (arg,)) if name in REAL_ANALYTIC:
            yield from denominators(arg, known)
        case Call(name, (arg,)) if name in MEROMORPHIC:
            yield from denominators(arg, known)
            yield from _divisors(filled(MEROMORPHIC[name], arg), known)
        case _:
            raise DeclinedError


def is_meromorphic(node: Node) -> bool:
    """Return whether a tree is a quotient of functions that are holomorphic at all complex numbers."""
    match node:
        case Neg(arg):
            return is_meromorphic(arg)
        case Add(parts) | Mul(parts):
            return all(map(is_meromorphic, parts))
        case Div(num, den):
            return is_meromorphic(num) and is_meromorphic(den)
        case Pow(base, exponent) if integer_literal(exponent) is not None:
            return is_meromorphic(base)
        case Call(name, (arg,)) if name in MEROMORPHIC:
            return _is_holomorphic(arg)
        case _:
            return _is_holomorphic(node)


def _is_holomorphic(node: Node) -> bool:
    return is_entire(node) and facts_of(node).calls <= ENTIRE


def _divisors(den: Node, known: Integers) -> Iterator[Node]:
    """Yield what is 0 where the denominator is; a modulus and a conjugate are 0 where their arguments are."""
    match den:
        case Mul(factors):
            for factor in factors:
                yield from _divisors(factor, known)
        case Neg(arg) | Call("abs" | "conj", (arg,)):
            yield from _divisors(arg, known)
        case Div(num, below):
            yield from _divisors(num, known)
            yield from _divisors(below, known)
        case Pow(base, exponent) if base != Const("e") and (integer_literal(exponent) or 0) > 0:
            yield from _divisors(base, known)
        case _:
            if any(isinstance(part, Call) and part.name == "abs" for part in walk(den)):
                raise DeclinedError
            yield from denominators(den, known)
            yield den
