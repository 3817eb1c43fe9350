"""What a verdict depends on, in one short key.

A key stands for the question with its conventions and limits, for the texts of all fields, for our code, and for the
libraries that decide. Left out is what is applied afterwards (points, labels, the places where texts stand) and what
only people read (titles, prompts). Two keys are equal only where everything in them is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from grader.language.tree import Node
from grader.marking.answer import Answer
from grader.problems.question import Problem, Question

KEY_BYTES = 16

_TEXTS = (str, int, float, Fraction, datetime, timedelta, type(None))


def digest(*values: object) -> bytes:
    """Return a digest of plain data: texts, numbers, sequences, mappings, sets, data classes and trees of them.

    Raises TypeError where a value is of a kind whose equality it does not know.
    """
    found = hashlib.blake2b(digest_size=KEY_BYTES)
    for value in values:
        _feed(found.update, value)
    return found.digest()


def _feed(update: Callable[[bytes], None], value: object) -> None:
    """Feed a value: what it is, how much of it follows, and that; so no two values are fed alike."""
    match value:
        case bytes():
            _mark(update, "bytes", len(value))
            update(value)
        case Enum():
            _all(update, type(value).__qualname__, (value.name,))
        case _ if isinstance(value, _TEXTS):
            data = str(value).encode("utf-8", "surrogatepass")
            _mark(update, type(value).__name__, len(data))
            update(data)
        case tuple() | list():
            _all(update, "sequence", value)
        case Mapping():
            _all(update, "mapping", [part for item in value.items() for part in item])
        case set() | frozenset():
            _all(update, "set", sorted(digest(one) for one in value))
        case PurePath():
            _all(update, "path", (value.as_posix(),))
        case Node():
            _all(update, type(value).__qualname__, [getattr(value, name) for name in type(value).__annotations__])
        case _ if is_dataclass(value) and not isinstance(value, type):
            _all(update, type(value).__qualname__, _values(value))
        case _:
            raise TypeError(f"nobody knows when two {type(value).__name__} are equal")


def _values(value: Any) -> list[object]:
    return [getattr(value, one.name) for one in fields(value) if one.compare]


def _all(update: Callable[[bytes], None], kind: str, values: Iterable[object]) -> None:
    every = list(values)
    _mark(update, kind, len(every))
    for one in every:
        _feed(update, one)


def _mark(update: Callable[[bytes], None], kind: str, size: int) -> None:
    update(f"{kind} {size}\n".encode())


def question_key(question: Question, base: bytes) -> bytes:
    """Return the key of a question: all that deciding an answer to it depends on; `base` stands for what decides."""
    bare = replace(_of_one_point(question), title="", prompt="", lead="", tags=(), locate=(), reveal="verdict")
    return digest(base, _placeless(bare))


def answer_key(question: bytes, answer: Answer) -> bytes:
    """Return the key of an answer to the question of a key.

    The places where texts stand only count where a message may name them: in texts of which each may be the answer.
    """
    every = [(name, one.text, one.error, one.notes, one.candidates) for name, one in answer.fields.items()]
    whole = answer.whole and (answer.whole.text, answer.whole.error, answer.whole.notes)
    return digest(question, every, whole, answer.error)


def problems_key(problems: Iterable[Problem], base: bytes) -> bytes:
    """Return the key of all that reading a submission against some problems depends on."""
    return digest(base, [(one.id, one.title, one.prompt, one.has_parts, _bare_of(one)) for one in problems])


def _bare_of(problem: Problem) -> list[Question]:
    return [_placeless(_of_one_point(question)) for question in problem.questions]


def _placeless(question: Question) -> Question:
    examples = tuple(replace(one, line=0) for one in question.examples)
    return replace(question, examples=examples, file="", line=0)


def _of_one_point(question: Question) -> Question:
    """Return the question as if it were worth one point: all scores keep their shares."""
    whole = question.points

    def share(points: Fraction | None) -> Fraction | None:
        return None if points is None else points / whole

    if not whole:
        return question
    unit = question.unit and replace(question.unit, points=share(question.unit.points))
    return replace(
        question,
        points=Fraction(1),
        mistakes=tuple(replace(one, score=one.score / whole) for one in question.mistakes),
        require=tuple(replace(one, points=share(one.points)) for one in question.require),
        through=tuple(replace(one, points=share(one.points)) for one in question.through),
        forms=tuple(replace(one, points=share(one.points)) for one in question.forms),
        rubric=tuple(replace(one, points=one.points / whole) for one in question.rubric),
        unit=unit,
    )
