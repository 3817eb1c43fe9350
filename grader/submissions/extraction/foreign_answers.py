"""Lines behind an answer that speak of another question: a set, letters that only that one has, words of its prompt.

`C`, and below it `$x = 2$ or $x = 3$`; `14`, and below it `The system has the solution (1, 2).` Nothing written so is
closed as missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from grader.marking.read import is_readable
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.words.phrases import quiet
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.spans import pieces
from grader.submissions.kept import Same, kept
from grader.submissions.ledger.matching import Target

MAX_CHARACTERS = 160  # of a line that may be such an answer
MAX_LINES = 12  # of them behind one answer; where there are more, these are a derivation
MIN_LETTERS = 4  # of a word that speaks of a question
MAX_READ = 60  # texts that are read for others; where there are more, these are a derivation


def foreign_answers(own: Question, others: Sequence[Question], lines: Sequence[str]) -> dict[Target, str]:
    """Return the questions of which a line behind the answer to another one may be the answer."""
    stripped = [line.strip(_AROUND) for line in lines]
    short = [line for line in stripped if line and len(line) <= MAX_CHARACTERS]
    others = [one for one in others if one.kind.reads == "value"]
    if not short or len(short) > MAX_LINES or len(short) * len(others) > MAX_READ:
        return {}
    said = [line for line in map(_line, short) if _may_be_foreign(own, line)]
    if not said:
        return {}
    own_words = _distinct_words(Same(own), tuple(map(Same, others)))
    found: dict[Target, str] = {}
    for one in others:
        line = next((line for line in said if _may_answer(own, one, line, own_words[one.id])), None)
        if line is not None:
            found[one.id, None] = line.text
    return found


@dataclass(frozen=True)
class _Line:
    """A line with what every other question is asked about it; `plain` is empty where it is no formula."""

    text: str
    has_value: bool
    sends: bool
    words: frozenset[str]
    plain: str
    equated: frozenset[str]
    is_list: bool
    is_calculated: bool


@lru_cache(maxsize=200)
def _line(text: str) -> _Line:
    plain = _JOINED.sub(lambda match: "," if match[0].strip("$`") else "", text) if _is_formula(text) else ""
    equated = _EQUATED.findall(plain)
    return _Line(
        text,
        _VALUE.search(text) is not None,
        _ANSWER_TO.search(text.casefold()) is not None,
        _folded(text),
        plain,
        frozenset(equated) if len(equated) > 1 else frozenset(),
        _SET.search(plain) is not None,
        _CALCULATED.fullmatch(plain) is not None,
    )


def _may_be_foreign(own: Question, line: _Line) -> bool:
    """Whether a line may answer any other question: by its words and a value, or by what it is as a formula."""
    if line.has_value and (line.sends or line.words):
        return True
    is_whole = line.is_list or bool(line.equated) or line.is_calculated
    return bool(line.plain) and (is_whole or not _letters(line.text) <= _letters_of(own))


_JOINED = re.compile(r"[$`]|\s(?:or|and|oder|und|ou|et|o|y|e|en)\s")


def _may_answer(own: Question, one: Question, line: _Line, words: frozenset[str]) -> bool:
    if line.has_value and (line.sends or not words.isdisjoint(line.words)):
        return True
    if len(one.fields) > 1 or not line.plain:
        return False
    if one.kind.is_set:
        equated = bool(line.equated) and line.equated <= _letters_of(one) - _letters_of(own)
        if line.is_list or equated:
            return True
    if line.is_calculated:
        return own.kind.reads != "value" and not one.for_all and not one.given
    foreign = _letters(line.text) - _letters_of(own)
    return not foreign.isdisjoint(_letters_of(one)) and _is_read(one, line.plain)


def _is_read(one: Question, text: str) -> bool:
    """Whether a formula, or its last member, can be read as the answer to a question."""
    name = next(iter(one.fields))
    last = text.rpartition("=")[2].strip(" .,;")
    tries = (text, re.sub(r"\A\d{1,2}\s+", "", text), last)
    return any(bool(each) and is_readable(one, {name: each}) for each in tries)


def _is_formula(line: str) -> bool:
    """Whether a line has no words but those that join values."""
    prose = "".join(piece.text if piece.kind == "text" else " " for piece in pieces(line))
    return all(word.casefold() in _JOINING for word in re.findall(r"(?<!\\)[^\W\d_]{2,}", prose))


@kept
def _letters_of(question: Question) -> frozenset[str]:
    """Return the letters that a question has: in its formulas, its parameters and its fields."""
    said = "\n".join((question.title, question.lead, question.prompt))
    formulas = " ".join(piece.text for piece in pieces(said) if piece.kind != "text")
    names = [one.name for one in (*question.given, *question.for_all)] + [
        field.symbol for field in question.fields.values()
    ]
    return _letters(formulas) | {name[:1] for name in names if name}


@lru_cache(maxsize=1_000)
def _letters(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![A-Za-z\\])([A-Za-z])(?![A-Za-z])", text)) - {"e", "d", "i"}


@lru_cache(maxsize=500)
def _distinct_words(own: Same[Question], others: tuple[Same[Question], ...]) -> dict[str, frozenset[str]]:
    """Return the words of each question that neither the answered one nor another one says."""
    words = {one.value.id: _words_of(one.value) for one in others}
    counts = Counter(word for said in words.values() for word in said)
    says = asked_of(own.value).says
    return {
        id_: frozenset(word for word in said if counts[word] == 1 and not says(word)) for id_, said in words.items()
    }


@kept
def _words_of(question: Question) -> frozenset[str]:
    return _folded(" ".join((question.title, question.lead, question.prompt)))


def _folded(text: str) -> frozenset[str]:
    prose = " ".join(piece.text for piece in pieces(text) if piece.kind == "text").casefold()
    return frozenset(
        word for word in re.findall(r"[^\W\d_]+", prose) if len(word) >= MIN_LETTERS and word not in quiet()
    )


_AROUND = " \t.,;:()-–—*_|"
_NUMBER = r"[-−+]?\d+(?:[./]\d+)?"
_VALUE = re.compile(rf"{_NUMBER}|\$[^$]+\$")
_SET = re.compile(rf"\\?\{{\s*{_NUMBER}(?:\s*[,;]\s*{_NUMBER})+\s*\\?\}}")
_EQUATED = re.compile(rf"(?<![\w\\])([^\W\d_])(?:_\w|_\{{\w+\}})?\s*=\s*{_NUMBER}")
_CALCULATED = re.compile(rf"[\d\s.,+*/·×()−-]*(?:\\(?:cdot|times|frac)[\d\s.,+*/·×(){{}}−-]*)*=\s*{_NUMBER}")
_JOINING = frozenset({"or", "and", "oder", "und", "ou", "et", "so", "also"})
_ANSWER_TO = re.compile(
    r"(?<!\w)(?:answer|solution|result|antwort|lösung|réponse|respuesta)\s+(?:to|of|for|zu|zur|auf|à|de|a|para)\s+(?:the|der|die|das|la|el)?\s*"
    r"(?:first|second|third|last|next|previous|other|erste\w*|zweite\w*|dritte\w*|letzte\w*|nächste\w*|première|deuxième|primera|segunda)(?!\w)"
)
