"""Heads within an answer that are the student's text: `### 42`, `### Answer: $x = 2$`, `### Correction: 43`, `### C`.

A head with a value and no word that nobody knows beside it is a paragraph at its place, and so is one with a value that
takes something back. Of a head with nothing below it every word must be known to change nothing, else it is one, too. A
title in words with something below it stays a head, and so do numbers that count: `Step 2`, `3. Derivation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.naming import field_in_heading, is_answer
from grader.submissions.extraction.paragraphs.said import WORD
from grader.submissions.extraction.worded.beside.heads_said import is_aside, is_unknown, refuses
from grader.submissions.extraction.worded.choices.options import reads
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import label, singles, words
from grader.submissions.forms.blocks import Block, Code, Heading, Prose
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.region import Region

MAX_HEAD = 200  # characters of a head that is looked into; a longer one is text
MAX_COUNT = 20  # steps that heads count


def with_spoken_heads(region: Region) -> Region:
    """Return a region in which the heads that are the student's text are paragraphs."""
    blocks = region.blocks
    if not any(type(block) is Heading for block in blocks):
        return region
    if region.question.kind.written == "code" and any(isinstance(block, Code) for block in blocks):
        return region
    spoken = {
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading)
        and not any(head.source == block.source and block.title in head.title for head in region.heads)
        and _is_spoken(region.question, block.title, is_empty=_is_empty(blocks, place))
    }
    if not spoken or _are_counted(blocks, spoken):
        return region
    return replace(region, blocks=tuple(_as_paragraphs(blocks, spoken)))


def _as_paragraphs(blocks: Sequence[Block], spoken: set[int]) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        is_text = isinstance(block, Heading) and place in spoken
        yield Prose(block.title, block.source) if is_text and isinstance(block, Heading) else block


def _is_empty(blocks: Sequence[Block], place: int) -> bool:
    """Whether nothing stands below a head, up to the next one that is no deeper."""
    head = blocks[place]
    for block in blocks[place + 1 :]:
        if isinstance(block, Heading):
            if isinstance(head, Heading) and block.level <= head.level:
                return True
        elif is_content(block):
            return False
    return True


def _are_counted(blocks: Sequence[Block], spoken: set[int]) -> bool:
    """Whether the heads are numbers by themselves that count from one, each with something below it."""
    titles = [block.title.strip(_AROUND) for place, block in enumerate(blocks) if place in spoken]  # type: ignore[union-attr]
    counts = [str(number) for number in range(1, len(titles) + 1)]
    return len(titles) > 1 and titles == counts and not any(_is_empty(blocks, place) for place in spoken)


def _is_spoken(question: Question, title: str, *, is_empty: bool) -> bool:
    text = _MARK.sub("", title.strip(_AROUND)) if not is_empty else title.strip(_AROUND)
    if not text:
        return False
    if len(text) > MAX_HEAD:
        return True
    if question.kind.reads == "choice" and reads(question, _behind_label(text)):
        return True
    counts = _COUNTS.fullmatch(text)
    is_count = counts is not None and int(counts["number"]) <= MAX_COUNT and not _concludes(counts["word"])
    has_value = _VALUE.search(text) is not None and not is_count
    if is_empty:
        return _is_own(question, text, has_value=has_value)
    if not has_value or field_in_heading(question, title) is not None or is_answer(title) or _NAME.fullmatch(text):
        return False
    return _takes_back(question, text) or all(map(_is_said, _words_of(text)))


def _is_own(question: Question, text: str, *, has_value: bool) -> bool:
    """Whether a head with nothing below it says more than what heads are called, and is not what is asked."""
    tight = _tight(text)
    asked = map(_tight, (question.title, question.lead, question.prompt))
    if is_aside(question, text) or (len(_words_of(text)) > 1 and any(tight in one for one in asked)):
        return False
    return has_value or is_unknown(question, text)


def _takes_back(question: Question, text: str) -> bool:
    low = text.casefold()
    return words(cues.RETRACTION, cues.TURNING).search(low) is not None or refuses(question, text)


def _behind_label(text: str) -> str:
    match = label().match(text.casefold())
    return text[match.end() :] if match is not None and len(text.casefold()) == len(text) else text


def _words_of(text: str) -> list[str]:
    return [word for word in WORD.findall(_FORMULA.sub(" ", text).casefold()) if len(word) > 1]


def _is_said(word: str) -> bool:
    """Whether a word leads to a value, or stands between such a word and the value."""
    return word in _said()


def _concludes(word: str) -> bool:
    return word.casefold() in singles(cues.CONCLUSION, cues.CUE)


@cache
def _said() -> frozenset[str]:
    return singles(cues.CONCLUSION, cues.ANSWER, cues.CUE, cues.PRONOUN, cues.EXACTNESS) | _BETWEEN


def _tight(text: str) -> str:
    return re.sub(r"[\s$*_`]", "", text).casefold()


_AROUND = " \t*_"
_MARK = re.compile(r"\A[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)\]:]+(?:\s+(?=\S)|\Z)")  # `3. Derivation`
_COUNTS = re.compile(r"(?P<word>[^\W\d_]{2,})\.?\s*[#№]?(?P<number>\d{1,2})[.:)]?")  # `Step 2`
_VALUE = re.compile(r"[\d$=<>≤≥∞π√]|\\[A-Za-z(\[]")
_NAME = re.compile(r"\$?(?!\\pi\b|e\b)\\?[A-Za-z]\w*(?:_\{\w+\}|\^\{?\w\}?|['′*])*(?:\([^()]*\))?\$?")  # `f(3)`, `W_1`
_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)|`[^`]*`|\\[A-Za-z]+|[^\W_]*\d[^\W_]*")
_BETWEEN = frozenset(
    [
        "the",
        "my",
        "our",
        "final",
        "thus",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "es",
        "wir",
        "ich",
        "la",
        "le",
        "les",
        "el",
        "los",
        "il",
        "lo",
        "on",
        "nous",
        "yo",
        "noi",
        "wij",
        "ik",
        "het",
        "de",
        "o",
    ]
)
