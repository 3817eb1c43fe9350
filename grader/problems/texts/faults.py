"""Collects what is wrong with a file, each fault at its place; a place is named by its path."""

from __future__ import annotations

from grader.errors import AnswerError, Diagnostic
from grader.problems.texts.located import Damaged, Located, MappingNode, Path, SequenceNode, Text, path_text, text_of


def find(root: Located, path: Path) -> Located | None:
    """Return the node that a path leads to, None where it leads nowhere."""
    node: Located | None = root
    for step in path:
        node = _step(node, step)
    return node


def _step(node: Located | None, step: str | int) -> Located | None:
    match node, step:
        case MappingNode(), str():
            return node.get(step)
        case SequenceNode(items=items), int() if step < len(items):
            return items[step]
        case _:
            return None


def nearest(root: Located, path: Path) -> Located:
    """Return the deepest node on a path."""
    node = root
    for step in path:
        inner = _step(node, step)
        if inner is None:
            return node
        node = inner
    return node


class Faults:
    """The faults of one problem or part. `prefix` is the path to it in its file, `root` its node."""

    def __init__(self, file: str, root: Located, prefix: Path = ()) -> None:
        self.file = file
        self.root = root
        self.prefix = prefix
        self.found: list[Diagnostic] = []

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, path: Path, message: str) -> None:
        """Add a fault of the value at a path, or of the mapping or list that should hold it."""
        node = nearest(self.root, path)
        self._add(node.line, node.column, path, message)

    def add_key(self, path: Path, message: str) -> None:
        """Add a fault of the last key of a path."""
        holder = find(self.root, path[:-1])
        key = holder.key(str(path[-1])) if isinstance(holder, MappingNode) else None
        place = key or nearest(self.root, path)
        self._add(place.line, place.column, path, message)

    def add_text(self, path: Path, error: AnswerError) -> None:
        """Add a fault in the text at a path, with a caret under it."""
        node = nearest(self.root, path)
        text = text_of(node)
        place = text.place(error.span) if isinstance(text, Text) else (node.line, node.column)
        self._add(*place, path, error.pointed())

    def _add(self, line: int, column: int, path: Path, message: str) -> None:
        if not any(isinstance(find(self.root, path[:end]), Damaged) for end in range(len(path) + 1)):
            self.found.append(Diagnostic(self.file, line, column, path_text((*self.prefix, *path)), message))
