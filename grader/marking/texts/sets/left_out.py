r"""Sets in words of which something is left out: `all real numbers except 0 and 1` is `\mathbb{R} \setminus {0, 1}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.language.domains import REAL
from grader.language.limits import LIMITS
from grader.language.names import Symbol

_ALL = (
    r"(?:all|every|any|the)\s+real(?:s|\s+(?:numbers?|values?|x))?|reals|(?:alle|jede)\s+reellen?\s+(?:zahl(?:en)?|x)"
    r"|tous\s+les\s+(?:nombres\s+)?r[ée]els|tout\s+r[ée]el"
    r"|todos\s+los\s+(?:n[úu]meros\s+)?reales|tutti\s+i\s+(?:numeri\s+)?reali|todos\s+os\s+(?:n[úu]meros\s+)?reais"
)
_BUT = (
    r"except(?:\s+for)?|but(?:\s+not)?|other\s+than|without|excluding|außer|ausser|ohne|bis\s+auf|sauf|excepté|hormis|priv[ée]\s+de"
    r"|excepto|menos|salvo|tranne|eccetto|esclus[oi]|exceto"
)
_JOINED = re.compile(r"(?<!\s)\s*+(?:,|;|\b(?:and|or|und|oder|et|ou|y|o|e)\b)\s*", re.IGNORECASE)
_ALL_OF_NAME = r"(?:all|every|alle|jedes|tout|todo|toda|ogni)\s+(?P<of>[A-Za-z])"
_SET = re.compile(rf"\s*+(?:{_ALL}|{_ALL_OF_NAME})(?:\s*+,)?\s++(?:{_BUT})\s++(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_AROUND = " \t\n$."
_VALUE = re.compile(r"(?:(?P<name>[A-Za-z])\s*+(?:=|≠|!=|\\neq?\b)\s*+)?(?P<value>[^=<>≤≥≠,;{}]+)")


def with_left_out(text: str, symbols: Mapping[str, Symbol]) -> str | None:
    """Return the set in signs; None for another text, or where what is left out is no list of values.

    `symbols`: the declared names; a value may stand behind one of them, `except x = 3`.
    """
    if (part := _part(text, symbols)) is not None:
        return part
    found = _SET.fullmatch(text) if len(text) <= LIMITS.max_text else None
    if found is None or (found["of"] and (found["of"] not in symbols or symbols[found["of"]].domain != REAL)):
        return None
    values = [_VALUE.fullmatch(part.strip(_AROUND)) for part in _JOINED.split(found["rest"])]
    if any(value is None or (value["name"] or next(iter(symbols), "")) not in symbols for value in values):
        return None
    return rf"\mathbb{{R}} \setminus \{{{'; '.join(value['value'] for value in values if value)}\}}"


_REAL = r"(?:real|reellen?|r[ée]els?|reales|reali|reais)"
_NUMBERS = r"(?:numbers?|zahlen|nombres|n[úu]meros|numeri|values|werte)"
_WHOLE = r"(?:(?:all|the|set\s+of\s+all|alle|die|tous\s+les|les|todos\s+los|los|tutti\s+i|i|todos\s+os|os)\s+)?"
_PARTS = {
    r"(?:strictly\s+)?positive|positiven?|strikt\s+positiven": r"(0, \infty)",
    r"(?:strictly\s+)?negative|negativen?": r"(-\infty, 0)",
    r"non-?\s?negative|nicht-?\s?negativen?": r"[0, \infty)",
    r"non-?\s?positive|nicht-?\s?positiven?": r"(-\infty, 0]",
}
# In French 0 is positive, so that only `strictement positif` says one thing; adjectives stand behind their nouns there.
_BEHIND = {
    r"strictement\s+positifs?|estrictamente\s+positivos|strettamente\s+positivi": r"(0, \infty)",
    r"strictement\s+n[ée]gatifs?|estrictamente\s+negativos|strettamente\s+negativi": r"(-\infty, 0)",
    r"no\s+negativos|non\s+negativi|não\s+negativos": r"[0, \infty)",
}
_WORDED = tuple(
    (re.compile(rf"\s*{_WHOLE}(?:{words})\s+(?:(?:{_REAL}\s+)?{_NUMBERS}|reals?)[\s.]*", re.IGNORECASE), part)
    for words, part in _PARTS.items()
) + tuple(
    (re.compile(rf"\s*{_WHOLE}(?:{_NUMBERS}\s+)?{_REAL}\s+(?:{words})[\s.]*", re.IGNORECASE), part)
    for words, part in _BEHIND.items()
)


def _part(text: str, symbols: Mapping[str, Symbol]) -> str | None:
    """Return the half of the line that words say, `all positive real numbers`, where all symbols are real."""
    if len(text) > MAX_CHARACTERS or _ADJECTIVE.search(text) is None:
        return None
    if any(symbol.domain != REAL for symbol in symbols.values()):
        return None  # of integers they may be all positive integers
    return next((part for words, part in _WORDED if words.fullmatch(text)), None)


MAX_CHARACTERS = 80  # of words for a half of the line
_ADJECTIVE = re.compile(r"(?i)posit|n[ée]gat")
