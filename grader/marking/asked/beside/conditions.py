"""What only the condition of the sentence that asks has: `Al gets 8`, of how many Bob gets when Al and Bob share 20.

A value said of that is none of what is asked for, though the words stand in the same sentence. What an answer says
itself behind `if`, or beside its value behind `for` and `with`, is no such thing; nor is what a prompt that denies has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.units.reading import known_unit
from grader.marking.asked.beside.counted import is_read, number_asked
from grader.marking.asked.beside.forms import BESIDE, is_among, words_in
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.wanted import LABELS
from grader.problems.question import Question

_HOW_MANY = re.compile(r"(?i)(?<!\w)(?:how\s+many|wie\s?viele?|combien|cu[aá]nt[oa]s?|quant[ieoa]s?|hoeveel)(?!\w)")
# These words are others in other languages: `si` in Italian, `se` in Spanish, `als` in German.
_OWN_WORDS = {"cuá": "si", "cua": "si", "com": "si", "qua": "se", "hoe": "als"}
_NUMBER = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?:/\d+)?")
_SAYS_NOTHING = LABELS["function"] | LABELS["idle"] | LABELS["answer"] | LABELS["between"] | BESIDE["neutral"]
_CLAUSE = re.compile(rf"[,;()]|(?<!\w)(?:{'|'.join(sorted(BESIDE['so'] | BESIDE['join']))})(?!\w)|[⇒→∴]", re.IGNORECASE)
_WITH = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(BESIDE['with']))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def main_and_condition(lead: str, prompt: str) -> tuple[str, str]:
    """Return what asks in the sentences that ask how many, and their conditions; the second is empty where none is."""
    asking, _ = asking_and_rest(lead, prompt)
    main, conditions = [], []
    for sentence in asking.split("\n"):
        asks = _HOW_MANY.search(sentence)
        begins = conjunction(asks[0]).search(sentence) if asks is not None else None
        if asks is None or begins is None:
            main.append(sentence)
            continue
        ends = sentence.rfind(",", begins.end(), asks.start()) if begins.start() < asks.start() else len(sentence)
        ends = ends if ends >= 0 else begins.start()
        main.append(f"{sentence[: begins.start()]} {sentence[ends:]}")
        conditions.append(sentence[begins.start() : ends])
    return "\n".join(main), "\n".join(conditions)


@lru_cache(maxsize=16)
def conjunction(asks: str) -> re.Pattern[str]:
    """Return the words that begin a condition in the language of the words that ask how many."""
    words = BESIDE["condition"] | {_OWN_WORDS.get(asks.casefold()[:3], "if")}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)", re.IGNORECASE)


def other_in_condition(question: Question, text: str, read: str) -> str:
    """Return the word of a text that makes its value one of what only the condition has, `18 are boys`."""
    main, condition = main_and_condition(question.lead, question.prompt)
    words = words_in(_ELIDED.sub(" ", main))
    if not condition or not number_asked(question.lead, question.prompt).words or not words.isdisjoint(_DENIED):
        return ""
    found = _around(question, main, text, read)
    if found is None:
        return ""
    before, behind = found
    named = words_in(condition) - words
    said = [one for one in (*before, *behind) if _is_said(one)]
    if said and _is_only_there(said[-1], named, words):
        return said[-1]
    subject = [one for one in before if _is_said(one)]
    if len(subject) == _SUBJECT_AND_VERB and words.isdisjoint(BESIDE["pronoun"]) and subject[1].casefold() in words:
        return subject[0] if _is_only_there(subject[0], named, words) else ""
    is_verb = len(before) > 1 and not before[-2].isdigit() and _is_said(before[-1])
    return before[-1] if is_verb and _is_only_there(before[-1], named, words) else ""


_SUBJECT_AND_VERB = 2  # words of what stands before a value, `the radius grows by`
_DENIED = BESIDE["denied"]
_ELIDED = re.compile(r"(?<=[dlDL])['’]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")


def _around(question: Question, main: str, text: str, read: str) -> tuple[list[str], list[str]] | None:
    """Return the words before and behind the value in the clause that has it; None where no single one does."""
    asks = _HOW_MANY.search(main)
    begins = conjunction(asks[0]).search(text) if asks is not None else None
    if begins is not None:
        comma = text.find(",", begins.end())
        text = f"{text[: begins.start()]} {text[comma:] if comma >= 0 else ''}"
    given = frozenset(_NUMBER.findall(f"{question.lead} {question.prompt}"))
    for clause in _CLAUSE.split(text.rpartition("=")[2]):
        numbers = list(_NUMBER.finditer(clause))
        own = [one for one in numbers if is_read(one[0], read)] or [one for one in numbers if one[0] not in given]
        if len(own) == 1:
            tail = _WITH.split(clause[own[0].end() :], maxsplit=1)[0]
            return _TOKEN.findall(clause[: own[0].start()]), _TOKEN.findall(tail)
    return None


def _is_said(word: str) -> bool:
    is_long = len(word) > 2 and word.casefold() not in _SAYS_NOTHING and not word.isdigit()
    return is_long and known_unit(word) is None


def _is_only_there(word: str, named: frozenset[str], asked: frozenset[str]) -> bool:
    return is_among(word.casefold(), named) and not is_among(word.casefold(), asked)
