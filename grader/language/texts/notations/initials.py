"""Abbreviations and what they stand for: `first in, first out` for FIFO, `WWII` for World War II, `3NF`.

Whether the words are the right ones for the letters only a person knows; here the letters are those of the words, in
their order: the first one of each word, and of a long compound those within it, `deoxyribonucleic acid` for DNA.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from grader.language.texts.folded import typed_out

MIN_LETTERS, MAX_LETTERS = 2, 8  # of an abbreviation
MAX_WORDS = 12  # that an abbreviation stands for
MIN_COMPOUND = 12  # letters of a word within which letters of an abbreviation may stand
_SHORT = re.compile(r"(?=\d{0,2}[A-Za-z]{2})(?:(?=[^a-z]{2}|[A-Z][a-z][A-Z])[A-Za-z\d]{2,12}|[a-z]{3,4})")
_DOTS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]|\s|\Z)")
_NUMBER = re.compile(r"\A(\d{0,2})([A-Z]{2,}?)(\d{1,2}|I{2,3}|IV|VI{0,3}|IX)?\Z")
_NUMERAL = re.compile(r"[IVX]{2,5}|\d+")
_ROMAN = {"II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_SMALL_WORDS = (
    "a an and at by for from in of on or out the to with der die das des dem den für im mit und von zu zur au aux avec"
    " d de du en et l la le les ou par pour sur un une con da del della di e el i il lo los para per por y het van"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def are_one(text: str, accepted: str) -> bool:
    """Whether one of two texts is an abbreviation of the other, by its letters."""
    return is_short_for(accepted, text) or is_short_for(text, accepted)


def is_short_for(short: str, spelled: str) -> bool:
    """Whether the letters of an abbreviation are those that some words begin with."""
    letters = _DOTS.sub("", short).replace(" ", "").strip()
    words = [one for one in re.split(r"[\s,;/‐‑–—-]+", spelled.strip(" .!")) if one]
    if _SHORT.fullmatch(letters) is None or not MIN_LETTERS <= len(letters) <= MAX_LETTERS or len(words) > MAX_WORDS:
        return False
    if not all(re.fullmatch(r"[^\W\d_]+['’]?[^\W\d_]*|\d{1,2}(?:st|nd|rd|th|\.)?", one) for one in words):
        return False
    if len(words) == 1 and len(words[0]) < MIN_COMPOUND:
        return False
    low, telling = _numbered(letters), [one for one in words if one.casefold() not in _SMALL]
    return any(_begin(low, tuple(each)) for each in (words, telling))


def undotted(text: str) -> str:
    """Return an abbreviation of three letters and more without the points behind them, `F.I.F.O.`; empty for others."""
    plain = "".join(text.split())
    return plain.replace(".", "").upper() if _DOTTED.fullmatch(plain) else ""


_DOTTED = re.compile(r"(?:[A-Z]\.){2,7}[A-Z]\.?|(?:[a-z]\.){2,7}[a-z]\.?")


def _numbered(letters: str) -> str:
    """Return the letters of an abbreviation, small, with its number in digits: `WWII` is ww2."""
    found = _NUMBER.fullmatch(letters)
    if found is None or not found[3]:
        return letters.casefold()
    return f"{found[1]}{found[2]}{_ROMAN.get(found[3], found[3])}".casefold()


def _begin(letters: str, words: tuple[str, ...]) -> bool:
    """Whether letters are the first ones of words, all in order, and further ones of long words."""
    places = {(0, 0)} if words else set()  # how many letters are told by so many words
    for word in words:
        places = {
            (at + size, number + 1)
            for at, number in places
            for size in range(1, len(letters) - at + 1)
            if _is_of(letters[at : at + size], word)
        }
    return (len(letters), len(words)) in places and len(letters) > 1


def _is_of(letters: str, word: str) -> bool:
    """Whether letters are those of a word, or the number that it is: `third`, `2nd`, `II`."""
    if letters.isdigit() or _NUMERAL.fullmatch(word):
        return letters == typed_out(word).strip(" .")
    word = "".join(one for one in normalize("NFD", word.casefold()) if not combining(one))
    if not word.startswith(letters[:1]) or (len(letters) > 1 and len(word) < MIN_COMPOUND):
        return False
    at = 0
    for letter in letters:
        at = word.find(letter, at) + 1
        if not at:
            return False
    return True
