"""Mistakes and examples: answers that an author writes down, bare where there is one field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from grader.language.spelling import canonical_name
from grader.problems import models
from grader.problems.declared.programs import read_program
from grader.problems.declared.readings import read_one
from grader.problems.kinds import KINDS
from grader.problems.question import Example, Field, Mistake
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Damaged, Located, MappingNode, Path, SequenceNode, Text, text_of
from grader.problems.texts.typed import shown

Fields = Mapping[str, Field]


def read_mistakes(model: models.Question, fields: Fields, points: Fraction, faults: Faults) -> tuple[Mistake, ...]:
    """Return the mistakes, their texts read once to see that they can be."""
    found = []
    for number, mistake in enumerate(model.mistakes):
        path: Path = ("mistakes", number)
        if mistake.score > points:
            faults.add((*path, "score"), f"the score {mistake.score} is more than the problem's points, {points}")
        node, before = find(faults.root, (*path, "when")), len(faults.found)
        texts = _fields(node, fields, faults, (*path, "when")) if node else {}
        for name, text in texts.items():
            _check(model, fields[name], text, faults, _place(faults, (*path, "when"), name, fields))
        if not texts and len(faults.found) == before:
            faults.add((*path, "when"), "expected an answer, or a mapping of fields to texts")
        found.append(Mistake(texts, mistake.score, mistake.feedback))
    return tuple(found)


def _place(faults: Faults, path: Path, name: str, fields: Fields) -> Path:
    """Return the path of a field's text: below its key where it has one."""
    node = find(faults.root, path)
    keys = [entry.key.value for entry in node.entries] if isinstance(node, MappingNode) else []
    return next(((*path, key) for key in keys if _named(key, fields) == name), path)


def _check(model: models.Question, field: Field, text: str, faults: Faults, path: Path) -> None:
    """Add a fault where a mistake cannot be read, so that no answer could ever match it."""
    match model.answer:
        case models.ChoiceAnswer(options=options):
            chosen = re.split("[,;]", text.strip("[] ")) if text.startswith("[") else [text]
            for option in chosen if options else ():
                if option.strip() not in options:
                    faults.add(path, f"{shown(option)} is no key of `options`; possible: {', '.join(options)}")
        case models.TextAnswer() | models.EssayAnswer():
            return
        case models.CodeAnswer():
            read_program(text, None, faults, path)
        case models.RelationAnswer():
            read_one(text, field.names, faults, path, "condition")
        case answer:
            read_one(text, field.names, faults, path, KINDS[answer.type].expects, field.symbol or field.name)


def read_examples(model: models.Question, fields: Fields, faults: Faults) -> tuple[Example, ...]:
    """Return the examples, in order; their texts are answers, which need not be readable."""
    found: list[Example] = []
    for outcome in model.examples:
        path: Path = ("examples", outcome)
        node = find(faults.root, path)
        if isinstance(node, SequenceNode):
            places = [((*path, number), item) for number, item in enumerate(node.items)]
        elif isinstance(node, Text) and node.style != "block" and not node.is_empty:
            places = [(path, node)]
        else:
            faults.add(path, "expected a list of answers, such as [2 x, x + x]")
            places = []
        found.extend(_example(outcome, item, fields, faults, place) for place, item in places)
    return tuple(found)


def _example(outcome: str, node: Located, fields: Fields, faults: Faults, path: Path) -> Example:
    if len(fields) > 1 and not isinstance(node, MappingNode):
        text = text_of(node)
        return Example(outcome, {}, text.value if isinstance(text, Text) else "", node.line)
    return Example(outcome, _fields(node, fields, faults, path), None, node.line)


def _fields(node: Located, fields: Fields, faults: Faults, path: Path) -> dict[str, str]:
    """Return the texts by field: a mapping, or a bare text where there is one field."""
    if not fields:  # their declarations are at fault
        return {}
    only = next(iter(fields)) if len(fields) == 1 else None
    if only and not _is_written_out(node, fields):
        text = text_of(node)
        if text is None:
            faults.add(path, "expected the text of an answer, for the problem has one field")
        return {only: text.value} if isinstance(text, Text) else {}
    if not isinstance(node, MappingNode):
        if not isinstance(node, Damaged):
            faults.add(path, f"expected a mapping of the fields {', '.join(fields)}")
        return {}
    found = {}
    for entry in node.entries:
        name, text = _named(entry.key.value, fields), text_of(entry.value)
        if name is None:
            faults.add_key((*path, entry.key.value), f"unknown field {shown(entry.key.value)}; {_known(fields)}")
        elif isinstance(text, Text):
            found[name] = text.value
    return found


def _is_written_out(node: Located, fields: Fields) -> bool:
    """Return whether a mapping names the one field, and is not the set of some texts."""
    if not isinstance(node, MappingNode):
        return False
    return any(_named(entry.key.value, fields) for entry in node.entries) and not all(
        isinstance(entry.value, Text) and entry.value.is_empty for entry in node.entries
    )


def _known(fields: Fields) -> str:
    return f"the fields are {', '.join(fields)}" if len(fields) > 1 else f"the field is {next(iter(fields))}"


def _named(key: str, fields: Fields) -> str | None:
    """Return the field that a key names, in any of its spellings."""
    try:
        name = canonical_name(key)
    except ValueError:
        return None
    for field in fields.values():
        if name in {field.name, field.symbol, *field.spellings}:
            return field.name
    return None
