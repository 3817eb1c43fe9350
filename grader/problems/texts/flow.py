"""Bracketed lists and mappings of YAML: the text typed between the brackets, and entries that YAML split at a comma.

`[f(x, y), 2]` has three items for YAML. Where it is read as a text nothing is lost; where its items are wanted,
the item that was split is damaged, and the message shows it in single quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.texts.escapes import single_quoted
from grader.problems.texts.located import Damaged, Entry, Located, MappingNode, SequenceNode, Text, text_of

Piece = tuple[int, int, Located]  # a scalar with the half-open range of characters it takes
GAP = re.compile(r"#[^\n\r]*|[\n\r]+")


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
    ends = _ends([_depth(item) for item in items])
    joined: list[Located] = []
    number = 0
    while number < len(items):
        end = ends[number] if _is_open(items[number]) else number + 1
        parts = items[number:end]
        joined.append(parts[0] if len(parts) == 1 else _hint(parts[0], ", ".join(_shown(part) for part in parts)))
        number = end
    return SequenceNode(tuple(joined), text.line, text.column, text)


Pair = tuple[Located, Located]  # key and value, as YAML has them


def flow_mapping(pairs: Sequence[Pair], text: Text | Damaged) -> MappingNode:
    """Return a bracketed mapping, with entries that YAML split joined again and damaged."""
    ends = _ends([_depth(key) + _depth(value) for key, value in pairs])
    found: list[Entry] = []
    number = 0
    while number < len(pairs):
        key, value = pairs[number]
        is_open = _is_open(value) or (_is_open(key) and _is_empty(value))
        end = ends[number] if is_open else number + 1
        found.append(_split_entry(pairs[number:end]) if end > number + 1 else located_entry(key, value))
        number = end
    return MappingNode(tuple(found), text.line, text.column, text)


def _split_entry(pairs: Sequence[Pair]) -> Entry:
    """Return the one entry that its writer meant, damaged: YAML split its value, or its key."""
    key, value = pairs[0]
    if not _is_empty(value):
        return located_entry(key, _hint(value, ", ".join([_shown(value), *map(_shown_pair, pairs[1:])])))
    whole = ", ".join(_shown(other) for other, _ in pairs)
    return Entry(Text(whole, key.line, key.column, "plain", whole), _hint(key, whole))


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
    return isinstance(node, Text) and node.style == "plain" and _depth(node) > 0


def _is_empty(node: Located) -> bool:
    return isinstance(node, Text) and node.is_empty


def _depth(node: Located) -> int:
    """Return how many more brackets a text opens than it closes."""
    text = node.value if isinstance(node, Text) else ""
    return sum(text.count(bracket) for bracket in "([{") - sum(text.count(bracket) for bracket in ")]}")


def _ends(depths: Sequence[int]) -> list[int]:
    """Return for each part the end of the shortest run from it that closes what it opens; the next where none does."""
    ends = list(range(1, len(depths) + 1))
    waiting: list[tuple[int, int]] = []  # parts whose brackets are open, with the depth before them, which grows
    depth = 0
    for number, change in enumerate(depths):
        if change > 0:
            waiting.append((number, depth))
        depth += change
        while waiting and depth <= waiting[-1][1]:
            ends[waiting.pop()[0]] = number + 1
    return ends


def _shown(node: Located) -> str:
    text = text_of(node)
    return text.value if isinstance(text, Text) else text.raw if text else ""


def _shown_pair(pair: Pair) -> str:
    key, value = pair
    return _shown(key) if _is_empty(value) else f"{_shown(key)}: {_shown(value)}"


def _hint(first: Located, whole: str) -> Damaged:
    message = f"YAML splits `{whole}` at its comma; write {single_quoted(whole)}"
    return Damaged(message, first.line, first.column, whole)
