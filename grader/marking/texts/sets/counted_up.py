"""Whole numbers counted up: `k = 3, 4, 5, …` are all from 3 on, `k = 3, 4, 5, …, 9` those up to 9.

Only where the letter is a whole number by declaration, and three numbers in a row are written out.
"""

from __future__ import annotations

import re

from grader.language.names import Names
from grader.language.reader import canonical_name

_NUMBER = r"[-−]?\d{1,6}"
_DOTS = r"(?:\.{3}|…|\\[lc]?dots(?![A-Za-z]))"
_COUNTED = re.compile(
    rf"\s*+(?P<sign>\$?)\s*+(?:(?P<letter>\\?[A-Za-z]+)\s*+(?:=|∈|\\in(?![A-Za-z])|in(?=[\s{{\\])))?\s*+(?P<open>\\?\{{)?\s*+"
    rf"(?P<members>{_NUMBER}(?:\s*+,\s*+{_NUMBER}){{2,}})\s*+,\s*+{_DOTS}\s*+(?:,\s*+(?P<last>{_NUMBER})\s*+)?"
    r"(?P<close>\\?\})?\s*+(?P<end>\$?)\s*+(?:\.\s*+)?"
)


def counted_up(names: Names, text: str) -> str:
    """Return a text that counts the values of a whole number as a condition on it, any other text itself."""
    match = _COUNTED.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]) or match["sign"] != match["end"]:
        return text
    if match["letter"] is None and not match["open"]:
        return text
    letter = _letter(names, match["letter"])
    first, *rest = (int(part.replace("−", "-")) for part in match["members"].split(","))
    if not letter or rest != list(range(first + 1, first + 1 + len(rest))):
        return text
    if match["last"] is None:
        return f"{letter} >= {first}"
    last = int(match["last"].replace("−", "-"))
    return f"{first} <= {letter} <= {last}" if last > rest[-1] else text


def _letter(names: Names, written: str | None) -> str:
    """Return the symbol of a whole number that is meant, empty where it is none or not sure."""
    whole = [name for name, symbol in names.symbols.items() if symbol.domain.is_integer and not symbol.domain.shape]
    if written is None:
        return whole[0] if len(names.symbols) == len(whole) == 1 else ""
    name = canonical_name(written)
    symbol = names.symbols.get(name)
    return name if symbol is not None and name in whole else ""
