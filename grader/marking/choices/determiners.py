"""Words of a reason that are spelled as yes or no and answer nothing: `no` before a noun, `right` beside left."""

from __future__ import annotations

import re

from grader.problems.question import Question

_SAME_LETTERS = 5  # at the beginning of two words for one thing: `differ`, `difference`
_SMALL_WORDS = "the and for with that this what which when does have has are was from into its all any one"
_SMALL = frozenset(_SMALL_WORDS.split())
_RIGHT_HAND = re.compile(  # the one beside the left one, and an angle: this says nothing of what is right
    r"\bright(?=[\s-]+(?:(?:one|hand)[\s-]+)?(?:sided|hand|side|derivative|limit|half|end|endpoint|angle|triangle|inverse|limes)s?\b)"
    r"|(?:\b(?:to|from|on)\s+the|\bleft\s+and(?:\s+from)?(?:\s+the)?)\s+right(?=\s*(?:$|[,.;:!)])|\s+(?:of|and|or|is|are|side|at|do|does|differ\w*)\b)"
)
_NO_OF_NOUN = re.compile(
    r"(?:(?<=\bis)|(?<=\bare)|(?<=\bbe)|(?<=\bhas)|(?<=\bhave)|(?<=\bwith)|(?<=\bcontains)|(?<=\bgives)|(?<=\bleaves)|(?<=\bneeds))"
    r"\s+no(?=\s+(?P<behind>[^\W\d_]{3,}(?:\s+[^\W\d_]+){0,3}))"
    r"|(?<=\w)(?<!\band)(?<!\bor)(?<!\bbut)(?<!\bwait)(?<!\bso)(?<!\bthen)\s+no(?=\s+(?P<longer>longer(?:\s+[^\W\d_]+){1,4}))"
)
# Nouns with which `no` denies what was said: `there is no reason to think so`.
_DENYING_WORDS = (
    "idea clue reason guarantee need proof evidence way chance sense answer answers question problem such one"
    " other doubt different difference better worse good use same point case matter means yes solution"
    " derivative limit inverse maximum minimum"
)
_DENYING = frozenset(_DENYING_WORDS.split())


def without_right_hand(low: str) -> str:
    """Return a text without the word for a side that also says that something is right."""
    return _RIGHT_HAND.sub(" ", low)


def without_determiners(question: Question, behind: str) -> str:
    """Return what stands behind `yes` without each `no` that goes with a noun of a reason: `there are no kinks`.

    A `no` before a word of the question stays, for it may take back what was said.
    """
    asked = set(re.findall(r"[^\W\d_]{3,}", f"{question.lead} {question.prompt}".casefold())) - _SMALL

    def told(match: re.Match[str]) -> str:
        said = (match["behind"] or match["longer"]).split()
        is_open = said[0] in _DENYING or any(_is_one_of(word, asked) for word in said)
        return match[0] if is_open else " "

    return _NO_OF_NOUN.sub(told, behind)


def _is_one_of(word: str, asked: set[str]) -> bool:
    """Whether a word is one of some, or begins as one does: `kinks` where there is `kink`."""
    begins = word[:_SAME_LETTERS]
    return any(word.startswith(one[:_SAME_LETTERS]) or one.startswith(begins) for one in asked) and word not in _SMALL
