"""A word or a sign for each option: `A: vector, B: scalar`, `A even, C even`, one a line, `A: 1, B: 0`.

What stands behind a key says that it is chosen by what the prompt asks for, or by a word or sign for yes, and that it
is not by their opposites. A label of which neither is known leaves the whole list open: its keys alone choose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.wording import words
from grader.errors import AnswerError
from grader.marking.choices.labels import Asked, told
from grader.marking.choices.whole.signs import with_keys
from grader.problems.question import Question
from grader.records import dataclass
from grader.wording import unreadable_answers

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_WORDS = 2  # of a label
_PARTED = re.compile(r"\s*(?:[;\n]+|,(?!\d)|\.(?=\s|\Z))\s*(?:(?:and|und|et|y|e|en|but|aber|mais|pero|while)\s+)?")
_STOP = re.compile(r"[;\n]|\.(?=\s|\Z)")
_JOINED = re.compile(r"\s+(?:and|und|et|y|e|en|&)\s+")
_BE = r"is|are|ist|sind|est|sont|es|son|è|é|sono|são|zijn"
_PLAIN = re.compile(rf"(?:[^\W\d_]+[\s-]+){{0,{MAX_WORDS - 1}}}[^\W\d_]+|[^\w\s]{{1,2}}|[+-]?∞|[\d\s.,/*^·×+-]{{1,20}}")
_BEGINS_REASON = re.compile(
    r"(?i)(?:because|since|as|for|so|if|but|or|with|of|from|to|in|at|weil|denn|da|wenn|oder|car|si|ou|porque|perché|o)(?!\w)"
)


@dataclass(frozen=True)
class _Said:
    """The keys of which something is said, what it is, and whether a mark stands between, a verb, or a blank."""

    keys: tuple[str, ...]
    label: str
    sign: str


def told_by_key(question: Question, text: str) -> frozenset[str] | None:
    """Return the options that such a list chooses, None where a text is none.

    Raises AnswerError where it is one and nobody can tell of a label whether it chooses.
    """
    if not question.options or len(text) > MAX_CHARACTERS or len(question.options) < 2:
        return None
    text = with_keys(question, text)
    if question.several and _relates_keys(question, text):
        raise AnswerError(unreadable_answers.KEYS_LABELLED)
    said = _list_in(question, text)
    if said is None and question.several and (heads := _heads_in(question, text)):
        return _told_by_heads(question, heads)
    if said is None or _are_own_words(question, said):
        return None
    asked = Asked(question, tuple(one.label for one in said))
    verdicts = {key: told(asked, one.label) for one in said for key in one.keys}
    chosen = frozenset(key for key, is_so in verdicts.items() if is_so)
    if None not in verdicts.values():
        is_whole = verdicts.keys() == question.options.keys() or len(chosen) == len(verdicts)
        if chosen and is_whole and (question.several or len(chosen) == 1):
            return chosen
    if not question.several or any(one.sign == "verb" or " " in one.label for one in said):
        return None  # read as a sentence
    raise AnswerError(unreadable_answers.KEYS_LABELLED)


def _list_in(question: Question, text: str) -> list[_Said] | None:
    """Return what a text says of each key, None where anything else stands there, or one thing alone is said."""
    piece, alone = _pattern(question)
    said: list[_Said] = []
    waiting: list[str] = []
    if any(alone.fullmatch(one.strip()) for one in _STOP.split(text)):
        return None  # `B. A is wrong.`: a key that is a sentence goes with none behind it
    for part in _parts(text):
        match = piece.fullmatch(part)
        if match is None or not match["key"]:
            bare = alone.fullmatch(part)
            if bare is None:
                return None
            waiting.append(_key(question, bare["key"]))
            continue
        label = match["label"].strip()
        if not _PLAIN.fullmatch(label) or _BEGINS_REASON.match(label) or label in question.options:
            return None
        sign = "verb" if match["verb"] else "mark" if match["mark"] else "blank"
        said.append(_Said((*waiting, _key(question, match["key"])), label, sign))
        waiting = []
    keys = [key for one in said for key in one.keys]
    return said if len(said) > 1 and not waiting and len(set(keys)) == len(keys) else None


def _heads_in(question: Question, text: str) -> list[_Said]:
    """Return what labels before options say of them, `Vectors: A, C; scalars: B`; else nothing."""
    _, alone = _pattern(question)
    parts = [one for one in _HEADS.split(text.strip()) if one.strip()]
    said: list[_Said] = []
    for label, keys in zip(parts[::2], parts[1::2], strict=False) if len(parts) % 2 == 0 else ():
        named = [alone.fullmatch(one) for one in _parts(keys)]
        if label in question.options or not _PLAIN.fullmatch(label) or not named or None in named:
            return []
        said.append(_Said(tuple(_key(question, one["key"]) for one in named if one is not None), label, "head"))
    every = [key for one in said for key in one.keys]
    return said if len(set(every)) == len(every) else []


_HEADS = re.compile(r"(?:\A|[,;.\n])\s*((?:[^\W\d_]+[ -]){0,2}[^\W\d_]+)\s*:")


def _told_by_heads(question: Question, said: list[_Said]) -> frozenset[str] | None:
    """Return the options below the label that is asked for; None where no label is the prompt's: `Answer: A, C`."""
    asked = Asked(question, tuple(one.label for one in said))
    verdicts = [told(asked, one.label) for one in said]
    chosen = frozenset(key for one, is_so in zip(said, verdicts, strict=True) if is_so for key in one.keys)
    if None not in verdicts and chosen:
        return chosen
    if any(one is not None for one in verdicts) or any(asked.names(one.label) for one in said):
        raise AnswerError(unreadable_answers.KEYS_LABELLED)
    return None


def _parts(text: str) -> Iterator[str]:
    for part in _PARTED.split(text.strip().strip("[]{}")):
        yield from (one.strip() for one in _JOINED.split(part) if one.strip())


def _key(question: Question, said: str) -> str:
    if said in question.options:
        return said
    low = words(said)
    return next(key for key, phrase in question.options.items() if words(phrase) == low)


def _pattern(question: Question) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a key with what is said of it, and of a key alone, or an option's words for it."""
    key = "|".join(map(re.escape, sorted(question.options, key=len, reverse=True)))
    plain = (phrase for phrase in question.options.values() if re.fullmatch(r"[^\W\d_][\w '’-]*", phrase))
    phrase = "|".join(map(re.escape, sorted(plain, key=len, reverse=True)))
    named = rf"\(?(?P<key>{key}|(?i:{phrase}))\)?" if phrase else rf"\(?(?P<key>{key})\)?"
    verb = rf"\s+(?P<verb>{_BE})\s+(?:an?\s+|eine?\s+|une?\s+)?"
    behind = rf"(?:\.?\s*(?P<mark>[:=→–—]|->|-(?=\s)|\s-(?!\d))\s*|{verb}|\s+|\s*\()"
    return re.compile(rf"{named}{behind}(?P<label>[^():=]{{1,40}}?)\)?[.!]?"), re.compile(named)


def _are_own_words(question: Question, said: list[_Said]) -> bool:
    """Whether a label is what an option itself says: `A: force, C: velocity` lists options."""
    phrases = {
        words(phrase)
        for one in question.options
        for phrase in (question.options[one], *question.spellings.get(one, ()))
    }
    return any(words(one.label) in phrases for one in said) and not {words(one) for one in question.options} & phrases


def _relates_keys(question: Question, text: str) -> bool:
    """Whether a sign of order stands between two keys, `A > B`, which chooses neither."""
    if not re.search(r"[<>≤≥]", text):
        return False
    key = "|".join(map(re.escape, question.options))
    return re.search(rf"(?<![^\s,;(])(?:{key})\s*[<>≤≥]=?\s*(?:{key})(?![^\s,;).])", text) is not None
