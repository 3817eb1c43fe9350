"""Places of functions: `v(0) = 12 m/s` of `after 3 s`, `h(t) = 15` of the height at t = 1.

A place is known whose number stands in the part that asks, or is how far a number of it is from another of the prompt,
`N(2)` of 2002 where it began in 2000. Where the part that asks has no number nobody knows which place is meant.
"""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

YEAR = 1000  # from which on a number may be one
_HEAD = re.compile(r"[A-Za-z](?:_\{?\w+\}?)?")
_PLACE = re.compile(r"(?:[a-z]=)?(?P<number>[-−]?\d+(?:\.\d+)?(?:/\d+)?)(?:·?(?:[a-zA-Z]{1,3}|\\?mathrm.*))?")
_VARIABLE = re.compile(r"[a-z]")
# Where a place is found by the student, or stands for a word.
_FOUND = re.compile(
    r"(?i)maxim|minim|máxim|mínim|extrem|vertex|scheitel|sommet|v[eé]rtice|peak|largest|smallest|highest|lowest|greatest|größ|klein"
    r"|hoch|tief|höchst|niedrigst|intercept|achsenabschnitt|schnittpunkt|ordonnée|ordenada|initial|start|begin|anfang|first|erst"
    r"|constant\s+term|turning|sattel|saddle|inflection|wendepunkt|inflexi|stationary|critical|land|ground|launch"
)
_GIVEN_VALUE = re.compile(r"[A-Za-z]'*\s*\(\s*[-−]?\d[\d.,/]*\s*\)\s*=\s*[^\s,;]+")
_FORMAT = re.compile(
    r"(?i)(?:\d+|one|two|three|four|a|ein\w*|zwei|drei|vier)\s+(?:significant\s+|signifikante\s+)?"
    r"(?:decimal|dezimal|nachkomma|stelle|décimal|chiffre|cifra|digit|place)\w*|[-−]?\d[\d.,]*\s*\\?%"
)
_LIMITS = re.compile(r"(?i)limit|\\infty|∞|long\s+run|grenzwert|lím|limite|tends|steady|equilibrium|eventually")


def is_unknown_place(question: Question, name: Name) -> bool:
    """Whether a name is of a function at a place that is not known to be the one asked for."""
    if _HEAD.fullmatch(name.of) is None or len(question.fields) > 1:
        return False
    asking = parts.asking_part(question.lead, question.prompt)
    if _VARIABLE.fullmatch(name.at) is not None:
        return _is_of_asked_place(question, name, asking)
    place = _PLACE.fullmatch(name.at)
    if place is None or name.of in _NO_FUNCTIONS:
        return False
    if re.search(rf"\({re.escape(parts.folded(name.at))}\)(?!=)", parts.folded(asking)) is not None:
        return False
    plain = _FORMAT.sub(" ", _GIVEN_VALUE.sub(" ", asking))
    numbers, asked = parts.numbers_in(place["number"]), parts.numbers_in(plain)
    if question.kind.is_expression and question.names.symbols:
        return not numbers <= asked
    if not asked:
        return _LIMITS.search(asking) is not None
    if _FOUND.search(asking) is not None:
        return False
    years = {one for one in parts.numbers_in(parts.prompts(question)) if one >= YEAR}
    return not numbers <= asked | {one - other for one in asked for other in years if one > other}


_NO_FUNCTIONS = frozenset("PEVBDOHt")  # of an entropy, of divisors, of half a life


def _is_of_asked_place(question: Question, name: Name, asking: str) -> bool:
    """Whether a name is of a function at any place, and the prompt gives the function and asks for its value at one."""
    if name.at in question.names.symbols or question.kind.is_set:
        return False
    call = rf"(?<![A-Za-z\\]){re.escape(name.of)}\s*\(\s*{name.at}\s*\)"
    if re.search(rf"{call}\s*=", parts.prompts(question)) is None or re.search(rf"{call}(?!\s*=)", asking) is not None:
        return False
    return _AT_PLACE.search(asking) is not None


_AT_PLACE = re.compile(
    r"(?i)(?<!\w)(?:at|after|when|for|nach|bei|zur\s+zeit|après|à|pour|después\s+de|en|tras|para|dopo|na)\s+\$?\s*"
    r"(?:[a-z]\s*=\s*)?[-−]?\d+(?:\.\d+)?(?![\w^.])"
)
