"""Limits by asymptotic series: a tree near a point as a finite sum of terms c h^p log(h)^q exp(polar part).

limit(tree, var, point, setting, budget) -> Node | None
"""

from grader.evidence.calculus.limits.sides import limit_at, one_sided

__all__ = ["limit_at", "one_sided"]
