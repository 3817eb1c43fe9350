"""What a sentence says a value of: `The standard deviation is 4` is no word on the variance that is asked for."""

from __future__ import annotations

import re

from grader.marking.asked.about.objects import said_of_other
from grader.marking.asked.about.places import asks_for_extremum
from grader.marking.asked.given.contrasts import speaks_of_other
from grader.marking.asked.other_things.another import asked_quantities
from grader.marking.asked.other_things.calculations import is_other_calculation
from grader.marking.asked.words.quantities import are_others, quantities_called
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, words

_FORM = (
    r"(?:form|constitute|bilden|forment|constituent|forman|constituyen|formano|formam|vormen)"
    r"(?:\s+(?:(?:the|die|el|la|il|o|de)\s|l['’])(?:set|menge|lösungsmenge|ensemble|conjunto|insieme|verzameling))?"
)
_COPULA = re.compile(
    rf"\s*(?:(?<!\w)(?:is|are|be|equals|ist|sind|lautet|beträgt|est|sont|vaut|es|son|vale|é|è|=|wird\s+durch|werden\s+durch|{_FORM})|[:=])"
    r"(?:\s+(?:then|therefore|thus|hence|also|exactly|just|simply|dann|daher|somit|genau|alors|donc|entonces|luego))*[\s:=]*\Z"
)
_START = re.compile(
    r"[,;:.]\s*|(?<!\w)(?:so|thus|hence|therefore|then|that|dass|also|daher|somit|folglich|donc|alors|que|luego|entonces|"
    r"and|und|et|y|hat|have|get|obtain)\s+"
)
_OF = re.compile(r"(?<!\w)(?:of|for|von|der|des|vom|für|de|du|del|della|di|pour|para)(?!\w)|d['’]")
_ARTICLE = re.compile(
    r"(?:(?:the|its|their|our|this|a|die|der|das|ihre?|seine?|la|le|les|el|los|sa|son|su|il)\s+|l['’])+"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACED = re.compile(r"(?<!\w)(?:at|when|bei|an\s+der\s+stelle|en|à|para)\s*\Z")


def spoken_by_others(text: str) -> str:
    """Return who else is said to have a value, `my friend has $5$`; empty where nobody is, or the writer, too."""
    found = (one for one in words(cues.OTHERS).finditer(text) if not _AND_I.match(text, one.end()))
    return next((one[0].strip() for one in found), "")


_AND_I = re.compile(r"\s*(?:and|und|et|y)\s+(?:i|me|myself|ich|moi|yo)(?!\w)")


def named_otherwise(question: Question, told: str) -> str:
    """Return what the words before a formula, as typed, say it of, where that is not what the problem asks for."""
    if other := said_of_other(question, told):
        return other
    named = _NAMED.search(told)
    name = named["name"] if named is not None else ""
    is_turned = bool(name) and question.kind.is_array and prompt_names.is_turned(question, prompt_names.plain(name))
    return name if is_turned or (name and is_other_calculation(question, name)) else ""


_NAMED = re.compile(r"\$(?P<name>[^$=]{1,60})\$\s*(?:is|ist|est|es|è|equals|gives|beträgt|[:=])?\s*\Z")


def label_before(lead: str) -> tuple[str, bool]:
    """Return the noun of which the words before a formula give the value, with what is said of it; perhaps empty.

    And whether a copula or a colon says so: behind another cue, `we get an area of`, the noun stands between the two.
    """
    copula = _COPULA.search(lead)
    before = lead[: copula.start()] if copula else lead
    start = max((match.end() for match in _START.finditer(before)), default=0)
    if copula is None:
        start = max([start, *(match.end() for match in words(cues.CUE).finditer(before))])
    return before[start:].rpartition(F)[2] if copula is None else before[start:], copula is not None


def other_subject(question: Question, lead: str) -> str | None:
    """Return the noun of which the words before a formula give the value where the problem asks for another one.

    Nothing is said of a noun, or of what is asked for, that no table knows.
    """
    if asks_for_extremum(question) and (placed := _PLACED.search(lead)) is not None:
        return placed[0].strip()
    copula = _COPULA.search(lead)
    if copula is None:
        return None
    before = lead[: copula.start()]
    start = max((match.end() for match in _START.finditer(before)), default=0)
    if (contrasted := speaks_of_other(question, before)) != "":
        return contrasted
    told = before[start:].strip()
    article = _ARTICLE.match(f"{told} ")
    noun = _OF.split(told[article.end() :] if article else told, maxsplit=1)[0].strip()
    said = quantities_called(frozenset(_WORD.findall(noun)))
    asked = asked_quantities(question) if said and len(question.fields) == 1 else frozenset()
    return noun if asked and are_others(said, asked) else None
