"""Reads YAML of which every scalar is the text typed, with places, and with damage that costs only its own field.

PyYAML's parser gives events; no constructor, tag, anchor or merge is ever obeyed. `read_yaml` serves problems and
answers alike: what is wrong with one field is a `Damaged` node, what is wrong with the file a fault.
"""

from __future__ import annotations

import yaml

from grader.errors import Diagnostic
from grader.problems.texts.escapes import (
    invalid_yaml_escapes,
)
from grader.problems.texts.located import Damaged, Document, Entry, Located, MappingNode, SequenceNode, Text
from grader.problems.texts.source import LIMITS, SourceError, YamlLimits, decode, forbidden_characters
from grader.problems.texts.stretches import Stretch, stretches
from grader.problems.texts.yamlnodes import Builder, Source, TooMuchError
from grader.problems.texts.yamlwords import explain

MAX_LEVELS = 8  # of blocks inside blocks whose damaged entries are told apart


def read_yaml(source: bytes | str, file: str, limits: YamlLimits = LIMITS) -> Document:
    """Return a YAML file as located nodes; never raises, whatever the bytes."""
    try:
        typed = decode(source, file, limits)
    except SourceError as error:
        return Document(None, (error.diagnostic,))
    state = Source(typed, typed, forbidden_characters(typed), limits)
    if state.damage:
        state.stand_in(list(state.damage))
    try:
        root = _read(state, Stretch(0, len(typed), 0))
    except TooMuchError as error:
        return Document(None, (Diagnostic(file, 0, 0, "", str(error)),))
    return Document(root)


def _read(state: Source, stretch: Stretch) -> Located | None:
    """Read a stretch of whole lines: at once, with its escapes mended, or piece by piece."""
    try:
        return _mending(state, stretch)
    except yaml.YAMLError as error:
        state.repairs += 1
        message, line, column = explain(state.mended, error, stretch)
        damaged = Damaged(message, line, column, state.typed[stretch.start : stretch.stop])
        return damaged if state.repairs > state.limits.max_repairs else _by_pieces(state, stretch, damaged, 0)


def _mending(state: Source, stretch: Stretch) -> Located | None:
    while True:
        try:
            return Builder(state, stretch).document()
        except yaml.scanner.ScannerError as error:
            if not _mend_escapes(state, stretch, error):
                raise


def _mend_escapes(state: Source, stretch: Stretch, error: yaml.scanner.ScannerError) -> bool:
    r"""Put stand-ins for the backslashes that YAML rejected, in the double-quoted text where it stopped."""
    mark = error.context_mark
    if mark is None or state.repairs >= state.limits.max_repairs:
        return False
    start = stretch.start + mark.index
    if state.mended[start : start + 1] != '"':
        return False
    places = list(invalid_yaml_escapes(state.mended[: stretch.stop], start))
    if not places:
        return False
    state.repairs += 1
    state.damage.update((place, "") for place in places)
    state.stand_in(places)
    return True


def _by_pieces(state: Source, whole: Stretch, damaged: Damaged, level: int) -> Located:
    """Read the entries of a block one by one, so that only those that cannot be read are lost."""
    found = [_piece(state, piece, level) for piece in stretches(state.mended, whole)]
    mappings = [node for node in found if isinstance(node, MappingNode) and node.text is None]
    sequences = [node for node in found if isinstance(node, SequenceNode) and node.text is None]
    if not any(_is_damaged(node) for node in found):
        return damaged  # each entry alone is well, the whole is not: no telling what was meant
    if len(mappings) == len(found):
        entries = tuple(entry for node in mappings for entry in node.entries)
        return MappingNode(entries, mappings[0].line, mappings[0].column)
    if len(sequences) == len(found):
        items = tuple(item for node in sequences for item in node.items)
        return SequenceNode(items, sequences[0].line, sequences[0].column)
    return damaged


def _piece(state: Source, piece: Stretch, level: int) -> Located:
    """Return one entry (a mapping or a list of one), damaged as far as it cannot be read."""
    most = state.limits.max_repairs
    if state.repairs > most:
        message, line, column = f"too much before this cannot be read (limit max_repairs, {most})", *piece.place
    else:
        try:
            return _mending(state, piece) or Text("", *piece.place)
        except yaml.YAMLError as error:
            state.repairs += 1
            message, line, column = explain(state.mended, error, piece)
    damaged = Damaged(message, line, column, state.typed[piece.start : piece.stop])
    deeper = piece.body if state.repairs <= most and level < MAX_LEVELS else None
    value = damaged if deeper is None else _by_pieces(state, deeper, damaged, level + 1)
    if piece.key is None:
        return SequenceNode((value,), *piece.place)
    return MappingNode((Entry(piece.key, value),), *piece.place)


def _is_damaged(node: Located) -> bool:
    match node:
        case Damaged():
            return True
        case SequenceNode(items=items):
            return any(_is_damaged(item) for item in items)
        case MappingNode(entries=entries):
            return any(_is_damaged(entry.value) for entry in entries)
        case Text():
            return False
