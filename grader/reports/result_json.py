"""Verdicts, comparisons and readings as JSON objects, as the contract's section 6 defines them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from grader.errors import Diagnostic
from grader.marking.texts.written_down import checksum
from grader.reports.clean import SHOWN_IN_JSON, escape_json
from grader.reports.scores import number
from grader.verdict import (
    ClaimResult,
    Comparison,
    Complex,
    Direction,
    Enclosure,
    Evidence,
    Exact,
    FieldResult,
    HandMark,
    Point,
    Probable,
    Proof,
    Reason,
    Truth,
    Undefined,
    Unknown,
    Value,
    Verdict,
)

SCHEMA = 1
Document = dict[str, Any]


def dumps(document: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return a JSON document as text, without control characters that a terminal would obey."""
    return escape_json(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent))


def document(head: Mapping[str, Any], body: Mapping[str, Any]) -> Document:
    """Return `body` with the schema number and `head` (`id` or `student`) before it."""
    return {"schema": SCHEMA, **head, **body}


def identified(id_: str, body: Mapping[str, Any]) -> str:
    """Return `body` as text on one line, with the schema number and an id, given as JSON spells it, before it."""
    return f'{{"schema": {SCHEMA}, "id": {escape_json(id_)}, {dumps(body).removeprefix("{")}'


def timing_body(seconds: float | None) -> Document:
    """Return the `timing` of a verdict, which stands only where it was asked for."""
    return {} if seconds is None else {"timing": {"seconds": round(seconds, 6)}}


def verdict_body(verdict: Verdict) -> Document:
    """Return what a verdict says, without schema number and student."""
    body: Document = {"problem": verdict.problem}
    if verdict.parts:
        body["parts"] = [verdict_body(part) for part in verdict.parts]
    body["outcome"] = verdict.outcome.value
    body["score"] = None if verdict.score is None else number(verdict.score)
    body["points"] = number(verdict.points)
    body["score_range"] = [number(end) for end in verdict.score_range]
    if verdict.by_hand:
        body["by_hand"] = [hand_body(mark) for mark in verdict.by_hand]
    if verdict.earned is not None:
        body["earned_range"] = [number(end) for end in verdict.earned]
    if not verdict.parts:
        body["fields"] = {name: field_body(result) for name, result in verdict.fields.items()}
        body["claims"] = [claim_body(claim) for claim in verdict.claims]
    if verdict.unattributed:
        body["unattributed"] = [
            {"place": one.place, "text": one.text[:SHOWN_IN_JSON], "why": one.why} for one in verdict.unattributed
        ]
    body["feedback"] = [{"code": item.code, "text": item.text} for item in verdict.feedback]
    return body


def hand_body(mark: HandMark) -> Document:
    """Return a mark that a person gave; `claim` is empty where it is for the whole answer."""
    said = {"remark": mark.remark, "by": mark.by, "date": mark.date}
    against = {} if mark.overrules is None else {"overrules": mark.overrules.value}
    return {"claim": mark.claim, "score": number(mark.score), **said, **against}


def field_body(field: FieldResult) -> Document:
    """Return one field: what was typed, how it was read, where it stands, what was wrong with it."""
    body: Document = {}
    if field.text is not None:
        body["text"] = field.text[:SHOWN_IN_JSON]
        if len(field.text) > SHOWN_IN_JSON:
            body["characters"] = len(field.text)
            body["sha256"] = checksum(field.text)
    if field.read is not None:
        body["read"] = field.read
    if field.readings:
        body["readings"] = [{"read": one.read, "outcome": one.outcome.value} for one in field.readings]
    if field.error is not None:
        body["error"] = field.error
    if field.source is not None:
        body["source"] = {"file": field.source.file, **({"line": field.source.line} if field.source.line else {})}
    if field.file is not None:
        body["file"] = field.file
    if field.notes:
        body["notes"] = list(field.notes)
    return body


def claim_body(claim: ClaimResult) -> Document:
    """Return one claim with its status and evidence, or the reason why there is none."""
    body: Document = {"id": claim.id, "text": claim.text, "status": claim.status.value}
    if claim.points is not None:
        body["points"] = number(claim.points)
    return body | decided(claim.evidence)


def decided(evidence: Evidence | None) -> Document:
    """Return `{"evidence": …}`, or `{"reason": …}` (with the `limit` that was hit) where the matter is open."""
    match evidence:
        case None:
            return {}
        case Unknown(reason=reason, limit=limit):
            return {"reason": reason, **({"limit": limit} if limit else {})}
        case _:
            return {"evidence": evidence_body(evidence)}


def evidence_body(evidence: Proof | Probable | Point | Direction | Reason) -> Document:
    """Return evidence, tagged by `kind`."""
    match evidence:
        case Proof(method=method, gaps=gaps, notes=notes):
            body: Document = {"kind": "proof"}
            body |= {"gaps": list(gaps)} if gaps else {}
            body |= {"notes": list(notes)} if notes else {}
            return body | {"method": method}
        case Probable(method=method, error=error):
            return {"kind": "probable", "error": error, "method": method}
        case Point(at=at, left=left, right=right, method=method, note=note):
            at_body = {name: value_body(value) for name, value in at.items()}
            sides = {"left": value_body(left), "right": value_body(right)}
            return {"kind": "point", "at": at_body, **sides, "method": method} | ({"note": note} if note else {})
        case Direction(along=along, left=left_text, right=right_text, method=method):
            sides = {"left": left_text, "right": right_text}
            return {"kind": "direction", "along": dict(along), **sides, "method": method}
        case Reason(code=code, text=text, method=method):
            return {"kind": "reason", "code": code, "text": text, "method": method}


def value_body(value: Value) -> Any:
    """Return a value: an object with `exact`, `enclosure`, `undefined` or `truth`; `re` and `im`; a list."""
    match value:
        case Exact(text=text):
            return {"exact": text}
        case Enclosure(low=low, high=high):
            return {"enclosure": [low, high]}
        case Undefined(why=why):
            return {"undefined": why}
        case Truth(value=truth):
            return {"truth": truth}
        case Complex(re=re, im=im):
            return {"re": value_body(re), "im": value_body(im)}
        case tuple():
            return [value_body(entry) for entry in value]


def comparison_body(comparison: Comparison) -> Document:
    """Return what `compare` answers, without schema number and id."""
    body: Document = {"status": comparison.status}
    body |= {"left": field_body(comparison.left), "right": field_body(comparison.right)}
    body |= decided(comparison.evidence)
    return body | ({"notes": list(comparison.notes)} if comparison.notes else {})


def error_body(code: str, message: str, line: int | None, column: int | None) -> Document:
    """Return the error object that a bad line of a JSON Lines stream gets."""
    return {"error": {"code": code, "message": message, "line": line, "column": column}}


def total_body(low: Fraction, high: Fraction, points: Fraction) -> Document:
    """Return `score`, `points` and `score_range` of a total; the score is null while the range is open."""
    score = number(low) if low == high else None
    return {"score": score, "points": number(points), "score_range": [number(low), number(high)]}


def reading_body(text: str, readings: Iterable[tuple[str, str, str]], error: str | None) -> Document:
    """Return what `read` answers; each reading is given in plain notation, LaTeX and Unicode."""
    spelled = [dict(zip(("plain", "latex", "unicode"), one, strict=True)) for one in readings]
    return {"text": text, "readings": spelled} | ({} if error is None else {"error": error})


def lint_body(faults: Iterable[Diagnostic], warnings: Iterable[Diagnostic], problems: int, examples: int) -> Document:
    """Return what `lint` found, as data."""
    listed = {"diagnostics": [_diagnostic(one) for one in faults], "warnings": [_diagnostic(one) for one in warnings]}
    return {**listed, "problems": problems, "examples": examples}


def _diagnostic(one: Diagnostic) -> Document:
    return {"file": one.file, "line": one.line, "column": one.column, "field": one.field, "message": one.message}
