"""Trees as text, in the notation asked for."""

from __future__ import annotations

from typing import Literal

from grader.language.printing.latex import Latex
from grader.language.printing.notation import written
from grader.language.printing.plain import PLAIN, Plain
from grader.language.printing.unicode import Unicode
from grader.language.tree import Node

Notation = Literal["plain", "latex", "unicode"]
_STYLES: dict[Notation, Plain] = {"plain": PLAIN, "latex": Latex(), "unicode": Unicode()}


def show(tree: Node, notation: Notation = "plain") -> str:
    """Return the text of a tree; what is printed reads back as the same tree."""
    return written(tree, _STYLES[notation])
