"""Definite integrals by an antiderivative that is proved to be one.

definite(node, setting, budget) -> Node | None
"""

from grader.evidence.calculus.integrals.definite import definite_integral

__all__ = ["definite_integral"]
