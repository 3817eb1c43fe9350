"""Limits of Riemann sums: that of f(k/n) / n over k = a n..b n tends to the integral of a continuous f from a to b."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.domains import POSITIVE, Domain, Variable
from grader.language.tree import (
    ONE,
    Bind,
    CaptureError,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Sym,
    substitute,
    symbols,
    walk,
)
from grader.verdict import Proof


def limit_of_sums(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral that a limit of sums for n -> oo is, or None.

    With t = k/n the terms, times n, must not depend on n: then they are f(t), continuous on [a, b]. The index may
    begin at a n or a n + 1 and end at b n - 1 or b n, for integers a < b.
    """
    if node.low != Const("oo"):
        return None
    found = _sum_in(node.body)
    if found is None or setting.assume:
        return None
    factor, inner = found
    ends = _ends(inner, node.var)
    if ends is None:
        return None
    low, high = map(number_tree, ends)
    place, step = Sym(f"{inner.var}/{node.var}"), Sym(node.var)
    try:
        whole = substitute(Mul((step, factor, inner.body)), {inner.var: Mul((step, place))})
        plain = substitute(whole, {node.var: ONE})
    except CaptureError:
        return None
    if any(node.var in symbols(part) and isinstance(part, Bind) for part in walk(inner.body)):
        return None
    domain = Domain(low=low, high=high, low_closed=True, high_closed=True, text="between the ends")
    unit = Setting((*setting.variables, Variable(place.name, domain)), (), setting.conventions)
    both = Setting((*unit.variables, Variable(node.var, POSITIVE)), (), setting.conventions)
    if not is_continuous(plain, place.name) or not defined_everywhere(plain, unit, budget):
        return None
    if not defined_everywhere(whole, both, budget) or not isinstance(prove_equal(whole, plain, both, budget), Proof):
        return None
    return Bind("int", plain, place.name, low, high)


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


def _ends(inner: Bind, size: str) -> tuple[Fraction, Fraction] | None:
    """Return a and b where an index runs from a n or a n + 1 to b n - 1 or b n."""
    if inner.low is None or inner.high is None:
        return None
    forms = [affine(end) for end in (inner.low, inner.high)]
    found: list[Fraction] = []
    for form, steps in zip(forms, ((0, 1), (0, -1)), strict=True):
        if form is None or any(value for name, value in form.items() if name not in {"", size}):
            return None
        if form.get("", Fraction(0)) not in steps or form.get(size, Fraction(0)).denominator != 1:
            return None
        found.append(form.get(size, Fraction(0)))
    low, high = found
    return (low, high) if low < high else None
