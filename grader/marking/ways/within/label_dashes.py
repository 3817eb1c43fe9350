"""A dash behind a label, `Answer - 5`: it parts the label from 5, or it is the sign of −5. Both are decided."""

from __future__ import annotations

import re

from grader.language.tokens.sentences import BEGINS, LABELS, WORDS
from grader.marking.answer import Candidates, FieldAnswer
from grader.problems.question import Field, Question
from grader.records import replace

MAX_CHARACTERS = 80  # of a value behind a label
_DASHED = re.compile(
    r"(?P<label>[^\W\d_]+(?:\s+[^\W\d_]+){0,5})(?:\s+-{1,3}\s+|\s+[–−]\s+|\s*—\s*|\s*:[-–]\s+)(?P<value>\S[^\n:]*)"
)
_SIGNS = "-−–"
_WORD = re.compile(r"(?<![\\^\W\d_])[^\W\d_]{5,}")  # what no name of a function is: the value is more than a formula
_NO_MINUS = re.compile(
    r"[=<>≤≥∈]|\\(?:leq?|geq?|lt|gt|in|sim)(?![A-Za-z])|[\s$]*(?:\\?\{|\\\[)"
)  # before no other sign


def with_both(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer behind a label and a dash with what it may be; any other answer itself."""
    if answer.error is not None or answer.candidates is not None or len(answer.text) > 2 * MAX_CHARACTERS:
        return answer
    match = _DASHED.fullmatch(answer.text.strip())
    if match is None or not _is_label(question.fields[name], match["label"].casefold().split()):
        return answer
    return _of(question, answer, match["value"], answer.text)


def with_both_in(question: Question, answer: FieldAnswer, text: str) -> FieldAnswer:
    """Return an answer that was found in a text, with what it may be where only a label and a dash stand before it."""
    if answer.error is not None or answer.candidates is not None or len(text) > 2 * MAX_CHARACTERS:
        return answer
    match = _DASHED.fullmatch(text.strip())
    if match is None or _bare(match["value"]).lstrip(_SIGNS) != _bare(answer.text).lstrip(_SIGNS):
        return answer
    return _of(question, answer, match["value"], text)


def _is_label(field: Field, words: list[str]) -> bool:
    """Whether words only name what follows, and no name of the problem is among them."""
    is_known = words[0] in BEGINS and words[-1] in LABELS and WORDS.issuperset(words)
    return is_known and not any(name.casefold() in words for name in (*field.names.symbols, *field.names.functions))


def _of(question: Question, answer: FieldAnswer, value: str, written: str) -> FieldAnswer:
    if len(value) > MAX_CHARACTERS or _WORD.search(value):
        return answer
    texts = [value] if value[0] in _SIGNS or not _may_be_negative(question, value) else [value, _negated(value)]
    found = tuple(replace(answer, text=text, written=written, said="", notes=()) for text in texts)
    return replace(answer, candidates=Candidates(found)) if len(found) > 1 else found[0]


def _may_be_negative(question: Question, value: str) -> bool:
    return not (question.kind.is_shape or question.kind.is_growth or _NO_MINUS.search(value))


def _negated(value: str) -> str:
    """Return a value behind a minus sign, which stands within its mathematics: `$5$`."""
    start = next((mark for mark in ("$$", "$", "\\(") if value.startswith(mark)), "")
    return f"{start}-{value[len(start) :]}"


def _bare(text: str) -> str:
    return re.sub(r"[\s${}]|\\[()]", "", text).rstrip(".")
