"""The options of a text as signs, one for each: `A. Earth no`, `Earth (A): no` and `A no` are the same list.

A key stands by itself or beside its own option's words; beside those of another option it keeps two signs, and no list
has both. What is only a part of a number, a formula or a word names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from grader.claims.wording import KEPT
from grader.marking.choices.typed_out import in_characters, typed_out, undressed_words
from grader.problems.question import Question

FIRST = 0xE100  # code points of private use, which no answer holds
MAX_OPTIONS = 40
_BY_WORDS = 64  # from the sign of a key to that of its option's words by themselves
_KEY_SIGN = rf"[{chr(FIRST)}-{chr(FIRST + MAX_OPTIONS)}]"
_WORDS_SIGN = rf"[{chr(FIRST + _BY_WORDS)}-{chr(FIRST + _BY_WORDS + MAX_OPTIONS)}]"
SIGN = rf"(?:{_KEY_SIGN}|{_WORDS_SIGN})"
_ARTICLE = (
    r"(?:(?i:the|an?|der|die|das|den|eine?n?|les?|la|l['’]|une?|el|los|las|il|lo|gli|i|os?|as|uma?|het|de|een)\s+)?"
)
_MARKS = r"[)\]]?\s{0,2}(?:[.:,=–—-]\s*)?"  # between a key and its words
_BEFORE_WORD = r"(?<![\w'’^])"
_BEHIND_WORD = r"(?![\w]|['’]\w|-[^\W\d_]|[.,]\d)"
_BEFORE_FORMULA = r"(?<![\w/^*+√|.,–−-])(?<![=<>≤≥*/^+]\s)"
_BEHIND_FORMULA = r"(?!\w|[.,]\d|['’′!]|\s?[+*/^=<>≤≥≠·×²³°%]|\s?[-−]\s?(?:\d|[^\W\d_](?!\w))|\)\s?[!^*/²³'’′])"
_MINUS = "–−-"
_DRESS = re.compile(r"\*\*|__|[`$\"“”„«»]|(?<!\S)\*(?=\w)|(?<=\w)\*(?!\S)")
_BULLET = re.compile(r"(?m)^[^\S\n]*[*•·▪]\s+(?=\S)")
_NUMBERED = re.compile(r"(?m)^[^\S\n]*\d{1,2}[.)]\s+(?=\S)")  # a line of a list of letters
_RUN = re.compile(r"(?:(?<=:\s)|\A)[A-Z]{2,}(?=[\s.]*\Z)")  # by itself: within a sentence it may be a product
_PREFIX = re.compile(r"(?i)(?<!\w)(?:non|nicht)-(?=\w)")  # it denies as a word does
_DIGITS = re.compile(r"(?<=\d),(?=\d)")


def in_signs(question: Question, text: str) -> str | None:
    """Return a text with one sign for each name of an option in it; None where there are too many options."""
    if not 1 < len(question.options) <= MAX_OPTIONS:
        return None
    said = _DRESS.sub(" ", _BULLET.sub("", in_characters(typed_out(undressed_words(text)))))
    if not any(key.isdigit() for key in question.options):
        said = _NUMBERED.sub("", said)
    said = _RUN.sub(lambda run: " ".join(run[0]) if _are_keys(question, run[0]) else run[0], said)
    if not any(re.search(r"\d,\d", one) for one in question.options.values()):
        said = _DIGITS.sub(", ", said)
    for pattern, sign in _names(tuple(question.options.items()), _spelled(question)):
        said = pattern.sub(sign, said)
    return _PREFIX.sub("not ", said)


def _are_keys(question: Question, run: str) -> bool:
    """Whether letters run together are keys in their order, `ACD`, and nothing that an option is called."""
    in_order = list(run) == sorted(set(run)) and set(run) <= question.options.keys()
    return question.several and in_order and not any(run in phrase for phrase in question.options.values())


def is_crossed(signed: str) -> bool:
    """Whether a key stands right beside the words of another option: `B. Earth` where A is Earth."""
    return _CROSSED.search(signed) is not None


_CROSSED = re.compile(rf"{_KEY_SIGN}(?:\s?[.:=–—-])?\s*[(\[]?{_WORDS_SIGN}|{_WORDS_SIGN}\s*[–—-]?\s*[(\[]?{_KEY_SIGN}")


def is_range(signed: str) -> bool:
    """Whether a dash between two options that are no neighbours may say from where to where: `A-D`."""
    return any(abs(ord(first) - ord(last)) % _BY_WORDS != 1 for first, last in _RANGE.findall(signed))


_RANGE = re.compile(rf"(?<![–—-])(?<![–—-]\s)({SIGN})\s?[–—-]\s?({SIGN})(?!\s?[–—-])")


def keys_of(question: Question, signs: str) -> frozenset[str]:
    """Return the keys of the signs in a text."""
    keys = list(question.options)
    return frozenset(keys[(ord(one) - FIRST) % _BY_WORDS] for one in re.findall(SIGN, signs))


def with_keys(question: Question, text: str) -> str:
    """Return a text with keys alone in the place of those that their own option's words stand beside."""
    if not 1 < len(question.options) <= MAX_OPTIONS:
        return text
    for pattern, key in _doubled(tuple(question.options.items()), _spelled(question)):
        text = pattern.sub(_put(key), text)
    return text


def _put(key: str) -> Callable[[re.Match[str]], str]:
    return lambda _: key


Spelled = tuple[tuple[str, ...], ...]


def _spelled(question: Question) -> Spelled:
    """Return the words of each option in all spellings, in the order of the keys."""
    return tuple((phrase, *question.spellings.get(key, ())) for key, phrase in question.options.items())


@lru_cache(maxsize=KEPT)
def _doubled(options: tuple[tuple[str, str], ...], spelled: Spelled) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of each key beside its own words, before or behind them."""
    return tuple(
        (re.compile(_beside(re.escape(key), phrase, spelled)), key)
        for (key, _), phrases in zip(options, spelled, strict=True)
        for phrase in phrases
        if _says_something(phrase)
    )


def _beside(letter: str, phrase: str, spelled: Spelled) -> str:
    said, (before, behind) = _phrase(phrase), _edges(phrase, spelled)
    ahead = rf"(?<![^\W_])[(\[]?{letter}(?!\w){_MARKS}[(\[]?\s?{_ARTICLE}{said}{behind}(?:\.?[)\]])?"
    return rf"{ahead}|{before}{said}\s*[,–—-]?\s*[(\[]{letter}[)\]]"


@lru_cache(maxsize=KEPT)
def _names(options: tuple[tuple[str, str], ...], spelled: Spelled) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of what each option is named by, with its sign: key and words, words, keys."""
    signs = {key: chr(FIRST + place) for place, (key, _) in enumerate(options)}
    found = [(pattern, signs[key]) for pattern, key in _doubled(options, spelled)]
    words = {key: chr(ord(sign) + _BY_WORDS) for key, sign in signs.items()}
    phrases = [(one, words[key]) for (key, _), row in zip(options, spelled, strict=True) for one in row]
    for phrase, sign in sorted(phrases, key=lambda one: -len(one[0])):
        if _says_something(phrase):
            before, behind = _edges(phrase, spelled)
            found.append((re.compile(rf"{before}{_phrase(phrase)}{behind}"), sign))
    found += [(re.compile(_key(key)), signs[key]) for key in sorted(signs, key=len, reverse=True)]
    return tuple(found)


def _says_something(phrase: str) -> bool:
    """Whether a phrase is no single letter, which may be a key or a name."""
    plain = typed_out(phrase).strip(" $.")
    return len(re.sub(r"[\s$.]", "", plain)) > 1 or (bool(plain) and not plain.isascii()) or plain.isdigit()


def _phrase(phrase: str) -> str:
    """Return a pattern of an option's words, however they are spaced."""
    parts = re.findall(r"[^\W_]+|[^\w\s$.]|[._]", in_characters(typed_out(phrase)).strip(" .$"))
    said = r"[\s-]*".join(f"[{_MINUS}]" if one in _MINUS else re.escape(one) for one in parts)
    return said if _ORDER.search(phrase) else f"(?i:{said})"


_ORDER = re.compile(r"(?<!\w)[oO]\s*\(")  # whose case counts


def _edges(phrase: str, spelled: Spelled) -> tuple[str, str]:
    """Return what may not stand before and behind an option's words: more of a word, or of a formula.

    Where an option begins with a minus, a dash before another one may be one.
    """
    every = [typed_out(one).strip(" $") for row in spelled for one in row]
    has_minus = any(one[:1] in _MINUS for one in every if one)
    is_formula = has_minus or re.search(r"[\d=<>+*/^∑∫√]|\\", phrase) is not None
    before = _BEFORE_FORMULA + (rf"(?<![{_MINUS}]\s)" if has_minus else "")
    return (before, _BEHIND_FORMULA) if is_formula else (_BEFORE_WORD, _BEHIND_WORD)


def _key(key: str) -> str:
    """Return the pattern of a key by itself, with the marks of a list around it."""
    letter = re.escape(key)
    either = f"(?i:{letter})" if len(key) == 1 else letter
    if key.isdigit():
        behind = rf"(?!\w|[.,]\d|\s?[\^*=<>≤≥°%−]\s?\d|[-:/]\d|\s(?:{_OF})\s)"
        alone = rf"(?<![\w^*=<>≤≥√.−-])(?<!\d[.,:/])(?<![*=<>≤≥−]\s){letter}(?:st|nd|rd|th)?{behind}"
    elif key.casefold() in ARTICLES:
        alone = rf"(?<![\w'’^\\]){either}(?!['’\w^])(?!{_IS_WORD})"
        alone += r"|(?<=[^\W\d_]\s)A(?!['’\w^])" if key == "A" else ""  # within a sentence no article
    else:
        alone = rf"(?<![\w'’^\\]){either}(?!['’\w^])"
    return rf"[(\[]{either}[)\]][.:]?|(?:{alone})\)?"


_OF = "of|von|aus|de|di|van|out|to|bis|from|zu|à|a"  # `1 of 3`, `1 to 3`
ARTICLES = frozenset("aeioyu")  # and letters that are words: what may stand behind such a key is known
_BEHIND_ARTICLE = (
    "and|und|et|as|sowie|is|are|ist|sind|est|sont|es|son|has|have|hat|haben|does|do|can|yes|no|ja|nein|oui|non|true|false|wahr|falsch"
    "|richtig|vrai|faux|right|wrong|correct|not|nicht|or|oder|but|aber|because|since|weil|denn|only|too|auch"
)
_IS_WORD = rf"\s+(?!(?:{_BEHIND_ARTICLE})(?!\w))[^\W\d_]{{2}}"


def may_be_key(question: Question, text: str) -> bool:
    """Whether a letter is left in a text in signs that may be a key and is a word as well: `A vector; C vector`."""
    keys = {key.casefold() for key in question.options if len(key) == 1} & ARTICLES
    return any(
        _is_left(question, one)
        for one in re.finditer(r"(?<![\w'’])[^\W\d_](?!['’\w])", text)
        if one[0].casefold() in keys
    )


def _is_left(question: Question, letter: re.Match[str]) -> bool:
    """Whether a letter stands where no article does, or as the key is written."""
    if letter[0] in question.options:
        return _CHOOSES.match(letter.string, letter.start()) is None
    return _ARTICLE_BEFORE.search(letter.string, 0, letter.start()) is None


_CHOOSES = re.compile(
    r"I\s+(?:choose|chose|picked?|think|say|select(?:ed)?|ticked|marked|believe|would|go|take|took)(?!\w)"
)
_ARTICLE_BEFORE = re.compile(r"[^\W\d_]{2}\s+\Z")
