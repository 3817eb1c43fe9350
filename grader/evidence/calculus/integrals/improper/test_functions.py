"""Derivatives of test functions over a half-line: what is 0 outside of a bounded interval is 0 at infinity."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import defined_everywhere
from grader.language.tree import ZERO, Add, Apply, Bind, Neg, Node, Sym, is_infinite, symbols


def test_function_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral of a derivative of a test function to or from infinity, by the fundamental theorem."""
    match node:
        case Bind("int", Apply(name, (Sym(along),), primes), var, low, high) if along == var and primes:
            if name not in setting.compact or low is None or high is None:
                return None
        case _:
            return None
    ends = [end for end in (low, high) if not is_infinite(end)]
    if len(ends) == 2 or any(var in symbols(end) or not defined_everywhere(end, setting, budget) for end in ends):
        return None
    top, bottom = (ZERO if is_infinite(end) else Apply(name, (end,), primes - 1) for end in (high, low))
    return Add((top, Neg(bottom)))
