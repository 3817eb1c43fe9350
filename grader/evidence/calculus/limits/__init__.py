"""Limits by asymptotic series: a tree near a point as a finite sum of terms c h^p log(h)^q exp(polar part).

sides.limit_at(tree, var, point, setting, budget) -> Node | None

In `germs` a tree near a point is read as a germ, a sum of such series with exponential scales. `growth` tells how fast
something grows and that there is no limit, `by_signs` takes a limit for each sign of a letter, and `riemann`,
`quotients` and `somewhere` are rules of their own. May use the oracle. A function that is defined by others comes from
its row in `functions`; any other is a case of `germs.germ_calls`.
"""
