"""Quantities that a prompt gives, `90 km/h`, and the letters that it gives them to: `g` of `g = 9.81 m/s²`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache

from grader.language.reader import canonical_name
from grader.language.units.reading import Unit, known_unit
from grader.records import dataclass

KEPT = 2_000  # prompts of which it is kept what quantities they give
MAX_CHARACTERS = 4_000  # of a prompt that is looked into
MAX_WORDS = 3  # of a unit in words: `kilometres per hour`
MAX_NUMBERS = 12  # of a prompt that are looked at
MAX_BEFORE = 40  # characters before a number in which its letter stands
_POWER = (
    r"(?:\s*(?:·|\*|×|\\cdot|\\times)\s*10(?:\s*\^\s*(?P<power>[-−]?\d{1,2})|(?P<above>⁻?[⁰¹²³⁴-⁹]{1,2}))"
    r"|[eE](?P<raised>[-−]?\d{1,2})(?!\w))"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/])(?P<digits>\d{{1,15}}(?:[.,]\d{{1,15}})?)(?:/(?P<under>[1-9]\d{{0,8}}))?{_POWER}?(?![\d^])"
)
_DRESS = (
    (re.compile(r"\\(?:mathrm|text|textrm|operatorname|unit|rm|SI|qty|num)(?![A-Za-z])"), ""),
    (re.compile(r"(?<=\d)\{,\}(?=\d)"), ","),
    (re.compile(r"\^\s?(?:\{\s?\\circ\s?\}|\\circ(?![A-Za-z]))"), "°"),
    (
        re.compile(r"\\[dt]?frac\s*\{\{?([A-Za-z][^{}]{0,20})\}?\}\s*\{\{?([A-Za-z][^{}]{0,20})\}?(\^\d)?\}"),
        r" \1/(\2\3)",
    ),
    (re.compile(r"\}\s*\{|\\[,;:! ]|[$~]"), " "),
    (re.compile(r"[{}]"), ""),
    (re.compile(r"\^\(([-−]?\d{1,2})\)"), r"^\1"),
)
_LETTER = re.compile(
    r"(?<![\w\\^'’])(?P<letter>(?:\\[A-Za-z]{2,7}|[A-Za-zα-ωΑ-Ω])(?:_\s?\w{1,6})?)\s*"
    r"(?::?=|≈|\\approx|(?<=\s)(?:is|be|of|ist|sei|beträgt|von|est|de|vaut|es|è|é))\s*(?P<sign>[-−]?)\s*\Z"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_ENDS = " .,;:?!"


@dataclass(frozen=True)
class Given:
    """A quantity as a prompt gives it: its value, the unit that may be meant, and how both are written."""

    value: Fraction
    unit: Unit | None
    written: str


@lru_cache(maxsize=KEPT)
def quantities_given(lead: str, prompt: str) -> tuple[Given, ...]:
    """Return the quantities of a prompt, one for each unit that may be meant."""
    said, numbers = _numbers(lead, prompt)
    return tuple(one for number in numbers for one in _quantities(said, number))


@lru_cache(maxsize=KEPT)
def letters_given(lead: str, prompt: str) -> Mapping[str, tuple[Given, ...]]:
    """Return the letters to which a prompt gives one number, with each unit that may be meant."""
    said, numbers = _numbers(lead, prompt)
    found: dict[str, set[Given]] = {}
    for number in numbers:
        before = _LETTER.search(said[max(number.start() - MAX_BEFORE, 0) : number.start()])
        if before is None:
            continue
        sign = -1 if before["sign"] else 1
        each = tuple(_quantities(said, number)) or (Given(_value(number), None, number[0]),)
        signed = {Given(sign * one.value, one.unit, before["sign"] + one.written) for one in each}
        with suppress(ValueError):  # a command may be no letter
            found.setdefault(canonical_name(before["letter"].replace(" ", "")), set()).update(signed)
    single = {letter: some for letter, some in found.items() if len({one.value for one in some}) == 1}
    return {letter: tuple(sorted(some, key=lambda one: one.written)) for letter, some in single.items()}


def _numbers(lead: str, prompt: str) -> tuple[str, list[re.Match[str]]]:
    said = f"{lead} {prompt}"
    if len(said) > MAX_CHARACTERS:
        return "", []
    for dress, plain in _DRESS:
        said = dress.sub(plain, said)
    return said, list(_NUMBER.finditer(said))[:MAX_NUMBERS]


def _quantities(said: str, number: re.Match[str]) -> Iterator[Given]:
    """Yield a number with each unit that the words behind it may be."""
    words = said[number.end() : number.end() + 60].split()[:MAX_WORDS]
    for count in range(1, len(words) + 1):
        name = " ".join(words[:count]).rstrip(_ENDS)
        name = name.rstrip(f"){_ENDS}") if name.count(")") > name.count("(") else name
        if (unit := known_unit(name)) is not None:
            yield Given(_value(number), unit, f"{number[0]} {name}")


def _value(match: re.Match[str]) -> Fraction:
    power = int((match["power"] or match["above"] or match["raised"] or "0").translate(_SUPER))
    return Fraction(match["digits"].replace(",", ".")) / int(match["under"] or 1) * Fraction(10) ** power
