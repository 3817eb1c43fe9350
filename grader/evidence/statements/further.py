"""Proofs that two sides agree wherever both are defined, tried in turn where their normal forms differ."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.families.derivatives.branches import proof_by_branches
from grader.evidence.families.derivatives.equal import equal_slopes
from grader.evidence.families.induction.induction import by_induction
from grader.evidence.families.induction.shifted import equal_from_zero
from grader.language.tree import Node
from grader.verdict import Proof


def further_proof(left: Node, right: Node, setting: Setting, budget: Budget) -> Proof | None:
    """Return a proof that goes beyond one normal form, or None; what takes least is tried first."""
    found = equal_from_zero(left, right, setting, budget) or by_induction(left, right, setting, budget)
    found = found or equal_slopes(left, right, setting, budget)
    return found or proof_by_branches(left, right, setting, budget)
