"""Options that are named twice, by key and by words, each as its key: `A (merge sort)`, `merge sort (A)`.

Both say the same, so that a sentence with the key alone says what it said. A key beside the words of another option
stays as it stands: nobody knows which one is meant. `A merge` without a sign may begin with an article.
"""

from __future__ import annotations

import re

from grader.claims.wording import alike
from grader.claims.wording import words as folded
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import Sentence
from grader.submissions.extraction.worded.meanings.named_options import phrases_of
from grader.submissions.kept import kept

_ARTICLE = r"(?:(?:an?|the|eine?|der|die|das|une?|le|la|les|l['’]|una?|el|il|lo|os?|as?|de|het|een)\s*)?"


def without_doubles(question: Question, one: Sentence) -> Sentence:
    """Return a sentence in which each option that is named by key and words stands by its key alone."""
    patterns = _patterns(question)
    text = one.text
    for key, pattern in patterns:
        text = pattern.sub(key, text)
    if text == one.text:
        return one
    return replace(one, text=text, low=text.casefold() if len(text.casefold()) == len(text) else text.lower())


def is_mislabelled(question: Question, text: str) -> bool:
    """Whether a key stands beside the words of another option, one of them in brackets: `A (heap sort)`, `tanh (A)`."""
    for match in _BESIDE.finditer(text):
        said = (match["key"] or match["other"], (match["words"] or match["more"]).casefold().strip())
        meant = {key for phrase, key in phrases_of(question) if phrase == folded(said[1])}
        if said[0] in question.options and meant and said[0] not in meant:
            return True
    label = _LABELLED.fullmatch(text.strip(" $*_."))
    if label is None or label["key"] not in question.options:
        return False
    meant = {key for key, phrase in question.options.items() if phrase and alike(label["said"], typed_out(phrase))}
    return bool(meant) and label["key"] not in meant  # `B: 1`, where 1 is A


_LABELLED = re.compile(r"[(\[]?(?P<key>\w{1,3})[)\].:=]+\s*(?P<said>\S[^\n]{0,60})")
_BESIDE = re.compile(
    r"(?<!\w)[(\[]?(?P<key>\w{1,3})[)\]]?\s*[(\[](?P<words>[^()\[\]]{2,60})[)\]]"
    r"|(?<!\w)(?P<more>(?:[^\W_]+[ -]){0,3}[^\W_]+)\s*[(\[](?P<other>\w{1,3})[)\]]"
)


def _patterns_of(question: Question) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each option the pattern of its key and its words beside each other."""
    found = []
    for key in question.options:
        spelled = "|".join(re.escape(phrase) for phrase, one in phrases_of(question) if one == key and phrase)
        if not spelled or len(key) > MAX_KEY:
            continue
        letter, words = re.escape(key), rf"(?i:{_ARTICLE}(?:{spelled}))(?!\w)"
        signed = rf"(?:[(\[]{letter}[)\]]|(?<!\w){letter}[).:])\s*[:–—-]?\s*{words}"
        in_brackets = rf"(?:[(\[]{letter}[)\]]|(?<![\w(\[]){letter})\s*[(\[]\s*{words}\s*[)\]]"
        behind = rf"(?<!\w){words}\s*[(\[]{letter}[)\]]"
        found.append((key, re.compile(rf"{in_brackets}|{signed}|{behind}")))
    return tuple(found)


_patterns = kept(_patterns_of)
MAX_KEY = 3  # characters of a key that stands beside words
