"""Reasons and checks of true calculations, `8, because 2^7 = 128 < 200 <= 256 = 2^8`: left aside behind a value.

Each part of what stands there must be a chain of numbers, also with units, in which every sign is true. What holds a
letter or a word, or is not true, stays: it may say something else than the value.
"""

from __future__ import annotations

import operator
import re
from fractions import Fraction

from grader.claims.chains import depths
from grader.marking.texts.beside.words import pattern
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_PARTS = 8  # calculations in one reason
_CUE = re.compile(
    rf"(?P<before>[\s,;]*)(?P<round>\()?\s*(?<![\w\\])(?:(?:{pattern('because')})(?!\w)|(?:{pattern('check')})(?!\w)\s*:?)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"[,;]\s|\s(?:{pattern('and')})\s|\n", re.IGNORECASE)
_SIGNS = {"=": operator.eq, "<": operator.lt, ">": operator.gt, "≤": operator.le, "≥": operator.ge, "≠": operator.ne}
_SPELLED = (
    *(("<=", "≤"), (">=", "≥"), ("!=", "≠"), ("\\leq", "≤"), ("\\le", "≤"), ("\\geq", "≥"), ("\\ge", "≥")),
    *(("\\neq", "≠"), ("\\ne", "≠"), ("²", "^2"), ("³", "^3"), ("$", " ")),
)
_RELATES = re.compile("([=<>≤≥≠])")


def without_reason(question: Question, field: Field, text: str) -> str:
    """Return a value without a reason behind it that calculates and is true; the text where none stands there."""
    if len(text) > MAX_CHARACTERS or (_RELATES.search(text) is None and "\\" not in text):
        return text
    depth = depths(text)
    for cue in _CUE.finditer(text):
        if not cue.start() or depth[cue.start()]:
            continue
        reason = text[cue.end() :].strip().rstrip(".✓✔!").strip()
        if cue["round"]:
            reason = reason.removesuffix(")") if reason.endswith(")") else "…"
        return text[: cue.start()].rstrip() if _is_true(reason) else text
    return text


def _is_true(reason: str) -> bool:
    """Whether all parts of a text are chains of numbers of which every sign is true."""
    for spelled, sign in _SPELLED:
        reason = reason.replace(spelled, sign)
    parts = [one for one in _PARTS.split(reason) if one.strip()]
    return 0 < len(parts) <= MAX_PARTS and all(map(_holds, parts))


def _holds(part: str) -> bool:
    members = _RELATES.split(part)
    values = [value_of(one) for one in members[::2]]
    if len(values) < 2 or None in values:
        return False
    known: list[Fraction] = [one for one in values if one is not None]
    return all(_SIGNS[sign](one, other) for one, sign, other in zip(known, members[1::2], known[1:], strict=False))


_FOLLOWS = re.compile(
    rf"(?:[,.;]\s*|\s)(?:{pattern('so')})(?!\w)[,:]?\s|\s*(?:⇒|⟹|=>|\\(?:Rightarrow|implies)(?![A-Za-z]))\s*",
    re.IGNORECASE,
)
_CALCULATION = re.compile(
    r"(?:[\d\s.+*/·×^()√π{}_|!%⌈⌉⌊⌋²³−-]|(?<![A-Za-z])\\?(?:log|ln|lg|ld|sqrt|ceil|floor|exp|sin|cos|tan|pi|frac|cdot|times|left|right)(?![A-Za-z]))+"
)
_OF_SIGN = re.compile(r"(?P<value>.*\d[\s$]*)(?P<sign>≠|!=|\\neq?(?![A-Za-z])|<|>)\s*0[\s$.]*", re.DOTALL)


def behind_calculation(question: Question, field: Field, text: str) -> str:
    """Return what follows from a calculation with numbers, `2^8 = 256 ≥ 200, so 8`; the text where it says more."""
    found = [] if len(text) > MAX_CHARACTERS or question.kind.is_solutions else list(_FOLLOWS.finditer(text))
    if not found:
        return text
    before, behind = text[: found[-1].start()], text[found[-1].end() :].strip()
    for spelled, sign in _SPELLED:
        before = before.replace(spelled, sign)
    parts = [one for one in re.split(rf"[,;]\s|{_FOLLOWS.pattern}", before, flags=re.IGNORECASE) if one and one.strip()]
    return behind if behind and 0 < len(parts) <= MAX_PARTS and all(map(_is_calculation, parts)) else text


def _is_calculation(part: str) -> bool:
    """Whether all members of a chain are calculations with numbers, and no sign between two known ones is false."""
    members = re.split("([=<>≤≥≠≈])", part)
    if len(members) < 3 or not all(_CALCULATION.fullmatch(one) and re.search(r"\d", one) for one in members[::2]):
        return False
    values = [value_of(one) for one in members[::2]]
    for one, sign, other in zip(values, members[1::2], values[1:], strict=False):
        if one is None or other is None:
            continue
        if not (abs(one - other) * 50 <= abs(one) if sign == "≈" else _SIGNS[sign](one, other)):
            return False
    return True


def without_sign(question: Question, field: Field, text: str) -> str:
    """Return a number without what its sign is, `-2 ≠ 0`, `3 > 0`; the text where it is not so."""
    if len(text) > MAX_CHARACTERS or question.kind.is_one_number != "always":
        return text
    found = _OF_SIGN.fullmatch(text)
    if found is None or _RELATES.search(found["value"].rpartition("=")[2]) is not None:
        return text
    number = re.search(r"[-−]?\s?\d{1,9}(?:[./]\d{1,9})?[\s$]*\Z", found["value"])
    value = value_of(number[0].replace(" ", "").replace("$", "").replace("−", "-")) if number is not None else None
    sign = found["sign"] if found["sign"] in "<>" else "≠"
    return found["value"].rstrip() if value is not None and _SIGNS[sign](value, Fraction(0)) else text
