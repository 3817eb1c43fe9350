"""Signs and ranges of expressions over a setting: a sound abstract interpretation.

    range_of(tree, setting, budget) -> Range    # an interval with rational ends that encloses all values
    sign_of(tree, setting, budget) -> Sign      # POSITIVE, NON_NEGATIVE, NONZERO, …, UNKNOWN

Both speak of the points of the domain at which the tree is defined; definedness is a claim of its own.
`Facts` holds a setting's knowledge for several questions, and takes further assumptions. May use trees and functions. A
node is a case in `structural`; a function's range comes from its row.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.signs.decide import polynomial_sign
from grader.evidence.signs.facts import Facts, product
from grader.evidence.signs.structural import NotRealError, structural_range
from grader.evidence.trees.ranges.ranges import ANY, Range
from grader.evidence.trees.ranges.sign import Sign
from grader.language.tree import Node

__all__ = ["Facts", "Range", "Sign", "range_of", "sign_of", "sign_under"]


def range_of(tree: Node, setting: Setting, budget: Budget) -> Range:
    """Return an interval that holds the tree's value at every point of the domain where it is defined."""
    try:
        facts = Facts(setting, budget)
        return ANY if facts.is_unusual else structural_range(tree, facts)
    except NotRealError:
        return ANY


def sign_of(tree: Node, setting: Setting, budget: Budget) -> Sign:
    """Return the signs that the tree's value has at the points of the domain where it is defined."""
    return sign_under(tree, Facts(setting, budget))


def sign_under(tree: Node, facts: Facts, want: Sign = Sign.ZERO) -> Sign:
    """Return the signs of the tree's value under the facts; stops early once they are within `want`."""
    if facts.is_unusual:
        return Sign.UNKNOWN
    try:
        sign = structural_range(tree, facts).sign
    except NotRealError:
        return Sign.UNKNOWN
    if sign.within(want) or sign in {Sign.POSITIVE, Sign.NEGATIVE, Sign.ZERO}:
        return sign
    try:
        num, den = facts.algebra.quotient(tree)
        found = polynomial_sign(num, facts, want)
        if set(den) != {()} or den[()] < 0:
            below = polynomial_sign(den, facts, Sign.NONZERO) & 5
            found = product(found, Sign(below) if below else Sign.NONZERO)
    except ExceededError:
        return sign
    both = sign & found.value
    return Sign(both) if both else sign
