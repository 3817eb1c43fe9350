"""Data classes as JSON and back: what a journal or a cache holds is data, and reading it runs nothing.

A data class is `["Name", field, …]`, with the fields in their order; a sequence is `[0, …]`, a mapping `{…}`, a
fraction `[1, "1/3"]`, an outcome `[2, "correct"]`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import Any

from grader.isolation.endings import Unread
from grader.isolation.pool import Broke, Done, TimedOut
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.records import fields
from grader.verdict import (
    ClaimResult,
    Complex,
    Direction,
    Enclosure,
    Exact,
    Feedback,
    FieldResult,
    HandMark,
    Outcome,
    Point,
    Probable,
    Proof,
    ReadingResult,
    Reason,
    Source,
    Truth,
    Unattributed,
    Undefined,
    Unknown,
    Verdict,
)

_SEQUENCE, _FRACTION, _OUTCOME = 0, 1, 2
_SCALARS = frozenset((str, bool, int, float))

CLASSES: tuple[type, ...] = (
    Answer, Broke, Candidates, ClaimResult, Complex, Direction, Done, Enclosure, Exact, Feedback, FieldAnswer,
    FieldResult, HandMark, Point, Probable, Proof, ReadingResult, Reason, Source, TimedOut, Truth, Unattributed,
    Undefined, Unknown, Unread, Verdict,
)  # fmt: skip
_FRACTIONS: dict[str, Fraction] = {}  # few fractions are scores


class EncodingError(ValueError):
    """A text that no data of the known classes was written as."""


class Encoding:
    """Writes and reads data of some classes; what is none of them, or no plain value, raises TypeError."""

    def __init__(self, classes: Iterable[type] = CLASSES) -> None:
        every = tuple(classes)
        self._names: dict[type, tuple[str, Callable[[Any], tuple[Any, ...]]]] = {
            one: (one.__name__, _getter(one)) for one in every
        }
        self._classes = {one.__name__: (one, len(fields(one))) for one in every}

    def encoded(self, value: object) -> bytes:
        """Return a value as one line of JSON."""
        return json.dumps(self._plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")

    def decoded(self, data: bytes) -> Any:
        """Return the value that was written. Raises EncodingError."""
        try:
            return self._value(json.loads(data))
        except (ValueError, KeyError, TypeError, IndexError, RecursionError, ZeroDivisionError) as error:
            raise EncodingError(f"no record: {type(error).__name__}") from None

    def _plain(self, value: Any) -> Any:
        if value is None or type(value) in _SCALARS:
            return value
        found = self._names.get(type(value))
        if found is not None:
            return [found[0], *map(self._plain, found[1](value))]
        if isinstance(value, (tuple, list)):
            return [_SEQUENCE, *map(self._plain, value)]
        if isinstance(value, Mapping):
            return {key: self._plain(one) for key, one in value.items()}
        if isinstance(value, Fraction):
            return [_FRACTION, str(value)]
        if isinstance(value, Outcome):
            return [_OUTCOME, value.value]
        if isinstance(value, (str, int, float)):
            return value
        raise TypeError(f"no record can hold a {type(value).__name__}")

    def _value(self, plain: Any) -> Any:
        if type(plain) is str:
            return plain
        if type(plain) is dict:
            return {key: self._value(one) for key, one in plain.items()}
        if type(plain) is not list:
            return plain
        kind = plain[0]
        if kind == _SEQUENCE:
            return tuple(map(self._value, plain[1:]))
        if kind == _FRACTION:
            text = plain[1]
            return _FRACTIONS.get(text) or _FRACTIONS.setdefault(text, Fraction(text))
        if kind == _OUTCOME:
            return Outcome(plain[1])
        found, size = self._classes[kind]
        if size != len(plain) - 1:
            raise ValueError(kind)
        return found(*map(self._value, plain[1:]))


def _getter(one: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [each.name for each in fields(one)]
    if len(names) == 1:
        first = attrgetter(names[0])
        return lambda value: (first(value),)
    return attrgetter(*names)


ENCODING = Encoding()
