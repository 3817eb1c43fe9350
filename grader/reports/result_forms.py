"""The forms in which a single result is printed (a verdict, a comparison, a reading, what lint found), one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.reports.result_json import Document, document, dumps

Said = Callable[[], str]  # a result in words
Body = Callable[[], Document]  # the same as a JSON object

RESULT_FORMS: Mapping[str, Callable[[Said, Body], str]] = {
    "text": lambda said, body: said(),
    "json": lambda said, body: dumps(document({}, body()), indent=2),
    "jsonl": lambda said, body: dumps(document({}, body())),
}
