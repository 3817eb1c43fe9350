"""How a side was read, written out when somebody asks: whether two texts are equal is known without it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from grader.language.printing import show
from grader.language.tree import Node
from grader.records import fields
from grader.verdict import FieldResult

_VALUES = attrgetter(*(one.name for one in fields(FieldResult)))
_OTHERS = {one.name: one.default for one in fields(FieldResult) if one.name != "text"}


class Echo(FieldResult):
    """A text with one reading. `read` is written from the tree when it is first asked for, and nothing else is set."""

    __slots__ = ("_tree",)
    _tree: Node

    def __init__(self, text: str, tree: Node) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "_tree", tree)

    def __getattr__(self, name: str) -> Any:
        if name not in _OTHERS:
            raise AttributeError(name)
        found = show(self._tree) if name == "read" else _OTHERS[name]
        object.__setattr__(self, name, found)
        return found

    def __reduce__(self) -> tuple[type[FieldResult], tuple[Any, ...]]:
        """Go to other processes written out, without the tree."""
        return FieldResult, _VALUES(self)
