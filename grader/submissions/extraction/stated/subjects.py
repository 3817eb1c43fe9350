"""What a sentence says a value of: `The standard deviation is 4` is no word on the variance that is asked for."""

from __future__ import annotations

import re

from grader.marking.asked.another import asked_quantities
from grader.marking.asked.contrasts import speaks_of_other
from grader.marking.asked.places import asks_for_extremum
from grader.marking.asked.quantities import are_others, quantities_called
from grader.problems.question import Question
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, words

_COPULA = re.compile(
    r"\s*(?:(?<!\w)(?:is|are|equals|ist|sind|lautet|beträgt|est|sont|vaut|es|son|vale|é|è|=)|[:=])"
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


def subject_of(lead: str) -> str:
    """Return the noun, with what is said of it, of which the words before a formula give the value; perhaps empty.

    Longer ones are whole clauses, whose last words alone are not their subject.
    """
    copula = _COPULA.search(lead)
    before = lead[: copula.start()] if copula else ""
    start = max((match.end() for match in _START.finditer(before)), default=0)
    article = _ARTICLE.match(before, start)
    noun, *whose = _OF.split(before[article.end() if article else start :], maxsplit=1)
    if copula is None or (copula[0].strip() in {"=", ":"} and not whose):
        return ""
    noun = noun.rpartition(F)[2].strip()
    return noun if len(_WORD.findall(noun)) <= SUBJECT_WORDS else ""


SUBJECT_WORDS = 7


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
