"""Terms that a step of n multiplies by what is the same for all indices: x^(n - 1 - k) y^k by x.

Where F(n + 1, k) = r F(n, k) for all k from a(n) to b(n), and all have values, the sum of F(n + 1, k) over these is r
times the sum of F(n, k).
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import defined_everywhere, prove_equal
from grader.evidence.trees.build import number_tree, product_of
from grader.evidence.trees.linear import affine
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, Add, Bind, Mul, Node, Pow, Sym, substitute, symbols, walk
from grader.records import replace
from grader.verdict import Proof

MAX_STEP = 3  # by which an exponent grows


def step_factor(bind: Bind, name: str, setting: Setting, budget: Budget) -> Node | None:
    """Return what a step of n multiplies all terms of a sum by, None where that is not proved."""
    powers = {node for node in walk(bind.body) if isinstance(node, Pow) and name in symbols(node)}
    factors = [_factor(power, bind.var, name, budget) for power in powers]
    if bind.low is None or not factors or any(variable.name == bind.var for variable in setting.variables):
        return None
    known = [factor for factor in factors if factor is not None]
    if len(known) < len(factors):
        return None
    factor = product_of(known)
    domain = Domain("integer", bind.low, bind.high, low_closed=True, high_closed=True, text="an index")
    inside = replace(setting, variables=(*setting.variables, Variable(bind.var, domain)))
    after, before = substitute(bind.body, {name: Add((Sym(name), ONE))}), Mul((factor, bind.body))
    if not isinstance(prove_equal(after, before, inside, budget), Proof):
        return None
    if not defined_everywhere(factor, setting, budget):  # also where no index is
        return None
    return factor if all(defined_everywhere(tree, inside, budget) for tree in (after, before)) else None


def _factor(power: Pow, index: str, name: str, budget: Budget) -> Node | None:
    """Return what a step of n multiplies a power by, None where that is no power of its base alone."""
    exponent = affine(power.exp)
    if exponent is None or {index, name} & symbols(power.base):
        return None
    step = exponent.get(name)
    if step is None or step.denominator != 1 or budget.is_above(abs(step), MAX_STEP, "max_degree"):
        return None
    return power.base if step == 1 else Pow(power.base, number_tree(step))
