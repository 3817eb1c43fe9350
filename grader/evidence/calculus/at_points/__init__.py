"""Integrals, limits and infinite series at one point: enclosures, exact values, and proofs that there is no value.

value_of(at: Evaluator, node: Bind) -> Number
"""

from grader.evidence.calculus.at_points.bound import value_of

__all__ = ["value_of"]
