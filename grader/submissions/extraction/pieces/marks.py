r"""What stands under a heading as marks: its formulas in order, conditions told from values, and the words around.

A condition is a relation of the problem's own symbols that is marked as one: behind `for`, `if` or `case`, in brackets,
before a colon, or behind a value and a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from grader.claims.chains import depths
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import symbol_named
from grader.submissions.extraction.formulas.restricted import interval
from grader.submissions.extraction.formulas.values import cleaned
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, singles
from grader.submissions.extraction.words.prompts import MEMBERS

OTHERWISE = "\\text{otherwise}"


@dataclass(frozen=True)
class Said:
    """A sentence under a heading; what it says stands from `first` to `last` in what was found there."""

    clause: Clause
    first: int
    last: int


@dataclass(frozen=True)
class Mark:
    """A formula under a heading, `of` which sentence, with the words and signs `before` and `after` it up to the next.

    `called` is the number in a label before it, `Case 2:`, else 0.
    """

    kind: Literal["value", "condition"]
    text: str
    of: int
    line: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    called: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The words around it."""
        return tuple(word for word in (*self.before, *self.after) if word[:1].isalpha())


def marks_of(question: Question, said: Sequence[Said]) -> list[Mark]:
    """Return the marks of sentences, in order."""
    return [mark for place, one in enumerate(said) for mark in _in_sentence(question, one.clause, place)]


def may_restrict(clause: Clause) -> bool:
    """Whether a sentence may hold a condition; where it does not, all of its marks are values."""
    skeleton = clause.skeleton
    if f", {F}" in skeleton or f"{F}:" in skeleton or any(_UNEQUAL.search(one.text) for one in clause.formulas):
        return True
    return not _restricting().isdisjoint([one.text for one in clause.lexemes if one.kind != "formula"])


def _in_sentence(question: Question, clause: Clause, of: int) -> list[Mark]:
    if not clause.formulas and _otherwise().isdisjoint(one.text for one in clause.lexemes):
        return []
    found: list[tuple[Mark, int]] = []
    before: list[str] = []
    called = 0
    lexemes = clause.lexemes
    for place, lexeme in enumerate(lexemes):
        if lexeme.kind == "word" and lexeme.text in _otherwise():
            found.append((Mark("condition", OTHERWISE, of, lexeme.line, tuple(before)), 0))
            before = []
        elif lexeme.kind != "formula" or _is_noun(lexeme):
            before.append(lexeme.text)
        elif number := _label(lexemes, place):
            called = number
        else:
            for mark in _marks(question, lexemes, place, tuple(before)):
                found.append((mark, called))
                before, called = [], 0
    ends = [*(one.before for one, _ in found[1:]), tuple(before)] if found else []
    return [
        Mark(one.kind, one.text, of, one.line, one.before, end, number)
        for (one, number), end in zip(found, ends, strict=True)
    ]


def _marks(question: Question, lexemes: Sequence[Lexeme], place: int, before: tuple[str, ...]) -> Iterator[Mark]:
    """Yield a formula as one mark, or as a value and its condition where it holds both."""
    lexeme = lexemes[place]
    text = cleaned(lexeme.text)
    if lexeme.typed and _NUMBERS.fullmatch(text) and any(one.kind == "word" for one in lexemes):
        for number in text.split(","):
            yield Mark("value", number.strip(), 0, lexeme.line, before)
            before = (",",)
        return
    behind = lexemes[place + 1].text if place + 1 < len(lexemes) else ""
    first, sign, second = _halves(question, text)
    if sign == ":":
        yield Mark("condition", first, 0, lexeme.line, before)
        yield Mark("value", second, 0, lexeme.line, (":",))
    elif sign:
        yield Mark("value", first, 0, lexeme.line, before)
        yield Mark("condition", second, 0, lexeme.line, (",",))
    elif (inner := _bracketed(text)) and _is_relation(question, inner):
        yield Mark("condition", inner, 0, lexeme.line, before)
    else:
        said = [word for word in before if word[:1].isalpha()]
        is_marked = behind == ":" or (before[-1:] == (",",) and not said) or not _named(said).isdisjoint(_marking())
        if is_marked and before[-1:] != (",",) and (inside := _inside(question, text)):
            yield Mark("condition", inside, 0, lexeme.line, before)
            return
        is_equation = is_marked and before[-1:] != (",",) and _is_place(question, text)
        is_condition = is_marked and (_is_relation(question, text) or is_equation)
        yield Mark("condition" if is_condition else "value", text, 0, lexeme.line, before)


_NUMBERS = re.compile(r"\d{1,9}(?:\s*,\s*\d{1,9})+")


def _inside(question: Question, text: str) -> str:
    r"""Return an interval as a condition on the only symbol, `x \in [-1, 1]`; empty where that cannot be told."""
    symbols = (*question.for_all, *question.given)
    return f"{symbols[0].name} \\in {text}" if len(symbols) == 1 and interval(text) else ""


def _is_noun(lexeme: Lexeme) -> bool:
    """Whether the name of a function is what a solution is called: `one root is 3`."""
    return lexeme.typed and lexeme.text.casefold() in MEMBERS


def _named(said: Sequence[str]) -> frozenset[str]:
    return frozenset(said[-MARKED:])


MARKED = 3  # words before a condition among which the one stands that marks it: `if we have $x > 0$`


def _halves(question: Question, text: str) -> tuple[str, str, str]:
    """Return a condition and what a colon parts from it, a value and what a comma or brackets part from it, or none."""
    if not _UNEQUAL.search(text):
        return "", "", ""
    depth = depths(text)
    joints = [match for match in _JOINT.finditer(text) if depth[match.start()] == 0]
    for match in (*[one for one in joints if one[0] == ":"][:1], *[one for one in joints if one[0] == ","][-1:]):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if match[0] == ":" and left and right and _is_relation(question, left):
            return left, ":", right
        inner = _bracketed(right) or right
        if match[0] == "," and left and _is_relation(question, inner) and not _UNEQUAL.search(left):
            return left, ",", inner
    opening = text.rfind("(") if text.endswith(")") else -1
    value, condition = text[: max(0, opening)].rstrip(_SPACING), text[opening + 1 : -1]
    is_parted = opening > 0 and text[:opening] != text[:opening].rstrip() and value
    if is_parted and _is_relation(question, condition) and not _UNEQUAL.search(value):
        return value, "(", condition
    return "", "", ""


_JOINT = re.compile(r":(?!=)|,")
_UNEQUAL = re.compile(r"[<>≤≥≠∈]|\\(?:le|ge|leq|geq|leqslant|geqslant|lt|gt|ne|neq|in)(?![A-Za-z])|!=")
_SPACING = "\\;,:!~ \t\n"  # signs that set a space
_NAMES = re.compile(r"\\?[A-Za-z]+(?:_(?:\{[^{}]{1,20}\}|\w))?")


def _bracketed(text: str) -> str:
    match = re.fullmatch(r"\s*(?:\\left\s*)?[(\[]\s*(?P<inner>[^()\[\]]*?)\s*(?:\\right\s*)?[)\]]\s*", text)
    return match["inner"] if match else ""


def _is_relation(question: Question, text: str) -> bool:
    """Whether a text is an inequality or a membership of the problem's own symbols."""
    return _UNEQUAL.search(text) is not None and is_of_symbols(question, text)


def is_of_symbols(question: Question, text: str) -> bool:
    """Whether one of the problem's own symbols stands in a text."""
    return any(symbol_named(question, name[0]) is not None for name in _NAMES.finditer(text))


def _is_place(question: Question, text: str) -> bool:
    """Whether a text gives a value to one of the problem's own symbols: `x = 0`."""
    row = formulas.assignment(text)
    return row is not None and symbol_named(question, row.left) is not None


def _label(lexemes: Sequence[Lexeme], place: int) -> int:
    """Return the number that a label ends in, `Case 2:`, `Eigenvalue 1:`, else 0."""
    behind = lexemes[place + 1].text if place + 1 < len(lexemes) else ""
    is_behind_word = place > 0 and lexemes[place - 1].kind == "word" and behind in {":", ".", ")", "–"}
    number = re.fullmatch(r"[1-9]", lexemes[place].text) if is_behind_word and lexemes[place].typed else None
    return int(number[0]) if number else 0


@cache
def _marking() -> frozenset[str]:
    return singles(cues.CONDITION, cues.CASE)


@cache
def _restricting() -> frozenset[str]:
    return _otherwise() | _marking()


@cache
def _otherwise() -> frozenset[str]:
    return frozenset(phrase for phrase in cues.OTHERWISE.phrases if " " not in phrase)
