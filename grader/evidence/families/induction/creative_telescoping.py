"""Sums of hypergeometric terms up to n by induction: a recurrence of first order that both sides satisfy.

Let p F(n, k) + q F(n + 1, k) = G(n, k + 1) - G(n, k) for a <= k < n, where all four have values. Added up, S(n), the
sum of F(n, k) over k = a..n, satisfies p S(n) + q S(n + 1) = G(n, n) - G(n, a) + p F(n, n) + q F(n + 1, n)
+ q F(n + 1, n + 1). Where T does so too, q is nowhere 0 and S and T agree at the least n, they agree everywhere.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.induction.induction import isolated_sums, stepped
from grader.evidence.families.induction.zeilberger import Recurrence, recurrence
from grader.evidence.method import Scope
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.literals import least
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, Add, Bind, CaptureError, Mul, Neg, Node, Sym, substitute, symbols
from grader.records import replace
from grader.verdict import Proof

METHOD = "creative telescoping"


def by_telescopes(left: Node, right: Node, scope: Scope) -> Proof | None:
    """Return a proof by a recurrence that a sum of hypergeometric terms and its value satisfy, or None."""
    setting, budget = scope.setting, scope.budget
    if setting.assume:
        return None
    for variable in setting.variables:
        first = least(variable.domain)
        if first is None:
            continue
        for bind, value in isolated_sums(left, right, variable.name, setting, budget):
            try:
                if _proved(bind, value, (variable.name, first), setting, budget):
                    return Proof(METHOD)
            except (DeclinedError, CaptureError):
                continue
    return None


def _proved(bind: Bind, value: Node, start: tuple[str, int], setting: Setting, budget: Budget) -> bool:
    name, first = start
    low = None if bind.low is None else literal(bind.low)
    if bind.high != Sym(name) or low is None or low.denominator != 1 or first < low or bind.kind != "sum":
        return False
    if any(variable.name == bind.var for variable in setting.variables):
        return False
    letters = tuple(sorted(symbols(bind.body) - {bind.var, name}))
    found = recurrence(bind.body, bind.var, name, letters, budget)
    if found is None or not sign_of(found.after, setting, budget).within(Sign.NONZERO):
        return False
    return (
        _holds(bind, value, found, name, setting, budget)
        and _begins(bind, value, start, setting, budget)
        and all(defined_everywhere(side, setting, budget) for side in (bind, value, found.before, found.after))
        and _telescopes(bind, found, name, setting, budget)
    )


def _holds(bind: Bind, value: Node, found: Recurrence, name: str, setting: Setting, budget: Budget) -> bool:
    """Return whether the value satisfies the recurrence of the sum, whose right side has a value."""
    index, body, bound = bind.var, bind.body, Sym(name)
    above = substitute(body, {name: Add((bound, ONE))})
    partial = Mul((found.certificate, body))
    assert bind.low is not None
    ends = [
        substitute(partial, {index: bound}),
        Neg(substitute(partial, {index: bind.low})),
        Mul((found.before, substitute(body, {index: bound}))),
        Mul((found.after, substitute(above, {index: bound}))),
        Mul((found.after, substitute(above, {index: Add((bound, ONE))}))),
    ]
    moved = stepped(value, name, setting, budget)
    sides = Add((Mul((found.before, value)), Mul((found.after, moved)))), Add(tuple(ends))
    return isinstance(prove_equal(*sides, setting, budget), Proof) and all(
        defined_everywhere(end, setting, budget) for end in (*ends, moved)
    )


def _begins(bind: Bind, value: Node, start: tuple[str, int], setting: Setting, budget: Budget) -> bool:
    name, first = start
    rest = replace(setting, variables=tuple(v for v in setting.variables if v.name != name))
    total, known = (substitute(side, {name: number_tree(Fraction(first))}) for side in (bind, value))
    return isinstance(prove_equal(total, known, rest, budget), Proof)


def _telescopes(bind: Bind, found: Recurrence, name: str, setting: Setting, budget: Budget) -> bool:
    """Return whether the terms are proved to telescope, for all indices before the last one."""
    index, body, place = bind.var, bind.body, Sym(bind.var)
    domain = Domain("integer", bind.low, minus(Sym(name), ONE), low_closed=True, high_closed=True, text="an index")
    inside = replace(setting, variables=(*setting.variables, Variable(index, domain)))
    partial = Mul((found.certificate, body))
    after = substitute(partial, {index: Add((place, ONE))})
    above = substitute(body, {name: Add((Sym(name), ONE))})
    terms = Add((Mul((found.before, body)), Mul((found.after, above))))
    return isinstance(prove_equal(terms, minus(after, partial), inside, budget), Proof) and all(
        defined_everywhere(tree, inside, budget) for tree in (terms, partial, after)
    )
