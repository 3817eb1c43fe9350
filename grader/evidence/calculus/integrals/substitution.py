"""Antiderivatives c G(u) of c g(u) u' for an inner function u: found by dividing, and checked afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.polynomials import rational
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context, magnitude
from grader.evidence.numbers.look import see
from grader.evidence.trees.derivative import differentiated
from grader.language.tree import (
    Add,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    substitute,
    symbols,
    walk,
)

ONE, TWO = Num(Fraction(1)), Num(Fraction(2))
MAX_INNER = 8
POWERS = (
    *(Fraction(k) for k in (1, 2, 3, 4, -1, -2, -3)),
    Fraction(1, 2),
    Fraction(-1, 2),
    Fraction(3, 2),
    Fraction(-3, 2),
)
PLACES = (Fraction(1, 3), Fraction(3, 5), Fraction(5, 7))
DIGITS = 40  # bits to which a ratio must agree at all places
CLOSE = fmpq(1, 2**DIGITS)

Rule = tuple[Callable[[Node], Node], Callable[[Node], Node]]  # g and G


def by_substitution(node: Node, var: str, budget: Budget) -> Iterator[Node]:
    """Yield candidates c G(u)."""
    for inner in _inner(node, var):
        try:
            slope = differentiated(Derivative(inner, var), budget)
        except DeclinedError:
            continue
        for outer, whole in _rules(node):
            ratio = Div(node, Mul((outer(inner), slope)))
            factor = _constant(ratio, var, budget)
            if factor is not None:
                yield Mul((factor, whole(inner)))


def _inner(node: Node, var: str) -> list[Node]:
    """Return the functions of t inside a tree that are worth a try, the largest first."""
    found: dict[Node, None] = {}
    for part in walk(node):
        candidates: tuple[Node, ...] = ()
        match part:
            case Call(_, (arg,)):
                candidates = (arg, part)
            case Pow(Const("e"), exponent):
                candidates = (exponent, part)
            case Pow(base, _):
                candidates = (base,)
            case Div(_, den):
                candidates = (den,)
        for candidate in candidates:
            if var in symbols(candidate) and candidate != Sym(var) and candidate != node:
                found[candidate] = None
    return list(found)[:MAX_INNER]


def _rules(node: Node) -> list[Rule]:
    names = {part.name for part in walk(node) if isinstance(part, Call)}
    rules: list[Rule] = [_power(exponent) for exponent in POWERS]
    if "exp" in names or any(isinstance(part, Pow) and part.base == Const("e") for part in walk(node)):
        rules.append((lambda u: Call("exp", (u,)), lambda u: Call("exp", (u,))))
    if "sin" in names:
        rules.append((lambda u: Call("sin", (u,)), lambda u: Neg(Call("cos", (u,)))))
    if "cos" in names:
        rules.append((lambda u: Call("cos", (u,)), lambda u: Call("sin", (u,))))
    if "log" in names:
        rules.append((lambda u: Call("log", (u,)), lambda u: Add((Mul((u, Call("log", (u,)))), Neg(u)))))
    rules.append((lambda u: Div(ONE, Add((ONE, Pow(u, TWO)))), lambda u: Call("arctan", (u,))))
    return rules


def _power(exponent: Fraction) -> Rule:
    if exponent == -1:
        return (lambda u: Div(ONE, u)), (lambda u: Call("log", (Call("abs", (u,)),)))
    above = rational(exponent + 1)
    return (lambda u: Pow(u, rational(exponent))), (lambda u: Div(Pow(u, above), above))


def _constant(ratio: Node, var: str, budget: Budget) -> Node | None:
    """Return the ratio at one place where it seems to be the same at all places, with parameters given values."""
    context = Context(budget)
    free = sorted(symbols(ratio) - {var})
    values = {name: Fraction(2 * place + 5, 3) for place, name in enumerate(free)}
    seen = []
    for place in PLACES:
        at = {**{name: _exact(value) for name, value in values.items()}, var: _exact(place)}
        found = see(context, ratio, at, 4 * DIGITS)
        if isinstance(found, NoValueError):
            return None
        seen.append(found)
    if any(bool(magnitude(value - seen[0]) > magnitude(seen[0]) * CLOSE) for value in seen[1:]):
        return None
    return substitute(ratio, {var: rational(PLACES[0])})


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
