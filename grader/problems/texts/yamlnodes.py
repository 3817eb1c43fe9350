"""Located nodes from the events of PyYAML's parser: scalars as they are typed, and damage where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml

from grader.problems.texts.escapes import (
    invalid_yaml_escapes,
    single_quoted,
    swallowed_command,
    unescaped,
    yaml_message,
)
from grader.problems.texts.flow import Piece, flow_mapping, flow_sequence, flow_text, located_entry
from grader.problems.texts.located import Damaged, Located, MappingNode, SequenceNode, Style, Text
from grader.problems.texts.source import FORBIDDEN, STAND_IN, YamlLimits
from grader.problems.texts.stretches import Stretch
from grader.records import dataclass

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "block", ">": "block"}
PARSER_TOO_DEEP = "maximum nesting depth"  # in what libyaml says of its own limit (1000), since version 0.2.6
WORK = 4  # times max_nodes: nodes built in all tries at a file whose fields are damaged


class TooMuchError(Exception):
    """A named limit was exceeded; nothing more of the file is read."""


class TooDeepError(yaml.MarkedYAMLError):
    """Lists and mappings stand too deep in each other; the field that holds them is damaged."""


@dataclass
class Source:
    """The characters of a file: as typed, and with stand-ins where YAML would stop; damage by place."""

    typed: str
    mended: str
    damage: dict[int, str]
    limits: YamlLimits
    work: int = 0
    repairs: int = 0

    def stand_in(self, places: list[int]) -> None:
        """Put stand-ins at some places of the mended text."""
        low, high = min(places), max(places) + 1
        characters = list(self.mended[low:high])
        for place in places:
            characters[place - low] = STAND_IN
        self.mended = self.mended[:low] + "".join(characters) + self.mended[high:]


class Builder:
    """Builds located nodes from the events of one stretch."""

    def __init__(self, state: Source, stretch: Stretch) -> None:
        self.state = state
        self.stretch = stretch
        self.pieces: list[Piece] = []
        self.nodes = 0
        self.events = self._parsed()

    def document(self) -> Located | None:
        """Return the one document of the stretch, None where there is none."""
        root: Located | None = None
        for event in self.events:
            match event:
                case yaml.DocumentStartEvent():
                    if root is not None:
                        where = self._place(event)
                        return Damaged("a second document begins here (`---`); a file holds one", *where)
                    root = self._node(next(self.events), 0)
        return root

    def _parsed(self) -> Iterator[yaml.Event]:
        """Return the events; where the parser's own limit of depth, far above ours, comes first, ours is named."""
        try:
            yield from yaml.parse(self.stretch.text(self.state.mended), Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            if PARSER_TOO_DEEP not in str(error.problem):
                raise
            raise self._too_deep(error.problem_mark) from error

    def _too_deep(self, mark: yaml.Mark | None) -> TooDeepError:
        most = self.state.limits.max_depth
        return TooDeepError(
            problem=f"lists and mappings stand more than {most} deep (limit max_depth)", problem_mark=mark
        )

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None
        return mark.line + 1 + self.stretch.line_offset, mark.column + 1

    def _range(self, event: yaml.Event) -> tuple[int, int]:
        assert event.start_mark is not None
        assert event.end_mark is not None
        return self.stretch.start + event.start_mark.index, self.stretch.start + event.end_mark.index

    def _node(self, event: yaml.Event, depth: int) -> Located:
        limits = self.state.limits
        self.nodes += 1
        self.state.work += 1
        if self.nodes > limits.max_nodes or self.state.work > WORK * limits.max_nodes:
            raise TooMuchError(f"holds more than {limits.max_nodes} texts and lists (limit max_nodes)")
        if depth > limits.max_depth:
            raise self._too_deep(cast("yaml.Mark | None", event.start_mark))
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
            case yaml.SequenceStartEvent():
                return self._sequence(event, depth)
            case yaml.MappingStartEvent():
                return self._mapping(event, depth)
            case _:
                return self._alias(event)

    def _alias(self, event: yaml.Event) -> Damaged:
        start, stop = self._range(event)
        return self._reserved(self.state.typed[start:stop], "an alias", *self._place(event))

    @staticmethod
    def _reserved(raw: str, what: str, line: int, column: int) -> Damaged:
        shown = single_quoted(raw.splitlines()[0][:80]) if raw else "in single quotes"
        message = f"YAML takes this for {what}, which is not allowed here; a text that begins so is written {shown}"
        return Damaged(message, line, column, raw)

    def _tagged(self, event: yaml.NodeEvent, node: Located, end: yaml.Event | None = None) -> Located:
        """Return the node, which ends with the event `end`, damaged where it has an anchor or a tag."""
        what = "an anchor" if event.anchor is not None else "a tag"
        if event.anchor is None and getattr(event, "tag", None) is None:
            return node
        start, stop = self._range(event)[0], self._range(end or event)[1]
        return self._reserved(self.state.typed[start:stop], what, *self._place(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Located:
        start, stop = self._range(event)
        raw = self.state.typed[start:stop]
        style = STYLES.get(event.style, "plain")
        text = Text(event.value, *self._place(event), style, raw)
        damage = self._damage(start, stop, text)
        node: Located = text if damage is None else Damaged(damage, text.line, text.column, raw)
        node = self._tagged(event, node)
        self.pieces.append((start, stop, node))
        return node

    def _damage(self, start: int, stop: int, text: Text) -> str | None:
        """Return what to say where a scalar's characters are not those its writer meant."""
        if self.state.damage:
            found = [self.state.damage[place] for place in range(start, stop) if place in self.state.damage]
            if any(found):
                return next(said for said in found if said)
            if found:
                return yaml_message(text.raw, _first_command(text.raw))
        if text.style != "double":
            return None
        command = swallowed_command(text.raw)
        if command is not None:
            return yaml_message(text.raw, command)
        control = FORBIDDEN.search(text.value)
        if control is not None:
            shown = single_quoted(unescaped(text.raw))
            return f"an escape makes the invisible character U+{ord(control[0]):04X}; write {shown}"
        return None

    def _sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Located:
        first = len(self.pieces)
        items: list[Located] = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(inner, depth + 1))
        if not event.flow_style:
            return self._tagged(event, SequenceNode(tuple(items), *self._place(event)), inner)
        text = self._flow_text(event, inner, first, items)
        return self._tagged(event, flow_sequence(items, text), inner)

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Located:
        first = len(self.pieces)
        entries: list[tuple[Located, Located]] = []
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            entries.append((key, self._node(next(self.events), depth + 1)))
        if event.flow_style:
            text = self._flow_text(event, inner, first, [node for entry in entries for node in entry])
            return self._tagged(event, flow_mapping(entries, text), inner)
        found = tuple(located_entry(key, value) for key, value in entries)
        return self._tagged(event, MappingNode(found, *self._place(event)), inner)

    def _flow_text(self, event: yaml.Event, end: yaml.Event, first: int, inside: list[Located]) -> Text | Damaged:
        damaged = next((node for node in inside if isinstance(node, Damaged)), None)
        if damaged is not None:
            return damaged
        within = self._range(event)[0], self._range(end)[1]
        return flow_text(self.state.typed, self.pieces[first:], within, self._place(event))


def _first_command(raw: str) -> str:
    r"""Return the backslash that YAML rejects with the letters that follow, such as `\alpha`."""
    place = next(invalid_yaml_escapes(raw, 0), 0)
    letters = "".join(_letters(raw, place + 1))
    return "\\" + (letters or raw[place + 1 : place + 2])


def _letters(raw: str, start: int) -> Iterator[str]:
    for character in raw[start:]:
        if not (character.isascii() and character.isalpha()):
            return
        yield character
