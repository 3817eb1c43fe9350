"""The way out of the language: trees, numbers and domains as text."""

from __future__ import annotations

from typing import Literal

from grader.language.domain_text import for_all_text, show_domain
from grader.language.latex import Latex
from grader.language.notation import written
from grader.language.numerals import show_number
from grader.language.plain import PLAIN, Plain
from grader.language.tree import Node
from grader.language.unicode import Unicode

__all__ = ["Notation", "for_all_text", "show", "show_domain", "show_number"]

Notation = Literal["plain", "latex", "unicode"]
_STYLES: dict[Notation, Plain] = {"plain": PLAIN, "latex": Latex(), "unicode": Unicode()}


def show(tree: Node, notation: Notation = "plain") -> str:
    """Return the text of a tree; what is printed reads back as the same tree."""
    return written(tree, _STYLES[notation])
