"""Sums over indices in a normal form: `rearranged`; sums compared term by term: `equal_terms`.

All sums are finite, so they may be taken in any order: what does not depend on an index stands outside its sum, a sum
of products of parts in different indices is a product of sums, and bound indices have names of their own. `reading`
makes a form of a tree, `writing` a tree of a form. May use the oracle and what lies below the questions; another kind
of sum is a rule of `closing`.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions.nonzero import is_somewhere_nonzero
from grader.evidence.contractions.reading import Reader
from grader.evidence.contractions.together import INDEX, term_of_sums
from grader.evidence.contractions.writing import IDENTITY, written
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import Sign, prove_equal, sign_of
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, CaptureError, Neg, Node, Num
from grader.records import replace
from grader.verdict import Proof

__all__ = ["IDENTITY", "difference_by_terms", "equal_terms", "is_somewhere_nonzero", "rearranged"]


def rearranged(tree: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return a tree of the same value wherever the given one has one, its sums in a normal form; None where too long.

    Two trees that differ by the order of finite sums, by factors taken out of them or by the names of their indices
    give the same tree.
    """
    try:
        return written(Reader(setting, budget).read(tree))
    except (DeclinedError, CaptureError):  # too long, or a symbol would get the name of an index
        return None


def equal_terms(left: Node, right: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether two sides differ by a sum over one range whose terms are proved to be 0."""
    found = difference_by_terms(left, right, setting, budget)
    return found is not None and isinstance(prove_equal(found[0], Num(Fraction(0)), found[1], budget), Proof)


def difference_by_terms(left: Node, right: Node, setting: Setting, budget: Budget) -> tuple[Node, Setting] | None:
    """Return the term of the one sum over a range that two sides differ by, with its index in a setting; or None."""
    try:
        found = term_of_sums(Reader(setting, budget).read(Add((left, Neg(right)))))
    except (DeclinedError, CaptureError):
        return None
    if found is None:
        return None
    term, low, count = found
    if sign_of(count, setting, budget) is not Sign.POSITIVE:
        return None
    domain = Domain(base="integer", low=low, low_closed=True, text="integer")
    return term, replace(setting, variables=(*setting.variables, Variable(INDEX, domain)))
