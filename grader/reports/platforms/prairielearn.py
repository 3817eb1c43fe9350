"""PrairieLearn's result of an external grader: the result of one submission, its score as a share of 1.

Where something is open the submission is not gradable, which costs the student no attempt and no points; the texts say
which questions a person will look at.
"""

from __future__ import annotations

import json
from fractions import Fraction

from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.platforms.items import Item, certain, items_of, the_one_student
from grader.reports.scores import number, spelled
from grader.verdict import Outcome


def prairielearn(report: ClassReport) -> str:
    """Return the result of the only submission of a run. Raises OneSubmissionError."""
    listed = list(items_of(report, the_one_student(report, "prairielearn")))
    body = _open(listed) if any(item.is_open for item in listed) else _graded(listed)
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2))


def _graded(listed: list[Item]) -> dict[str, object]:
    points = sum((item.points for item in listed), Fraction())
    low = certain(listed)
    return {
        "gradable": True,
        "score": float(low / points) if points else 0.0,
        "message": f"{spelled(low)} of {spelled(points)} points.",
        "tests": [_test(item) for item in listed],
    }


def _test(item: Item) -> dict[str, object]:
    told = "" if item.is_full else f"{item.outcome.value}\n{item.message}"
    return {"name": item.name, "points": number(item.low), "max_points": number(item.points), "message": told}


def _open(listed: list[Item]) -> dict[str, object]:
    unread = [item for item in listed if item.outcome is Outcome.UNREADABLE]
    waiting = ", ".join(item.question for item in listed if item.is_open)
    errors = [f"{item.name}: {item.message}" for item in unread]
    return {
        "gradable": False,
        "format_errors": errors or [f"A person will look at {waiting}."],
        "message": f"A person will look at {waiting}; this submission has cost no attempt and no points.",
    }
