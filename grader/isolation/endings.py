"""Why nothing is known about work that did not come to its end."""

from __future__ import annotations

from grader.isolation.limits import RunLimits
from grader.isolation.pool import Broke, TimedOut
from grader.records import dataclass
from grader.verdict import Unknown


@dataclass(frozen=True, slots=True)
class Unread:
    """A submission whose reading ran out of time or broke; `file` is what was being read then."""

    file: str
    why: TimedOut | Broke


def timed_out(limits: RunLimits, file: str = "") -> Unknown:
    """Return why nothing is known about what ran out of time; `file` names what was to be read, if anything was."""
    seconds = f"{limits.wall_seconds:g} seconds by the clock"
    said = f"reading {file} took more than {seconds} (limit wall_seconds)" if file else f"not decided within {seconds}"
    return Unknown(said, "wall_seconds")


def broke(code: str, limits: RunLimits, file: str = "") -> Unknown:
    """Return why nothing is known about what the grader failed on."""
    if code.startswith(MemoryError.__name__):
        what = f"reading {file}" if file else "deciding it"
        said = f"{what} took more than {limits.memory_bytes:,} bytes of memory (limit memory_bytes)"
        return Unknown(f"{said}, which is not the answer's fault", "memory_bytes")
    doing = f" while it read {file}" if file else ""
    return Unknown(f"the grader itself failed ({code}){doing}, which is not the answer's fault")
