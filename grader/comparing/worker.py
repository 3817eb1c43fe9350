"""Comparisons in a worker process that can be killed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from grader.comparing.compare import compare_texts
from grader.errors import AnswerError
from grader.isolation.endings import broke, timed_out
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import Broke, Done, TimedOut, Worker
from grader.verdict import Comparison, FieldResult

Sides = tuple[str, str, Mapping[str, str]]


def _compare(sides: Sides) -> Comparison | AnswerError:
    try:
        return compare_texts(*sides)
    except AnswerError as error:
        return error


class Comparer:
    """Compares pairs of texts, one at a time."""

    def __init__(self, limits: RunLimits = LIMITS) -> None:
        self._limits = limits
        self._worker: Worker[Sides, Comparison | AnswerError] = Worker(_compare, limits)

    def compare(self, left: str, right: str, variables: Mapping[str, str]) -> tuple[Comparison, float]:
        """Return the comparison and the seconds it took; raises AnswerError where a domain cannot be read."""
        result = self._worker.call((left, right, dict(variables)))
        sides = FieldResult(left), FieldResult(right)
        match result:
            case Done(value=value):
                if isinstance(value, AnswerError):
                    raise value
                return value, result.seconds
            case TimedOut():
                return Comparison("undecided", *sides, timed_out(self._limits)), result.seconds
            case Broke(code=code):
                return Comparison("failed", *sides, broke(code, self._limits)), result.seconds
            case _:
                assert_never(result)

    def __enter__(self) -> Comparer:
        return self

    def __exit__(self, *raised: object) -> None:
        self._worker.close()
