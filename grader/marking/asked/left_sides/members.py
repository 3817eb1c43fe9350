"""One of several goods or firms, `MU_x` of good y, and in words by what is differentiated, `with respect to y`."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that is looked into
_MEMBER = re.compile(
    r"(?<!\w)(?i:goods?|firm|product|consumer|player|input|gut|gutes|firma|unternehmen|produkt|bien|entreprise|empresa|impresa|bene|goed)"
    r"\s+\$?(?P<one>[A-Za-z]|\d)\$?(?![\w’'(])(?!\s+[^\W\d_]+\s*=)"
)
_TAG = re.compile(r".+_\{?(?P<tag>[A-Za-z\d])\}?")
_BY = re.compile(
    r"(?i:derivative|ableitung|dérivée|derivada|derivata)(?:\s+[^\W\d_]{1,12}){0,3}\s+"
    r"(?i:with\s+respect\s+to|w\.?r\.?t\.?|nach|bezüglich|par\s+rapport\s+à|respecto\s+(?:a|de)|rispetto\s+a)\s+"
    r"\$?(?P<by>[A-Za-z])\$?(?![\w'’(^])"
)


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


def by_another(question: Question, text: str) -> str:
    """Return the words of a text that are of the derivative by another letter than a prompt asks for; or nothing."""
    said = _BY.search(text[:MAX_CHARACTERS])
    wanted = [one for one in asked_names(question) if one.kind == "derivative"] if said is not None else []
    if said is None or not wanted or any(not one.by or said["by"] in one.by for one in wanted):
        return ""
    return said[0]
