"""Answers below a key `answers`, also in a list of records, `answers: [{problem: 1, answer: 3}, …]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.texts.located import Entry, Located, MappingNode, SequenceNode, Text
from grader.records import replace
from grader.submissions.attribution.naming.labels import ANSWER, PART
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.resolving import named_by_key
from grader.submissions.problem_words import PROBLEM_WORDS

_LABEL = re.compile(
    rf"(?:{PROBLEM_WORDS})(?:[_ ](?:id|no|nr|number|name))?|id|number|no|nr|nummer|label|numéro|número", re.I
)
_PART = re.compile(rf"(?:sub)?(?:{PART})(?:[_ ](?:id|name))?|letter|sub(?:problem|question)|buchstabe", re.IGNORECASE)
_VALUE = re.compile(
    rf"(?:my[_ ]|final[_ ])?(?:{ANSWER})|value|response|result|text|wert|ergebnis|valeur|valor|risultato", re.I
)


def unwrapped(entries: Sequence[Entry], names: Names) -> Sequence[Entry]:
    """Return entries with those below a key `answers` or `problems`, where that names no problem, in its place."""
    found: list[Entry] = []
    if any(_is_beside(entry, names) for entry in entries):
        return entries  # `corrections` beside `answers`
    for entry in entries:
        key, value = entry.key.value.strip().casefold(), entry.value
        wraps = is_wrapping(key) and not named_by_key(names, key)
        is_mapping = wraps and isinstance(value, MappingNode) and value.text is None
        inner = (
            value.entries if isinstance(value, MappingNode) and is_mapping else _listed_records(value) if wraps else ()
        )
        is_empty = wraps and isinstance(value, SequenceNode) and not value.items
        found += inner or (replace(entry, value=Text("", value.line, value.column)) if is_empty else entry,)
    return found


def _is_beside(entry: Entry, names: Names) -> bool:
    """Whether what stands below a key is neither answers, nor a problem, nor about the whole document."""
    key = entry.key.value.strip().casefold()
    return not (is_wrapping(key) or named_by_key(names, key) or _OF_DOCUMENT.fullmatch(key))


_OF_DOCUMENT = re.compile(
    r"(?:student|author|full|first|last|family)?[_ -]?(?:names?|id|number)?|students?|authors?|group|team|e?-?mail"
    r"|matrikel\w*|course|class|assignment|homework|sheet|date|datum|semester|version|title|kurs|gruppe|blatt|nom|prénom|nombre|fecha"
)
# What may stand beside the answer of a record and takes nothing back.
_BESIDE_ANSWER = re.compile(
    r"work(?:ing|ings)?|steps?|method|topic|title|points|max[_ ]points|rechnung|rechenweg", re.IGNORECASE
)


def is_wrapping(key: str) -> bool:
    """Whether a key calls all that stands below it answers, or problems."""
    return _WRAPPING.fullmatch(key.strip().casefold()) is not None


_WRAPPING = re.compile(rf"(?:my\s+|meine\s+|mes\s+|mis\s+)?(?:(?:{ANSWER})(?:e?n|s|es)?|{PROBLEM_WORDS})")


def _listed_records(value: Located) -> Sequence[Entry]:
    """Return the records of a list as entries, each label once; nothing where one of them is no such record."""
    items = value.items if isinstance(value, SequenceNode) else ()
    found = [_entry(item) for item in items if isinstance(item, MappingNode)]
    entries = [one for one in found if one is not None]
    labels = {entry.key.value.casefold() for entry in entries}
    return entries if items and len(labels) == len(entries) == len(items) else ()


def _entry(record: MappingNode) -> Entry | None:
    """Return the answer of a record below its label, with what else it holds; None where the label is missing.

    A record that holds nothing but its label has no answer; what holds something else without one is no record.
    """
    labels: list[Entry] = []
    parts: list[Entry] = []
    values: list[Entry] = []
    others: list[Entry] = []
    for one in record.entries:
        key = one.key.value.strip()
        kinds = ((_LABEL, labels), (_PART, parts), (_VALUE, values))
        next((kept for kind, kept in kinds if kind.fullmatch(key)), others).append(one)
    said = [one.value for one in (*labels, *parts)]
    if len(labels) != 1 or len(parts) > 1 or len(values) > 1 or not all(isinstance(one, Text) for one in said):
        return None
    texts = [one.value.strip() for one in said if isinstance(one, Text)]
    joint = "" if texts[0][-1:].isdigit() and texts[-1].isalpha() else "."
    name = replace(labels[0].key, value=joint.join(texts))
    if not values:
        return None if others else Entry(name, replace(labels[0].key, value=""))
    beside = [one for one in others if _BESIDE_ANSWER.fullmatch(one.key.value.strip()) is None]
    if beside:
        return _with_beside(name, values[0].value, beside)
    if not others:
        return Entry(name, values[0].value)
    return Entry(name, MappingNode((*values, *others), record.line, record.column))


def _with_beside(name: Text, value: Located, beside: Sequence[Entry]) -> Entry | None:
    """Return an answer with what stands beside it, `correction` or `comment`, in lines below; None for no texts."""
    lines = [f"{one.key.value}: {one.value.value}" for one in beside if isinstance(one.value, Text)]
    if not isinstance(value, Text) or len(lines) < len(beside):
        return None
    return Entry(name, replace(value, value="\n".join((value.value, *lines))))
