"""SARIF 2.1.0, as code scanning and editors read it: a rule for each question, a result for each that lost points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from grader import __version__
from grader.reports.classes import ClassReport
from grader.reports.clean import escape_json
from grader.reports.platforms.gitlab import fingerprint
from grader.reports.platforms.items import Item, items

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: ClassReport) -> str:
    """Return the results of a class as a SARIF log of one run."""
    every = list(items(report))
    driver = {"name": "grader", "version": __version__, "rules": _rules(every)}
    results = [_result(item) for item in every if not item.is_full]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_json(json.dumps(log, ensure_ascii=False, indent=2))


def _rules(every: Iterable[Item]) -> list[dict[str, object]]:
    names = {item.question: item.name for item in every}
    return [{"id": id_, "shortDescription": {"text": name}} for id_, name in names.items()]


def _result(item: Item) -> dict[str, object]:
    return {
        "ruleId": item.question,
        "level": "note" if item.is_open else "warning",
        "message": {"text": f"{item.outcome.value}, {item.score}\n{item.message}"},
        **({"locations": [_location(item)]} if item.path else {}),
        "partialFingerprints": {"grader/v1": fingerprint(item)},
    }


def _location(item: Item) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(item.path)}}
    return {"physicalLocation": place | ({"region": {"startLine": item.line}} if item.line else {})}
