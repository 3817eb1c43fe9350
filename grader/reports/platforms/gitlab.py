"""GitLab's code quality report: one finding at the line of each answer that is not fully earned.

GitLab drops findings with equal fingerprints, so one is made of the student, the question and the file.
"""

from __future__ import annotations

import hashlib
import json

from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.platforms.items import Item, items
from grader.verdict import Outcome

SEVERITY = {
    Outcome.UNREADABLE: "critical",
    Outcome.MISSING: "major",
    Outcome.INCORRECT: "major",
    Outcome.PARTIAL: "minor",
}  # of all else `info`


def codequality(report: ClassReport) -> str:
    """Return the findings of a class as a JSON array; an answer that stands nowhere is put at its submission."""
    found = [_finding(item) for item in items(report) if not item.is_full]
    return escape_json(json.dumps(found, ensure_ascii=False, indent=2))


def _finding(item: Item) -> dict[str, object]:
    said = f"{item.name}: {item.outcome.value}, {item.score}. {' '.join(item.message.split())}"
    return {
        "description": said,
        "check_name": item.question,
        "fingerprint": fingerprint(item),
        "severity": SEVERITY.get(item.outcome, "info"),
        "location": {"path": item.path or item.student, "lines": {"begin": item.line or 1}},
    }


def fingerprint(item: Item) -> str:
    """Return what tells a finding from all others of a run, and is the same in the next run."""
    told = "\0".join((item.student, item.question, item.path))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
