"""Lexemes as sentences: a stop ends one, and so does the end of a line or a paragraph that nothing goes on behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.abbreviations import ABBREVIATIONS, LONGEST, abbreviates
from grader.submissions.extraction.words.phrases import singles

PARAGRAPH = Lexeme("line", "\n\n", "\n\n", 0)  # the end of a block, behind which a sentence may go on
STOP = Lexeme("line", "", "", 0)  # the end of an item, a heading: nothing goes on behind it
_OPERATOR = re.compile(r"[=+*/·×≈−]|\\(?:cdot|times|approx|equiv)(?![A-Za-z])|&\s*=")

Sentence = list[Lexeme]


def sentences(lexemes: Iterable[Lexeme]) -> Iterator[Sentence]:
    """Yield the sentences of a text, without the ends of lines in them; a formula that goes on is one with the next."""
    now: Sentence = []
    ended: Lexeme | None = None  # the end of line that was passed last
    every = list(lexemes)
    labels = _labelled_lines(every)
    for place, (lexeme, following) in enumerate(pairwise(chain(every, (STOP,)))):
        if lexeme.kind in {"line", "row"}:
            ended = lexeme if ended is None or lexeme in (STOP, PARAGRAPH) or lexeme.kind == "row" else ended
            continue
        if now and ended is not None and (not _joins(now, ended, lexeme) or (place in labels and _stands(now))):
            yield _whole(now)
            now = []
        now.append(lexeme)
        ended = None
        if lexeme.kind == "sign" and _stops(now, following):
            yield _whole(now)
            now = []
    if now:
        yield _whole(now)


LABEL_WORDS = 3  # at most, before the colon or the equation of a line that calls its formula something


def _labelled_lines(lexemes: Sequence[Lexeme]) -> frozenset[int]:
    """Return where lines begin that call a formula something: `critical points: x = 3`, `total O(n)`."""
    starts = [place + 1 for place, one in enumerate(lexemes) if one.kind == "line"]
    return frozenset(start for start in starts if _is_label(lexemes[start : start + LABEL_WORDS + 2]))


def _is_label(line: Sequence[Lexeme]) -> bool:
    """Whether a line begins with a few words that call something, a colon or nothing, and a formula."""
    if not line or line[0].kind != "word":
        return False
    count = next((n for n, one in enumerate(line) if one.kind != "word"), len(line))
    is_colon = count < len(line) and line[count].text == ":"
    rest = line[count + is_colon : count + is_colon + 1]
    said = [one.text for one in line[:count]]
    is_called = count <= LABEL_WORDS and singles(*_GOING_ON).isdisjoint(said)
    return is_called and bool(rest) and rest[0].kind == "formula" and (is_colon or len(said) < LABEL_WORDS)


def _stands(now: Sentence) -> bool:
    """Whether a sentence has its formula, and nothing in it denies or restricts what follows."""
    said = {one.text for one in now if one.kind == "word"}
    return any(one.kind == "formula" for one in now) and said.isdisjoint(singles(*_GOING_ON))


# What may belong to a sentence that goes on in the next line.
_GOING_ON = (
    cues.AGAINST,
    cues.CONDITION,
    cues.SUPPOSING,
    cues.RETRACTION,
    cues.BINDING,
    cues.REASON,
    cues.ALTERNATIVE,
    cues.NEGATION,
    cues.CUE,
    cues.CONCLUSION,
    cues.ANSWER,
)


def _stops(now: Sentence, following: Lexeme) -> bool:
    last = now[-1]
    if last.text not in {".", "!", "?", ";"}:
        return False
    if last.text == following.text == ".":
        return False  # of `1, 2, 3 ...`, which goes on
    before = now[-2] if len(now) > 1 else None
    if last.text != "." or before is None:
        return True
    is_short = before.kind == "word" and following.kind == "formula" and abbreviates(before.text)
    return not (is_short or before.text in ABBREVIATIONS or _is_lettered(now, following))


def _is_lettered(now: Sentence, following: Lexeme) -> bool:
    """Whether a dot stands behind a letter or a name of a function before a value, `v. 14`, `Sec. 14`.

    `a. 14` may begin an item.
    """
    before = now[-2]
    is_item = len(now) == ITEM and before.text.casefold() in "abcdefgh"
    is_name = before.kind == "formula" and before.typed and before.text.isalpha() and len(before.text) <= LONGEST
    return (
        following.kind == "formula" and not is_item and (is_name or (len(before.text) == 1 and before.text.isalpha()))
    )


ITEM = 2  # lexemes of what counts an item: its letter and the dot


def _continues(last: Lexeme, following: Lexeme) -> bool:
    """Whether a formula goes on in the next line: that begins with an operator."""
    return last.kind == following.kind == "formula" and _OPERATOR.match(following.text) is not None


def _whole(now: Sentence) -> Sentence:
    """Return a sentence in which a formula that goes on is one lexeme."""
    if not any(one.kind == following.kind == "formula" for one, following in pairwise(now)):
        return now
    groups: list[list[Lexeme]] = []
    for lexeme in now:
        if groups and _continues(groups[-1][-1], lexeme):
            groups[-1].append(lexeme)
        else:
            groups.append([lexeme])
    return [_one(group) for group in groups]


def _one(group: list[Lexeme]) -> Lexeme:
    if len(group) == 1:
        return group[0]
    text, raw = " ".join(one.text for one in group), " ".join(one.raw for one in group)
    return group[0]._replace(text=text, raw=raw)


def _joins(now: Sentence, ended: Lexeme, following: Lexeme) -> bool:
    """Whether a sentence goes on behind the end of a line or a paragraph."""
    last = now[-1]
    if ended is STOP or ended.kind == "row":
        return False
    if _continues(last, following) or (last.kind == "sign" and last.text in {":", ","}):
        return ended is not PARAGRAPH or following.display or last.text == ":" or _continues(last, following)
    if ended is PARAGRAPH:
        if following.display:
            return last.kind == "word"
        return last.display and following.kind == "word" and following.raw[:1].islower()
    if last.kind == "word":
        return following.text not in singles(cues.ANSWER, cues.CONCLUSION) or following.raw[:1].islower()
    if following.kind == "sign":
        return True
    return following.kind == "word" and following.raw[:1].islower() and following.text not in singles(cues.ANSWER)
