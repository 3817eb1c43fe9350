"""A number with a loosely written unit behind it, `1.5 mol L-1`, `3000 rpm`: with the unit that must be meant."""

from __future__ import annotations

import re

from grader.language import units
from grader.language.reader import Reading
from grader.problems.question import Question

_TIMES_TEN = r"(?:x|\*|·|×|\\cdot|\\times)\s*10\s*\^\s*\{?[+−-]?\d+\}?"
_FACTOR = r"(?:/\d++)?(?:\s*(?:π|\\?pi(?![A-Za-z])))?"
_NUMBER, _COMMA_NUMBER = (
    re.compile(
        rf"\s*+(?:\$\s*+)?(?:[+−-]\s*+)?(?:\d++(?:{point}\d++)?|\.\d++)"
        rf"(?:\s*(?:[eE][+-]?\d++|{_TIMES_TEN})|{_FACTOR})(?![\d.,])"
    )
    for point in (r"(?:\.|\{,\})", r"(?:\{?,\}?)")
)
_CLOSE = re.compile(  # `ms^-1`, `kg ms^(-2)`, `Ms^-1`, `mols^-1`, `W/mK`, `kg/ms^2`, `L/(mols)`
    r"(?<![A-Za-z])(?:[mM]|mol)s\s?(?:\^|\*\*)\s?\(?\s?-\s?[1-9]"
    r"|/\s*\(?\s*[mM][A-Za-z]+(?:\s?\^\s?[1-9])?\s*\)?\Z"
)
_MEMBER = re.compile(r"(?:.*(?:[=≈]|\\approx(?![A-Za-z])))?", re.DOTALL)


def with_known_unit(question: Question, text: str, found: list[Reading]) -> str:
    """Return a text whose last member is a number with a unit of the asked kind; itself where that is not known.

    Of texts that were read with a unit of another kind only those are looked at whose metre or molar stands close to a
    unit, as a prefix does.
    """
    if question.unit is None or any(one.unit is None or _CLOSE.search(one.unit.text) is None for one in found):
        return text
    before = _MEMBER.match(text)
    begin = before.end() if before is not None else 0
    pattern = _COMMA_NUMBER if question.names.numbers == "continental" else _NUMBER
    number = pattern.match(text, begin)
    if number is None or not (rest := text[number.end() :]).strip(" .$~"):
        return text
    unit = units.loose.loosely(rest, question.unit.unit)
    dollar = "$" if number[0].lstrip().startswith("$") and "$" not in text[: number.start()] else ""
    return text if unit is None else f"{text[: number.end()]}{dollar} {unit.text}"
