"""Exponents that hold logarithms or arguments: e^(k log z) is z^k, and e^(i k arg z) is (z/|z|)^k, for an integer k.

That holds by all conventions, since two logarithms of one number differ by a whole multiple of 2 pi i.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.trees.build import factors_of, product_of
from grader.language.tree import ONE, Add, Call, Const, Div, Neg, Node, Pow

UNIT = Const("i")


def logarithms_of(exponent: Node, is_integer: Callable[[Node], bool]) -> tuple[list[tuple[Node, Node]], list[Node]]:
    """Return the powers that e to an exponent is a product of, each with its base, and what else the exponent adds up.

    The power has no value where its base is 0.
    """
    powers: list[tuple[Node, Node]] = []
    rest: list[Node] = []
    for term in exponent.terms if isinstance(exponent, Add) else (exponent,):
        found = _power(term, is_integer)
        rest += [term] if found is None else []
        powers += [] if found is None else [found]
    return powers, rest


def _power(term: Node, is_integer: Callable[[Node], bool]) -> tuple[Node, Node] | None:
    """Return number^k and the number for k log(number), (number/|number|)^k for i k arg(number)."""
    inner, sign = (term.arg, -1) if isinstance(term, Neg) else (term, 1)
    parts = list(factors_of(inner))
    calls = [part for part in parts if isinstance(part, Call) and part.name in {"log", "arg"} and len(part.args) == 1]
    if len(calls) != 1:
        return None
    (call,), (number,) = calls, calls[0].args
    parts.remove(call)
    if call.name == "arg":
        if UNIT not in parts:
            return None
        parts.remove(UNIT)
    times = product_of(parts) if parts else ONE
    times = Neg(times) if sign < 0 else times
    if not is_integer(times):
        return None
    base = number if call.name == "log" else Div(number, Call("abs", (number,)))
    return (base if times == ONE else Pow(base, times)), number
