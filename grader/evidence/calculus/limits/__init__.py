"""Limits by asymptotic series: a tree near a point as a finite sum of terms c h^p log(h)^q exp(polar part).

limit(tree, var, point, setting, budget) -> Node | None

`expansions` makes the series, `growth` tells how fast something grows and that there is no limit, `stirling` has the
series of factorials; `by_signs` takes a limit for each sign of a letter, and `riemann`, `quotients` and `somewhere` are
rules of their own. May use the oracle. The series of a function comes from its row in
`functions`.
"""

from grader.evidence.calculus.limits.sides import limit_at, one_sided

__all__ = ["limit_at", "one_sided"]
