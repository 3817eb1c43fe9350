"""Units and counted things behind a number: `2500 kg` where grams are asked for, `4 heads` of how many rabbits.

Where a prompt asks how many of something there are, or in which unit, what stands behind the number must be that.
"""

from __future__ import annotations

import re

from grader.language.units import loose_names
from grader.language.units.reading import Unit, known_unit
from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.forms import BESIDE, WORD, is_among, is_form, words_in
from grader.marking.asked.beside.numbers_asked import CURRENCY, HOW_MANY, Number, is_percent, of_question
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_SINGLE = re.compile(  # `What does one piece cost`, of which `8 pieces` is no price
    r"(?<!\w)(?:one|each|every|a|an|per|jede\w?|eine?[nmrs]?|pro|je|chaque|une?|par|cada|una?|por|ogni)\s+(?P<noun>[^\W\d_]{3,})(?!\w)",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?<![\w.,])\d[\d.,]*\s*\$?\s*(?P<noun>[^\W\d_]{3,})(?!\w)")
_JOINED = re.compile(r"(?<!\w)(?:and|or|und|oder|et|ou|y|o|e|en|of|in)(?!\w)|[,=+]")
_PER = re.compile(r"(?<!\w)(?:per|pro|par|por)\s+(?P<noun>[^\W\d_]{1,20})(?!\w)", re.IGNORECASE)
_EACH = re.compile(
    r"(?<!\w)(?:per|pro|par|por|je|each|every|an?|one|jede\w*|eine?\w?|chaque|une?|cada|una?|ogni|uno|elke?|um|uma)\s+"
    r"(?P<noun>[^\W\d_]{1,20})|/\s*\$?(?P<over>[^\W\d_]{1,20})",
    re.IGNORECASE,
)


def other_unit(question: Question, tail: str) -> str:
    """Return what stands right behind the number of an answer and is another thing than the prompt counts."""
    said = WORD.match(tail.lstrip(" $~*_"))
    asked = of_question(question)
    if said is None or said[0] in LABELS["function"]:
        return ""
    if _is_below(question, asked, tail):
        return said[0]
    if asked == Number():
        return said[0] if _is_of_single(question, said[0].casefold()) else ""
    if CURRENCY.fullmatch(said[0]) is not None:  # `money` tells where none is asked for
        return said[0] if any(words[0] in BESIDE["multiple"] for words in asked.words if words) else ""
    found = unit_at(_before_in(tail), 0)
    if found is not None and asked.has_dimension:
        return ""  # of units the `dimensions` tell
    if found is not None and found[0].text not in question.names.symbols:
        first = known_unit(said[0])  # what a rate is by is looked at elsewhere, `80 Kilometer pro Stunde`
        units = (found[0],) if first is None else (found[0], first)
        return found[0].text if all(_is_other_unit(question, asked, one) for one in units) else ""
    word = said[0].casefold()
    return said[0] if found is None and _is_other_thing(question, asked, word, tail) else ""


def _is_below(question: Question, asked: Number, tail: str) -> bool:
    """Whether a rate is asked for so many of a thing alone: `5 inhabitants` of the births per 1000 inhabitants."""
    said = WORD.findall(tail.casefold())
    if not said or (len(said) > 1 and said[1] in {"per", "pro", "par", "por", "je"}):  # `6 inhabitants per 1000`
        return False
    asking, _ = asking_and_rest(question.lead, question.prompt)
    below = frozenset(one["noun"].casefold() for one in _OF_SO_MANY.finditer(asking))
    return is_among(said[0], below) and not any(is_among(said[0], words) for words in asked.words)


_OF_SO_MANY = re.compile(
    r"(?<!\w)(?:per|pro|par|por|je)\s+(?:\d[\d., ]*\s+)?(?P<noun>[^\W\d_]{3,20})(?!\w)", re.IGNORECASE
)


def _before_in(tail: str) -> str:
    """Return what stands before a preposition that spells a unit, `15 in one minute`."""
    return re.split(r"(?<!\w)in\s+(?=[^\W\d_])", tail, maxsplit=1)[0]


def _is_other_unit(question: Question, asked: Number, unit: Unit) -> bool:
    """Whether a unit is none of those that are asked for, or things are counted that have none."""
    if asked.units:
        is_warm = any(one.has_zero for one in asked.units)  # `C` is no coulomb there
        return not is_warm and not any(_is_same(unit, one) for one in asked.units)
    named = frozenset(word for words in asked.words for word in words)
    is_said = re.search(rf"(?<!\w){re.escape(unit.text)}(?!\w)", f"{question.lead} {question.prompt}") is not None
    is_counted = bool(named) and CURRENCY.fullmatch(unit.text) is None
    return (is_said or is_counted) and any(unit.dimension) and not is_among(unit.text.casefold(), named)


def _is_same(one: Unit, other: Unit) -> bool:
    return (one.dimension, one.factor, one.turns) == (other.dimension, other.factor, other.turns)


def _is_other_thing(question: Question, asked: Number, word: str, tail: str) -> bool:
    """Whether a word behind a number is what the prompt gives a number of, or lacks the measure that is asked for."""
    told = f"{question.lead} {question.prompt}"
    singles = _SINGLE.findall(told) if asked.is_measure else []
    counted = words_in(" ".join((*_GIVEN.findall(told), *singles)))
    is_given = word in counted or (len(word) > 3 and is_among(word, counted))
    is_given = word not in loose_names.SHORT and (is_given or (asked.is_amount and word in BESIDE["goods"]))
    for words in asked.words:
        if is_among(word, words):
            head = words[0]
            is_measure = head in BESIDE["multiple"] or (
                words[1:2] and words[1] in BESIDE["of"] and known_unit(head) is not None
            )
            return bool(is_measure or (is_given and asked.is_measure)) and not is_form(word, head)
    if is_given and asked.is_measure and _JOINED.search(tail) is None:
        return True  # `200 screws` of a mass in grams, or of what they cost
    asking, _ = asking_and_rest(question.lead, question.prompt)
    if _is_of_single(question, word):
        return True
    is_asked = is_among(word, words_in(_PER.sub(" ", _NUMBERED.sub(" ", asking))))  # `blue` of how many balls are blue
    is_share = bool(asked.units) and not asked.words and all(map(is_percent, asked.units))
    if is_asked and (is_share or is_among(word, asked.summed)):
        return True
    if is_asked or _JOINED.search(tail) is not None:
        return False
    return is_given


def _is_of_single(question: Question, word: str) -> bool:
    """Whether a word is said of many of what the prompt has one of: `12 boxes` of the balls in the box."""
    told = f"{question.lead} {question.prompt}"
    asking, _ = asking_and_rest(question.lead, question.prompt)
    found = (*_ONE_OF.finditer(asking), *_SINGLE.finditer(told))
    singles = {one["noun"].casefold() for one in found} - phrase_asked(question.lead, question.prompt)
    is_new = word not in words_in(told) | BESIDE["goods"] and not any(one.endswith(word) for one in words_in(asking))
    return is_new and any(len(one) < len(word) and is_form(word, one) for one in singles)


_ONE_OF = re.compile(  # `in the box`, and no unit, `in bits`
    rf"(?<!\w)(?:(?:in|inside|dans|en|em)\s+(?:{'|'.join(sorted(BESIDE['article']))}|each|jede[mrn])|im|nell[oa]|n[oa])\s+"
    r"(?P<noun>[^\W\d_]{3,})(?!\w)",
    re.IGNORECASE,
)


def other_rate(question: Question, tail: str) -> str:
    """Return for each of what a value is said to be, where the prompt asks for no such rate, `15 pages per second`."""
    asking, rest = asking_and_rest(question.lead, question.prompt)
    if not asking:
        return ""
    each_one = _EACH_ONE.match(tail)
    for found in (*_PER.finditer(tail), *((each_one,) if each_one is not None else ())):
        noun = found["noun"].casefold()
        if noun in BESIDE["not-each"] or question.unit is not None:
            continue
        rates = frozenset(one["noun"].casefold() for one in _PER.finditer(asking)) - BESIDE["not-each"]
        if (own := _own_rate(asking)) and not is_among(noun, (own,)) and not _are_same_units(noun, own):
            return str(found[0])
        if not is_for_each(question, noun) and (rates or is_among(noun, words_in(f"{asking} {rest}"))):
            return str(found[0])
    return ""


def is_for_each(question: Question, noun: str) -> bool:
    """Whether a price is asked for each of a noun: `per piece`, `average costs`, `Quadratmeterpreis`."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    phrase, small = phrase_asked(question.lead, question.prompt), noun.casefold()
    if _is_each(asking, small):
        return True
    if small in BESIDE["goods"] and not phrase.isdisjoint(BESIDE["average"]):
        return True
    unit, heads = unit_at(noun, 0), [one for word in phrase if (one := _COMPOUND.fullmatch(word)) is not None]
    named = [unit_at(one["head"].capitalize(), 0) for one in heads]
    return unit is not None and any(
        one is not None and (one[0].dimension, one[0].factor) == (unit[0].dimension, unit[0].factor) for one in named
    )


_COMPOUND = re.compile(r"(?P<head>[^\W\d_]{3,})(?:preis|kosten|gebühr|lohn|miete)")


_OF_PERCENT = re.compile(r"(?:%|(?i:per\s?cent|prozent|pour\s?cent|por\s?ciento))[\s$]*\Z")  # `5 % a year`


def _is_each(asking: str, noun: str) -> bool:
    """Whether a prompt asks for something for each of a noun in small letters, `per piece`, `in a week`."""
    found = (one for one in _EACH.finditer(asking) if not _OF_PERCENT.search(asking[: one.start()]))
    each = frozenset((one["noun"] or one["over"]).casefold() for one in found)
    return is_among(noun, each) or any(_are_same_units(noun, one) for one in each)


def _own_rate(asking: str) -> str:
    """Return per what the things are counted that a prompt asks for: `Wie viele Tropfen pro Minute`."""
    found = HOW_MANY.search(asking)
    rate = _PER.match(asking, found.end()) if found is not None else None
    return rate["noun"].casefold() if rate is not None else ""


_EACH_ONE = re.compile(  # `21 days a week`
    rf"\s*(?!(?:{'|'.join(sorted(map(re.escape, LABELS['of'])))}|in)\s)(?:[^\W\d_]+|[€£$])\s+"
    r"(?:an?|each|every|jede\w?|chaque|cada|ogni)\s+(?P<noun>[^\W\d_]{3,})",
    re.IGNORECASE,
)


def _are_same_units(one: str, other: str) -> bool:
    units = known_unit(one), known_unit(other)
    return units[0] is not None and units[1] is not None and _is_same(units[0], units[1])


_PLAIN = re.compile(r"[=*+·×÷<>\\^]")
_NUMBERED = re.compile(r"(?<![\w.,/])(?<!\d )(?P<number>\d+(?:[.,]\d+)?)\s*\$?\s*(?P<noun>[^\W\d_]{1,20})(?!\w)")


_EXPLAINED = re.compile(r"\([^()]*\)|\$[^$]*\$")  # `(1 MB = $10^6$ bytes)`
_SPOKEN = re.compile(r"(?<!\w)(?!(?:and|und|et|y|e|en)(?!\w))[^\W\d_]{2,}")


def is_read(value: str, read: str) -> bool:
    """Whether a value that is written is the one that counts."""
    plain = value.replace(",", ".").replace("−", "-")
    return re.match(rf"{re.escape(plain)}(?![\d.])", read.lstrip("(")) is not None


def other_count(question: Question, text: str, read: str) -> str:
    """Return a number of things of which the part that asks says another one, `12 workers` of what 6 workers need."""
    found = [(one["number"], one["noun"].casefold()) for one in _NUMBERED.finditer(text)]
    between = re.search(r"\d.*\d", text) if found else None
    if between is None or _PLAIN.search(text) is not None or not _SPOKEN.search(_NUMBERED.sub(" ", between[0])):
        return ""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    told = _EXPLAINED.sub(" ", asking)
    asked = [(one["number"], one["noun"].casefold()) for one in _NUMBERED.finditer(told)]
    for number, noun in found:
        others = [one for one in asked if is_form(one[1], noun)]
        if is_read(number, read):
            continue
        if others and all(one != number for one, _ in others) and not any(one in found for one in others):
            return f"{number} {noun}"
    return ""
