"""Limits of Riemann sums: the sum over k = 1..n of f(k/n) / n tends to the integral of a continuous f from 0 to 1."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.trees.build import ONE, ZERO, minus
from grader.evidence.trees.continuity import is_continuous
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Bind, CaptureError, Const, Div, Mul, Neg, Node, Sym, substitute, symbols, walk
from grader.verdict import Proof

POSITIVE = Domain(low=ZERO, text="positive")
UNIT = Domain(low=ZERO, high=ONE, low_closed=True, high_closed=True, text="[0, 1]")


def limit_of_sums(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral that a limit of sums for n -> oo is, or None.

    With t = k/n the terms, times n, must not depend on n: then they are f(t), continuous on [0, 1]. The index may
    begin at 0 or 1 and end at n - 1 or n.
    """
    if node.low != Const("oo"):
        return None
    found = _sum_in(node.body)
    if found is None or setting.assume:
        return None
    factor, inner = found
    if not _runs_to(inner, node.var):
        return None
    place, step = Sym(f"{inner.var}/{node.var}"), Sym(node.var)
    try:
        whole = substitute(Mul((step, factor, inner.body)), {inner.var: Mul((step, place))})
        plain = substitute(whole, {node.var: ONE})
    except CaptureError:
        return None
    if any(node.var in symbols(part) and isinstance(part, Bind) for part in walk(inner.body)):
        return None
    unit = Setting((*setting.variables, Variable(place.name, UNIT)), (), setting.conventions)
    both = Setting((*unit.variables, Variable(node.var, POSITIVE)), (), setting.conventions)
    if not is_continuous(plain, place.name) or not defined_everywhere(plain, unit, budget):
        return None
    if not defined_everywhere(whole, both, budget) or not isinstance(prove_equal(whole, plain, both, budget), Proof):
        return None
    return Bind("int", plain, place.name, ZERO, ONE)


def _sum_in(body: Node) -> tuple[Node, Bind] | None:
    """Return a sum and the factor before it."""
    match body:
        case Bind("sum"):
            return ONE, body
        case Neg(arg):
            found = _sum_in(arg)
            return None if found is None else (Neg(found[0]), found[1])
        case Div(num, den):
            found = _sum_in(num)
            return None if found is None else (Div(found[0], den), found[1])
        case Mul(factors):
            sums = [factor for factor in factors if isinstance(factor, Bind) and factor.kind == "sum"]
            rest = tuple(factor for factor in factors if factor not in sums)
            return (Mul((ONE, *rest)), sums[0]) if len(sums) == 1 and len(rest) == len(factors) - 1 else None
        case _:
            return None


def _runs_to(inner: Bind, size: str) -> bool:
    """Return whether an index runs from 0 or 1 to n - 1 or n."""
    ends = (Sym(size), minus(Sym(size), ONE), Add((Sym(size), Neg(ONE))))
    return inner.low is not None and literal(inner.low) in {Fraction(0), Fraction(1)} and inner.high in ends
