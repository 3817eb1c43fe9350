"""Currencies in which a prompt speaks of amounts, by the names and signs of `currencies.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.marking.asked.tables import lines
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which currencies they name


def _rows(kind: str) -> list[list[str]]:
    """Return the words of each line of a kind."""
    heads = (line.split("|") for line in lines("words/currencies"))
    return [words.split() for head, words in heads if head.strip() == kind]


def _pattern(word: str) -> str:
    """Return what a name, a sign or a command is told by."""
    behind = r"(?![A-Za-z])(?:\{\})?" if word.startswith("\\") and word[1:].isalpha() else ""
    return re.escape(word).replace("_", r"\s+") + behind


SIGNS = tuple("|".join(map(_pattern, row)) for row in _rows("currency"))  # patterns, one for each currency
HUNDREDTHS = frozenset(word for row in _rows("hundredth") for word in row)  # of an amount: another number than that
AMOUNTS = frozenset(word for row in _rows("amount") for word in row)  # quantities that are counted in one
_NAMED = tuple(re.compile(rf"(?<![\w\\])(?:{one})(?:(?!\w)|(?<=[€£])(?=\d))", re.IGNORECASE) for one in SIGNS)
_IN_ONE = tuple(
    re.compile(
        r"(?i)(?<!\w)(?:how\s+many|wie\s*viele?|combien\s+d['’e]\s*|cuánt[ao]s|quant[io]s?|hoeveel|in|into|en|em|to)\s+"
        rf"\(?(?:{one})(?!\w)(?!\s*\d)"
    )
    for one in SIGNS
)
_COUNTED = "|".join(_pattern(word) for row in _rows("multiple") for word in row)
# Of an amount in thousands one in the currency itself is another number.
_MULTIPLE = re.compile(rf"(?<!\w)(?:{_COUNTED})(?!\w)|\d\s*[kM]€|[kM](?:€|EUR)", re.IGNORECASE)


def names_currency(question: Question) -> bool:
    """Whether a prompt speaks of amounts in a currency, so that one in hundredths of it is another number."""
    return bool(_currencies(question.lead, question.prompt)[0])


def currency_asked(question: Question) -> int | None:
    """Return the place of the one currency that a prompt names in `SIGNS`; None where it names others or a multiple."""
    named, has_multiple = _currencies(question.lead, question.prompt)
    has_multiple = has_multiple or _asks_for_hundredths(question.lead, question.prompt)
    if len(named) > 1:  # `How many euros are 20 dollars?`
        named = tuple(_asked_in(question.lead, question.prompt)) or named
    return named[0] if len(named) == 1 and not has_multiple and question.unit is None else None


def _asked_in(lead: str, prompt: str) -> Iterator[int]:
    """Yield the places of the currencies in which a prompt asks for an amount."""
    yield from (place for place, one in enumerate(_IN_ONE) if one.search(f"{lead} {prompt}") is not None)


@lru_cache(maxsize=KEPT)
def _asks_for_hundredths(lead: str, prompt: str) -> bool:
    """Whether a prompt wants hundredths of an amount: `in cents`, where 30 € is another one."""
    return _IN_HUNDREDTHS.search(f"{lead} {prompt}") is not None


_IN_HUNDREDTHS = re.compile(
    rf"(?i)(?<!\w)(?:in|en|how\s+many|wie\s*viele|combien\s+de)\s+(?:{'|'.join(HUNDREDTHS)})(?!\w)"
)


@lru_cache(maxsize=KEPT)
def _currencies(lead: str, prompt: str) -> tuple[tuple[int, ...], bool]:
    """Return which currencies a prompt names, and whether it speaks of a multiple."""
    said = f"{lead}\n{prompt}"
    named = tuple(place for place, one in enumerate(_NAMED) if one.search(said) or (place == USD and _in_dollars(said)))
    return named, bool(named) and _MULTIPLE.search(said) is not None


USD = next(place for place, one in enumerate(SIGNS) if "USD" in one)
_LONE = re.compile(r"(?<=[\s(])\$(?=[\s?.!,;)\d]|\Z)")  # `the profit in $?`, `pays $5`


def _in_dollars(said: str) -> bool:
    """Whether a dollar of a text is no sign that begins or ends mathematics."""
    plain = said.replace("\\$", "")
    if plain.count("$") == 1:
        return _LONE.search(said) is not None
    return len(_AMOUNT.findall(plain)) == plain.count("$") > 1 and all(map(_PROSE.search, plain.split("$")[1:-1]))


_AMOUNT = re.compile(r"(?:(?<=[\s(])|\A)\$(?=\d)")  # `$12 after a $3 reduction`, where each dollar is one
_PROSE = re.compile(r"\A\d[\d.,]*\s(?:[^\W\d_]+\s+)*?(?!(?:sin|cos|tan|log|exp|sqrt)\b)[^\W\d_]{3,}\s")
