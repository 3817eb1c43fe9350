"""The unit of a name: a symbol or a word of the table, with a prefix if it has one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from grader.language.units.table import BINARY_PREFIXES, PREFIX_WORDS, SI_PREFIXES, UNITS, Row


@cache
def named(name: str) -> Row | None:
    """Return the unit of a name, with its prefix if it has one; exact names come before prefixes.

    Words may be written with a capital letter: `5 Newton`.
    """
    if name in _NAMES:
        return _NAMES[name]
    if name in _NOT_PREFIXED:
        return None
    if name[0].isupper() and _is_word(name.casefold()):
        return named(name.casefold())
    for prefix, power in SI_PREFIXES.items():
        row = _NAMES.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if row is not None and row.prefixes and name.removeprefix(prefix) in {row.symbol, *row.others}:
            if row.prefixes == "binary" and power < 0:
                continue
            return _scaled(row, Fraction(10) ** power)
    for prefix, power in BINARY_PREFIXES.items():
        row = _NAMES.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if row is not None and row.prefixes == "binary":
            return _scaled(row, Fraction(2) ** power)
    for prefix, power in PREFIX_WORDS.items():
        row = _NAMES.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if row is not None and row.prefixes and name.removeprefix(prefix) in _WORDS:
            return _scaled(row, Fraction(10) ** power)
    return None


_NOT_PREFIXED = frozenset({"PS"})  # the horsepower of German texts, and no petasiemens


def _is_word(name: str) -> bool:
    """Whether a name is a unit written out, perhaps with a prefix written out; `Pmol` is no word, and not `pmol`."""
    return name in _WORDS or any(name.removeprefix(prefix) in _WORDS for prefix in PREFIX_WORDS)


def _scaled(row: Row, factor: Fraction) -> Row:
    return Row(row.symbol, row.factor * factor, row.dimension, turns=row.turns, quantity=row.quantity)


def _all_names() -> Iterator[tuple[str, Row]]:
    for row in UNITS:
        if not row.zero:
            words = [form for word in row.words for form in (word, f"{word}s", word.capitalize())]
            yield from ((name, row) for name in (row.symbol, *row.others, *words))


_NAMES: dict[str, Row] = dict(_all_names())
_WORDS = frozenset(f"{word}{many}" for row in UNITS for word in row.words for many in ("", "s"))
