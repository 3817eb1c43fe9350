"""Words that may be one in another form: inflected, derived, a compound of it, spelled as elsewhere, mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grader.language.texts import near, opposites
from grader.language.texts.folded import foldings, typed_out, without_brackets, without_carets

MIN_STEM = 3  # letters of a word that another one is formed of
MIN_INFLECTED = 4  # letters of a stem from which endings are taken
MIN_COMPOUND = 4  # letters of a word that begins a compound
MIN_DECLINED = 4  # letters of a stem with an ending of a Greek or Latin word
MIN_MISTYPED = 6  # letters of a word in which any letter may be a wrong one
_INFLECTION = re.compile(r"(?:ings?|ed|e[nmrs]|[aeio]s?|(?<!s)s)\Z")
_DERIVED = re.compile(
    r"(?:(?<!s)s|e[nmrs]?|(?:is)?che?[nmrs]?|sche?[nmrs]?|[ie]?ans?|ics?|ical(?:ly)?|al|ous|ly|y|ity|i?ed|d|ings?|s?ions?|at(?:ion|ed|e)s?"
    r"|[ea]n(?:ce|t)s?|ments?)\Z"
)
# Endings of Greek and Latin words, those of one row in each other's place: `mitochondria`, `mitochondrium`, `nuclei`.
_DECLENSIONS = tuple(
    frozenset(row.split())
    for row in (
        "ion ium ia ien ie ies io iën iums ions ioni",
        "on um a en ums ons ona",
        "us i uses en es",
        "is es en e i isen",
        "ix ex ices izes iz ixes exes",
        "a ae as en e",
        "y ies",
    )
)
_HEADS = re.compile(
    r"(?:e?n?s)?(?:satz|effekte?|gesetze?|regeln?|prinzip|theorem|test|verteilung|formel|kurve|zahl|konstante|gleichung"
    r"|methode|verfahren|diagramm|modell|algorithmus|ungleichung|experiment|kriterium|kriterien|reaktion|bindung)(?:e?[ns])?\Z"
)
_SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("rh", "r"),
    ("ck", "k"),
    ("ch", "k"),
    ("c", "k"),
    ("z", "k"),
    ("y", "i"),
    ("x", "ks"),
)
_TWICE = re.compile(r"(\w)\1")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.:]\d+)*|[^\w\s]")
_MARKS = frozenset(",;:.")


def tokens(text: str) -> tuple[str, ...]:
    """Return the words, numbers and signs of a folded text; what parts words is none."""
    low = without_brackets(without_carets(typed_out(text).casefold()))
    spread = [one for one in _TOKEN.findall(_joined(low)) if one not in _MARKS]
    return tuple(foldings(one)[0] or one if one.isalpha() else one for one in spread)


def _joined(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_])['-](?=[^\W\d_])|(?<=[^\W\d_]{3})['!]+|(?<=[^\W_])_(?=\w)", "", text)


def are_akin(words: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether each word may be the one that stands at its place; numbers and signs must be the same."""
    return len(words) == len(meant) and all(map(is_akin, words, meant))


@lru_cache(maxsize=4096)
def is_akin(word: str, meant: str) -> bool:
    """Whether a word may be another one in another form. No known opposite, and no word that is known to be another."""
    if word == meant or not (word.isalpha() and meant.isalpha()):
        return word == meant
    if opposites.are_opposites(word, meant) or near.are_confused(word, meant):
        return False
    if near.are_confused(_sounded(word), _sounded(meant)):
        return False
    stem, root = _stem(word), _stem(meant)
    if stem == root or _is_formed(word, meant) or _is_formed(meant, word) or _are_declined(word, meant):
        return True
    begins = len(meant) >= MIN_COMPOUND and word.startswith(meant)
    if begins and _HEADS.match(word, len(meant)) is not None:
        return True
    if min(len(word), len(meant)) < MIN_MISTYPED:
        return False
    return near.edits(_sounded(word), _sounded(meant), 1) <= 1


def _stem(word: str) -> str:
    stem = _INFLECTION.sub("", word)
    return stem if len(stem) >= MIN_INFLECTED else word


def _is_formed(word: str, meant: str) -> bool:
    """Whether a word is another one, or its stem, with an ending that makes an adjective, a noun or a form of it."""
    for base in {meant, meant.removesuffix("e"), _stem(meant)}:
        if len(base) >= MIN_STEM and word.startswith(base) and _DERIVED.match(word, len(base)) is not None:
            return True
    return False


def _are_declined(word: str, meant: str) -> bool:
    """Whether two words have one stem, a wrong letter in a long one, with endings of one Greek or Latin declension."""
    for row in _DECLENSIONS:
        ends = [
            next((one for one in sorted(row, key=len, reverse=True) if each.endswith(one)), "")
            for each in (word, meant)
        ]
        if not all(ends):
            continue
        stem, root = (_sounded(each.removesuffix(end)) for each, end in zip((word, meant), ends, strict=True))
        if min(len(stem), len(root)) >= MIN_DECLINED and near.edits(stem, root, 1) <= (len(root) > MIN_MISTYPED):
            return True
    return False


def _sounded(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", word)
