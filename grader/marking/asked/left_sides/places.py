"""Places of functions: `v(0) = 12 m/s` of `after 3 s`, `h(t) = 15` of the height at t = 1, `N_3` of `after 4 years`.

A place is known that the part that asks tells by a word or an ordinal, or, where it tells none, whose number stands in
it; or how far it is from another of the prompt, `N(2)` of 2002 where it began in 2000. Where the part that asks has no
number nobody knows which place is meant. An index counts as a place only beside one that is told.
"""

from __future__ import annotations

import re
from collections.abc import Set
from fractions import Fraction
from functools import lru_cache

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
    r"|hoch|tief|höchst|niedrigst|intercept|achsenabschnitt|schnittpunkt|ordonnée|ordenada|first(?!\s+\d)|erst(?!en\s+\d)"
    r"|constant\s+term|turning|sattel|saddle|inflection|wendepunkt|inflexi|stationary|critical|land|ground|launch"
)
_INITIAL = re.compile(
    r"(?i)initial|inicial|inizial|start(?!(?:s|ed|ing)?\s+(?:at|from|with)(?!\w))|begin|anfang|départ|original"
)
# Where what is asked for is worth so much at a place that the prompt tells, or was before it.
_BEFORE = re.compile(
    r"(?i)deposit|invest|present|today|now(?!\w)|needed|must|require|einzahl|anleg|heute|jetzt|barwert|muss|nötig|déposer|placer"
    r"|actuel|doit|hoy|ahora|debe|oggi|adesso|deve|grows?\s+to|gives|lead"
)
_COUNTED = re.compile(
    r"(?i)how\s+many|number\s+of|wie\s*viele|anzahl|combien|nombre\s+d|cu[aá]nt[oa]s|número\s+de|quanti"
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
    if place is None or name.of in _NO_FUNCTIONS or (name.of in _OF_CHANCE and _is_of_chance(question)):
        return False
    if re.search(rf"\({re.escape(parts.folded(name.at))}\)(?!=)", parts.folded(asking)) is not None:
        return False
    plain = _FORMAT.sub(" ", _GIVEN_VALUE.sub(" ", asking))
    numbers, asked = parts.numbers_in(place["number"]), parts.numbers_in(plain)
    if question.kind.is_expression and question.names.symbols:
        return not numbers <= asked
    if _INITIAL.search(asking) is not None:
        return 0 not in numbers and numbers <= parts.numbers_in(parts.prompts(question))
    if not asked:
        return _LIMITS.search(asking) is not None or _is_at_another_time(question, numbers)
    if _is_found(asking):
        return False
    return not _are_told(question, numbers, _told(asking) or asked)


def is_unknown_index(question: Question, name: Name) -> bool:
    """Whether a letter has the number of another place below it than the one which is told: `K_1` of `after 2 years`.

    In a problem with a unit, 1 and 2 may be two states of a body.
    """
    match = _INDEXED.fullmatch(name.of)
    if match is None or len(question.fields) > 1 or question.kind.reads != "value":
        return False
    asking, number = parts.asking_part(question.lead, question.prompt), Fraction(match["index"])
    if _INITIAL.search(asking) is not None:
        return number > 1 and number in parts.numbers_in(parts.prompts(question))
    told = _told(asking)
    if not told or 0 in told or _is_found(asking) or (number and question.unit is not None):
        return False
    is_before = number == 0 and _BEFORE.search(asking) is not None
    return not is_before and not _are_told(question, {number}, told)


def is_any_index(question: Question, name: Name, text: str) -> bool:
    """Whether a name is any term of a sequence that the prompt gives, and a text says a number of it: `a_n = 31`."""
    match = _COUNTED_BY.fullmatch(name.of) if name.kind == "bare" else None
    if match is None or question.kind.is_one_number != "always" or question.names.symbols or text.count("=") != 1:
        return False
    index = rf"(?<![A-Za-z\\]){match['index']}(?![A-Za-z])"
    if re.search(index, text.partition("=")[2]) is not None:
        return False  # `a_n = 1/n → 0`
    given = rf"(?<![A-Za-z\\]){match['of']}_\{{?{match['index']}\}}?\s*=[^$.;]*{index}"
    return re.search(given, parts.prompts(question)) is not None


_COUNTED_BY = re.compile(r"(?P<of>[A-Za-z])_\{?(?P<index>[a-z])\}?")
_INDEXED = re.compile(r"[A-Za-z]_\{?(?P<index>\d{1,4})\}?")
_SAYS_PLACE = re.compile(
    r"(?i)(?:(?<!\w)(?:after|at|when|for|with|first|nach|bei|mit|für|ersten?|après|avec|pour|premiers?|después\s+de|con|para|primer\w*"
    r"|dopo|primi|prime)|(?<!\w)(?:of|von|de|di)(?=\s+\d+\s+(?:terms|glieder\w*|termes|términos|termini)))\s+\$?(?:[a-z]\s*=\s*)?"
    r"(?P<number>\d+(?:[.,]\d+)?|[^\W\d_]{3,7})(?![\w^])|(?<![\w.,/^])(?P<ordinal>\d+)(?:st|nd|rd|th|ème|º|ª)(?!\w)"
)
_RATIOS = tuple(Fraction(one) for one in (1, 60, 3600, 7, 12, 24, 30, 52, 365))  # of units of a time


@lru_cache(maxsize=parts.KEPT)
def _told(asking: str) -> frozenset[Fraction]:
    """Return the numbers of the places that a part tells: `after 3 s`, `the first 10`, `the 5th`."""
    plain = _FORMAT.sub(" ", _GIVEN_VALUE.sub(" ", asking))
    said = (match["number"] or match["ordinal"] for match in _SAYS_PLACE.finditer(plain))
    return frozenset().union(*(parts.numbers_in(one) for one in said))


_LASTS = re.compile(  # a time that passes, and is over when nothing else is told
    r"(?i)(?<!\w)(?:for|after|during|während|nach|pendant|après|durante|después\s+de|dopo|per)\s+\$?(?P<number>\d+(?:[.,]\d+)?)\$?\s*"
    r"(?:\\[,;]|\\(?:text|mathrm)\s*\{|~)?\s*(?:s|sec\w*|min\w*|h|hours?|days?|weeks?|months?|years?|sekunden?|stunden?|tagen?|jahren?"
    r"|secondes?|heures?|jours?|ans|segundos?|horas?|días?|años?|secondi|ore|giorni|anni)(?!\w)"
)


def _is_at_another_time(question: Question, numbers: Set[Fraction]) -> bool:
    """Whether numbers are of another time than the one that a prompt tells, where the part that asks tells none."""
    told = [parts.numbers_in(match["number"]) for match in _LASTS.finditer(parts.prompts(question))]
    return len(told) == 1 and not _are_told(question, numbers, told[0])


def _are_told(question: Question, numbers: Set[Fraction], told: Set[Fraction]) -> bool:
    """Whether numbers are of places that are told, in some unit, or since a year of the prompt."""
    years = {one for one in parts.numbers_in(parts.prompts(question)) if one >= YEAR}
    known = told | {one - other for one in told for other in years if one > other}
    return all(any(one in {place * by, place / by} for place in known for by in _RATIOS) for one in numbers)


def _is_found(asking: str) -> bool:
    """Whether the student finds the place, as that of a maximum; of the least number of moves nobody does."""
    return _FOUND.search(asking) is not None and _COUNTED.search(asking) is None


def _is_of_chance(question: Question) -> bool:
    return _CHANCE.search(parts.prompts(question)) is not None


_CHANCE = re.compile(
    r"(?i)proba|wahrschein|chance|risk|odds|expect|erwart|espér|esper|varian|random|zufall|aléat|aleat"
)
_NO_FUNCTIONS = frozenset("BDOHt")  # of divisors, of an entropy, of half a life
_OF_CHANCE = frozenset("PEV")


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
