"""What the number that a prompt asks for is: so many of something, one in a unit, of percent, a quantity, an amount."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.units.reading import Unit, read_unit
from grader.marking.asked.about.units_named import units_asked_in
from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.beside.dimensionless import is_pure
from grader.marking.asked.beside.dimensions import dimension_asked
from grader.marking.asked.beside.forms import BESIDE, WORD, words_in
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
    rf"(?P<noun>(?:(?!(?:{_STOP})(?!\w))[^\W\d_][^\W\d_'’-]*(?:-[^\W\d_]+)*\s*){{1,4}})",
    re.IGNORECASE,
)
_COSTS = re.compile(  # what is asked for is money
    r"(?<!\w)(?:costs?|kostet|kosten|kost|coûte(?:nt)?|cuestan?|costan?|custam?|pays?|paid|earns?|spends?|(?:be)?zahl(?:t|en)|verdien(?:t|en)"
    r"|paient?|paye(?:nt)?|rapporte(?:nt)?|gagne(?:nt)?|dépense(?:nt)?|pagan?|gastan?|ganan?|pagano|profit|gewinn|bénéfice|beneficio|present\s+value)(?!\w)",
    re.IGNORECASE,
)
_IN_THINGS = re.compile(r"(?<!\w)(?:in|en|em)\s+([^\W\d_]{3,})\s+(?=(?:per|pro|par|por)\s)", re.IGNORECASE)
CURRENCY = re.compile("|".join(SIGNS), re.IGNORECASE)
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
        heads = [words[0] for words in self.words if words]
        in_money = any(head in BESIDE["cash"] or CURRENCY.fullmatch(head) is not None for head in heads)
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
    nouns = [one["noun"] for one in HOW_MANY.finditer(asking) if _COSTS.match(one["noun"]) is None]
    costing = _COSTS.findall(asking) if not nouns and not asks_for_quantity(lead, prompt) else []
    nouns = nouns or costing or _IN_THINGS.findall(asking)
    counted = tuple(tuple(WORD.findall(one.casefold())) for one in nouns)
    told = re.sub(r"\s+um[.!]", "", asking) if "=" not in prompt else prompt  # `in Minuten um` has no micrometre
    summed = words_in(" ".join(one["of"] for one in _SUM_OF.finditer(asking)))
    percent = [_PERCENT] if asks_for_percent(lead, prompt) else []
    return Number(
        counted,
        (*units_asked_in(told), *percent),
        frozenset() if counted else summed - LABELS["function"],
        is_amount=bool(costing),
    )


_SUM_OF = re.compile(
    r"(?<!\w)(?:sum|summe|winkelsumme|somme|suma|somma|soma|som)\s+(?:of|der|des|de|de\s+l[oa]s|dei|degli|delle|dos|das|van)\s+"
    r"(?P<of>(?:[^\W\d_]+\s+){0,6}[^\W\d_]+)",
    re.IGNORECASE,
)


def costs(text: str) -> bool:
    """Whether a text says what something costs, or what somebody pays or earns."""
    return _COSTS.search(text) is not None


def asks_for_amount(question: Question) -> bool:
    """Whether what a problem asks for is counted in a currency: an amount, a price."""
    phrase = phrase_asked(question.lead, question.prompt)
    is_amount = any(word in AMOUNTS or word in BESIDE["money"] or word.endswith(_ENDS) for word in phrase)
    if not is_amount or is_pure(question.lead, question.prompt):
        return False
    return not asks_for_quantity(question.lead, question.prompt)


_ENDS = ("preis", "kosten", "gebühr", "lohn", "gehalt")  # of German amounts: `Kilopreis`
PERCENT = r"(?:%|per\s?cent|prozent|pour\s?cent|por\s?ciento|procent)"


def is_percent(unit: Unit) -> bool:
    """Whether a unit is percent, however it is written."""
    return _PERCENT_NAME.fullmatch(unit.text.lstrip("\\")) is not None


_PERCENT_NAME = re.compile(PERCENT, re.IGNORECASE)


def asks_for_percent(lead: str, prompt: str) -> bool:
    """Whether a prompt asks for a number of percent: `How many percent`, `in %`, `Which percentage`."""
    asking, _ = asking_and_rest(lead, prompt)
    return _PERCENT_ASKED.search(asking) is not None


_PERCENT = read_unit("%")
_PERCENT_ASKED = re.compile(  # the number of it, and none that is given: `a price falls by 20 %`
    rf"(?:(?<!\w)(?:what|which|how\s+(?:many|much)|in|as\s+an?|wie\s*viele?|quel|combien\s+de|en|qué|em|qué|cu[aá]nt[oa]s?|quant[io]s?|hoeveel)\s+\\?{PERCENT}"
    r"|percentage|prozentsatz|pourcentage|porcentaje|percentuale|porcentagem)(?!\w)",
    re.IGNORECASE,
)


def of_question(question: Question) -> Number:
    """Return what the number that a problem asks for counts, also where only its name tells: an amount, a mass."""
    asked = number_asked(question.lead, question.prompt)
    if asked != Number():
        return asked
    if names_currency(question) and asks_for_amount(question):
        return Number((("amount",),), is_amount=True)
    return Number(has_dimension=dimension_asked(question.lead, question.prompt) is not None)
