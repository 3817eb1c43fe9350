"""Accepted texts in other words: with those of the prompt beside them, in another order, with words that are cut off.

A person looks at `the != operator` where an operator is asked for, at `Selektionsoperator` for a selection, `augmenting
the data` for data augmentation and `0 neg.` for 0 negative.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from grader.language import texts
from grader.language.texts.counted import CARDINALS

MIN_WORD = 4  # letters of a word that says something
MAX_WORDS = 6  # of a phrase whose words may stand in another order
MIN_SHORT, MAX_SHORT = 3, 4  # letters of a word that is cut off without a point behind it
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "to",
        "by",
        "on",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "von",
        "für",
        "zu",
        "le",
        "la",
        "les",
        "du",
        "de",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "di",
        "da",
        "het",
        "van",
    ]
)
_NUMBERS = frozenset(one for words in CARDINALS.values() for word in words.split() for one in word.split("|"))
_NUMERAL = re.compile(r"\d{1,3}|[ivx]{1,4}")
_JOINT = re.compile(r"(?:e?[ns])?-?")


def is_beside_asked(prompt: str, phrase: str, text: str) -> bool:
    """Whether a text is a phrase with words of the prompt beside it, or joined to it, and nothing else."""
    asked = frozenset(one for one in _WORD.findall(prompt.casefold()) if len(one) >= MIN_WORD)
    said = text.strip(" .$").split()
    left = [one for one in said if (word := one.strip(".,:;()").casefold()) not in asked and word not in _SMALL]
    is_less = 0 < len(left) < len(said)
    if is_less and not texts.opposites.negations(text.casefold()) and _is_same(phrase, " ".join(left)):
        return True
    return len(said) == 1 and _is_joined(phrase.casefold(), said[0].casefold(), asked)


def _is_same(phrase: str, text: str) -> bool:
    return "".join(phrase.split()).casefold() == "".join(text.split()).casefold()


def _is_joined(phrase: str, word: str, asked: Collection[str]) -> bool:
    """Whether a word is a phrase joined to a word of the prompt, or a number behind the first letter of one, `QII`."""
    if _NUMERAL.fullmatch(phrase) is not None:
        return word[1:] == phrase and any(one[0] == word[0] for one in asked)
    joint = _JOINT.match(word, len(phrase)) if len(phrase) >= MIN_WORD and word.startswith(phrase) else None
    return joint is not None and any(word[end:] in asked for end in range(len(phrase), joint.end() + 1))


def is_reordered(phrase: str, text: str) -> bool:
    """Whether the words that say something in a text are those of a phrase, in any order and form, or cut off."""
    meant, said = _telling(phrase), _telling(text)
    if len(meant) < 2 or len(meant) != len(said) or len(meant) > MAX_WORDS or len({*meant}) < len(meant):
        return False
    if any(texts.opposites.negations(one.casefold()) for one in (phrase, text)):
        return False
    left = list(said)
    for word in meant:
        found = next((one for one in left if _may_be(one, word)), None)
        if found is None:
            return False
        left.remove(found)
    return all(len(one.strip(".")) >= MIN_WORD for one in meant) or _are_in_place(said, meant)


def _telling(text: str) -> list[str]:
    """Return the words of a text but articles and prepositions; none where other signs stand in it."""
    words = _HYPHEN.sub(" ", text.casefold()).split()
    if not all(_TELLING.fullmatch(one) for one in words):
        return []
    return [one for one in words if one not in _SMALL]


_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_TELLING = re.compile(r"[^\W_]+\.?")


def _are_in_place(said: Sequence[str], meant: Sequence[str]) -> bool:
    return all(map(_may_be, said, meant))


def _may_be(word: str, meant: str) -> bool:
    """Whether a word may be another one: in another form, or cut off, `neg.` for negative."""
    bare = word.removesuffix(".")
    if texts.akin.is_akin(bare, meant):
        return True
    if len(bare) < MIN_SHORT or bare in _NUMBERS or len(meant) <= len(bare):
        return False
    is_cut = word != bare or len(bare) <= MAX_SHORT
    return (is_cut and meant.startswith(bare)) or _are_of_one_stem(bare, meant)


def _are_of_one_stem(word: str, meant: str) -> bool:
    """Whether two words go on differently from one long stem: `processor` and `processing`."""
    stem = next((at for at, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), len(word))
    return stem >= MIN_STEM and len(word) - stem <= MAX_ENDING and len(meant) - stem <= MAX_ENDING


MIN_STEM, MAX_ENDING = 6, 5  # letters that two words begin with, and that they may end with
