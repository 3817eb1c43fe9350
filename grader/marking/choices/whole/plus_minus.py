"""Plus and minus as marks of a list, one on each name: `A: +, B: -`, `+ A`, `- B`; by itself a minus is a bullet."""

from __future__ import annotations

import re

from grader.marking.choices.labels import OF_VALUES, Asked
from grader.marking.choices.whole.signs import SIGN
from grader.problems.question import Question

_MARK = r"(?P<mark>[+−–-])"
_BEHIND = re.compile(rf"[\s•*+−–-]{{0,4}}{SIGN}\s{{0,3}}[:.=]?\s{{0,3}}{_MARK}\s*")
_BEFORE = re.compile(rf"\s*{_MARK}\s{{0,3}}{SIGN}[\s.]*")
_PARTED = re.compile(r"([\n;,])")
_TICK, _CROSS, _UNKNOWN = "✓", "✗", "±"


def as_ticks(question: Question, signed: str) -> str:
    """Return a list in signs of names with a plus or a minus each, with ticks and crosses for them; else the text.

    Where a prompt asks about signs or values they may be what is said of each, which chooses nothing.
    """
    parts = _PARTED.split(signed)
    for pattern in (_BEHIND, _BEFORE):
        found = [pattern.fullmatch(one) for one in parts[::2] if one.strip()]
        marks = {one["mark"] == "+" for one in found if one is not None}
        is_list = len(found) > 1 and None not in found and (len(marks) > 1 or (pattern is _BEHIND and marks == {False}))
        if is_list:
            are_values = any(map(OF_VALUES.search, Asked(question, ()).plain))
            return "".join(one if one in ",;\n" else _marked(pattern, one, are_values=are_values) for one in parts)
    return signed


def _marked(pattern: re.Pattern[str], part: str, *, are_values: bool) -> str:
    found = pattern.fullmatch(part)
    if found is None:
        return part
    mark = _UNKNOWN if are_values else _TICK if found["mark"] == "+" else _CROSS
    before, behind = part[: found.start("mark")], part[found.end("mark") :]
    return f"{before.lstrip(' •*+−–-')}{mark}{behind}"
