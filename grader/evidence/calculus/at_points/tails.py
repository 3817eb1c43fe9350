"""Infinite series whose terms shrink like 1/k^2 or faster: some terms added up, and a proved bound of all others.

Where k^2 |t(k)| <= M for all real k >= N, the terms from N on add up to at most M (1/N^2 + 1/N).
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.divergence import size_of
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import TWO, Add, Bind, Mul, Node, Num, Pow, Sym

TERMS = 200  # that are added up before the tail, and the farthest first index
MARGIN = 2  # k^2 |t(k)| may grow by this factor behind the terms that are added up


def enclosed_series(node: Bind, budget: Budget, precision: int) -> arb | None:
    """Return an enclosure of a series without other symbols, or None."""
    start = None if node.low is None else literal(node.low)
    if start is None or start.denominator != 1 or budget.is_above(abs(start), TERMS, "max_terms"):
        return None
    size = size_of(node.body, node.var, [], Setting(), budget)
    if size is None:
        return None
    after = int(start) + TERMS if start > 0 else TERMS
    most = _bound(size, node.var, after, budget)
    if most is None:
        return None
    last = Num(Fraction(after - 1))
    added = arb(Evaluator(Context(budget), {}, precision).number(Bind("sum", node.body, node.var, node.low, last)))
    tail = Fraction(most) * (Fraction(1, after**2) + Fraction(1, after))
    return added + arb(0, arb(tail.numerator) / tail.denominator)


def _bound(size: Node, var: str, after: int, budget: Budget) -> Fraction | None:
    """Return M with k^2 |t(k)| <= M for all real k from `after` on, proved."""
    scaled = Mul((Pow(Sym(var), TWO), size))
    here = arb(Evaluator(Context(budget), {var: arb(after)}).number(scaled))
    high = (abs(here).abs_upper() * MARGIN * 2**20).ceil().unique_fmpz()
    if high is None:
        return None
    most = Fraction(int(high), 2**20)
    beyond = Domain(low=Num(Fraction(after)), low_closed=True, text="behind the terms")
    setting = Setting((Variable(var, beyond),))
    if not defined_everywhere(size, setting, budget):
        return None
    for part in (minus(number_tree(most), scaled), Add((number_tree(most), scaled))):
        if not sign_of(part, setting, budget).within(Sign.NON_NEGATIVE):
            return None
    return most
