"""Whether what a prompt asks for is counted in money, wherever it speaks of prices: `2000 €` is no quantity of goods.

A measure, a pure number, a quantity and what one gets for money are none; an amount, a price and a cost are some.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.beside.conditions import main_and_condition
from grader.marking.asked.beside.dimensionless import is_pure
from grader.marking.asked.beside.dimensions import dimension_asked
from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.beside.numbers_asked import HOW_MANY, asks_for_quantity, costs, is_percent, number_asked
from grader.marking.asked.given.asked_part import KEPT
from grader.marking.asked.words.currencies import AMOUNTS, SIGNS
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_CURRENCY = rf"(?:{'|'.join(SIGNS)}|[€£¥]|\\?\$(?=[\s?.!,;)]|\Z))"
_IN_CURRENCY = re.compile(rf"(?i)(?<!\w)(?:in|en|em|many|viele?n?|d['’])\s*\(?{_CURRENCY}(?!\w)")
# What is got in exchange: `How much milk do you get for 6 €?`, but `How much does he get for the car?`
_EXCHANGED = re.compile(
    rf"(?i)(?<!\w)(?:gets?|buys?|receives?|kauf\w*|bekomm\w+|erhält|erhalten|achet\w+|reçoit|compr\w+|acquista\w*|koop\w*|koopt|krijg\w*)(?!\w)"
    rf".{{0,40}}?(?<!\w)(?:for|with|für|mit|pour|avec|por|con|per|com|voor|met)\s+(?:\d[\d.,]*\s*(?:{'|'.join(SIGNS)}|[€£¥])|\\?[$€£¥]\s?\d)"
    rf"|(?<!\w)(?:für|mit)\s+\d[\d.,]*\s*(?:€|euro)(?!\w).{{0,40}}?(?<!\w)(?:kauf\w*|bekomm\w+|erhält|erhalten)(?!\w)"
)
_COUNT = re.compile(r"(?i)wie\s?viel|hoeveel")  # of what may be money, `Wie viel spart sie?`


@lru_cache(maxsize=KEPT)
def asks_for_no_money(lead: str, prompt: str) -> bool:
    """Whether what a prompt asks for is something that no money is: a measure, a pure number, a number of things."""
    main, _ = main_and_condition(lead, prompt)
    phrase, asked = phrase_asked(lead, prompt), number_asked(lead, prompt)
    is_amount = not phrase.isdisjoint(AMOUNTS)
    if is_pure(lead, prompt) or (dimension_asked(lead, prompt) is not None and not is_amount):
        return True
    if asks_for_quantity(lead, prompt):
        return True
    if _counts(main):
        return True
    if _IN_CURRENCY.search(main) is not None or costs(main) or is_amount:
        return False
    is_measured = any(any(one.dimension) or one.turns or is_percent(one) for one in asked.units)
    return is_measured or _EXCHANGED.search(main) is not None


def _counts(main: str) -> bool:
    """Whether a sentence asks how many things there are, and no money: `How many apples can she buy for 24 €?`"""
    found = list(HOW_MANY.finditer(main))
    nouns = [one["noun"].casefold().split() for one in found]
    is_plain = all(_COUNT.fullmatch(one[0][: one.start("noun") - one.start()].strip()) is None for one in found)
    money = AMOUNTS | BESIDE["money"] | BESIDE["cash"]
    return bool(found) and is_plain and all(money.isdisjoint(noun) and not _names_money(noun) for noun in nouns)


def _names_money(noun: list[str]) -> bool:
    return any(re.fullmatch(_CURRENCY, word, re.IGNORECASE) for word in noun)


def money_behind(question: Question, tail: str) -> str:
    """Return the currency behind a number where the prompt asks for no money."""
    found = _BEHIND.match(tail)
    return found["sign"] if found is not None and asks_for_no_money(question.lead, question.prompt) else ""


_BEHIND = re.compile(rf"(?i)[\s$\\]*(?P<sign>[€£¥]|(?:{'|'.join(SIGNS)})(?!\w))")
