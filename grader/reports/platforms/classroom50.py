"""Classroom 50's `result.json`, which knows whole numbers only: points are multiplied until all of them are whole.

What is open is no part of the score, nor of what the score is out of. The runner says in its environment which
classroom, assignment and submission this is about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from math import lcm

from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.platforms.items import Item, items_of, the_one_student

SCHEMA = "classroom50/result/v1"
NAMED = {  # keys of the result, and the variables of the environment that have their values
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def classroom50(report: ClassReport, environment: Mapping[str, str], now: datetime | None = None) -> str:
    """Return the result of the only submission of a run. Raises OneSubmissionError."""
    listed = list(items_of(report, the_one_student(report, "classroom50")))
    unit = lcm(*(end.denominator for item in listed for end in (item.low, item.points)))
    told = {key: environment.get(name, "") for key, name in NAMED.items()}
    told["owner"] = told["owner"] or environment.get("USERNAME", "")
    told["assignment_type"] = told["assignment_type"] or "individual"
    closed = [item for item in listed if not item.is_open]
    body = {
        "schema": SCHEMA,
        **told,
        "datetime": (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(_whole(item.low, unit) for item in closed),
        "max-score": sum(_whole(item.points, unit) for item in closed),
        "tests": [_test(item, unit) for item in listed],
    }
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2))


def _whole(points: Fraction, unit: int) -> int:
    return int(points * unit)


def _test(item: Item, unit: int) -> dict[str, object]:
    score, worth = (0, 0) if item.is_open else (_whole(item.low, unit), _whole(item.points, unit))
    body: dict[str, object] = {"test-name": item.name, "passed": item.is_full, "score": score, "max-score": worth}
    told = {"outcome": item.outcome.value, "points": item.score}
    return body | told | ({} if item.is_full else {"message": item.message})
