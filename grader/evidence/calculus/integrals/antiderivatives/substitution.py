"""Antiderivatives c G(u) of c g(u) u' for an inner function u: found by dividing, and checked afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context, Number, magnitude
from grader.evidence.numbers.look import see, values_at
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import (
    ONE,
    TWO,
    Add,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    substitute,
    symbols,
    walk,
)

MAX_INNER = 8  # parts of an integrand that are tried as the new variable
MAX_EXPONENT = 64  # of a number that is worked out
POWERS = (
    *(Fraction(k) for k in (1, 2, 3, 4, -1, -2, -3)),
    Fraction(1, 2),
    Fraction(-1, 2),
    Fraction(3, 2),
    Fraction(-3, 2),
)
PLACES = (Fraction(1, 3), Fraction(3, 5), Fraction(5, 7))
BEYOND = tuple(2 + place for place in PLACES)  # for what has no value at those
DIGITS = 40  # bits to which a ratio must agree at all places
CLOSE = fmpq(1, 2**DIGITS)

BITS = 4 * DIGITS
_INNER, _REST = Sym("u[]"), Sym("r[]")  # u, and the integrand over u'

Rule = tuple[Callable[[Node], Node], Callable[[Node], Node]]  # g and G


def by_substitution(node: Node, var: str, budget: Budget) -> Iterator[Node]:
    """Yield candidates c G(u)."""
    context, rules = Context(budget), [*_rules(node), *_symbolic_powers(node, var)]
    for inner in _inner(node, var):
        try:
            slope = differentiated(Derivative(inner, var), budget)
        except DeclinedError:
            continue
        rest: Node = Div(node, slope)
        places: tuple[Fraction, ...] = PLACES
        if not (seen := _values(inner, rest, var, context, places)):
            seen = _values(inner, rest, var, context, places := BEYOND)
        for outer, whole in rules if seen else ():
            if _is_constant(Div(_REST, outer(_INNER)), seen, context):
                ratio = substitute(Div(node, Mul((outer(inner), slope))), {var: rational(places[0])})
                yield Mul((cancelled(ratio), whole(inner)))


def cancelled(ratio: Node) -> Node:
    """Return a constant without the factors that stand above and below its bar, which may be 0 for some parameters."""
    powers: dict[Node, Fraction] = {}
    value = _collected(ratio, 1, powers)
    parts = [base if power == 1 else Pow(base, rational(power)) for base, power in powers.items() if power]
    return product((rational(value), *parts))


def _collected(node: Node, power: int, powers: dict[Node, Fraction]) -> Fraction:
    """Return the number in a power of a product; its other factors are added to `powers`."""
    known = literal(node)
    if known and abs(power) <= MAX_EXPONENT:
        return Fraction(known**power)
    match node:
        case Mul(factors):
            return prod([_collected(factor, power, powers) for factor in factors], start=Fraction(1))
        case Div(num, den):
            return _collected(num, power, powers) * _collected(den, -power, powers)
        case Neg(arg):
            return Fraction((-1) ** (power % 2)) * _collected(arg, power, powers)
        case Pow(base, exponent) if (times := literal(exponent)) is not None and times.denominator == 1:
            return _collected(base, power * times.numerator, powers)
        case _:
            powers[node] = powers.get(node, Fraction(0)) + power
            return Fraction(1)


def _inner(node: Node, var: str) -> list[Node]:
    """Return the functions of t inside a tree that are worth a try, the largest first.

    No more than `MAX_INNER`: what they lead to is differentiated before it is believed, and that nothing was found says
    nothing, so those left out cost closed forms and never make a wrong one.
    """
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


def _symbolic_powers(node: Node, var: str) -> Iterator[Rule]:
    """Yield u^p and u^-p for exponents p that are no numbers."""
    powers = [part for part in walk(node) if isinstance(part, Pow) and var in symbols(part.base)]
    for exponent in dict.fromkeys(part.exp for part in powers if var not in symbols(part.exp)):
        if literal(exponent) is None:
            yield _with_symbol(exponent)
            yield _with_symbol(Neg(exponent))


def _with_symbol(exponent: Node) -> Rule:
    above = Add((exponent, ONE))
    return (lambda u: Pow(u, exponent)), (lambda u: Div(Pow(u, above), above))


def _power(exponent: Fraction) -> Rule:
    if exponent == -1:
        return (lambda u: Div(ONE, u)), (lambda u: Call("log", (Call("abs", (u,)),)))
    above = rational(exponent + 1)
    return (lambda u: Pow(u, rational(exponent))), (lambda u: Div(Pow(u, above), above))


def _values(
    inner: Node, rest: Node, var: str, context: Context, places: tuple[Fraction, ...]
) -> list[dict[str, Number]]:
    """Return the values of u and of f/u' at some places, with parameters given values; none where one has no value."""
    free = sorted(symbols(rest) - {var})
    known = {name: fmpq(2 * place + 5, 3) for place, name in enumerate(free)}
    seen: list[dict[str, Number]] = []
    for place in places:
        found = values_at(context, (inner, rest), {**known, var: fmpq(place.numerator, place.denominator)}, BITS)
        if found is None:
            return []
        seen.append({**known, **dict(zip((_INNER.name, _REST.name), found, strict=True))})
    return seen


def _is_constant(ratio: Node, seen: list[dict[str, Number]], context: Context) -> bool:
    """Return whether a ratio of the values seen seems to be the same at all places."""
    first: Number | None = None
    for at in seen:
        found = see(context, ratio, at, BITS)
        if isinstance(found, NoValueError):
            return False
        if first is not None and bool(magnitude(found - first) > magnitude(first) * CLOSE):
            return False
        first = found if first is None else first
    return True
