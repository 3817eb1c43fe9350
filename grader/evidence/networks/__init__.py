"""Networks: do these weights compute this function, for every input?

decide(statement, setting, budget) -> Evidence | None      # None: not a question for this room
"""

from __future__ import annotations

from grader.claims.statements import Equal, Holds, Setting, Within
from grader.evidence.budget import Budget
from grader.verdict import Evidence

__all__ = ["decide"]


def decide(
    statement: Equal | Within | Holds, setting: Setting, budget: Budget, *, both: bool = False
) -> Evidence | None:
    """Return evidence on functions with kinks, layer by layer and with all arrays whole; None for other statements.

    `both`: each side of an equality must cover the other. Raises ShapeError, UnclearError and ExceededError as other
    layers do.
    """
    from grader.evidence.networks.line import decide_on_line  # noqa: PLC0415 its layers use layers that use this room

    return decide_on_line(statement, setting, budget, both=both)
