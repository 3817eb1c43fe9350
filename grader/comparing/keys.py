r"""Golds and answers that are signs rather than numbers: keys of options, words, codes, Roman numerals.

`C` is read as a number of that name, and may be the key of an option whose text nobody knows; `felt` and `left` are one
product, and two words.
"""

from __future__ import annotations

import re

_KEY = re.compile(r"(?:\([A-Za-z]\)|[A-Z])[.):]?")
_SEGMENT = re.compile(r"(?:\\overline\{?|\|)?[A-Z][A-Z](?:\}|\|)?")  # whose length nobody knows
_KEYED = re.compile(r"(?:\(([A-Za-z])\)|([A-Za-z])[.):])\s{0,9}([^\s.,;:].*)")
_BETWEEN = re.compile(r"[,;\s&]+|\band\b")
_BRACKETS = re.compile(r"\\?[{}()\[\]]")
_NO_KEY = re.compile(r"[\d^+*/=<>|-]")  # a sign that stands in formulas
_RUN = re.compile(r"[A-Za-z]{3,}")
_FIGURES = re.compile(r"(?=.{0,40}[A-F])[0-9A-F]{1,40}")  # a number to the base 16
_BITS = re.compile(r"[01]{2,}")
_SIZE = re.compile(r"\d+ ?(?:\\times|×) ?\d+")  # of a matrix, or a product of two numbers
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
MAX_KEYS = 60  # characters of a text that chooses options


def need_not_be_equal(gold: str, answer: str) -> bool:
    """Return whether two undressed texts that are equal as formulas may be different words, codes or sizes."""
    words = [re.split(r"[,;\s]+", text) for text in (gold, answer)]
    if all(_RUN.fullmatch(word) for side in words for word in side) and words[0] != words[1]:
        return True
    if all(map(_FIGURES.fullmatch, (gold, answer))) and any(map(str.isdigit, gold + answer)):
        return True
    if all(map(_BITS.fullmatch, (gold, answer))):
        return True
    return all(map(_SIZE.fullmatch, (gold, answer)))


def need_not_differ(gold: str, answer: str) -> bool:
    """Return whether two undressed texts that differ as formulas may be one choice, or a choice and its text."""
    sides = gold, answer
    if gold.casefold().replace(" ", "") == answer.casefold().replace(" ", "") and not any(map(_has_both_cases, sides)):
        return True
    chosen = [_chosen(text) or frozenset(_keyed(text)[0]) for text in sides]
    if all(chosen):
        return chosen[0] == chosen[1]
    if any(len(one) > 1 and _is_run(other, one) for one, other in zip(chosen, sides[::-1], strict=True)):
        return True
    return any(_is_key(one) and _is_value(other, one) for one, other in (sides, sides[::-1]))


def without_key(text: str) -> str:
    """Return an undressed text without the key of an option before it: `C. 5` is said for `C` and for `5`."""
    return _keyed(text)[1]


def roman(text: str) -> str:
    """Return a Roman numeral as a number; other texts as they are."""
    if len(text) > MAX_KEYS or _NO_KEY.search(text) is not None:
        return text
    bare = _BRACKETS.sub("", text).rstrip(".")
    letters = bare.upper() if len(bare) > 1 and bare.islower() else bare
    if not letters or _ROMAN.fullmatch(letters) is None:
        return text
    worth = [_WORTH[letter] for letter in letters]
    return str(sum(-one if one < after else one for one, after in zip(worth, (*worth[1:], 0), strict=True)))


def hexadecimal(text: str) -> str:
    """Return figures and letters to the base 16 as a number; other texts as they are."""
    return str(int(text, 16)) if len(text) > 1 and _FIGURES.fullmatch(text) is not None else text


def _has_both_cases(text: str) -> bool:
    letters = re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", text)
    return any(letter.swapcase() in letters for letter in letters)


def _chosen(text: str) -> frozenset[str]:
    """Return the keys of the options that a text may choose, `AB` or `A, B`; none for other texts."""
    if len(text) > MAX_KEYS or _NO_KEY.search(text) is not None:
        return frozenset()
    bare = _BRACKETS.sub("", text).strip(" .:")
    parts = [part for part in _BETWEEN.split(bare) if part]
    if len(parts) == 1 and (bare.isupper() or len(bare) == 1):
        parts = list(bare)
    are_keys = all(len(part) == 1 and part.isascii() and part.isalpha() for part in parts)
    return frozenset(map(str.casefold, parts)) if are_keys else frozenset()


def _keyed(text: str) -> tuple[str, str]:
    """Return the key and the text of an option that is written with both; no key for other texts."""
    found = _KEYED.fullmatch(text)
    return ((found[1] or found[2]).casefold(), found[3]) if found is not None else ("", text)


def _is_run(text: str, keys: frozenset[str]) -> bool:
    """Whether small letters side by side, `abc`, are some keys."""
    return text.isalpha() and len(text) <= MAX_KEYS and frozenset(text) == keys


def _is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None or _SEGMENT.fullmatch(text) is not None


def _is_value(text: str, key: str) -> bool:
    """Whether a text may be that of an option: no letters alone, and not a formula in the letter of the key."""
    letter = next(filter(str.isalpha, key.replace("overline", "")))
    return not _chosen(text) and not _is_key(text) and re.search(rf"(?<![A-Za-z\\]){letter}(?![a-z])", text) is None
