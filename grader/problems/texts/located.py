"""What YAML and JSON files are read into: texts, lists and mappings that know where they stand. Plain data.

Every scalar is the text typed; there are no booleans, numbers, dates or nulls. A field that cannot be read is a
`Damaged` node in its place, so that damage costs one field and not the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from grader.errors import Diagnostic, Span
from grader.records import dataclass

Style = Literal["plain", "single", "double", "block", "flow"]


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar: the text it stands for, and `raw` as it stands in the file. Lines and columns count from 1.

    `flow` is the style of a bracketed list or mapping that is read as a text.
    """

    value: str
    line: int
    column: int
    style: Style = "plain"
    raw: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed (`key:` with no value)."""
        return not self.value and self.style == "plain"

    def place(self, span: Span | None) -> tuple[int, int]:
        """Return line and column of the span's start, which counts characters of `value`."""
        if span is None or self.style == "block":
            return self.line, self.column
        quote = 1 if self.style in {"single", "double"} else 0
        if self.raw[quote : len(self.raw) - quote] != self.value:
            return self.line, self.column
        return self.line, self.column + quote + span.start


@dataclass(frozen=True, slots=True)
class Damaged:
    """A place whose content cannot be read, and why, in words for the person who wrote it."""

    message: str
    line: int
    column: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list. `text` is what was typed between its brackets, None for a list of lines that begin with `-`."""

    items: tuple[Located, ...]
    line: int
    column: int
    text: Text | Damaged | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Text
    value: Located


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping; duplicate keys are kept. `text` is what was typed between its brackets, None without brackets."""

    entries: tuple[Entry, ...]
    line: int
    column: int
    text: Text | Damaged | None = None

    def get(self, name: str) -> Located | None:
        """Return the first value of a key, None where there is none."""
        return next((entry.value for entry in self.entries if entry.key.value == name), None)

    def key(self, name: str) -> Text | None:
        """Return the key itself, with its place."""
        return next((entry.key for entry in self.entries if entry.key.value == name), None)


Located = Text | Damaged | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `root` is None where nothing could be read, or the file is empty (then without faults).

    `faults` concern the file as a whole or a place that belongs to no field; they do not repeat `Damaged` nodes.
    """

    root: Located | None
    faults: tuple[Diagnostic, ...] = ()


def text_of(node: Located) -> Text | Damaged | None:
    """Return a node as one text: a scalar, what was typed between brackets, or a list of lines as `[a, b]`.

    None for a mapping without brackets, which is no text.
    """
    match node:
        case Text() | Damaged():
            return node
        case MappingNode(text=text):
            return text
        case SequenceNode(text=None):
            return _joined(node)
        case SequenceNode(text=text):
            return text


def _joined(node: SequenceNode) -> Text | Damaged | None:
    values = []
    for item in node.items:
        text = text_of(item)
        if not isinstance(text, Text):
            return text
        values.append(text.value)
    return Text(f"[{', '.join(values)}]", node.line, node.column, "flow")


Path = tuple[str | int, ...]


def located_children(node: Located) -> Iterator[tuple[str | int, Located]]:
    """Yield the values inside a node with the key or number that leads to each."""
    match node:
        case SequenceNode(items=items):
            yield from enumerate(items)
        case MappingNode(entries=entries):
            yield from ((entry.key.value, entry.value) for entry in entries)
        case Text() | Damaged():
            return


def damages(node: Located, path: Path = ()) -> Iterator[tuple[Path, Damaged]]:
    """Yield every damaged place below a node with its path."""
    if isinstance(node, Damaged):
        yield path, node
    for step, child in located_children(node):
        yield from damages(child, (*path, step))


def duplicates(node: Located, path: Path = ()) -> Iterator[tuple[Path, Text, Text]]:
    """Yield every key that occurs again in its mapping: its path, the first and the later one."""
    if isinstance(node, MappingNode):
        first: dict[str, Text] = {}
        for entry in node.entries:
            if entry.key.value in first:
                yield (*path, entry.key.value), first[entry.key.value], entry.key
            first.setdefault(entry.key.value, entry.key)
    for step, child in located_children(node):
        yield from duplicates(child, (*path, step))


def path_text(path: Path) -> str:
    """Return a path as people write it: `parts[1].answer.fields.k`; list places count from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
