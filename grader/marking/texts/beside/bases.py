r"""The base in which a number is written, `11_{10}`, `1011 (binary)`: left aside where the prompt asks for that one.

A number in another base than the one that is asked for is another number, or another answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.marking.texts.beside.words import WORDS, any_of
from grader.problems.question import Field, Question

MAX_CHARACTERS = 120  # of a text that is looked into
_BASES = {2: "base-2", 8: "base-8", 10: "base-10", 16: "base-16"}
_CALLED = any_of(word for kind in _BASES.values() for word in WORDS[kind])
_NAME = rf"(?:(?:base|basis|bas)\s*\$?(?P<base>\d{{1,2}})\$?|(?P<word>{_CALLED}))(?![^\W_])"
_ASKED = re.compile(
    rf"(?<!\w)(?:to|into|in|as|ins?|als|zur?|en|a|em|naar|au|the|its|die|der)\s+(?:(?:an?|the|die|der|das|le|la|il|el)\s+)?{_NAME}",
    re.IGNORECASE,
)
_NUMBER = r"\(?\s*(?P<digits>[0-9A-Fa-f]{1,40})\s*\)?"
_SUFFIX = re.compile(rf"\s*{_NUMBER}\s*(?:_\s*\{{?\s*(?P<below>\d{{1,2}})\s*\}}?|(?P<small>[₀-₉]{{1,2}}))[\s.]*")
_BESIDE = re.compile(rf"\s*{_NUMBER}\s*(?:\(\s*|,\s*|\s)(?:in\s+)?{_NAME}\s*\)?[\s.]*", re.IGNORECASE)
_BEFORE = re.compile(rf"\s*{_NAME}\s*:?\s+{_NUMBER}[\s.]*", re.IGNORECASE)
_PREFIX = re.compile(r"\s*0(?P<sign>[bxo])(?P<digits>[0-9A-Fa-f]{1,40})[\s.]*")
_SIGNS = {"b": 2, "o": 8, "x": 16}
_BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FROM = re.compile(r"(?i)(?<!\w)(?:from|vom?|aus|de|du|di|da|van|dal)\s+(?:the\s+)?\S+\s*\Z")


def without_base(question: Question, field: Field, text: str) -> str:
    """Return a number without the base that the prompt asks for; the text where it is in another one."""
    if len(text) > MAX_CHARACTERS or question.kind.is_one_number != "always":
        return text
    *steps, last = text.replace("$", "").split("=")
    base, digits = _written(last)
    if not base or base != _asked(question) or not digits:
        return text
    return digits if all(_is_same(one, base, digits) for one in steps) else text


def other_base(question: Question, text: str) -> str:
    """Return the name of a base in which a number is said to be, and which is another one than is asked for."""
    if len(text) > MAX_CHARACTERS:
        return ""
    base, _ = _written(text)
    asked = _asked(question) if base else 0
    return text.strip() if base and asked and base != asked else ""


def _written(text: str) -> tuple[int, str]:
    """Return the base that stands at a number, and its digits; 0 where none does."""
    if (found := _PREFIX.fullmatch(text)) is not None:
        return _SIGNS[found["sign"]], found["digits"]
    if (found := _SUFFIX.fullmatch(text)) is not None:
        return int((found["below"] or found["small"]).translate(_BELOW)), found["digits"]
    found = _BESIDE.fullmatch(text) or _BEFORE.fullmatch(text)
    return (0, "") if found is None else (_named(found), found["digits"])


def _named(found: re.Match[str]) -> int:
    if found["base"]:
        return int(found["base"])
    return next(base for base, kind in _BASES.items() if found["word"].casefold() in WORDS[kind])


def _asked(question: Question) -> int:
    """Return the base in which the prompt asks for a number; 0 where it asks for none, or for several."""
    bases = set(_targets(question.prompt))
    return bases.pop() if len(bases) == 1 else 0


def _targets(prompt: str) -> Iterator[int]:
    for found in _ASKED.finditer(prompt):
        is_given = re.match(r"(?i)\s*(?:number|zahl|nombre|número|numero)\s+\$?\(?[\dA-F]", prompt[found.end() :])
        if is_given is None and _FROM.search(prompt[: found.end()]) is None:
            yield _named(found)


def _is_same(step: str, base: int, digits: str) -> bool:
    """Whether a member of a chain is the same number, perhaps in another base."""
    other, written = _written(step)
    other, written = (other, written) if other else (10, step.strip())
    try:
        return int(written, other) == int(digits, base)
    except ValueError:
        return False
