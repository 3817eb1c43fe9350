"""Keys of options that are read out of values: the A of `2.0 A`, the 2 of `2 kg`.

A unit is no key, nor is a digit of a number. Where an answer that is asked for one option names none but so, and is the
text of none, nobody can tell which is chosen.
"""

from __future__ import annotations

import re

from grader.problems.question import Question

MAX_CHARACTERS = 1_500  # of an answer that is looked into; no longer one is decided
_AMOUNT = r"(?<![\w.,])[-−+]?\d+(?:[.,/]\d+)?\s*(?:\\[,;: ]|~)?\s*(?:(?:°|degrees?|Grad)\s*)?"
_VALUE = re.compile(
    r"\d[.,/:^]\d|(?<!\d)[.,]\d|\d\s*[-+*·×/<>=≤≥^]\s*\$?[\d√(\\]|[√(]\s*\d+\s*[,;]|\d\s*(?!(?:and|und|or|oder|et|ou|y|e|o|as|is|are|da|weil|en|of)\b)[A-Za-zµΩ°%€]{1,4}(?![A-Za-z])|(?<![\w.)])[-−]\d"
)
_LABEL = r"[\s$(]*{key}(?:st|nd|rd|th|er?|ª|º)?\s*(?:[).:]|\s\(|\s[^\W\d_]{{4}}|$)"
_REASON = re.compile(r"(?i)[,;(]?\s*\b(?:as|since|because|denn|weil|da|car|puisque|porque|perché)\s")


def are_in_values(question: Question, text: str) -> bool:
    """Whether the keys in a text are parts of values, and none stands there by itself."""
    keys = [key for key in question.options if len(key) == 1]
    if not keys or len(text) > MAX_CHARACTERS:
        return False
    read = _in_numbers if all(key.isdigit() for key in keys) else _in_units
    return read(question, keys, text)


def _in_units(question: Question, keys: list[str], text: str) -> bool:
    """Whether every key of a text is the unit of a number: `12·24 = 288 A`."""
    text = _REASON.split(text)[0]
    letters = "".join(map(re.escape, keys))
    amounts = re.compile(rf"{_AMOUNT}[{letters}](?![A-Za-z])")
    if amounts.search(text) is None or _is_an_option(question, text):
        return False
    rest = amounts.sub(" ", text)
    return re.search(rf"(?<![A-Za-z])[{letters}](?![A-Za-z])", rest) is None


def _in_numbers(question: Question, keys: list[str], text: str) -> bool:
    """Whether values stand in a text in which digits are keys, and no label begins it."""
    key = f"(?:{'|'.join(map(re.escape, keys))})"
    said = _REASON.split(text)[0]
    if _VALUE.search(said) is None or _is_an_option(question, said):
        return False
    return re.match(_LABEL.format(key=key), said) is None


def _is_an_option(question: Question, text: str) -> bool:
    """Whether a text is that of an option, or of some, parted by words and commas."""
    told = [one for one in question.options.values() if len(one) > 2]
    if any(re.search(rf"(?<![\w.,/]){re.escape(one)}(?![\w]|[.,]\d)", text) for one in told):
        return True
    parts = [_plain(one) for one in re.split(r"\s+(?:and|und|et|y|e)\s+|;\s*|,\s+|\n", text)]
    own = {_plain(one) for one in question.options.values()}
    return _plain(text) in own or all(one in own for one in parts if one)


def _plain(text: str) -> str:
    return re.sub(r"[\s$.{}\\]+", "", text).casefold()
