"""The open answers in the journal of a run, as `grader queue` needs them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from grader.marking.texts.written_down import abridged
from grader.marking.ways.essay import A_PERSON
from grader.records import dataclass, field
from grader.verdict import OPEN, Unattributed

_OPEN = {outcome.value for outcome in OPEN}


class JournalError(Exception):
    """A line of a journal that is no verdict; the message says which."""


@dataclass(frozen=True)
class OpenItem:
    """What a person is to mark: a claim by its id, or the whole answer where `claim` is empty; its worth, and why."""

    claim: str
    points: str
    why: str


@dataclass(frozen=True)
class OpenAnswer:
    """An answer to one question that is open, in whole or in part; `texts` are what was written, by field.

    `unattributed`: what may belong to this question or to others, and is settled for all of them at once.
    """

    student: str
    problem: str
    outcome: str
    texts: Mapping[str, str] = field(default_factory=dict)
    read: str = ""
    items: tuple[OpenItem, ...] = ()
    unattributed: tuple[Unattributed, ...] = ()


def open_answers(journal: str) -> Iterator[OpenAnswer]:
    """Yield the open answers in the lines of a journal. Raises JournalError."""
    for number, line in enumerate(journal.split("\n"), 1):
        if line.strip():
            try:
                document = json.loads(line)
                yield from _open_in(str(document["student"]), document)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise JournalError(f"line {number} is no verdict ({type(error).__name__})") from error


def _open_in(student: str, body: Mapping[str, Any]) -> Iterator[OpenAnswer]:
    if "parts" in body:
        for part in body["parts"]:
            yield from _open_in(student, part)
    elif body["outcome"] in _OPEN and body["score"] is None:
        fields: Mapping[str, Any] = body["fields"]
        texts = {name: _text(one) for name, one in fields.items() if one.get("text", "").strip()}
        loose = tuple(Unattributed(one["place"], one["text"], one["why"]) for one in body.get("unattributed", ()))
        yield OpenAnswer(student, body["problem"], body["outcome"], texts, _read(fields), tuple(_items(body)), loose)


def _text(body: Mapping[str, Any]) -> str:
    return abridged(body["text"], body.get("characters"), body.get("sha256", ""))


def _read(fields: Mapping[str, Any]) -> str:
    """Return how an answer was read: one text for each field that was, with all of its readings."""
    read = {}
    for name, body in fields.items():
        readings = [one["read"] for one in body.get("readings", ())]
        if readings or "read" in body:
            read[name] = " or ".join(readings) or body["read"]
    if list(fields) == list(read) == ["answer"]:
        return str(read["answer"])
    return "; ".join(f"{name} = {text}" for name, text in read.items())


def _items(body: Mapping[str, Any]) -> Iterator[OpenItem]:
    """Yield what is open: an essay's items that nobody has marked, or the whole of any other answer."""
    essay = [claim for claim in body["claims"] if claim.get("reason") == A_PERSON.reason]
    if not essay:
        yield OpenItem("", f"{body['points']:g}", _why(body))
    marked = {mark["claim"] for mark in body.get("by_hand", ())}
    for claim in essay:
        if claim["id"] not in marked:
            yield OpenItem(claim["id"], f"{claim['points']:g}", claim["text"])


def _why(body: Mapping[str, Any]) -> str:
    """Return the first reason for an open outcome: an unreadable field, an open claim, or what else is said."""
    errors = [one["error"].partition("\n")[0] for one in body["fields"].values() if "error" in one]
    claims = [f"{claim['text']}: {claim['reason']}" for claim in body["claims"] if "reason" in claim]
    said = [one["text"].partition("\n")[0] for one in body["feedback"]]
    return f"{body['outcome']}: {next(iter([*errors, *claims, *said]), 'no reason given')}"
