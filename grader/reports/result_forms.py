"""The forms in which a single result is printed (a verdict, a comparison, a reading, what lint found), one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader import reports

Said = Callable[[], str]  # a result in words
Body = Callable[[], dict[str, Any]]  # the same as a JSON object

RESULT_FORMS: Mapping[str, Callable[[Said, Body], str]] = {
    "text": lambda said, body: said(),
    "json": lambda said, body: reports.result_json.dumps(reports.result_json.document({}, body()), indent=2),
    "jsonl": lambda said, body: reports.result_json.dumps(reports.result_json.document({}, body())),
}
