"""Whose the submissions are: they become the attempts of participants, those on the roster first.

A submission belongs to the students that metadata names. Otherwise its name says whose it is, and where a roster has no
such name, the full name in one that Moodle gave, or the name without what marks a further attempt (`ada-2`, `ada (2)`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from grader.errors import Diagnostic
from grader.submissions.forms.formats import TABLE
from grader.submissions.ledger.matching import closest
from grader.submissions.metadata import Metadata, Record
from grader.submissions.model import Notice, SubmissionFiles
from grader.submissions.roster import Enrolled, Roster, fold

HINTS = 50  # names for which the one that was meant is looked for
MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_[a-z]+_?")
FURTHER = re.compile(  # what marks a name as a further attempt
    r"(?P<base>.*?[^\s_.-])[\s_.-]*(?:\((\d{1,3})\)|[\s_.-](?:v|attempt|try|version)?[\s_-]?(\d{1,3}))", re.I
)


@dataclass(frozen=True)
class Attempt:
    """One submission of one participant; `submitted` has a time zone, None where it is not known."""

    files: SubmissionFiles
    submitted: datetime | None = None
    number: int | None = None


@dataclass(frozen=True)
class Participant:
    """A student, by the name that reports use, with what they handed in, in the order of time.

    `enrolled` is their row of the roster; `stranger`: there is a roster, and they are not on it. `unclear`: the order
    of the attempts is not known.
    """

    name: str
    attempts: tuple[Attempt, ...] = ()
    enrolled: Enrolled | None = None
    stranger: bool = False
    unclear: bool = False
    notices: tuple[Notice, ...] = ()

    @property
    def excused(self) -> bool:
        """Whether the roster excuses them."""
        return self.enrolled is not None and self.enrolled.excused


_Key = tuple[bool, str]  # whether on the roster, and the name


@dataclass
class _Found:
    """A participant while the submissions are gone through."""

    name: str
    enrolled: Enrolled | None = None
    attempts: list[Attempt] = field(default_factory=list)


def participants(
    found: Sequence[SubmissionFiles], roster: Roster | None = None, metadata: Metadata | None = None
) -> tuple[tuple[Participant, ...], tuple[Notice, ...]]:
    """Return the participants, all of the roster first, and what is to be said of submissions and metadata."""
    metadata = metadata or Metadata()
    records, notices = _by_submission(found, metadata)
    moodle = _moodle(found)
    people: dict[_Key, _Found] = {}
    for one in roster.enrolled if roster else ():
        people[True, one.student] = _Found(one.student, one)
    for files in found:
        for record in records.get(files.name, [Record(files.name)]):
            _take(people, files, record, roster, moodle.get(files.name))
    listed = tuple(_participant(one, roster) for one in people.values())
    notices += [_file_notice(one) for one in (*metadata.warnings, *(roster.warnings if roster else ()))]
    return listed, (*notices, *_strangers(listed, roster), *_doubles(found, roster))


def _moodle(found: Sequence[SubmissionFiles]) -> dict[str, str]:
    """Return the students' full names in the names that Moodle gives submissions, where no two students share one."""
    matches = {files.name: match for files in found if (match := MOODLE.fullmatch(files.name))}
    people = {(match["name"], match["id"]) for match in matches.values()}
    shared = Counter(name for name, _ in people)
    return {name: match["name"] for name, match in matches.items() if shared[match["name"]] == 1}


def _by_submission(
    found: Sequence[SubmissionFiles], metadata: Metadata
) -> tuple[dict[str, list[Record]], list[Notice]]:
    """Return the records by the name of their submission, and notices of those that speak of none."""
    names = _names(found)
    records: dict[str, list[Record]] = {}
    notices: list[Notice] = []
    for record in metadata.records:
        written = (record.submission, record.submission.rpartition(".")[0])
        name = next((names[one] for one in (*written, *map(fold, written)) if one in names), None)
        if not record.submission:
            name = found[0].name if len(found) == 1 else None
        if name is None:
            notices.append(_unmatched(record, names.values() if len(notices) < HINTS else ()))
        else:
            records.setdefault(name, []).append(record)
    return records, notices


def _names(found: Sequence[SubmissionFiles]) -> dict[str, str]:
    """Return submissions by their names, and by these folded where that still tells them apart."""
    folded = Counter(fold(files.name) for files in found)
    names = {fold(files.name): files.name for files in found if folded[fold(files.name)] == 1}
    return names | {files.name: files.name for files in found}


def _unmatched(record: Record, names: Iterable[str]) -> Notice:
    if not record.submission:
        return Notice(record.file, record.line, "warning", "speaks of one submission, and there are several; not used")
    close = closest(record.submission, names)
    hint = f"; did you mean {close}?" if close else ""
    return Notice(record.file, record.line, "warning", f"there is no submission {record.submission}{hint}")


def _take(
    people: dict[_Key, _Found], files: SubmissionFiles, record: Record, roster: Roster | None, full_name: str | None
) -> None:
    """Give a submission to one of its students, as metadata names them, or else as its own name does."""
    keys = record.students or (files.name, *([full_name] if full_name else []))
    enrolled = next((one for one in map(roster.find, keys) if one), None) if roster else None
    number = record.attempt
    if not record.students:
        enrolled, further = (enrolled, None) if enrolled else _further(files.name, roster)
        number = number or further
    name = enrolled.student if enrolled else keys[0]
    person = people.setdefault((enrolled is not None, name), _Found(name))
    if all(files != attempt.files for attempt in person.attempts):
        person.attempts.append(Attempt(files, record.submitted, number))


def _further(name: str, roster: Roster | None) -> tuple[Enrolled | None, int | None]:
    """Return whom a name means without what marks it as a further attempt, and the attempt's number."""
    match = FURTHER.fullmatch(name)
    enrolled = roster.find(match["base"]) if match and roster else None
    return enrolled, int(match[2] or match[3]) if match and enrolled else None


def _participant(person: _Found, roster: Roster | None) -> Participant:
    attempts, is_clear = _in_order(person.attempts)
    stranger = roster is not None and person.enrolled is None
    return Participant(person.name, attempts, person.enrolled, stranger, not is_clear)


def _in_order(attempts: Sequence[Attempt]) -> tuple[tuple[Attempt, ...], bool]:
    """Return attempts in the order of time, and whether that is known.

    It is where all moments are known, or none of them and the numbers differ; a submission without a number is the
    first. Numbers also part those of one moment.
    """
    known = [one.submitted for one in attempts if one.submitted is not None]
    if known and len(known) < len(attempts):
        return tuple(attempts), False
    keys = {(one.submitted, one.number or 1) for one in attempts}
    ordered = sorted(attempts, key=lambda one: (one.submitted.timestamp() if one.submitted else 0, one.number or 1))
    return tuple(ordered), len(keys) == len(attempts)


def _strangers(listed: Sequence[Participant], roster: Roster | None) -> Iterator[Notice]:
    """Yield who handed something in and is not on the roster."""
    absent = [one.name for one in listed if one.enrolled and not one.attempts]
    strangers = [one for one in listed if one.stranger]
    for number, one in enumerate(strangers):
        close = closest(one.name, absent) if number < HINTS else None
        hint = f"; did you mean {close}, who handed in nothing?" if close else ""
        said = f"{one.name} is not on the roster, and is marked all the same{hint}"
        yield Notice(roster.file if roster else "", 0, "warning", said)


def _doubles(found: Sequence[SubmissionFiles], roster: Roster | None) -> Iterator[Notice]:
    """Yield names that look like further attempts, where no roster says whether they are."""
    names = {fold(files.name): files.name for files in found}
    for files in found if roster is None else ():
        match = FURTHER.fullmatch(files.name)
        base = names.get(fold(match["base"])) if match else None
        if base is not None:
            said = f"a second attempt of {base}? Without a roster or {TABLE} that says so it counts for itself"
            yield Notice(files.name, 0, "note", said)


def _file_notice(one: Diagnostic) -> Notice:
    """Return a warning about a file of the instructor as a notice."""
    return Notice(one.file, one.line, "warning", f"{one.field}: {one.message}" if one.field else one.message)
