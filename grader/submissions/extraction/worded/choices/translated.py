"""The option that a sentence names in another language or with another noun: `ein Sattelpunkt`, `un point selle`.

All that the sentence says beside neutral words must be words of one option, and what it lacks of them only a noun that
says nothing, such as point or method.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import WORD, Sentence
from grader.submissions.extraction.worded.choices.options import TURNED
from grader.submissions.extraction.worded.meanings.asked_property import denials_in
from grader.submissions.extraction.worded.meanings.named_options import (
    phrases_of,
    says_word_of_options,
    without_options,
)
from grader.submissions.extraction.worded.meanings.property_words import NOUNS, plain_word
from grader.submissions.extraction.worded.meanings.senses import AUXILIARY
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import asked_of

MAX_TRANSLATED = 200  # characters of a sentence that names an option in other words
_FORMULA = re.compile(r"[\\$=<>]|(?<![\w'’])[b-df-hj-np-z](?![\w'’])", re.IGNORECASE)  # a letter, too
_ELIDED = re.compile(r"(?<!\w)(?:c|l|d|n|qu)['’](?=\w)")
# Words that stand around an option in other languages, and state nothing of it.
_AROUND_SAID = (
    "un una uno une ein eine eines einen een è é het de di da do della dello del des du le la il lo el ist est es is it"
    " this the verfahren méthode método metodo methode reihe série serie reeks funktion fonction función funzione"
    " função functie"
)
_AROUND = frozenset(_AROUND_SAID.split())


def translated(question: Question, one: Sentence) -> str:
    """Return the key of the one option all of whose words a sentence says, in any language; empty where none."""
    if len(one.text) > MAX_TRANSLATED or "?" in one.text or any(char.isdigit() for char in one.text):
        return ""
    if _FORMULA.search(one.text) or without_options(question, one.text, one.low)[1]:
        return ""
    options: dict[str, list[list[str]]] = {}
    for phrase, key in phrases_of(question):
        options.setdefault(key, []).append(_content(map(plain_word, WORD.findall(phrase))))
    listed = {word for several in options.values() for words in several for word in words} | NOUNS
    typed = [word for word in WORD.findall(_ELIDED.sub("", one.low)) if len(word) > 1]
    said = _content(plain_word(word) for word in typed if plain_word(word) in listed or not _is_neutral(question, word))
    if not said or not listed.issuperset(said):
        return ""
    named = {key for key, several in options.items() if any(set(words) == set(said) for words in several)}
    if len(named) > 1:  # `bias grows, variance falls` beside `bias falls, variance grows`
        named = {key for key in named if said in options[key]}
    return named.pop() if len(named) == 1 else ""


def translated_once(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option that one of several sentences names in other words, where the others say nothing of options.

    What stands before it may be working; behind it nothing may deny or take back.
    """
    keys = [translated(question, one) for one in said]
    if len([key for key in keys if key]) != 1:
        return None
    place, key = next((place, key) for place, key in enumerate(keys) if key)
    doubts = phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.SUPPOSING)
    for number, one in enumerate(said):
        if number == place:
            continue
        whole = f"{one.text} {one.reason}".lower()
        if "?" in whole or doubts.search(whole) or (number > place and denials_in(whole)) or TURNED.match(whole):
            return None
        if without_options(question, whole, whole)[1] or says_word_of_options(question, whole):
            return None
    note = "; ".join(one.text for one in said if one is not said[place])
    return Found("answer", key, said[place].source, note=said[place].reason or note)


def _content(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _quiet() and word not in NOUNS]


def _quiet() -> frozenset[str]:
    return _AROUND | AUXILIARY


def _is_neutral(question: Question, word: str) -> bool:
    known = phrases.quiet() | phrases.singles(cues.CHOOSING) | _quiet()
    return word in known or asked_of(question).says(word)
