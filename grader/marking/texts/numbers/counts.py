"""Numbers as words give them: what is counted behind one, `3 weights`, and the bound that is asked for, `at most k`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.marking.asked.words.multiples import multiple_behind
from grader.problems.question import Question

_COUNTED = re.compile(
    r"\b(?:how many|numbers? of|fewest|most|least|count of(?: the)?|combien d[e']|wie viele|cuánt[oa]s)"
    r" (?P<noun>[^\W\d_]{4,}?)(?:e?s)?\b"
    r"|\bthe (?P<summed>[^\W\d_]{4,}?)(?:e?s)? are counted\b",
    re.IGNORECASE,
)
# Each bound with the words for it: an answer may say again what the question asks for.
_BOUNDS = (
    r"at most|up to|(?:a )?maximum(?: of)?|max\.?|höchstens|maximal|au plus|au maximum|como máximo|a lo sumo",
    r"at least|(?:a )?minimum(?: of)?|min\.?|mindestens|au moins|au minimum|como mínimo|al menos",
)
_BOUND = tuple(re.compile(rf"(?<!\s)\s*+(?:{words})\s++(?=\S)", re.IGNORECASE) for words in _BOUNDS)
_LEAST = (
    r"smallest|fewest|least|minimal|needed|required|necessary|nötig|notwendig|benötigt|erforderlich|nécessaires?"
    r"|necesari[oa]s?|necessari[oea]?"
)
_ASKED = tuple(
    re.compile(rf"(?<!\w)(?:{words}|{more})(?!\w)", re.IGNORECASE)
    for words, more in zip(_BOUNDS, ("largest|most|greatest|maximal", _LEAST), strict=True)
)
_EXACTLY = re.compile(r"(?<!\s)\s*+(?:exactly|just|precisely|genau|exactement|exactamente)\s++(?=\S)", re.IGNORECASE)


def without_noun(question: Question, text: str) -> str:
    """Return a text without what is counted and without a bound that is asked for: `at most 3 kinks` is 3.

    Only where the prompt or title asks how many there are; the word behind the number must be the one that is counted.
    """
    nouns = frozenset(_nouns(question)) if question.kind.is_one_number != "never" and question.unit is None else None
    if not nouns or multiple_behind(text):
        return text
    behind = re.search(r"(?<=[\w)}$])\s+(?P<noun>[^\W\d_]{4,})[\s.!]*\Z", text)
    is_counted = behind is not None and any(_is(noun, behind["noun"].casefold()) for noun in nouns)
    text = text[: behind.start()] if behind is not None and is_counted else text
    for bound, asked in zip(_BOUND, _ASKED, strict=True):
        said = bound.match(text)
        if said is not None and any(asked.search(one) for one in _asking(question.prompt)):
            return text[said.end() :]
    exactly = _EXACTLY.match(text)
    return text if exactly is None else text[exactly.end() :]


def _nouns(question: Question) -> Iterator[str]:
    for text in (question.prompt, question.title):
        for found in _COUNTED.finditer(text):
            yield (found["noun"] or found["summed"]).casefold()


def _asking(prompt: str) -> Iterator[str]:
    """Yield the sentences of a prompt that ask how many there are; what others bound is something else."""
    for one in re.split(r"(?<=[.?!])\s", prompt):
        if one.rstrip().endswith("?") or re.search(r"\bnumber\b|\bhow many\b", one, re.IGNORECASE):
            yield one


def _is(noun: str, said: str) -> bool:
    return said in {noun, f"{noun}s", f"{noun}es"}
