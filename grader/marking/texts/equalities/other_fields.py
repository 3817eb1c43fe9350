"""The name of another field before a field's value: `b = 3` where `m` is asked for."""

from __future__ import annotations

import re

from grader.marking.texts.equalities.statements import statements
from grader.problems.question import Field, Question

_DRESS = re.compile(r"[\s${}\\]")


def names_another_field(question: Question, name: str, text: str) -> str:
    """Return the first name of a field's text where it is that of another field, and its own is not in the text."""
    if len(question.fields) == 1:
        return ""
    lefts = [_DRESS.sub("", member) for one in statements(text) for member in one.members[:-1]]
    own, others = _names(question.fields[name]), frozenset[str]()
    for key, field in question.fields.items():
        others |= _names(field) if key != name else frozenset()
    return lefts[0] if lefts and lefts[0] in others - own and own.isdisjoint(lefts) else ""


def _names(field: Field) -> frozenset[str]:
    return frozenset(_DRESS.sub("", one) for one in (field.name, field.symbol) if one)
