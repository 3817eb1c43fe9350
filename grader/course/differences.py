"""What became of a class between two runs: their results are compared, and of each mark that changed it is said why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from grader.course.noted import Noted, noted
from grader.errors import RequestError
from grader.marking.texts.written_down import abridged, joined
from grader.records import dataclass, field
from grader.reports.class_forms import LINES
from grader.reports.differences import Asked, Change, Differences, Mark, Span
from grader.reports.journals import settle
from grader.reports.texts import points_words
from grader.verdict import Outcome

OPEN_BY_CHANCE = {"wall_seconds", "memory_bytes"}  # limits that a clock or a machine sets


class UnusableResultsError(RequestError):
    """A folder that holds no finished set of results."""


@dataclass(frozen=True)
class Given:
    """What a student was given for a question. `hands` are marks by people; `late` is what lateness took off.

    `by_chance`: a clock or a crash left it open. `reading`: how each field was read.
    """

    mark: Mark
    hands: tuple[str, ...] = ()
    late: str = ""
    by_chance: bool = False
    reading: str = ""


@dataclass
class Results:
    """The results of a run: what each student was given, by question, and their totals."""

    noted: Noted
    given: dict[str, dict[str, Given]] = field(default_factory=dict)
    totals: dict[str, Span] = field(default_factory=dict)


def differences(old: Path, new: Path) -> Differences:
    """Return what is different between the results in two folders. Raises UnusableResultsError."""
    before, after = results(old), results(new)
    both = [student for student in after.given if student in before.given]
    changes = [change for student in both for change in _changes(student, before, after)]
    totals = {one.student: (before.totals[one.student], after.totals[one.student]) for one in changes}
    asked = [one for student in both for one in _asked(student, before, after)]
    gone = [student for student in before.given if student not in after.given]
    come = [student for student in after.given if student not in before.given]
    return Differences(len(both), totals, changes, asked, gone, come)


def _changes(student: str, before: Results, after: Results) -> Iterator[Change]:
    old, new = before.given[student], after.given[student]
    for question in dict.fromkeys((*old, *new)):
        one, other = old.get(question), new.get(question)
        if one is None or other is None:
            why = ("set now" if one is None else "not set any more",)
            yield Change(student, question, one.mark if one else None, other.mark if other else None, why)
        elif _worth(one) != _worth(other):
            yield Change(student, question, one.mark, other.mark, _why(question, one, other, before, after))


def _worth(given: Given) -> tuple[object, ...]:
    """Return what a student would call a mark: an outcome, a range of scores, and points."""
    return given.mark.outcome, given.mark.low, given.mark.high, given.mark.points


def _why(question: str, old: Given, new: Given, before: Results, after: Results) -> tuple[str, ...]:
    """Return why a mark changed: all that is different and may have a part in it."""
    found = []
    if old.hands != new.hands:
        found.append("mark by hand")
    if old.mark.answer != new.mark.answer:
        found.append("answer")
    if old.mark.points != new.mark.points:
        found.append("points")
    if old.late != new.late:
        found.append("lateness")
    keys = before.noted.questions.get(question), after.noted.questions.get(question)
    if keys[0] != keys[1]:
        found.append("problem")
    if old.by_chance != new.by_chance:
        found.append("a clock or a crash")
    if not found and old.reading != new.reading:
        found.append("reading")
    if not found and before.noted.versions != after.noted.versions:
        found.append("engine")
    return tuple(found) or ("not known",)


def _asked(student: str, before: Results, after: Results) -> Iterator[Asked]:
    """Yield the marks by hand for answers that have changed since, where no person has marked the new answer."""
    for question, old in before.given[student].items():
        new = after.given[student].get(question)
        if new is not None and old.hands and not new.hands and old.mark.answer != new.mark.answer:
            yield from (Asked(student, question, mark, old.mark.answer, new.mark.answer) for mark in old.hands)


def results(folder: Path) -> Results:
    """Return the results in a folder of reports. Raises UnusableResultsError where there is no finished set."""
    settle(folder)
    path = folder / LINES.name
    try:
        found = Results(noted(folder))
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                _take_line(found, line, f"{path}, line {number}")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnusableResultsError(f"{error.filename or path}: {why}; `grader grade … -o {folder}` writes it") from None
    except ValueError as error:
        raise UnusableResultsError(f"{folder}: no results of a run ({type(error).__name__})") from None
    return found


def _take_line(found: Results, line: str, place: str) -> None:
    try:
        _take(found, json.loads(line, parse_int=Fraction, parse_float=Fraction))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableResultsError(f"{place}: no result of a run ({type(error).__name__})") from None


def _take(found: Results, body: Mapping[str, Any]) -> None:
    student = str(body["student"])
    late = str(body.get("deduction", ""))
    found.given.setdefault(student, {}).update(_leaves(body, late))
    total = found.totals.get(student, Span(Fraction(), Fraction(), Fraction()))
    low, high = body["score_range"]
    found.totals[student] = Span(total.low + low, total.high + high, total.points + body["points"])


def _leaves(body: Mapping[str, Any], late: str) -> Iterator[tuple[str, Given]]:
    if "parts" in body:
        for part in body["parts"]:
            yield from _leaves(part, late)
        return
    low, high = body["score_range"]
    fields = body["fields"].items()
    texts = {
        name: abridged(one["text"], int(one["characters"]) if "characters" in one else None, one.get("sha256", ""))
        for name, one in fields
        if one.get("text", "").strip()
    }
    hands = tuple(_hand(one) for one in body.get("by_hand", ()))
    limits = {one.get("limit") for one in body["claims"]}
    by_chance = body["outcome"] == Outcome.FAILED.value or not limits.isdisjoint(OPEN_BY_CHANCE)
    reading = "; ".join(str(one.get("read", one.get("readings", one.get("error")))) for _, one in fields)
    mark = Mark(str(body["outcome"]), low, high, body["points"], joined(texts) if texts else "")
    yield str(body["problem"]), Given(mark, hands, late, by_chance, reading)


def _hand(mark: Mapping[str, Any]) -> str:
    """Return a mark by hand in words."""
    claim = f" for {mark['claim']}" if mark["claim"] else ""
    by = f" by {mark['by']}" if mark["by"] else ""
    return f"{points_words(mark['score'])}{claim}{by}"
