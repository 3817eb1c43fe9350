"""What was written in a field as one text, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator

from grader.marking.answer import FieldAnswer
from grader.problems.texts.located import Damaged, Located, MappingNode, SequenceNode, Text, text_of
from grader.submissions.forms.reading import damage, printable, without_stand_ins
from grader.submissions.limits import KEY_CHARACTERS
from grader.verdict import Source
from grader.wording import file_notices

OPENING, CLOSING = "([{", ")]}"


def field_answer(node: Located, source: Source) -> FieldAnswer:
    """Return what was written in a field: its text, and an error where that cannot be taken for what was meant."""
    text = _no_single_item(node) or text_of(node)
    match text:
        case Text():
            return FieldAnswer(text.value.strip(), source)
        case Damaged():
            return FieldAnswer(without_stand_ins(text.raw).strip(), source, damage(text))
        case None:
            return FieldAnswer(outline(node), source, file_notices.EXPECTED_TEXT_NUMBER_LIST.format(node=what(node)))


def what(node: Located) -> str:
    """Return what a node is, in words."""
    match node:
        case MappingNode(entries=entries):
            keys = ", ".join(clipped(entry.key.value) for entry in entries[:3])
            return (
                file_notices.MAPPING.format(keys=keys, some=", …" if len(entries) > 3 else "")
                if entries
                else file_notices.EMPTY_MAPPING
            )
        case SequenceNode():
            return file_notices.LIST_HOLDS_MAPPING
        case Text() | Damaged():
            return "this"


def outline(node: Located) -> str:
    """Return the start of what a node holds, for a person who looks for it in the file."""
    text = text_of(node)
    match text, node:
        case Text(value=value), _:
            return value.strip()
        case Damaged(raw=raw), _:
            return without_stand_ins(raw).strip()
        case _, MappingNode(entries=entries):
            return "; ".join(f"{clipped(entry.key.value)}: …" for entry in entries)
        case _:
            return "[…]"


def clipped(text: str) -> str:
    """Return a key as messages repeat it: on one line, printable, not long."""
    line = printable(text[: KEY_CHARACTERS + 1])
    return line if len(line) <= KEY_CHARACTERS else line[:KEY_CHARACTERS] + "…"


def _no_single_item(node: Located) -> Damaged | None:
    """Return damage where an item of a list would fall into several, were the list written with commas."""
    for item in _written_items(node):
        if not is_single(item.value):
            said = file_notices.ITEM_LIST_HOLDS_COMMA.format(value=clipped(item.value))
            return Damaged(file_notices.WRITE_WHOLE_LIST_ONE.format(said=said), item.line, item.column, item.raw)
    return None


def _written_items(node: Located) -> Iterator[Text]:
    """Yield the texts in a list but those that YAML parted at commas itself."""
    if not isinstance(node, SequenceNode):
        return
    for item in node.items:
        if isinstance(item, SequenceNode):
            yield from _written_items(item)
        elif isinstance(item, Text) and (node.text is None or item.style != "plain"):
            yield item


def is_single(text: str) -> bool:
    """Whether a text stays one item among others: brackets close, no comma or semicolon outside of them."""
    depth = 0
    for character in text:
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        if depth < 0 or (depth == 0 and character in ",;"):
            return False
    return depth == 0
