"""The other one of two things that a prompt has computed, where it says which of them to give: `Give the variance.`"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.beside.counted import is_read
from grader.marking.asked.beside.forms import BESIDE
from grader.marking.asked.given.asked_part import KEPT, asks, parts_of, told
from grader.marking.asked.wanted import LABELS, Wanted, words_of
from grader.marking.asked.words.glossary import synonyms
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.asked.words.quantities import are_others, quantities_called, same_quantity, usual_letters
from grader.problems.question import Question
from grader.records import dataclass

_GIVES = re.compile(
    r"\W*(?:then\s+|dann\s+)?(?:give|state|write|report|gib|geben|nenne|nennen|schreib\w*|notier\w*|donne[rz]?|écrire|écrivez|indiquer|indiquez"
    r"|escrib[ea]|indi[cq]\w+|dé|da|scrivi|scrivere|dai|dare|escrev\w+|geef|noteer|schrijf)(?!\w)",
    re.IGNORECASE,
)
_ENDS = LABELS["of"] | BESIDE["behind"]
_NONE = LABELS["function"] | LABELS["asking"] | LABELS["answer"] | _ENDS | BESIDE["giving"]


@dataclass(frozen=True)
class Computed:
    """The nouns of what is to be given of two things, and those of the other one."""

    given: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()


@lru_cache(maxsize=KEPT)
def computed(lead: str, prompt: str) -> Computed:
    """Return which of two things that a prompt has computed it wants; nothing where it does not say that at its end."""
    asking = [told(one) for one in parts_of(prompt) if asks(one) or _GIVES.match(one)]
    last = _nouns(words_of(asking[-1])) if len(asking) > 1 and _GIVES.match(asking[-1]) else frozenset()
    for sentence in asking[:-1] if last else ():
        words = words_of(sentence)
        place = next((n for n, word in enumerate(words) if word in BESIDE["join"]), 0)
        ends = next((n for n, word in enumerate(words) if n > place and word in _ENDS and n > place + 1), len(words))
        sides = [_nouns(words[:place]), _nouns(words[place + 1 : ends])] if place else []
        for one, other in zip(sides, reversed(sides), strict=True):
            if one & last and (others := other - last) and not others & _alike(one & last):
                return Computed(last, others)
    return Computed()


def _nouns(words: list[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) > 2 and word not in _NONE)


def _alike(words: frozenset[str]) -> frozenset[str]:
    """Return the words for the same things in all languages."""
    return words.union(*map(synonyms, words), *map(same_quantity, words))


_COPULA = r"\s*(?:[:=]|is|are|ist|sind|beträgt|est|vaut|es|vale|è|é)?\s*"
_LABELLED = re.compile(
    rf"(?<![\w\\])(?<![/=*+·] )(?<![/=*+·])(?P<label>[^\W\d_]+)(?:\([\d,; ]+\))?{_COPULA}"
    r"[\s$]*(?P<value>[-−]?\d+(?:[.,]\d+)?(?:/\d+)?)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\\?[^\W\d_]")


def other_computed(question: Question, text: str, read: str) -> str:
    """Return what a text calls its value where that is the other thing; `read` is the value that counts."""
    named = [(one["label"], one["value"]) for one in _LABELLED.finditer(text)]
    if not named:
        return ""
    two = computed(question.lead, question.prompt)
    if not two.other:
        return _other_quantity(question, [label for label, value in named if is_read(value, read)])
    others = [label for label, value in named if is_read(value, read) and _is_called(label, two.other, two.given)]
    own = [value for label, value in named if is_read(value, read) and _is_called(label, two.given, two.other)]
    return others[0] if others and not own else ""


def _is_called(label: str, nouns: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a label is one of some nouns, or a letter of theirs, and none of others."""
    if _LETTER.fullmatch(label):
        return label in usual_letters(nouns) - usual_letters(others)
    word = next(iter(words_of(label.casefold())), "")
    own, other = (Wanted(_alike(one), frozenset(), "") for one in (nouns, others))
    return own.is_asked(word) and not other.is_asked(word)


def _other_quantity(question: Question, labels: list[str]) -> str:
    """Return a label that is a noun of another quantity of the same field than the one that is asked for."""
    words = [label.casefold() for label in labels if len(label) > 2]
    if len(words) != 1 or words[0] in _NONE | LABELS["number"] | LABELS["count"]:
        return ""
    noun = phrase_asked(question.lead, question.prompt)
    asked, said = quantities_called(noun) if noun else frozenset(), quantities_called(frozenset(words))
    return words[0] if asked and said and are_others(said, asked) and words[0] not in noun else ""
