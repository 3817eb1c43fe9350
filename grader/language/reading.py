"""What reading a text gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.language.tree import Node

Expect = Literal["expression", "condition", "shape", "set", "growth"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One honest reading: its tree, and the spelling (in plain notation) that would leave no other.

    `choices` are the kinds of two-way readings met in the text with the choice made for each, so that the same
    choice can be made in all fields of one answer. A text with one reading has none.
    """

    tree: Node
    spelling: str
    choices: tuple[tuple[str, int], ...] = ()
