"""What a value becomes."""

from __future__ import annotations

from collections.abc import Mapping

from grader.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Written:
    """A value as the text of an answer; `symbols` are the domains of its symbols, where the value says them."""

    text: str
    symbols: Mapping[str, str] = field(default_factory=dict)
