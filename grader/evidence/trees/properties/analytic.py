"""Real-analytic quotients: expressions of entire functions, and the denominators that they are divided by.

A quotient of expressions of entire functions, of conjugates and of real and imaginary parts is one of functions that
are analytic in the parts of its letters, and stays so where these parts are complex numbers themselves. It is defined
there on a connected set, so its zeros have no interior once it is not 0 at one point.

A square root is defined everywhere and jumps at its cut: sqrt(z^2) - z is 0 on a half plane and nowhere else. Where a
denominator has square roots, its product over all their signs is such a quotient, and 0 wherever the denominator is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.functions.formulas import filled
from grader.evidence.functions.questions import DEFINED_BUT_AT_ZERO, ENTIRE, MEROMORPHIC, PARTS, REAL_ANALYTIC
from grader.evidence.trees.build import distinct
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import integer_literal
from grader.evidence.trees.properties.total_complex import NO_INTEGERS, Integers, is_total_complex
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow, rebuild, walk

MAX_ROOTS = 4  # square roots in a denominator: both signs of each are looked at
_ANALYTIC = REAL_ANALYTIC | MEROMORPHIC.keys()


def denominators(node: Node, known: Integers = NO_INTEGERS) -> Iterator[Node]:
    """Yield what must not be 0, analytic itself but for square roots; raises `DeclinedError`.

    A power whose exponent holds letters is yielded as it is where it may be negative, for some of their values or all.
    """
    if is_total_complex(node, known):
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
        case Call(name, (arg,)) if name in DEFINED_BUT_AT_ZERO:
            yield from _divisors(arg, known)
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
    return is_total_complex(node) and facts_of(node).calls <= ENTIRE


def _divisors(den: Node, known: Integers) -> Iterator[Node]:
    """Yield what is 0 where the denominator is: a modulus, a conjugate and a root are so where their arguments are."""
    match den:
        case Mul(factors):
            for factor in factors:
                yield from _divisors(factor, known)
        case Neg(arg) | Call("abs" | "conj" | "sqrt", (arg,)):
            yield from _divisors(arg, known)
        case Div(num, below):
            yield from _divisors(num, known)
            yield from _divisors(below, known)
        case Pow(base, exponent) if base != Const("e") and (integer_literal(exponent) or 0) > 0:
            yield from _divisors(base, known)
        case _:
            with_signs(den)
            yield from denominators(den, known)
            yield den


def with_signs(den: Node) -> tuple[Node, ...]:
    """Return a denominator with each choice of signs for its square roots; raises `DeclinedError`.

    The product of them all is analytic: it has the squares of the roots only. That is so where all else is analytic in
    the roots, which their conjugates and their sums over an index are not.
    """
    facts = facts_of(den)
    if not facts.calls <= _ANALYTIC | {"sqrt"}:
        raise DeclinedError
    if "sqrt" not in facts.calls:
        return (den,)
    roots = {part for part in distinct(den) if isinstance(part, Call) and part.name == "sqrt"}
    refuse_above(len(roots), MAX_ROOTS, "max_degree")
    outer = (part for part in walk(den) if isinstance(part, Bind) or (isinstance(part, Call) and part.name in PARTS))
    if any("sqrt" in facts_of(part).calls for part in outer):
        raise DeclinedError
    chosen = (frozenset(some) for count in range(len(roots) + 1) for some in combinations(roots, count))
    return tuple(_negated(den, some) for some in chosen)


def _negated(node: Node, roots: frozenset[Node]) -> Node:
    """Return a tree with the other sign for some of its square roots."""
    inner = rebuild(node, lambda child: _negated(child, roots))
    return Neg(inner) if node in roots else inner
