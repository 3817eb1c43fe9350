"""The type that an answer names: is it one, and what must be meant where it is none."""

from __future__ import annotations

import difflib
import re

from grader.problems import models
from grader.problems.complaints import complain_of_keys
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Entry, MappingNode, Text
from grader.problems.texts.typed import shown
from grader.records import replace

CLOSE = 0.6  # how alike a misspelt word and the one that is suggested must be, as `difflib` measures it
SUPPORTED = ", ".join(models.ANSWERS)
# What other systems and textbooks call them; the other keys would not fit, so such a problem is not looked at further.
_ALSO = {
    "tensor": "matrix vector array list",
    "expression": "formula function symbolic algebraic math polynomial gradient",
    "number": "numeric numerical integer real fraction value complex",
    "choice": "yes_no yesno boolean bool true_false multiple_choice radio checkbox mcq",
    "relation": "equation inequality",
    "set": "interval solutions roots",
    "growth": "complexity big_o asymptotic",
    "derivation": "steps",
    "text": "string short_answer word",
    "code": "program snippet python",
    "essay": "free_text longtext manual",
}
ALSO_CALLED = {word: kind for kind, words in _ALSO.items() for word in words.split()}


def typed_or_mended(root: MappingNode, faults: Faults) -> MappingNode | None:
    """Return a problem as it stands where its answer has a type that is supported.

    Otherwise add the fault, and return the problem as its writer must have meant it, so that the rest can be looked at;
    None where that is not clear.
    """
    answer = root.get("answer")
    if answer is None:
        if not complain_of_keys(root, faults) and root.get("<<") is None:
            faults.add((), "`answer` is missing" if faults.prefix else "`answer` is missing, or `parts`")
        return None
    if not isinstance(answer, MappingNode):
        faults.add(("answer",), "expected a mapping, such as {type: number, expected: 2}")
        return None
    kind = answer.get("type")
    if not isinstance(kind, Text):
        return _without_type(root, answer, faults)
    if kind.value in models.ANSWERS:
        return root
    meant = next(iter(difflib.get_close_matches(kind.value.lower(), models.ANSWERS, 1, CLOSE)), "")
    also = ALSO_CALLED.get(re.sub(r"[\s-]", "_", kind.value.lower()), meant)
    hint = f"did you mean `{also}`?" if also else f"supported: {SUPPORTED}"
    faults.add(("answer", "type"), f"unknown type {shown(kind.value)}; {hint}")
    return _with_answer(root, replace(answer, entries=_retyped(answer, "type", meant))) if meant else None


def _without_type(root: MappingNode, answer: MappingNode, faults: Faults) -> MappingNode | None:
    """Return a problem whose key `type` is misspelt with that key as it is meant."""
    key = _misspelt(answer)
    if key is None:
        faults.add(("answer",), f"`type` is missing; supported: {SUPPORTED}")
        return None
    faults.add_key(("answer", key), f"unknown key {shown(key)}; did you mean `type`?")
    return _with_answer(root, replace(answer, entries=_retyped(answer, key, None)))


def _misspelt(answer: MappingNode) -> str | None:
    """Return the key that names a type, and is not spelt `type`."""
    return next(
        (
            entry.key.value
            for entry in answer.entries
            if isinstance(entry.value, Text)
            and entry.value.value in models.ANSWERS
            and difflib.get_close_matches(entry.key.value.lower(), ["type"], 1, CLOSE)
        ),
        None,
    )


def _retyped(answer: MappingNode, key: str, kind: str | None) -> tuple[Entry, ...]:
    """Return the entries of an answer with the type under a key, as it stands or another one."""
    return tuple(
        Entry(replace(entry.key, value="type"), replace(entry.value, value=kind or entry.value.value))
        if entry.key.value == key and isinstance(entry.value, Text)
        else entry
        for entry in answer.entries
    )


def _with_answer(root: MappingNode, answer: MappingNode) -> MappingNode:
    entries = (Entry(entry.key, answer) if entry.key.value == "answer" else entry for entry in root.entries)
    return replace(root, entries=tuple(entries))
