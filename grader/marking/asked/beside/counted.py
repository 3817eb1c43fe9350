"""Units and counted things behind a number: `2500 kg` where grams are asked for, `4 heads` of how many rabbits.

Where a prompt asks how many of something there are, or in which unit, what stands behind the number must be that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.units.reading import Unit, known_unit
from grader.marking.asked.about.units_named import unit_at, units_asked_in
from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.beside.dimensions import dimension_asked
from grader.marking.asked.beside.forms import BESIDE, WORD, is_among, is_form, words_in
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.counting import COUNTS
from grader.marking.asked.words.currencies import AMOUNTS, SIGNS, names_currency
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question
from grader.records import dataclass

_STOP = "|".join(sorted(BESIDE["stop"], key=len, reverse=True))
HOW_MANY = re.compile(
    rf"{COUNTS}\s*(?:\d+-\w+\s+)?"
    rf"(?P<noun>(?:(?!(?:{_STOP})(?!\w))[^\W\d_][^\W\d_'’-]*\s*){{1,4}})",
    re.IGNORECASE,
)
_COSTS = re.compile(  # what is asked for is money
    r"(?<!\w)(?:costs?|kostet|kosten|coûte(?:nt)?|cuestan?|costan?|custam?|pays?|paid|earns?|spends?|(?:be)?zahl(?:t|en)|verdien(?:t|en)"
    r"|paient?|paye(?:nt)?|rapporte(?:nt)?|gagne(?:nt)?|dépense(?:nt)?|pagan?|gastan?|ganan?|pagano|profit|gewinn|bénéfice|beneficio|present\s+value)(?!\w)",
    re.IGNORECASE,
)
_IN_THINGS = re.compile(r"(?<!\w)(?:in|en|em)\s+([^\W\d_]{3,})\s+(?=(?:per|pro|par|por)\s)", re.IGNORECASE)
_SINGLE = re.compile(  # `What does one piece cost`, of which `8 pieces` is no price
    r"(?<!\w)(?:one|each|every|a|an|per|jede\w?|eine?[nmrs]?|pro|je|chaque|une?|par|cada|una?|por|ogni)\s+(?P<noun>[^\W\d_]{3,})(?!\w)",
    re.IGNORECASE,
)
_CURRENCY = re.compile("|".join(SIGNS), re.IGNORECASE)
_GIVEN = re.compile(r"(?<![\w.,])\d[\d.,]*\s*\$?\s*(?P<noun>[^\W\d_]{3,})(?!\w)")
_JOINED = re.compile(r"(?<!\w)(?:and|or|und|oder|et|ou|y|o|e|en|of|in)(?!\w)|[,=+]")
_PER = re.compile(r"(?<!\w)(?:per|pro|par|por)\s+(?P<noun>[^\W\d_]{1,20})(?!\w)", re.IGNORECASE)
_EACH = re.compile(
    r"(?<!\w)(?:per|pro|par|por|je|each|every|an?|one|jede\w*|eine?\w?|chaque|une?|cada|una?|ogni|uno|elke?|um|uma)\s+"
    r"(?P<noun>[^\W\d_]{1,20})|/\s*\$?(?P<over>[^\W\d_]{1,20})",
    re.IGNORECASE,
)


_CASH = "|".join(sorted(BESIDE["cash"]))


def asks_for_quantity(lead: str, prompt: str) -> bool:
    """Whether a prompt asks for a quantity of goods, and of no money."""
    main, _ = main_and_condition(lead, prompt)
    is_named = any(map(_is_quantity, phrase_asked(lead, prompt)))
    return is_named and re.search(rf"(?i)(?<!\w)(?:{_CASH})(?!\w)", main) is None


def _is_quantity(word: str) -> bool:
    """Whether a noun is that of a quantity of goods: `Break-even-Menge`, and no `Geldmenge`."""
    parts = frozenset(word.split("-"))
    return not parts.isdisjoint(BESIDE["quantity"]) or (word.endswith("menge") and "geld" not in word)


@dataclass(frozen=True)
class Number:
    """What the number that a prompt asks for counts: words of `How many …`, and units, of which any one may do.

    `summed` are words of what it is a sum of, `the sum of the angles`, of which it is no number; `has_dimension` says
    that it is a mass or a time by its name, `is_amount` that it is a cost.
    """

    words: tuple[tuple[str, ...], ...] = ()
    units: tuple[Unit, ...] = ()
    summed: frozenset[str] = frozenset()
    has_dimension: bool = False
    is_amount: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether it is no number of things, but in a unit or in money."""
        in_money = any(_CURRENCY.fullmatch(words[0]) is not None for words in self.words if words)
        return (
            self.has_dimension
            or self.is_amount
            or in_money
            or any(any(one.dimension) or one.turns for one in self.units)
        )


@lru_cache(maxsize=KEPT)
def number_asked(lead: str, prompt: str) -> Number:
    """Return what the number that a prompt asks for counts; nothing where it does not say it."""
    asking, _ = asking_and_rest(lead, prompt)
    nouns = [one["noun"] for one in HOW_MANY.finditer(asking)]
    costing = _COSTS.findall(asking) if not nouns and not asks_for_quantity(lead, prompt) else []
    nouns = nouns or costing or _IN_THINGS.findall(asking)
    counted = tuple(tuple(WORD.findall(one.casefold())) for one in nouns)
    told = re.sub(r"\s+um[.!]", "", asking) if "=" not in prompt else prompt  # `in Minuten um` has no micrometre
    summed = words_in(" ".join(one["of"] for one in _SUM_OF.finditer(asking)))
    return Number(
        counted,
        tuple(units_asked_in(told)),
        frozenset() if counted else summed - LABELS["function"],
        is_amount=bool(costing),
    )


_SUM_OF = re.compile(
    r"(?<!\w)(?:sum|summe|winkelsumme|somme|suma|somma|soma|som)\s+(?:of|der|des|de|de\s+l[oa]s|dei|degli|delle|dos|das|van)\s+"
    r"(?P<of>(?:[^\W\d_]+\s+){0,6}[^\W\d_]+)",
    re.IGNORECASE,
)


def other_unit(question: Question, tail: str) -> str:
    """Return what stands right behind the number of an answer and is another thing than the prompt counts."""
    said = WORD.match(tail.lstrip(" $~*_"))
    asked = number_asked(question.lead, question.prompt)
    if asked == Number() and names_currency(question) and asks_for_amount(question):
        asked = Number((("amount",),), is_amount=True)
    elif asked == Number():
        asked = Number(has_dimension=dimension_asked(question.lead, question.prompt) is not None)
    if said is None or said[0].casefold() in LABELS["function"] or asked == Number():
        return ""
    if _CURRENCY.fullmatch(said[0]) is not None:  # `money` tells where none is asked for
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


def costs(text: str) -> bool:
    """Whether a text says what something costs, or what somebody pays or earns."""
    return _COSTS.search(text) is not None


def asks_for_amount(question: Question) -> bool:
    """Whether what a problem asks for is counted in a currency: an amount, a price."""
    is_amount = not phrase_asked(question.lead, question.prompt).isdisjoint(AMOUNTS | BESIDE["money"])
    return is_amount and not asks_for_quantity(question.lead, question.prompt)


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
    is_counted = bool(named) and _CURRENCY.fullmatch(unit.text) is None
    return (is_said or is_counted) and any(unit.dimension) and not is_among(unit.text.casefold(), named)


def _is_same(one: Unit, other: Unit) -> bool:
    return (one.dimension, one.factor, one.turns) == (other.dimension, other.factor, other.turns)


def _is_other_thing(question: Question, asked: Number, word: str, tail: str) -> bool:
    """Whether a word behind a number is what the prompt gives a number of, or lacks the measure that is asked for."""
    told = f"{question.lead} {question.prompt}"
    singles = _SINGLE.findall(told) if asked.is_measure else []
    counted = words_in(" ".join((*_GIVEN.findall(told), *singles)))
    is_given = word in counted or (len(word) > 3 and is_among(word, counted))
    is_given = is_given or (asked.is_amount and word in BESIDE["goods"])
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
    singulars = {one["noun"].casefold() for one in _ONE_OF.finditer(asking)}
    if word not in words_in(asking) and any(len(one) < len(word) and is_form(word, one) for one in singulars):
        return True  # `12 boxes` of how many balls are in the box
    is_asked = is_among(word, words_in(_PER.sub(" ", _NUMBERED.sub(" ", asking))))  # `blue` of how many balls are blue
    is_share = bool(asked.units) and not asked.words and all(map(is_percent, asked.units))
    if is_asked and (is_share or is_among(word, asked.summed)):
        return True
    if is_asked or _JOINED.search(tail) is not None:
        return False
    return is_given


_ONE_OF = re.compile(  # `in the box`, and no unit, `in bits`
    rf"(?<!\w)(?:(?:in|inside|dans|en|em)\s+(?:{'|'.join(sorted(BESIDE['article']))}|each|jede[mrn])|im|nell[oa]|n[oa])\s+"
    r"(?P<noun>[^\W\d_]{3,})(?!\w)",
    re.IGNORECASE,
)
PERCENT = r"(?:%|per\s?cent|prozent|pour\s?cent|por\s?ciento|procent)"


def is_percent(unit: Unit) -> bool:
    """Whether a unit is percent, however it is written."""
    return _PERCENT_NAME.fullmatch(unit.text.lstrip("\\")) is not None


_PERCENT_NAME = re.compile(PERCENT, re.IGNORECASE)


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
        each = frozenset((one["noun"] or one["over"]).casefold() for one in _EACH.finditer(asking))
        is_asked = is_among(noun, each) or any(_are_same_units(noun, one) for one in each)
        if not is_asked and (rates or is_among(noun, words_in(f"{asking} {rest}"))):
            return str(found[0])
    return ""


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
