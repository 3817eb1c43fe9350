r"""Letters that have one value, in a prompt, `$r = 3$`, or in the text of an answer, `ω = 20 rad/s, T = 2π/ω`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache

from grader.language.spelling.greek import PRINTED
from grader.language.units.reading import known_unit
from grader.marking.texts.equalities.amounts import Amount, UnlikeError
from grader.marking.texts.equalities.calculations import Known, readings
from grader.marking.texts.equalities.plain_members import plain
from grader.marking.texts.equalities.statements import WORDED, Statement
from grader.records import replace

SAME = 1e-9
KEPT = 2_000  # prompts of which it is kept what they call so
CONSTANTS = frozenset("eiπ")
_NAME = re.compile(r"[A-Za-zα-ωΩΔ]")
_GREEK = re.compile(r"\\([A-Za-z]{2,7})(?![A-Za-z])")
_GIVEN = re.compile(
    r"(?<![\w\\'’′])(?P<letter>[A-Za-zα-ωΩ])\s*=\s*(?P<value>[-−]?\d+(?:\.\d+)?(?:\s*(?:·|\*|\\cdot|\\times)\s*10\s*\^\s*\{?\s*[-−]?\d+\s*\}?)?)"
)
_UNIT = re.compile(r"\s*(?P<unit>[A-Za-zµΩ]+(?:\^[-−]?\d|[²³])?(?:/[A-Za-zµΩ]+(?:\^\d|[²³])?)?)(?![A-Za-z(])")
_OPERATED = re.compile(
    r"[-−+*/·×⋅^=)}\]|\d]\s*\Z|(?<![A-Za-z])[A-Za-z]\s*\Z"
)  # before a letter that is part of a formula
_GOES_ON = re.compile(
    r"\s*(?:\\?%|°|\^\s*\{?\s*\\circ)|(?:,|\{,\})\d|\s*[-−+*/·×⋅^(=!]\s*[\w\\(]|\.\d|\s*\\[a-z]|\s?[A-Za-z](?![A-Za-z])|[A-Za-z_\d]"
)
MAX_BEFORE = 10  # characters before a letter that may make it part of a formula


def is_name(member: str) -> bool:
    """Whether a member is one letter, whose value is what stands beside it."""
    return _NAME.fullmatch(printed(plain(member))) is not None


def printed(text: str) -> str:
    """Return a text with Greek letters for their commands."""
    return _GREEK.sub(lambda found: PRINTED.get(found[1], found[0]), text)


def given(prompt: str, base: Known) -> Mapping[str, Amount | None]:
    """Return the values that a prompt gives to letters; None for a letter that has several."""
    found: dict[str, Amount | None] = {}
    text = printed(prompt).replace("$", "").replace("\\,", " ")
    for match in _GIVEN.finditer(text):
        is_once = len(re.findall(rf"(?<![^\W\d_]){match['letter']}(?![^\W\d_])", text)) == 1
        if not is_once or _OPERATED.search(text[max(0, match.start() - MAX_BEFORE) : match.start()]):
            continue  # in a formula of the prompt it may be a variable, `f(x) = x^2 at x = 2`
        unit = _UNIT.match(text, match.end()) if base.units != "none" else None
        is_unit = unit is not None and known_unit(unit["unit"]) is not None
        if not is_unit and _GOES_ON.match(text, match.end()):
            continue
        typed = f"{match['value']} {unit['unit']}" if is_unit and unit is not None else match["value"]
        for one in _amounts(typed, base)[:1]:
            _put(found, match["letter"], one)
    return found


def _amounts(text: str, base: Known) -> tuple[Amount, ...]:
    with suppress(UnlikeError):
        return readings(text, base)
    return ()


def said(statements: Sequence[Statement], prompt: str, base: Known) -> Known:
    """Return what is known with the letters that stand by themselves beside numbers, each with one value in all."""
    found = dict(given(prompt, base))
    for one in statements:
        values = [_amounts(member, base) for member in one.members]
        if any(not value and WORDED.search(member) for value, member in zip(values, one.members, strict=True)):
            continue
        last = next((value for value in values[::-1] if value), ())
        for name in {printed(plain(member)) for member in one.members}:
            if last and _NAME.fullmatch(name) and len({round(each.value, DIGITS) for each in last}) > 1:
                found[name] = None
            elif last and _NAME.fullmatch(name):
                _put(found, name, last[0])
    values_of = tuple((name, one) for name, one in found.items() if one is not None and name not in CONSTANTS)
    return replace(base, letters=dict(values_of))


DIGITS = 9  # to which two readings of one number agree


def _put(found: dict[str, Amount | None], letter: str, amount: Amount) -> None:
    """Keep the value of a letter, None where it has another one already."""
    known = found.get(letter, amount)
    is_same = known is not None and known.dimension == amount.dimension
    is_same = is_same and known is not None and math.isclose(known.value, amount.value, rel_tol=SAME)
    found[letter] = amount if is_same else None


@lru_cache(maxsize=KEPT)
def called(prompt: str) -> Mapping[str, str]:
    r"""Return the numbers that a prompt gives to what it calls with brackets: `P(A) = 0.4`, `\det(A) = 2`."""
    found: dict[str, set[str]] = {}
    for match in _CALLED_GIVEN.finditer(prompt.replace("$", " ")):
        found.setdefault("".join(match["name"].split()), set()).add(match["value"])
    one = {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
    return {name: str(Fraction(value.replace("−", "-"))) for name, value in one.items()}  # exact, however it is typed


def with_called(member: str, given: Mapping[str, str]) -> str:
    """Return a member with the numbers of what a prompt calls so, in brackets."""
    if not given or "(" not in member:
        return member
    text = _BLANKS_IN.sub("", member)
    for name in sorted(given, key=len, reverse=True):
        text = f"({given[name]})".join(re.split(rf"(?<![A-Za-z\\])\\?{re.escape(name)}", text))
    return text if text != _BLANKS_IN.sub("", member) else member


_CALLED_GIVEN = re.compile(  # no unit, percent, degree, or formula goes on behind the number
    r"(?<![\w\\])\\?(?P<name>[A-Za-z]{1,6}\s*(?:\\left)?\([^()=]{1,14}\))\s*=\s*"
    r"(?P<value>[-−]?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?)"
    r"(?=\s*(?:[,;](?!\d)|[.:)?!](?!\d)|\Z)|\s+(?:and|und|et|y|e|with|mit|are|is|for|where|if|wo|on)(?![^\W_]))"
)
_BLANKS_IN = re.compile(r"(?<=[A-Za-z(])\s+(?=[(\w\\])|\s+(?=\))")
