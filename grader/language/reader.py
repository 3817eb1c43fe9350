"""The one way into the language: a text and the names it may use become one or several readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.language.tree import Node

Expect = Literal["expression", "condition", "shape", "set", "growth"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One honest reading: its tree, and the spelling (in plain notation) that would leave no other."""

    tree: Node
    spelling: str
