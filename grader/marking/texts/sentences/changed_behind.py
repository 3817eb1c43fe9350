"""Formulas behind a value that make another one of it: `2x; for x > 0`, `p = 1/4 q = 3/4`, `3 in addition to x = 2`.

With them neither the value is right nor what is wrong is known, and the answer is for a person. Words behind it that
nobody knows to be idle are seen by `words_behind`.
"""

from __future__ import annotations

import re

from grader.language import units
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
_PARTS = re.compile(r"\s*;\s*|(?<!\b[A-Z])\.\s+(?=[^\W\d_]|\d+\s+[^\W\d_]{2})|\s*\n\s*|!\s+")
_HAS_VALUE = re.compile(r"\d|[=∞√πθλ\\^]|(?<![^\W\d_])[a-zA-Z](?![^\W\d_])|\b(?:sin|cos|tan|ln|log|exp)\b")
_REASON = re.compile(
    r"(?i)(?:because|since|as|by|for\s+example|check|proof|due|denn|weil|da|wegen|probe|nach|car|puisque|parce|porque|perché)\b"
)
_RESTRICTED = re.compile(
    r"(?i)\A(?:but\s+)?(?:(?:defined|valid|true)\s+)?only\s+(?:for|on|if|when|in|where)\b|\A(?:but\s+)?(?:for|if|when|at|für|falls)\s+"
    r"(?:negative|positive|\$?\\?[^\W\d_]\w?\s*(?:[<>≤≥=]|\\[lgn]e))|\A(?:except|unless|außer|nur\s+(?:für|wenn|falls))\b"
)
_ADDED_ANYWHERE = re.compile(
    r"(?i)\bin\s+addition\b(?!\s+to).*|\bby\s+symmetry,?\s+also\b.*|\bas\s+well\b\W*\Z|\b(?:and|also)\s+(?:at\s+)?the\s+(?:\w+\s+)?(?:point|origin)\b.*"
    r"|\b(?:converges|holds|defined|continuous)\s+(?:also\s+)?at\s+(?:both\s+)?(?:the\s+)?ends\b.*"
)
_OWN_E = re.compile(r"(?<![A-Za-z\\_])e\s*:?=(?!=)")  # `Let e = w x - y. Then 2 e`, which is no number
_APART = r"(?:[^\S\n]|\\[;,:! ]|\\hspace\{[^{}]*\})+(?:[•∙&–—~@#∵][^\S\n]+)?"
_RUN_ON = re.compile(  # `p = 1/4 q = 3/4`, `E = 7 • V = 12`: two values, or a chain
    rf"=[^\S\n]*(?:[-−+]?\d(?:[\d.,/]*\d)?%?|[OΘ]\([^=]*\)){_APART}"
    r"(\\?[A-Za-z]\w{0,8}(?=[^\S\n]*=)|[A-Za-z]\w{0,8}\([^()]{1,12}\)(?==))[^\S\n]*=(?!=)"
)
_GIVEN = re.compile(r"(?i)\s*(?:let|with|define|for|where|sei|mit)\b|[^=]*=[^=,]*,[^=]*=[^=,]*,")
_LETTER_E = re.compile(r"(?<![A-Za-z\\])(?:[a-zA-Z]?e|e[a-zA-Z])(?![A-Za-z])")
_WITH_REASON = re.compile(
    r"(?i)\b(?:because\s+of|due\s+to|wegen)\b.*(?:[,;.]|\b(?:and|und)\b)\s*\$?(?:\\?[^\W\d_]\w?\s*(?:[<>≤≥≠=]|\\[lgn]e)|\d+\s+(?:because|due|wegen)\b)"
)
_EACH = re.compile(
    r"(?i)\beach\b|\bper\s+\w+|\bjeweils\b|\bpro\s+\w+|\bfor\s+every\b"
)  # how many, a growth does not say


def changed_behind(question: Question, text: str, *, is_right: bool, by_cases: bool) -> str:
    """Return a clause that makes another value of the one before it; empty where none is known to.

    What each of several things costs may explain a right growth, and only part of a wrong one may be it. A condition
    behind a value is one of its cases where it was read so.
    """
    if len(text) > MAX_CHARACTERS:
        return ""
    if question.kind.reads == "value" and (added := _ADDED_ANYWHERE.search(text)) is not None:
        return added[0].strip(" ,;")
    name = _RUN_ON.search(text) if _is_one_value(question) else None
    if name is not None and _may_be_name(question, name[1]):
        return name[1]
    if question.kind.reads == "value" and not is_right and _defines_e(question, text):
        return "e"
    if question.kind.reads == "value" and (second := _WITH_REASON.search(text)) is not None:
        return second[0]
    if question.kind.is_growth and not is_right and (each := _EACH.search(text)) is not None:
        is_asked = " " in each[0] and each[0].casefold() in question.prompt.casefold()
        return "" if is_asked else each[0]
    if _PARTS.search(text) is None:
        return ""
    head, *tails = [one for one in _PARTS.split(text.strip(" $.")) if one]
    while question.kind.reads == "value" and tails and _HAS_VALUE.search(head) is None:
        head, *tails = tails
    return next((one for one in tails if _changes(question, one, by_cases=by_cases)), "")


def _may_be_name(question: Question, name: str) -> bool:
    """Whether a word between two signs of equality is no symbol of a product, nor a unit: `t = √4 s = 2 s`."""
    plain = name.strip("\\|")
    is_unit = question.unit is not None and units.reading.known_unit(plain) is not None
    return plain not in question.names.symbols and not is_unit


def _is_one_value(question: Question) -> bool:
    return (question.kind.is_expression and not question.kind.is_array) or question.kind.is_growth


def _defines_e(question: Question, text: str) -> bool:
    """Whether a text gives the letter e a value of its own and uses it."""
    is_defined = _OWN_E.search(text) is not None and "e" not in question.names.symbols
    if _PARTS.search(text) is None and _GIVEN.match(text) is None:
        return False  # `e = x - 1, so 2e` has both readings
    return is_defined and len(_LETTER_E.findall(text)) > 1


def _changes(question: Question, clause: str, *, by_cases: bool) -> bool:
    """Whether a clause restricts the value before it, which is no one of its cases."""
    if _REASON.match(clause) is not None or by_cases or (question.kind.reads == "choice" and question.options):
        return False
    return _RESTRICTED.match(clause) is not None
