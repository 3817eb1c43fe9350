"""How a side was read, written out when somebody asks: whether two texts are equal is known without it."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

from grader.language.printing import show
from grader.language.tree import Node
from grader.verdict import FieldResult

_VALUES = attrgetter(*(one.name for one in fields(FieldResult)))


class Echo(FieldResult):
    """A text with one reading. `read` is written from the tree when it is first asked for."""

    __slots__ = ("_tree",)
    _tree: Node

    def __init__(self, text: str, tree: Node) -> None:
        super().__init__(text)
        object.__delattr__(self, "read")
        object.__setattr__(self, "_tree", tree)

    def __getattr__(self, name: str) -> Any:
        if name != "read":
            raise AttributeError(name)
        written = show(self._tree)
        object.__setattr__(self, "read", written)
        return written

    def __reduce__(self) -> tuple[type[FieldResult], tuple[Any, ...]]:
        """Go to other processes written out, without the tree."""
        return FieldResult, _VALUES(self)
