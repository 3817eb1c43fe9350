"""Gradescope's `results.json`: the result of one submission, a test for each question.

An open question has no score of its own, so that nobody reads a 0 there; Gradescope then adds up the others, and the
texts say that the total is not the last word.
"""

from __future__ import annotations

import json
from fractions import Fraction

from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.platforms.items import Item, certain, items_of, the_one_student
from grader.reports.scores import number, spelled, spelled_range
from grader.reports.texts import many

WAITS = "A person marks this; it is not counted in the total yet."


def gradescope(report: ClassReport) -> str:
    """Return the result of the only submission of a run. Raises OneSubmissionError."""
    listed = list(items_of(report, the_one_student(report, "gradescope")))
    body = {
        "output": _output(listed),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(str(place), item) for place, item in enumerate(listed, 1)],
        "extra_data": {"open": [item.question for item in listed if item.is_open]},
    }
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2))


def _output(listed: list[Item]) -> str:
    low, zero = certain(listed), Fraction()
    high, points = sum((item.high for item in listed), zero), sum((item.points for item in listed), zero)
    waiting = [item.question for item in listed if item.is_open]
    if not waiting:
        return f"{spelled(low)} of {spelled(points)} points."
    said = f"{spelled_range(low, high)} of {spelled(points)} points:"
    return f"{said} {many(len(waiting), 'question')} ({', '.join(waiting)}) will be looked at by a person."


def _test(place: str, item: Item) -> dict[str, object]:
    body: dict[str, object] = {"number": place, "name": item.name, "max_score": number(item.points)}
    if item.is_open:
        message = "\n".join(dict.fromkeys((item.message, WAITS))).strip()
        return body | {"output": message, "tags": ["open"]}
    body |= {"score": number(item.low), "status": "passed" if item.is_full else "failed"}
    return body | ({} if item.is_full else {"output": f"{item.outcome.value}\n{item.message}"})
