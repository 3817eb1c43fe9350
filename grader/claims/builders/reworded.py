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
_ALONE = re.compile(r"[A-Z]\d{0,2}|\d{1,3}")  # what tells a thing of a kind from the others
_JOINT = re.compile(r"(?:e?[ns])?-?")


def is_beside_asked(prompt: str, phrase: str, text: str) -> bool:
    """Whether a text is a phrase with words of the prompt beside it, or joined to it, and nothing else."""
    asked = frozenset(one for one in _WORD.findall(prompt.casefold()) if len(one) >= MIN_WORD)
    said = text.strip(" .$").split()
    left = [one for one in said if (word := one.strip(".,:;()").casefold()) not in asked and word not in _SMALL]
    is_less = 0 < len(left) < len(said)
    if is_less and not texts.opposites.negations(text.casefold()) and _is_same(phrase, " ".join(left)):
        return True
    rest = [one for one in phrase.split() if one.casefold() not in asked]
    if _ALONE.fullmatch(text.strip(" .$")) and rest == [text.strip(" .$")] and len(rest) < len(phrase.split()):
        return True  # `D` for vitamin D, where a vitamin is asked for
    return len(said) == 1 and _is_joined(phrase.casefold(), said[0].casefold(), asked)


def is_without_noun(prompt: str, phrase: str, text: str) -> bool:
    """Whether a text is a phrase without the nouns of the prompt: `A` for vitamin A, `the 2nd` for second law."""
    text = _SAID.sub("", _NUMBERED.sub(" ", text.strip()))
    if len(text) > MAX_SHORT_TEXT or texts.opposites.negations(text.casefold()):
        return False
    asked = frozenset(one for one in _WORD.findall(prompt.casefold()) if len(one) > 1)
    meant, said = _PART.findall(phrase), _PART.findall(_ARTICLE.sub(" ", text))
    if not 1 < len(meant) <= MAX_WORDS or not said:
        return False
    nouns = [
        one.casefold()
        for one in meant
        if _is_noun(one) and any(texts.akin.is_akin(each, one.casefold()) for each in asked)
    ]
    left = [one for one in meant if one.casefold() not in {*nouns, *_SMALL, "s"} or (len(one) == 1 and one != "s")]
    said = [_without_initials(one, nouns) for one in said]
    rest = [one for one in said if not _is_left_out(one, nouns, prompt)]
    return bool(nouns) and bool(left) and len(rest) == len(left) and all(map(_is_same_part, rest, left))


MAX_SHORT_TEXT = 60  # characters of a text that may leave out a noun
_PART = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?i)(?<![^\W_])an?(?=\s+[^\W\d_]{2})")
_NUMBERED = re.compile(r"(?i)(?<![^\W_])(?:no\.?|nr\.?|number|nummer|numéro|número|numero|#)\s*(?=\d|[IVX]+(?!\w))")
_SAID = re.compile(
    r"(?i)\A(?:(?:it|this|that|es|das)(?:['’]s|\s+(?:is|ist))|c['’]est|(?:the\s+)?answer(?:\s+is|:))\s+(?:in\s+)?|\Ain\s+(?=the\s)"
)
_INITIALS = re.compile(r"(?P<letters>[A-Za-z]{1,3}?)(?P<number>\d{1,2}|[IVX]{1,5})")
_STANDS_FOR_NOUN = frozenset({"one", "type", "kind", "typ", "tipo"})
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {f"{ten}{one}": str(10 * at + n) for at, ten in enumerate(("", "x", "xx")) for n, one in enumerate(_ONES)}


def _without_initials(word: str, nouns: Sequence[str]) -> str:
    """Return the number behind the initial of a noun, or those of all, `Q2`, `WWII`; any other word as it is."""
    found = _INITIALS.fullmatch(word)
    initials = [one[0] for one in nouns]
    return found["number"] if found and found["letters"].casefold() in {*initials, "".join(initials)} else word


def _is_noun(word: str) -> bool:
    """Whether a word is no number, ordinal, letter or small word."""
    return len(word) > 1 and word.casefold() not in _SMALL and not _numeral(word).isdigit()


def _is_left_out(word: str, nouns: Collection[str], prompt: str) -> bool:
    """Whether a word says nothing beside a noun: it, cut off or not, what stands for it, or a name that asks."""
    low = word.casefold()
    if low in _STANDS_FOR_NOUN or (low in _SMALL and len(low) > 1) or low == "s":
        return True
    is_cut = len(low) >= MIN_SHORT and any(one.startswith(low) or texts.akin.is_akin(low, one) for one in nouns)
    return is_cut or (
        word.istitle()
        and len(word) > MIN_SHORT
        and re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", prompt) is not None
    )


def _numeral(word: str) -> str:
    return texts.folded.typed_out(word).casefold()


def _is_same_part(one: str, other: str) -> bool:
    said, meant = _numeral(one), _numeral(other)
    return said == meant or (meant.isdigit() and _ROMAN.get(said) == meant)


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
