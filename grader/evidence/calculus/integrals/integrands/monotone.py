"""The sign of what rises or falls between two ends, from its values there: x^2 - 2 is negative from 1 to sqrt(2)."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.properties.continuity import is_continuous
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.domains import Variable
from grader.language.tree import ZERO, Derivative, Neg, Node, substitute
from grader.records import replace
from grader.verdict import Proof


def sign_between(tree: Node, var: str, setting: Setting, budget: Budget) -> Sign:
    """Return the signs of a tree for the values of a variable between two ends, which do not belong."""
    sign = sign_of(tree, setting, budget)
    variable = next((one for one in setting.variables if one.name == var), None)
    if sign.within(Sign.NON_NEGATIVE) or sign.within(Sign.NON_POSITIVE) or variable is None:
        return sign
    if (variable.domain.low is None and variable.domain.high is None) or not _is_smooth(
        tree, variable, setting, budget
    ):
        return sign
    try:
        slope = sign_of(differentiated(Derivative(tree, var), budget), setting, budget)
    except DeclinedError:
        return sign
    if slope is Sign.POSITIVE:
        return _of_rising(tree, variable, setting, budget) or sign
    if slope is Sign.NEGATIVE:
        found = _of_rising(Neg(tree), variable, setting, budget)
        return sign if found is None else Sign.NEGATIVE if found is Sign.POSITIVE else Sign.POSITIVE
    return sign


def _is_smooth(tree: Node, variable: Variable, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is continuous between the ends and at them."""
    domain = replace(variable.domain, low_closed=True, high_closed=True)
    kept = tuple(replace(one, domain=domain) if one is variable else one for one in setting.variables)
    return is_continuous(tree, variable.name) and defined_everywhere(tree, replace(setting, variables=kept), budget)


def _of_rising(tree: Node, variable: Variable, setting: Setting, budget: Budget) -> Sign | None:
    """Return the sign of a tree that rises strictly, None where it may change its sign."""
    low, high = variable.domain.low, variable.domain.high
    setting = replace(setting, variables=tuple([one for one in setting.variables if one is not variable]))
    if low is not None and _sign_at(tree, variable.name, low, setting, budget).within(Sign.NON_NEGATIVE):
        return Sign.POSITIVE
    if high is not None and _sign_at(tree, variable.name, high, setting, budget).within(Sign.NON_POSITIVE):
        return Sign.NEGATIVE
    return None


def _sign_at(tree: Node, var: str, end: Node, setting: Setting, budget: Budget) -> Sign:
    here = substitute(tree, {var: end})
    sign = sign_of(here, setting, budget)
    if sign.value & Sign.ZERO and isinstance(prove_equal(here, ZERO, setting, budget), Proof):
        return Sign.ZERO
    return sign
