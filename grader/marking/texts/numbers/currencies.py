"""The sign of a currency at a number, `1361.62 €`, `-$500`, where the prompt asks for an amount in just that one.

Where things are counted that cost something, an amount is another number than theirs.
"""

from __future__ import annotations

import re

from grader.marking.asked import beside
from grader.marking.asked.words.currencies import SIGNS, USD, currency_asked
from grader.problems.question import Question

_DRESS = r"(?:\s|~|\\[,;! ]|\\(?:quad|text|mathrm|textrm)(?![A-Za-z])|\{)*"
_BEHIND = tuple(re.compile(rf"(?<=[\d}}$]){_DRESS}(?:{one})[\s}}$.]*\Z") for one in SIGNS)

_FOR_EACH = tuple(
    re.compile(
        rf"(?P<amount>.*[\d}}$]){_DRESS}(?:{one}){_DRESS}(?:/|(?:per|pro|par|por|je)\s)\s*(?P<noun>[^\W\d_]{{1,20}}(?:[²³]|\^\{{?[23]\}}?)?)[\s.]*",
        re.DOTALL,
    )
    for one in SIGNS
)
_INSIDE = tuple(re.compile(rf"(?<=\d){_DRESS}(?:{one})(?![\w€$£])") for one in SIGNS)


def without_currency(question: Question, text: str) -> str:
    """Return a text without the currency at its end where the prompt names just that one, and no multiple of it.

    In a chain it is left aside behind each number: `20 € · 3 = 60 €` is a calculation with numbers.
    """
    place = currency_asked(question)
    found = None if place is None else _BEHIND[place].search(text)
    rate = None if place is None or found is not None else _FOR_EACH[place].fullmatch(text)
    if rate is not None and "=" not in text and beside.counted.is_for_each(question, rate["noun"]):
        return text if _is_no_money(question) else rate["amount"]
    if found is None or place is None or _is_no_money(question):
        return text
    kept = text[: found.start()]
    return _INSIDE[place].sub("", kept) if "=" in kept and "$" not in found[0] else kept


def _is_no_money(question: Question) -> bool:
    """Whether the prompt asks for something else than an amount, beside which a currency is another thing."""
    return question.kind.is_one_number == "always" and beside.money.asks_for_no_money(question.lead, question.prompt)


_DOLLAR_BEHIND = re.compile(r"(?P<amount>[^$\\]*\d)\s*\$[\s.]*")
_DOLLAR = r"\\?\$|USD|US\$|dollars?"
_BEFORE = tuple(
    re.compile(
        rf"(?:\A|(?<=[=≈]))\s*(?P<sign>[-−+])?\s*(?:{_DOLLAR if 'USD' in one else one})\s*"
        r"(?(sign)(?=\d)|(?=[-−]?\d))"
    )
    for one in SIGNS
)


def without_currency_before(question: Question, text: str) -> str:
    """Return a text without the currency before its numbers, `-$500`; itself where other dollars may be mathematics.

    A single dollar behind all, `27.50 $`, is no mathematics either.
    """
    place = currency_asked(question)
    if place is not None and _is_no_money(question):
        return text
    if place == USD and text.count("$") == 1 and (behind := _DOLLAR_BEHIND.fullmatch(text)) is not None:
        return behind["amount"]
    plain = text if place is None else _BEFORE[place].sub(lambda found: f" {found['sign'] or ''}", text)
    return text if plain == text or "$" in plain else plain.strip()


_AMOUNT = r"\d[\d.,]*(?<![.,])"
_DOLLAR_WITHIN = re.compile(
    rf"(?:(?<=\s)|(?<=\()|\A)\\?\$\s?(?P<behind>{_AMOUNT})|(?P<before>(?<![\w.,]){_AMOUNT})\s?\\?\$(?=[\s.,;)]|\Z)"
)


def with_dollars_said(question: Question, text: str) -> str:
    """Return a sentence with the one dollar in it in words, `It cost 50 dollars`; a lone sign is no mathematics."""
    if text.count("$") != 1 or question.kind.is_one_number != "always" or currency_asked(question) != USD:
        return text
    return _DOLLAR_WITHIN.sub(lambda found: f"{found['behind'] or found['before']} dollars", text)
