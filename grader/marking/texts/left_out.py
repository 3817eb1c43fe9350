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
    found = _SET.fullmatch(text) if len(text) <= LIMITS.max_text else None
    if found is None or (found["of"] and (found["of"] not in symbols or symbols[found["of"]].domain != REAL)):
        return None
    values = [_VALUE.fullmatch(part.strip(_AROUND)) for part in _JOINED.split(found["rest"])]
    if any(value is None or (value["name"] or next(iter(symbols), "")) not in symbols for value in values):
        return None
    return rf"\mathbb{{R}} \setminus \{{{'; '.join(value['value'] for value in values if value)}\}}"
