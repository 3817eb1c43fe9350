"""The safety nets of a run, each with a name. Deciding counts work; these only catch what escapes that count."""

from __future__ import annotations

from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class RunLimits:
    """What one answer to one question may take before its worker process is ended."""

    wall_seconds: float = 60.0  # seconds by the clock; beyond it the answer is undecided
    memory_bytes: int = 2_000_000_000  # address space beyond what the worker starts with; beyond it the answer failed


LIMITS = RunLimits()
