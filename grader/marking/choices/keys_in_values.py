"""Keys of options that are read out of values: the A of `2.0 A`, the 1 and 3 of `4/6 = 2/3 and 9/12 = 3/4`.

A unit is no key, nor is a digit of a number. Where an answer names no option but so, and is the text of none, nobody
can tell which is chosen.
"""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 300  # of an answer that is looked into
_AMOUNT = r"(?<![\w.,])[-−+]?\d+(?:[.,/]\d+)?\s*(?:\\[,;: ]|~)?\s*(?:(?:°|degrees?|Grad)\s*)?"
_VALUE = re.compile(
    r"\d[.,/:^]\d|(?<!\d)[.,]\d|\d\s*[-+*·×/<>=≤≥^]\s*\$?[\d√(\\]|[√(]\s*\d+\s*[,;]|\d\s*(?!(?:and|und|or|oder|et|ou|y|e|o|as|is|are|da|weil|en|of)\b)[A-Za-zµΩ°%€]{1,4}(?![A-Za-z])|(?<![\w.)])[-−]\d"
)
_LABEL = r"[\s$(]*{key}(?:st|nd|rd|th|er?|ª|º)?\s*(?:[).:]|\s\(|\s[^\W\d_]{{4}}|$)"
_CROSSES, _TICKS = "✗✘❌✖❎", "✓✔✅☑"
_LABELLED = re.compile(
    rf"[:={_CROSSES}{_TICKS}]|(?i:\b(?:not|no|wrong|false|nicht|nein|falsch|except|without|pas|non)\b)"
)
_DENIED = r"(?i:not\b(?!\s+[A-Za-z\d]\b)|no\b|non|dis[a-z]|false\b|falsch\b|nicht\b|nein\b|0(?![\d.,])|-(?=[\s,;)]|\Z))"
_REASON = re.compile(r"(?i)[,;(]?\s*\b(?:as|since|because|denn|weil|da|car|puisque|porque|perché)\s")


def why_keys_in_values(question: Question, texts: list[str], chosen: str) -> str:
    """Return why the keys in an answer are none; empty where one stands there by itself, or where no value does.

    `chosen` are the keys that were read, as they are shown.
    """
    keys = [key for key in question.options if len(key) == 1]
    if not keys:
        return ""
    of_digits = all(key.isdigit() for key in keys)
    read = _in_numbers if of_digits else _in_units
    short = [text for text in texts if len(text) <= MAX_CHARACTERS]
    shown = next(
        (text for text in short if read(question, keys, text) or _is_crossed(question, keys, text, chosen)), ""
    )
    return unreadable_answers.KEYS_IN_VALUES.format(shown=shown.strip()) if shown else ""


def _is_crossed(question: Question, keys: list[str], text: str, chosen: str) -> bool:
    """Whether a key that was read is crossed out or denied, `B: 4y ✗`, `C (C5): no`, or told of in brackets."""
    read = set(re.findall(r"\w+", chosen))
    text = _REASON.split(text)[0]
    bracketed = {*re.findall(rf"\(\s*({'|'.join(map(re.escape, keys))})\s*\)", text)}
    if question.several and bracketed - read and _LABELLED.search(text) is None:
        return True  # the first one of `I choose (A), (C)` was not read
    for key, option in sorted(question.options.items(), key=lambda one: -len(one[1])):
        if len(option) > 1:
            text = re.sub(rf"(?<![\w.,]){re.escape(option)}(?!\w)", f" {key} ", text, flags=re.IGNORECASE)
    either = "|".join(map(re.escape, keys))
    text = re.sub(rf"\(\s*({either})\s*\)", r" \1 ", text.replace("\ufe0f", ""))
    key = rf"(?<![A-Za-z\d])({either})(?![A-Za-z\d])"
    told = re.findall(rf"{key}(?:[^,;\n{_CROSSES}{_TICKS}()≠]|\([^()]*\))*[{_CROSSES}≠]", text)
    told += re.findall(rf"{key}\s*(?:\([^()]*\)\s*[:=]\s*|\(|\s\1\s*[:=]\s*){_DENIED}", text)
    told += re.findall(rf"{key}\s*[:=]\s*0(?![\d.,])", text) if all(one.isdigit() for one in keys) else []
    if re.match(rf"\s*[{_CROSSES}{_TICKS}]", text):  # marks stand before the keys
        told = re.findall(rf"[{_CROSSES}]\s*{key}", text)
    ticked = re.findall(rf"{key}\s*[:)][^,;\n{_CROSSES}{_TICKS}()≠]*[{_TICKS}]", text)
    told += [one for one in read if ticked and one not in ticked]
    for inside in re.findall(r"[^\s(]\s*\(([^()]{4,})\)", text):
        told += re.findall(rf"{key}\s*[:=]", inside)
    return not read.isdisjoint(told)


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
    if _VALUE.search(said) is None or _is_an_option(question, said) or is_list_of_keys(question, said):
        return False
    return question.several or re.match(_LABEL.format(key=key), said) is None


def is_list_of_keys(question: Question, text: str) -> bool:
    """Whether a text is nothing but keys, parted by signs or words: `1,3,5`, `A and C`."""
    key = f"(?:{'|'.join(sorted(map(re.escape, question.options), key=len, reverse=True))})"
    parted = r"\s*(?:[,;+/&.]|\b(?:and|und|et|y|e|en)\b)\s*"
    return re.fullmatch(rf"[\s$({{\[]*{key}(?:{parted}{key})*[\s$.)}}\]]*", text) is not None


def _is_an_option(question: Question, text: str) -> bool:
    """Whether a text is that of an option, or of some, parted by words and commas."""
    told = [one for one in question.options.values() if len(one) > 2]
    if any(re.search(rf"(?<![\w.,/]){re.escape(one)}(?![\w]|[.,]\d)", text) for one in told) and not question.several:
        return True
    parts = [_plain(one) for one in re.split(r"\s+(?:and|und|et|y|e)\s+|;\s*|,\s+|\n", text)]
    own = {_plain(one) for one in question.options.values()}
    return _plain(text) in own or all(one in own for one in parts if one)


def _plain(text: str) -> str:
    return re.sub(r"[\s$.{}\\]+", "", text).casefold()
