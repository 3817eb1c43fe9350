r"""Grammar of sums and products over divisors: `\sum_{d \mid 12} d`, `\prod_{d|n} d`.

Of a number its divisors are written out; of a letter n the index runs from 1 to n, and where it divides none there is
nothing. `p` and `q` below a bar may run over primes alone.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice
from math import isqrt

from grader.language.grammar.binders.calls import Kind, index_name
from grader.language.grammar.state import State
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    Cases,
    Mul,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    substitute,
    symbols,
    walk,
)
from grader.language.tree.substitute import CaptureError
from grader.wording import unreadable

MAX_DIVIDED = 1_000_000  # the number whose divisors are written out
MAX_DIVISORS = 64  # that are written out
MAX_WRITTEN = 2_000  # parts of all that is written out for them
_PRIMES = frozenset("pq")
_BINDING = frozenset("=|")  # behind a letter below a sign of sums
_NEUTRAL: dict[str, Node] = {"sum": ZERO, "prod": ONE}


def over_divisors(state: State, kind: Kind, body_over: Callable[[str], Node]) -> Node | None:
    """Read `_{d | n}` and what stands behind it, which a function reads; None where something else stands here."""
    if not (state.at("_") and state.at_place(1, "{") and state.ahead(2).kind == "word" and state.at_place(3, "|")):
        return None
    state.position += 2
    start, var = state.token, index_name(state)
    state.position += 1
    bars, state.bars = state.bars, []
    divided = state.rules.sum(state)
    state.bars = bars
    state.expect("}", "`}`")
    if var in _PRIMES:
        state.wrong(unreadable.DIVISORS_OR_PRIMES.format(name=var), start)
    if var in symbols(divided):
        state.wrong(unreadable.CONDITION_ON_INDEX, start)
    body = body_over(var)
    if not isinstance(divided, Num):
        if not _is_positive(state, divided):
            state.wrong(unreadable.DIVISORS_OF_WHAT.format(most=MAX_DIVIDED), start)
        condition = Relation(("=",), (Call("mod", (divided, Sym(var))), ZERO))
        return Bind(kind, Cases(((body, condition),), _NEUTRAL[kind]), var, ONE, divided)
    divisors = _divisors(divided.value)
    if divisors is None or len(divisors) * sum(1 for _ in islice(walk(body), MAX_WRITTEN)) > MAX_WRITTEN:
        state.wrong(unreadable.DIVISORS_OF_WHAT.format(most=MAX_DIVIDED), start)
    try:
        parts = tuple(substitute(body, {var: Num(Fraction(one))}) for one in divisors)
    except CaptureError:
        state.wrong(unreadable.CONDITION_ON_INDEX, start)
    return parts[0] if len(parts) == 1 else Add(parts) if kind == "sum" else Mul(parts)


def _is_positive(state: State, node: Node) -> bool:
    """Whether a tree is a positive whole number wherever its divisors are spoken of: no difference, no quotient.

    A letter that nothing binds is taken for one; one that is bound has to begin at one, or to be a divisor itself.
    """
    match node:
        case Num(value):
            return value.denominator == 1 and value >= 1
        case Add(parts) | Mul(parts):
            return all(_is_positive(state, part) for part in parts)
        case Pow(base, exponent):
            return _is_positive(state, base) and _is_positive(state, exponent)
        case Call("factorial", (number,)):
            return _is_positive(state, number)
        case Sym(name) if name in state.bound:
            return _begins_positive(state, name)
        case Sym(name):
            return _is_declared_positive(state, name)
        case _:
            return False


def _is_declared_positive(state: State, name: str) -> bool:
    """Whether a letter is declared as a positive integer, or not declared; a p or q that is not may be a prime."""
    symbol = state.lexicon.declared(name)
    if symbol is None:
        return name not in _PRIMES
    low = symbol.domain.low
    is_above = isinstance(low, Num) and (low.value >= 1 or (low.value == 0 and not symbol.domain.low_closed))
    return symbol.domain.base == "size" or (symbol.domain.is_integer and is_above)


def _begins_positive(state: State, name: str) -> bool:
    """Whether an index begins at a positive number wherever it is bound, or runs over divisors."""
    values = [token.value for token in state.tokens]
    signs = [place + 1 for place, value in enumerate(values[:-1]) if value == name and values[place + 1] in _BINDING]
    bounds = [place for place in signs if values[place] == "=" or values[place - 2] == "{"]
    return bool(bounds) and all(values[place] == "|" or _is_first(values[place + 1 : place + 3]) for place in bounds)


def _is_first(values: list[str]) -> bool:
    """Whether a positive whole number and the end of what stands below a sign are the next tokens."""
    return values[0].isascii() and values[0].isdecimal() and values[0].strip("0") != "" and values[1:] == ["}"]


def _divisors(number: Fraction) -> list[int] | None:
    """Return the divisors of a whole number from 1; None for another number, and for many."""
    if number.denominator != 1 or not 1 <= number <= MAX_DIVIDED:
        return None
    whole = int(number)
    small = [one for one in range(1, isqrt(whole) + 1) if whole % one == 0]
    found = sorted({*small, *(whole // one for one in small)})
    return found if len(found) <= MAX_DIVISORS else None
