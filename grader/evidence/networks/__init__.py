"""Networks and other piecewise-linear functions, decided completely where that is possible."""

from __future__ import annotations

from grader.claims.statements import Equal, Holds, Setting, Within
from grader.evidence.budget import Budget
from grader.evidence.networks.space import decide_in_space
from grader.verdict import Evidence


def decide(
    statement: Equal | Within | Holds, setting: Setting, budget: Budget, *, both: bool = False
) -> Evidence | None:
    """Return evidence about a claim on piecewise-linear functions; None for all other claims.

    `both`: each side of an equality must cover the other. Raises ExceededError where a limit is hit.
    """
    return decide_in_space(statement, setting, budget)
