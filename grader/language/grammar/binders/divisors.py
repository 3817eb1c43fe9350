r"""Grammar of sums and products over divisors: `\sum_{d \mid 12} d`, `\prod_{d|n} d`.

Of a number its divisors are written out; of a letter n the index runs from 1 to n, and where it divides none there is
nothing. `p` and `q` below a bar may run over primes alone.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from grader.language.grammar.binders.calls import Kind, index_name
from grader.language.grammar.state import State
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Cases, Mul, Node, Num, Relation, Sym, substitute, symbols
from grader.language.tree.substitute import CaptureError
from grader.wording import unreadable

MAX_DIVIDED = 1_000_000  # the number whose divisors are written out
MAX_DIVISORS = 64  # that are written out
_PRIMES = frozenset("pq")
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
        condition = Relation(("=",), (Call("mod", (divided, Sym(var))), ZERO))
        return Bind(kind, Cases(((body, condition),), _NEUTRAL[kind]), var, ONE, divided)
    divisors = _divisors(divided.value)
    if divisors is None:
        state.wrong(unreadable.DIVISORS_OF_WHAT.format(most=MAX_DIVIDED), start)
    try:
        parts = tuple(substitute(body, {var: Num(Fraction(one))}) for one in divisors)
    except CaptureError:
        state.wrong(unreadable.CONDITION_ON_INDEX, start)
    return parts[0] if len(parts) == 1 else Add(parts) if kind == "sum" else Mul(parts)


def _divisors(number: Fraction) -> list[int] | None:
    """Return the divisors of a whole number from 1; None for another number, and for many."""
    if number.denominator != 1 or not 1 <= number <= MAX_DIVIDED:
        return None
    whole = int(number)
    small = [one for one in range(1, isqrt(whole) + 1) if whole % one == 0]
    found = sorted({*small, *(whole // one for one in small)})
    return found if len(found) <= MAX_DIVISORS else None
