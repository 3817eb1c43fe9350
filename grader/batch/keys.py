"""What a verdict depends on, in one short key.

A key stands for the question with its conventions and limits, for the texts of all fields, for our code, and for the
libraries that decide. Left out is what is applied afterwards (points, labels, the places where texts stand) and what
only people read (titles, and prompts but for questions of yes or no). Two keys are equal only where everything in them
is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from grader.language.tree import Node
from grader.marking.answer import Answer
from grader.problems.question import Problem, Question
from grader.records import fields, is_dataclass, replace

KEY_BYTES = 16
SHARES = {"points", "score"}  # fields of data classes that hold a part of a question's points

_TEXTS = (str, int, float, Fraction, datetime, timedelta, type(None))


def digest(*values: object) -> bytes:
    """Return a digest of plain data: texts, numbers, sequences, mappings, sets, data classes and trees of them.

    Raises TypeError where a value is of a kind whose equality it does not know.
    """
    return _Digest().of(values)


class _Digest:
    """Feeds values to a digest: what each is, how much of it follows, and that; so no two values are fed alike.

    What data classes hold under the names of `SHARES` counts as its share of `whole`.
    """

    def __init__(self, whole: Fraction = Fraction(1)) -> None:
        self._whole = whole or Fraction(1)
        self._found = hashlib.blake2b(digest_size=KEY_BYTES)

    def of(self, values: Iterable[object]) -> bytes:
        for value in values:
            self._feed(value)
        return self._found.digest()

    def _feed(self, value: object) -> None:
        match value:
            case bytes():
                self._mark("bytes", len(value))
                self._found.update(value)
            case Enum():
                self._all(type(value).__qualname__, (value.name,))
            case _ if isinstance(value, _TEXTS):
                data = str(value).encode("utf-8", "surrogatepass")
                self._mark(type(value).__name__, len(data))
                self._found.update(data)
            case tuple() | list():
                self._all("sequence", value)
            case Mapping():
                self._all("mapping", [part for item in value.items() for part in item])
            case set() | frozenset():
                self._all("set", sorted(_Digest(self._whole).of((one,)) for one in value))
            case PurePath():
                self._all("path", (value.as_posix(),))
            case Node():
                self._all(type(value).__qualname__, [getattr(value, name) for name in type(value).__annotations__])
            case _ if is_dataclass(value) and not isinstance(value, type):
                self._all(type(value).__qualname__, self._values(value))
            case _:
                raise TypeError(f"nobody knows when two {type(value).__name__} are equal")

    def _values(self, value: Any) -> Iterator[object]:
        for one in fields(value):
            found = getattr(value, one.name)
            if one.compare:
                yield found / self._whole if one.name in SHARES and isinstance(found, Fraction) else found

    def _all(self, kind: str, values: Iterable[object]) -> None:
        every = list(values)
        self._mark(kind, len(every))
        for one in every:
            self._feed(one)

    def _mark(self, kind: str, size: int) -> None:
        self._found.update(f"{kind} {size}\n".encode())


def question_key(question: Question, base: bytes) -> bytes:
    """Return the key of a question: all that deciding an answer to it depends on; `base` stands for what decides."""
    bare = replace(question, title="", tags=(), locate=(), reveal="verdict", plot="own")
    if question.kind.reads != "choice" or question.options:  # a letter of the prompt says neither yes nor no
        bare = replace(bare, prompt="", lead="")
    return _Digest(question.points).of((base, _placeless(bare)))


def answer_key(question: bytes, answer: Answer) -> bytes:
    """Return the key of an answer to the question of a key.

    The places where texts stand only count where a message may name them: in texts of which each may be the answer.
    """
    every = [
        (name, one.text, one.error, one.notes, one.candidates, one.written, one.said)
        for name, one in answer.fields.items()
    ]
    whole = answer.whole and (answer.whole.text, answer.whole.error, answer.whole.notes)
    return digest(question, every, whole, answer.error)


def problems_key(problems: Iterable[Problem], base: bytes) -> bytes:
    """Return the key of all that reading a submission against some problems depends on."""
    return digest(base, [(one.id, one.title, one.prompt, one.has_parts, _keys_of(one)) for one in problems])


def _keys_of(problem: Problem) -> list[bytes]:
    return [_Digest(question.points).of((_placeless(question),)) for question in problem.questions]


def _placeless(question: Question) -> Question:
    examples = tuple(replace(one, line=0) for one in question.examples)
    return replace(question, examples=examples, file="", line=0)
