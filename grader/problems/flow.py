"""Bracketed lists and mappings of YAML: the text typed between the brackets, and entries that YAML split at a comma.

`[f(x, y), 2]` has three items for YAML. Where it is read as a text nothing is lost; where its items are wanted,
the item that was split is damaged, and the message shows it in single quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.escapes import single_quoted
from grader.problems.located import Damaged, Entry, Located, MappingNode, SequenceNode, Text, text_of

Piece = tuple[int, int, Located]  # a scalar with the half-open range of characters it takes
GAP = re.compile(r"#[^\n\r]*|[\n\r]+")
MAX_SPLIT = 64  # items of a list that are looked at for the end of one that YAML split


def flow_text(source: str, pieces: Sequence[Piece], within: tuple[int, int], place: tuple[int, int]) -> Text | Damaged:
    """Return the text between brackets: quoted scalars without their quotes, on one line, without comments.

    `pieces` are the scalars inside in order, `within` is the range of the brackets, `place` line and column.
    """
    start, stop = within
    text, position = "", start
    for begin, end, node in pieces:
        if isinstance(node, Damaged):
            return node
        assert isinstance(node, Text)
        text += _gap(source[position:begin]) + node.value
        position = end
    raw = source[start:stop]
    return Text(text + _gap(source[position:stop]), *place, "flow", raw)


def _gap(text: str) -> str:
    return GAP.sub(lambda match: "" if match[0].startswith("#") else " ", text)


def flow_sequence(items: Sequence[Located], text: Text | Damaged) -> SequenceNode:
    """Return a bracketed list, with items that YAML split joined again and damaged."""
    joined: list[Located] = []
    number = 0
    while number < len(items):
        parts = [_shown(item) for item in items[number : number + MAX_SPLIT]] if _is_open(items[number]) else [""]
        end = _end_of_split(parts)
        joined.append(items[number] if end == 1 else _hint(items[number], ", ".join(parts[:end])))
        number += end
    return SequenceNode(tuple(joined), text.line, text.column, text)


def flow_mapping(entries: Sequence[tuple[Located, Located]], text: Text | Damaged) -> MappingNode:
    """Return a bracketed mapping, with entries that YAML split joined again and damaged."""
    found: list[Entry] = []
    number = 0
    while number < len(entries):
        end, entry = _flow_entry(entries[number : number + MAX_SPLIT])
        found.append(entry)
        number += end
    return MappingNode(tuple(found), text.line, text.column, text)


def _flow_entry(entries: Sequence[tuple[Located, Located]]) -> tuple[int, Entry]:
    """Return the first entry, and how many of the entries as YAML has them belong to it."""
    key, value = entries[0]
    if _is_open(value):
        parts = [_shown(value), *(_shown_entry(entry) for entry in entries[1:])]
        end = _end_of_split(parts)
        if end > 1:
            return end, located_entry(key, _hint(value, ", ".join(parts[:end])))
    if _is_open(key) and _is_empty(value):
        end = _end_of_split([_shown(other) for other, _ in entries])
        if end > 1:
            whole = ", ".join(_shown(other) for other, _ in entries[:end])
            name = Text(whole, key.line, key.column, "plain", whole)
            return end, Entry(name, _hint(key, whole))
    return 1, located_entry(key, value)


def located_entry(key: Located, value: Located) -> Entry:
    """Return an entry whose key is a text; a key that is none, or the merge key, damages the entry."""
    match key:
        case Text(value="<<", style="plain"):
            return Entry(key, Damaged("merge keys (`<<`) are not supported; write the keys out", key.line, key.column))
        case Text():
            return Entry(key, value)
        case Damaged():
            return Entry(Text(key.raw, key.line, key.column, "plain", key.raw), key)
        case _:
            name = Text(_shown(key), key.line, key.column, "plain", "")
            return Entry(name, Damaged("a key is a text, not a list or a mapping", key.line, key.column))


def _is_open(node: Located) -> bool:
    return isinstance(node, Text) and node.style == "plain" and _depth(node.value) > 0


def _is_empty(node: Located) -> bool:
    return isinstance(node, Text) and node.is_empty


def _depth(text: str) -> int:
    return sum(text.count(bracket) for bracket in "([{") - sum(text.count(bracket) for bracket in ")]}")


def _end_of_split(parts: Sequence[str]) -> int:
    """Return how many parts it takes until the brackets of the first are closed; 1 where they never are."""
    depth = 0
    for number, part in enumerate(parts, 1):
        depth += _depth(part)
        if depth <= 0:
            return number
    return 1


def _shown(node: Located) -> str:
    text = text_of(node)
    return text.value if isinstance(text, Text) else text.raw if text else ""


def _shown_entry(entry: tuple[Located, Located]) -> str:
    key, value = entry
    return _shown(key) if _is_empty(value) else f"{_shown(key)}: {_shown(value)}"


def _hint(first: Located, whole: str) -> Damaged:
    message = f"YAML splits `{whole}` at its comma; write {single_quoted(whole)}"
    return Damaged(message, first.line, first.column, whole)
