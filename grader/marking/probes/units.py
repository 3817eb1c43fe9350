"""Units that are nearly right, as students slip: another prefix, a power too much or too few, upside down, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from grader.language.tree import Mul, Node, Num
from grader.language.units.reading import NoUnitError, Unit, read_unit

PREFIXES = ("", "k", "m", "c", "M")  # that are tried before the names of a unit
_NAME = re.compile(r"[A-Za-zµΩ]+")
_POWER = re.compile(r"\s*\^\s*\(?\s*(-?\d+)\s*\)?")


def unit_misses(unit: Unit) -> Iterator[tuple[str, Unit | None]]:
    """Yield what was changed with the changed unit, None for no unit at all; each unit once."""
    yield "no unit", None
    seen = {_means(unit)}
    slips = [("the zero of K", "K")] if unit.has_zero else [*_prefixed(unit.text), *_powers(unit.text)]
    for change, text in slips:
        other = _read(text)
        if other is not None and _means(other) not in seen:
            seen.add(_means(other))
            yield change, other


def same_in_others(tree: Node, unit: Unit) -> Iterator[tuple[str, Node, Unit]]:
    """Yield what was changed, a value that means the same, and the other unit that it is in."""
    for change, text in () if unit.has_zero else _prefixed(unit.text):
        other = _read(text)
        if other is not None and (other.dimension, other.turns) == (unit.dimension, unit.turns):
            yield change, Mul((Num(unit.factor / other.factor), tree)), other


def _prefixed(text: str) -> Iterator[tuple[str, str]]:
    """Yield a unit with another prefix before one of its names."""
    for name in _NAME.finditer(text):
        bare = _bare(name[0])
        for prefix in PREFIXES:
            if prefix + bare != name[0]:
                yield f"{prefix}{bare} for {name[0]}", _put(text, name, prefix + bare)


def _bare(name: str) -> str:
    """Return the name of a unit without its prefix."""
    whole = _read(name)
    for length in (1, 2):
        rest = _read(name[length:]) if len(name) > length else None
        if whole is not None and rest is not None and rest.dimension == whole.dimension and _is_ten(whole, rest):
            return name[length:]
    return name


def _is_ten(unit: Unit, other: Unit) -> bool:
    """Whether two units differ by a power of ten."""
    ratio = max(unit.factor / other.factor, other.factor / unit.factor)
    return ratio > 1 and ratio == Fraction(10) ** (len(str(ratio.numerator)) - 1)


def _powers(text: str) -> Iterator[tuple[str, str]]:
    """Yield a unit with another power at one of its names, and as a whole squared and upside down."""
    for name in _NAME.finditer(text):
        power = _POWER.match(text, name.end())
        if power is None:
            yield f"{name[0]}^2 for {name[0]}", _put(text, name, f"{name[0]}^2")
        else:
            whole = text[: name.end()] + text[power.end() :]
            yield f"{name[0]} for {text[name.start() : power.end()]}", whole
    yield "the unit squared", f"({text})^2"
    yield "the unit upside down", text.partition("/")[2].strip() if text.startswith("1") else f"1/({text})"


def _put(text: str, place: re.Match[str], by: str) -> str:
    return f"{text[: place.start()]}{by}{text[place.end() :]}"


def _read(text: str) -> Unit | None:
    try:
        return read_unit(text)
    except NoUnitError:
        return None


def _means(unit: Unit) -> tuple[object, ...]:
    return unit.factor, unit.dimension, unit.turns, unit.zero
