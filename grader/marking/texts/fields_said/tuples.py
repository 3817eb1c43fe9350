"""One text for all fields of an answer: `(a, b, c) = (5, 12, 13)`, `5, 12, 13`, `P = 30 and Q = 40, since Q = 10 + P`.

The names stand before a tuple of values, or the prompt lists them in the order of the fields, or equations give each a
value.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.marking.texts.chains import equations_said
from grader.marking.texts.sentences.answers_said import EXAMPLE
from grader.marking.texts.written_down import field_named
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that may be such a tuple
_NAMED = re.compile(r"\s*\$?\s*\(?(?P<names>[^()=]{1,80}?)\)?\s*=\s*(?P<values>\(.*\))\s*\$?[\s.]*", re.DOTALL)
_FORMULA = re.compile(r"\$([^$]{1,80})\$")


def fields_of(question: Question, text: str) -> dict[str, str]:
    """Return the texts by field of a tuple of values for all fields; none where a text is no such tuple."""
    plain = EXAMPLE.sub("", text, count=1) if question.kind.takes_any else text
    names = list(question.fields)
    if len(text) > MAX_CHARACTERS or any(field.domain.shape for field in question.fields.values()):
        return {}
    if (match := _NAMED.fullmatch(plain)) is not None:
        found = [field_named(question, one.strip()) for one in match["names"].split(",")]
        if sorted(filter(None, found)) != sorted(names) or len(found) != len(names):
            return {}
        names, plain = [one for one in found if one is not None], match["values"]
    elif not _are_listed(question, names) or "=" in plain:
        return _in_equations(question, plain)
    values = _entries(plain)
    is_whole = len(values) == len(names) > 1 and not any("=" in one or not one for one in values)
    return dict(zip(names, values, strict=True)) if is_whole else {}


def _in_equations(question: Question, text: str) -> dict[str, str]:
    """Return the texts by field of equations that give all of them: `P = 30 and Q = 40, since Q = 10 + P`."""
    found = equations_said.said(text)
    fields = {name: field for name in found.values if (field := field_named(question, name))} if found else {}
    needed = {name for name, field in question.fields.items() if field.default is None}
    if found is None or not needed <= {*fields.values()} or len({*fields.values()}) < max(2, len(fields)):
        return {}
    prompt = f"{question.lead}\n{question.prompt}"
    is_told = equations_said.stands_for(text, fields, prompt) is not None
    return {field: found.values[name] for name, field in fields.items()} if is_told else {}


def _are_listed(question: Question, names: list[str]) -> bool:
    """Whether a formula of the prompt lists the names of all fields in their order."""
    spelled = [{one, question.fields[one].symbol or one} for one in names]
    listed = [re.sub(r"[\s()]", "", one).split(",") for one in _FORMULA.findall(question.prompt)]
    return any(
        len(one) == len(names) and all(name in known for name, known in zip(one, spelled, strict=True))
        for one in listed
    )


def _entries(text: str) -> list[str]:
    """Return what commas part outside of brackets, the brackets around all of them left aside."""
    plain = text.strip(" $\n\t.")
    if plain.startswith("(") and plain.endswith(")") and 0 not in depths(plain)[1:-2]:
        plain = plain[1:-1]
    depth = depths(plain)
    commas = [place for place, sign in enumerate(plain) if sign in ",;" and not depth[place]]
    starts, stops = [0, *(place + 1 for place in commas)], [*commas, len(plain)]
    return [plain[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]
