"""Why nothing is known about work that did not come to its end."""

from __future__ import annotations

from grader.isolation.limits import RunLimits
from grader.verdict import Unknown


def timed_out(limits: RunLimits) -> Unknown:
    """Return why nothing is known about what ran out of time."""
    return Unknown(f"not decided within {limits.wall_seconds:g} seconds by the clock", "wall_seconds")


def broke(code: str) -> Unknown:
    """Return why nothing is known about what the grader failed on."""
    return Unknown(f"the grader itself failed ({code}), which is not the answer's fault")
