"""Dates in their notations: `14 July 1789`, `July 14th, 1789`, `14. Juli 1789`, `14/07/1789`, `1789-07-14`.

Of digits alone, `3/4/1789`, nobody can tell the day from the month where both may be either; the year stands first or
last, with all of its digits.
"""

from __future__ import annotations

import re
from functools import lru_cache

Date = tuple[int, int, int]  # year, month, day
KEPT = 1_000  # texts whose dates are kept
MAX_CHARACTERS = 60  # of a text that may be a date
_MONTHS = (  # in seven languages, an abbreviation by three letters or four of each among them
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari",
    "february|feb|februar|février|fevr|févr|febrero|febbraio|fevereiro|fev|februari",
    "march|mar|märz|maerz|mars|marzo|março|maart|mrt",
    "april|apr|avril|avr|abril|abr|aprile",
    "may|mai|mayo|maggio|mag|maio|mei",
    "june|jun|juni|juin|junio|giugno|giu|junho",
    "july|jul|juli|juillet|juil|julio|luglio|lug|julho",
    "august|aug|août|aout|agosto|ago|augustus",
    "september|sep|sept|septembre|septiembre|settembre|set|setembro",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out",
    "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro",
)
_DAYS = (
    "mon|tues|wednes|thurs|fri|satur|sun",
    "(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche",
)
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NAMED = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})(?![^\W\d_])\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|°|\.)?(?!\d)"
_YEAR = r"(?P<year>[12]\d{3}|[1-9]\d{2})"
_OF = r"(?:\s*[,.-]?\s*(?:of|de|del|di|do|van|in|the)?\s*)"
_WEEKDAY = re.compile(rf"(?:(?:{_DAYS[0]})day|{_DAYS[1]})(?!\w)\s*,?\s*")
_LEAD = re.compile(
    rf"(?:{_WEEKDAY.pattern})?"
    r"(?:(?:on|am|le|el|il|em|op|the|den|der|vom|it\s+was|es\s+war|c['’]était)\s+){0,3}"
)
_WORDED = tuple(
    re.compile(order)
    for order in (
        rf"{_DAY}{_OF}{_NAMED}{_OF}{_YEAR}",
        rf"{_NAMED}\s*(?:the\s+)?{_DAY}\s*,?\s*{_YEAR}",
        rf"{_YEAR}\s*,?\s*{_NAMED}\s*{_DAY}",
    )
)
_NUMBERED = re.compile(r"(\d{1,2})(?P<sign>\s?[./-]\s?)(\d{1,2})(?P=sign)([12]\d{3}|[1-9]\d{2})")
_YEAR_FIRST = re.compile(r"([12]\d{3})([./-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])")
_SOME_DATE = re.compile(
    rf"(?<!\w)(?:\d{{1,4}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{1,4}}|{_DAY}{_OF}{_NAMED}|(?:{'|'.join(_MONTH_OF)})\s\d{{1,2}})(?!\w)"
)
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = 12, 31


@lru_cache(maxsize=KEPT)
def dates_of(text: str) -> frozenset[Date]:
    """Return the dates that a text may be: none for another text, two where day and month may be each other."""
    low = " ".join(text.casefold().strip(" .!").split())
    if len(low) > MAX_CHARACTERS:
        return frozenset()
    low = _LEAD.sub("", low, count=1)
    for pattern in _WORDED:
        found = pattern.fullmatch(low)
        if found is not None:
            return frozenset({(int(found["year"]), _MONTH_OF[found["month"]], int(found["day"]))})
    first = _YEAR_FIRST.fullmatch(low)
    if first is not None:
        return frozenset({(int(first[1]), int(first[3]), int(first[4]))})
    last = _NUMBERED.fullmatch(low)
    if last is None:
        return frozenset()
    one, other, year = int(last[1]), int(last[3]), int(last[4])
    return frozenset((year, month, day) for day, month in ((one, other), (other, one)) if _is_day(day, month))


def _is_day(day: int, month: int) -> bool:
    return 0 < day <= _DAYS_OF_MONTH and 0 < month <= _MONTHS_OF_YEAR


def may_be_one(text: str, accepted: str) -> bool:
    """Whether two texts are dates that may be one day."""
    return not dates_of(text).isdisjoint(dates_of(accepted))


def are_one(text: str, accepted: str) -> bool:
    """Whether two texts are dates that are certainly one day, the second one with its month by name.

    Of a day of the week beside one nobody has looked whether it was that.
    """
    said = dates_of(text)
    is_certain = len(said) == 1 and _WEEKDAY.match(text.casefold().strip()) is None
    return is_certain and said == dates_of(accepted) and re.search(r"[^\W\d_]{3}", accepted) is not None


@lru_cache(maxsize=64)
def asks_notation(prompt: str) -> bool:
    """Whether a prompt has a date, or asks how one is written: there the notation of an answer is what counts."""
    low = prompt.casefold()
    return _SOME_DATE.search(low) is not None or _NOTATION.search(low) is not None


_NOTATION = re.compile(
    r"(?<!\w)(?:formats?|iso|notations?|notier\w*|schreib\w*|write|written|spell\w*|écri\w*|escrib\w*|scriv\w*|escrev\w*"
    r"|schrijf\w*|translat\w*|übersetz\w*|tradu\w*|vertaal\w*|digits|ziffern|words|worten|calendars?|kalender\w*|calendrier"
    r"|calendario|in\s+(?:english|german|french|spanish|italian|dutch)|auf\s+(?:deutsch|englisch|französisch|spanisch)"
    r"|en\s+(?:français|anglais|allemand|espagnol|inglés|francés))(?!\w)"
)
