"""The option that a sentence names in another language or with another noun: `ein Sattelpunkt`, `un point selle`.

All that the sentence says beside neutral words must be words of one option, and what it lacks of them only a noun that
says nothing, such as point or method. A word that denies is one of them in every language: `no es continuo` names no
option `continuous`, but `not continuous`, and of two contraries the other one.
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
    options = _options(question)
    listed = frozenset(word for several in options.values() for words in several for word in words) | NOUNS | {_NOT}
    low = _without_denial_asked(question, one.low)
    typed = [word for word in _typed(low) if len(word) > 1]
    said = _content(plain_word(word) for word in typed if _is_said(question, word, listed))
    if not said or not listed.issuperset(said):
        return ""
    if _NOT in said:
        return _denied(question, low, options, said)
    named = {key for key, several in options.items() if any(set(words) == set(said) for words in several)}
    if len(named) > 1:  # `bias grows, variance falls` beside `bias falls, variance grows`
        named = {key for key in named if said in options[key]}
    return named.pop() if len(named) == 1 else ""


def _without_denial_asked(question: Question, low: str) -> str:
    """Return a sentence without the denial at its end that the question ends with: `Was gilt nicht?`"""
    ending = _DENIED_LAST.search(low)
    asked = question.prompt.casefold().rstrip(" ?.!")
    is_asked = ending is not None and asked.endswith(f" {ending['verb']} {ending['denial']}")
    return low[: ending.start("denial")] if ending is not None and is_asked else low


def _options(question: Question) -> dict[str, list[list[str]]]:
    options: dict[str, list[list[str]]] = {}
    for phrase, key in phrases_of(question):
        options.setdefault(key, []).append(_content(map(plain_word, _typed(phrase))))
    return options


def _typed(text: str) -> list[str]:
    """Return the words of a text in small letters, those that deny by one word: `n'est pas`, `doesn't`."""
    return WORD.findall(_DENIED.sub(f" {_NOT} ", _ELIDED.sub("", _AROUND_VERB.sub(rf"\1 {_NOT} ", text))))


def _denied(question: Question, low: str, options: dict[str, list[list[str]]], said: list[str]) -> str:
    """Return the key of the option that denies the same, or else the other one of two contraries; empty where none."""
    if said.count(_NOT) != 1 or _PAUSE.search(low.rstrip(" .!")):
        return ""
    named = {key for key, several in options.items() if any(sorted(words) == sorted(said) for words in several)}
    is_pair = len(options) == 2 and not question.several and not denials_in(question.prompt.casefold())
    every = frozenset(word for several in options.values() for words in several for word in words)
    if len(said) != _WITH_DENIAL or (not named and not (is_pair and every == _PAIR)):
        return ""
    denied = {key for key, several in options.items() if [word for word in said if word != _NOT] in several}
    named = named or options.keys() - denied
    return named.pop() if len(named) == 1 else ""


_NOT = "not"
_WITH_DENIAL = 2  # words: what is denied, and that it is
_PAIR = frozenset({"converges", "diverges"})  # what is denied of one is said of the other
_AROUND_VERB = re.compile(r"(?<!\w)(?:ne\s+|n['’])(\w+)\s+(?:pas|jamais)(?!\w)")
_WORDS_DENYING = "|".join(sorted(phrases.singles(cues.DENYING) - {"ne"}))
_DENIED = re.compile(rf"(?<!\w)(?:{_WORDS_DENYING}|cannot|isnt|doesnt|\w+n['’]t|ne(?!\s+(?:con)?segue))(?!\w)[-‐‑]?")
_DENIED_LAST = re.compile(r"(?<!\w)(?P<verb>\w+)\s+(?P<denial>nicht|niet|pas)[\s.!]*\Z")
_PAUSE = re.compile(r"[,;:.!?()–—]|\s-\s")


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


def _is_said(question: Question, word: str, listed: frozenset[str]) -> bool:
    """Whether a word says something of the options, or nobody knows what it says."""
    return word == _NOT or plain_word(word) in listed or not _is_neutral(question, word)
