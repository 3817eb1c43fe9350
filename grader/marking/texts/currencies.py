"""The sign of a currency behind a number, `1361.62 €`, where the prompt asks for an amount in just that currency."""

from __future__ import annotations

import re

from grader.problems.question import Question

# The names and signs of each currency; `$` begins a formula.
_CURRENCIES = (
    r"€|\\euro(?![A-Za-z])(?:\{\})?|\\texteuro(?![A-Za-z])(?:\{\})?|EUR|euros?|Euro",
    r"£|\\pounds(?![A-Za-z])(?:\{\})?|\\textsterling(?![A-Za-z])(?:\{\})?|GBP",
    r"CHF|Fr\.|Franken",
    r"USD|\\\$|dollars?",
)
_DRESS = r"(?:\s|~|\\[,;! ]|\\(?:quad|text|mathrm|textrm)(?![A-Za-z])|\{)*"
_BEHIND = tuple(re.compile(rf"(?<=[\d}}$]){_DRESS}(?:{one})[\s}}$.]*\Z") for one in _CURRENCIES)
_NAMED = tuple(re.compile(rf"(?<![\w\\])(?:{one})(?!\w)", re.IGNORECASE) for one in _CURRENCIES)
# Of an amount in thousands one in the currency itself is another number.
_MULTIPLE = re.compile(
    r"(?<!\w)(?:hundreds?|thousands?|millions?|billions?|hundert|tausend|tsd|millionen|milliarden|mio|mrd|cents?\s+or|"
    r"cent(?:aine|ena)s?|mille|milliers?|milliards?|mil|miles|millones|mill)(?!\w)"
    r"|\d\s*[kM]€|[kM](?:€|EUR)",
    re.IGNORECASE,
)


_HUNDREDTHS_SAID = (
    "cent cents eurocent eurocents centime centimes rappen pence penny céntimo céntimos centesimi centavos"
)
HUNDREDTHS = frozenset(_HUNDREDTHS_SAID.split())  # of an amount: another number than that


def names_currency(question: Question) -> bool:
    """Whether a prompt speaks of amounts in a currency, so that one in hundredths of it is another number."""
    said = f"{question.lead}\n{question.prompt}"
    return any(one.search(said) for one in _NAMED)


def without_currency(question: Question, text: str) -> str:
    """Return a text without the currency at its end where the prompt names just that one, and no multiple of it."""
    said = f"{question.lead}\n{question.prompt}"
    named = [n for n, one in enumerate(_NAMED) if one.search(said)]
    if len(named) != 1 or _MULTIPLE.search(said) or question.unit is not None:
        return text
    found = _BEHIND[named[0]].search(text)
    return text if found is None else text[: found.start()]
