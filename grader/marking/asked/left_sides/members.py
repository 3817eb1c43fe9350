"""One of several goods or firms that is not asked about: `MU_x` of good y."""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question

_MEMBER = re.compile(
    r"(?<!\w)(?i:goods?|firm|product|consumer|player|input|gut|gutes|firma|unternehmen|produkt|bien|entreprise|empresa|impresa|bene|goed)"
    r"\s+\$?(?P<one>[A-Za-z]|\d)\$?(?![\w’'(])(?!\s+[^\W\d_]+\s*=)"
)
_TAG = re.compile(r".+_\{?(?P<tag>[A-Za-z\d])\}?")


def is_of_other_member(question: Question, left: str) -> bool:
    """Whether a part asks of one good or firm by its letter or number, and a left side is of another one."""
    asked = {match["one"] for match in _MEMBER.finditer(parts.asking_part(question.lead, question.prompt))}
    name = name_of(left) if len(asked) == 1 else None
    if name is None:
        return False
    found = {match["tag"] for one in (name.of, name.by) if (match := _TAG.fullmatch(one)) is not None}
    found |= {name.by} & question.names.symbols.keys()
    own = asked.pop()
    others = {match["one"] for match in _MEMBER.finditer(parts.prompts(question))} | question.names.symbols.keys()
    is_number = own.isdigit()
    return own not in found and any(one.isdigit() if is_number else one in others for one in found)
