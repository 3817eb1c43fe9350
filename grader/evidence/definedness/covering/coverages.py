"""What is known of where two expressions are defined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from grader.language.tree import Node
from grader.records import dataclass, field


@dataclass(frozen=True)
class Coverage:
    """What is known of where two expressions are defined.

    `gaps`: where the answer is undefined but the expected expression is defined, or a convention decides, in words.
    `outside`: where the expected expression itself is undefined. `reason`: a sentence for a person where unknown.
    `witness`: where refuted, a point at which the expected expression is defined and the answer certainly is not
    (empty where no such point has a short name; `gaps` then names them).
    """

    status: Literal["proved", "refuted", "unknown"]
    gaps: tuple[str, ...] = ()
    reason: str = ""
    witness: Mapping[str, Node] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    limit: str = ""


PROVED = Coverage("proved")


def unknown(reason: str, limit: str = "") -> Coverage:
    """Return that it is not known, and why."""
    return Coverage("unknown", reason=reason, limit=limit)
