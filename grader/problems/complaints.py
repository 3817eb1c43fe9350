"""Turns pydantic's complaints into sentences for a teacher, each at its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from grader.problems.models import (
    ANSWERS,
    Declared,
    DeclaredField,
    Formula,
    Layers,
    Mistake,
    Parted,
    Question,
    Requirement,
    RubricItem,
    Tolerance,
)
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Entry, Located, MappingNode, Path, SequenceNode, Text
from grader.problems.texts.typed import shown
from grader.records import replace

CLOSE = 0.6  # how alike a misspelt key and the one that is suggested must be, as `difflib` measures it
HOLDERS: dict[str, type[BaseModel]] = {
    "tolerance": Tolerance,
    "require": Requirement,
    "rubric": RubricItem,
    "mistakes": Mistake,
    "fields": DeclaredField,
    "layers": Layers,
    "output": Formula,
    "given": Declared,
    "for_all": Declared,
    "expected": Formula,
    "accept": Formula,
    "define": Formula,
}


def complain(error: ValidationError, faults: Faults) -> None:
    """Add what pydantic found to the faults of a problem."""
    for detail in error.errors(include_url=False):
        path = _path(faults.root, detail["loc"])
        kind = detail["type"]
        if kind == "extra_forbidden":
            faults.add_key(path, _unknown(path, faults.root))
        elif kind == "literal_error" and detail["loc"][-1] == "[key]":
            faults.add_key(path, f"unknown outcome {shown(str(path[-1]))}; {_one_of(detail['ctx']['expected'])}")
        else:
            faults.add(path, words(kind, detail))


def complain_of_keys(root: MappingNode, faults: Faults) -> bool:
    """Add the unknown keys beside an answer that is missing; whether one of them is meant to be it."""
    unknown = [entry.key.value for entry in root.entries if entry.key.value not in _keys(Parted)]
    for key in unknown:
        faults.add_key((key,), _unknown((key,), root))
    return any(_close(key, ["answer", "parts"]) for key in unknown)


# What a later version may say of the variant of a problem that a student got; it is used for nothing else.
RESERVED = "variant"
IS_RESERVED = f"`{RESERVED}` is reserved for variants of a problem, which this version has not"

# Values that may be left out while the rest of a problem is looked at, though they are wrong.
SEPARATE = frozenset(
    {"reveal", "plot", "tags", "locate", "title", "tolerance", "same_domain", "credit", "accept_error", "limits"}
)


def mended(error: ValidationError, root: MappingNode) -> MappingNode | None:
    """Return a problem without what pydantic complained of, so that its mathematics can be looked at too.

    Misspelt keys are renamed as their writer must have meant them. None where too much is wrong to go on.
    """
    for detail in error.errors(include_url=False):
        path = _path(root, detail["loc"])
        if detail["type"] == "extra_forbidden":
            known = [] if _elsewhere(path, str(path[-1]), root) else _known(path, root)
            close = _close(str(path[-1]), known)
            root = _changed(root, path, close[0] if close else None)
        elif detail["loc"][-1] == "[key]" or SEPARATE & set(path):
            whole = path.index("tolerance") + 1 if "tolerance" in path else len(path)  # nothing is left of it
            root = _changed(root, path[:whole], None)
        else:
            return None
    return root


def _changed(root: MappingNode, path: Path, name: str | None) -> MappingNode:
    """Return a mapping whose last key of a path is renamed, or left out."""
    changed = _change(root, path, name)
    return changed if isinstance(changed, MappingNode) else root


def _change(node: Located, path: Path, name: str | None) -> Located:
    if not path:
        return node
    step, rest = path[0], path[1:]
    if isinstance(node, SequenceNode):
        items = (
            _change(item, rest, name) if number == step and rest else item for number, item in enumerate(node.items)
        )
        return replace(node, items=tuple(items))
    if not isinstance(node, MappingNode):
        return node
    entries: list[Entry] = []
    for entry in node.entries:
        if entry.key.value != step:
            entries.append(entry)
        elif rest:
            entries.append(Entry(entry.key, _change(entry.value, rest, name)))
        elif name is not None and node.get(name) is None:
            entries.append(Entry(replace(entry.key, value=name), entry.value))
    return replace(node, entries=tuple(entries))


# What authors put plainly where a mapping is expected, with a mapping that may stand there.
_MAPPINGS = {
    "tolerance": "{absolute: 0.001}",
    "options": "{a: a line, b: a circle}",
    "for_all": "{x: real}",
    "given": "{n: size}",
    "fields": "{w: real^3}",
    "define": "{s: x + y}",
    "late": "{grace: 15 min, per_day: 10%}",
    "examples": "{correct: [2x], incorrect: [x]}",
    "limits": "{max_steps: 400000}",
    "conventions": "{H(0): 1/2}",
}


def words(kind: str, detail: Any) -> str:
    """Return what pydantic found in our words."""
    match kind:
        case "said":
            return str(detail["ctx"]["message"])
        case "missing" if isinstance(detail["loc"][-1], int):
            return "expected a pair, such as [value, condition]"
        case "missing":
            return f"`{detail['loc'][-1]}` is missing"
        case "literal_error":
            return f"{_one_of(detail['ctx']['expected'])}, not {_input(detail['input'])}"
        case "tuple_type" | "list_type":
            return f"expected a list, such as [a, b], not {_input(detail['input'])}"
        case "dict_type" | "model_type" | "model_attributes_type" | "mapping_type":
            example = _MAPPINGS.get(str(detail["loc"][-1]) if detail["loc"] else "", "{key: value}")
            return f"expected a mapping, such as {example}, not {_input(detail['input'])}"
        case "too_long" | "too_short":
            return "expected a pair, such as [value, condition]"
        case _:
            return str(detail["msg"])


def _one_of(expected: str) -> str:
    return f"expected {expected.replace(chr(39), '')}"


def _input(value: object) -> str:
    text = value if isinstance(value, str) else getattr(value, "text", None)
    if isinstance(text, str):
        return shown(text)
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "this"


def _path(root: Located, steps: Iterable[str | int]) -> Path:
    """Return pydantic's location without the steps that are no keys, such as `[key]`."""
    path: Path = ()
    todo = list(steps)
    for number, step in enumerate(todo):
        is_last = number == len(todo) - 1
        holder = find(root, path)
        inside_text = step == "text" and is_last and find(root, (*path, step)) is None
        claim_alone = step == "claim" and is_last and not hasattr(holder, "entries")
        domain_alone = step == "domain" and is_last and find(root, (*path, step)) is None
        within_list = isinstance(step, int) and not isinstance(holder, SequenceNode)
        if not (inside_text or claim_alone or domain_alone or within_list or step == "[key]"):
            path = (*path, step)
    return path


def _unknown(path: Path, root: Located) -> str:
    key = str(path[-1])
    elsewhere = _elsewhere(path, key, root)
    if elsewhere:
        return elsewhere
    if key == RESERVED:
        return IS_RESERVED
    known = _known(path, root)
    if " " in key and _is_empty(find(root, path)):
        return f"{shown(key)} is no key with a value; a text with a comma stands in quotes where braces are around it"
    close = _close(key, known)
    hint = f"did you mean `{close[0]}`?" if close else f"possible: {', '.join(known)}"
    return f"unknown key {shown(key)}; {hint}"


def _close(key: str, known: list[str]) -> list[str]:
    """Return the key that is meant, in a list, which is empty where that is not clear; letter case does not count."""
    return difflib.get_close_matches(key.strip().lower(), known, 1, CLOSE)


def _is_empty(node: Located | None) -> bool:
    """Whether nothing was typed behind a key."""
    return isinstance(node, Text) and not node.value.strip()


def type_named(root: Located) -> str:
    """Return the type that a problem's answer names, empty where it names none."""
    node = find(root, ("answer", "type"))
    return getattr(node, "value", "")


def _known(path: Path, root: Located) -> list[str]:
    if len(path) == 1:
        return _keys(Parted if find(root, ("parts",)) else Question)
    if path[0] == "answer" and len(path) == 2:
        return _keys(ANSWERS[type_named(root)])
    holder = next((HOLDERS[step] for step in reversed(path[:-1]) if step in HOLDERS), Question)
    return _keys(holder)


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _elsewhere(path: Path, key: str, root: Located) -> str:
    """Return what to say of a key that is known, but stands in the wrong place."""
    types = [name for name, model in ANSWERS.items() if key in _keys(model)]
    if len(path) == 2 and path[0] == "answer":
        if key in _keys(Question):
            return f"`{key}` stands beside `answer`, not in it"
        if types:
            return f"`{key}` does not go with type `{type_named(root)}`; it goes with {', '.join(types)}"
    if len(path) == 1 and types:
        return f"`{key}` stands in `answer`, not beside it"
    return ""
