"""Whose the submissions are: they become the attempts of participants, those on the roster first.

A submission belongs to the students that metadata names. Otherwise its name says whose it is: as a platform tells it in
the names that it gives, or else the name itself, or, where a roster has no such name, the name without what marks a
further attempt (`ada-2`, `ada (2)`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from grader.errors import Diagnostic
from grader.problems.times import in_zone
from grader.records import dataclass, field, replace
from grader.submissions.discovery.platforms import BY_NAME
from grader.submissions.forms.formats import TABLE
from grader.submissions.ledger.matching import closest
from grader.submissions.metadata import Metadata, Record
from grader.submissions.model import Download, Notice, SubmissionFiles
from grader.submissions.roster import Enrolled, Roster, fold

HINTS = 50  # names for which the one that was meant is looked for
NAMED = 10  # submissions that one notice names
IN_TABLE = f"{TABLE} can say when it came (column submitted)"
FURTHER = re.compile(  # what marks a name as a further attempt
    r"(?P<base>.*?[^\s_.-])[\s_.-]*(?:\((\d{1,3})\)|[\s_.-](?:v|attempt|try|version)?[\s_-]?(\d{1,3}))", re.I
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission of one participant; `submitted` has a time zone, None where it is not known.

    `is_shared`: others handed it in, too, so that what it says of one student is not said of this one.
    """

    files: SubmissionFiles
    submitted: datetime | None = None
    number: int | None = None
    is_shared: bool = False

    @property
    def known_as(self) -> tuple[str, str]:
        """Return the platform that knows this student, and by which number; empty texts where none does."""
        download = self.files.download
        return (download.platform, download.number) if download and not self.is_shared else ("", "")


@dataclass(frozen=True, slots=True)
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
    found: Sequence[SubmissionFiles],
    roster: Roster | None = None,
    metadata: Metadata | None = None,
    zone: tzinfo | None = None,
) -> tuple[tuple[Participant, ...], tuple[Notice, ...]]:
    """Return the participants, all of the roster first, and what is to be said of submissions and metadata.

    `zone` is that of the clocks of platforms that write times without one.
    """
    metadata = metadata or Metadata()
    records, notices = _by_submission(found, metadata)
    shared = _shared_names(found)
    people: dict[_Key, _Found] = {}
    for one in roster.enrolled if roster else ():
        people[True, one.student] = _Found(one.student, one)
    for files in found:
        every = records.get(files.name, [Record(files.name)])
        for record in (_timed(one, files, zone) for one in every):
            _take(people, files, record, _Whose(roster, shared), len(every) > 1)
    listed = tuple(_participant(one, roster) for one in people.values())
    notices += [_file_notice(one) for one in (*metadata.warnings, *(roster.warnings if roster else ()))]
    return listed, (*notices, *_strangers(listed, roster), *_doubles(found, roster))


def _timed(record: Record, files: SubmissionFiles, zone: tzinfo | None) -> Record:
    """Return a record with the time by the platform's clock, where nothing else tells a time and the zone is known."""
    clock = files.download.clock if files.download else None
    if record.submitted is not None or clock is None or zone is None:
        return record
    return replace(record, submitted=in_zone(clock, zone))


def _shared_names(found: Sequence[SubmissionFiles]) -> frozenset[str]:
    """Return the names of students, as platforms write them, that two of their users share."""
    people = {(one.download.student, one.download.person) for one in found if one.download}
    return frozenset(name for name, number in Counter(name for name, _ in people).items() if number > 1)


@dataclass(frozen=True)
class _Whose:
    """How the name of a submission tells whose it is."""

    roster: Roster | None
    shared: frozenset[str]

    def enrolled(self, files: SubmissionFiles) -> tuple[Enrolled | None, int | None]:
        """Return who on the roster handed something in, by its name, and the number of the attempt in that."""
        if self.roster is None:
            return None, None
        if (found := self.roster.find(files.name)) is not None:
            return found, None
        return (self._known(files.download), None) if files.download else _further(files.name, self.roster)

    def _known(self, download: Download) -> Enrolled | None:
        """Return whom a platform's number means, or else its login and its name, where they do not mean two."""
        assert self.roster is not None
        for number in (download.number, download.login):
            if (found := self.roster.find_number(number)) is not None:
                return found
        keys = [download.login]
        if download.student and download.student not in self.shared:
            keys += [download.student, f"{download.login} {download.student}" if download.login else ""]
        is_sortable = BY_NAME[download.platform].is_sortable
        meant = {(self.roster.find_letters if is_sortable else self.roster.find)(key) for key in keys} - {None}
        return meant.pop() if len(meant) == 1 else None


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
    """Return submissions by their names and those of their files, and by these folded where that tells them apart."""
    folded = Counter(fold(files.name) for files in found)
    names = {fold(files.name): files.name for files in found if folded[fold(files.name)] == 1}
    entries = {entry: files.name for files in found for entry in files.entries}
    return entries | names | {files.name: files.name for files in found}


def _unmatched(record: Record, names: Iterable[str]) -> Notice:
    if not record.submission:
        return Notice(record.file, record.line, "warning", "speaks of one submission, and there are several; not used")
    close = closest(record.submission, names)
    hint = f"; did you mean {close}?" if close else ""
    return Notice(record.file, record.line, "warning", f"there is no submission {record.submission}{hint}")


def _take(people: dict[_Key, _Found], files: SubmissionFiles, record: Record, whose: _Whose, is_shared: bool) -> None:
    """Give a submission to one of its students, as metadata names them, or else as its own name does."""
    number = record.attempt
    if record.students:
        roster = whose.roster
        enrolled = next((one for one in map(roster.find, record.students) if one), None) if roster else None
        called = record.students[0]
    else:
        enrolled, further = whose.enrolled(files)
        number = number or further
        called = (files.download.person if files.download else "") or files.name
    name = enrolled.student if enrolled else called
    person = people.setdefault((enrolled is not None, name), _Found(name))
    if all(files != attempt.files for attempt in person.attempts):
        person.attempts.append(Attempt(files, record.submitted, number, is_shared))


def _further(name: str, roster: Roster) -> tuple[Enrolled | None, int | None]:
    """Return whom a name means without what marks it as a further attempt, and the attempt's number."""
    match = FURTHER.fullmatch(name)
    enrolled = roster.find(match["base"]) if match else None
    return enrolled, int(match[2] or match[3]) if match and enrolled else None


def _participant(person: _Found, roster: Roster | None) -> Participant:
    attempts, is_clear = _in_order(person.attempts)
    stranger = roster is not None and person.enrolled is None
    return Participant(person.name, attempts, person.enrolled, stranger, not is_clear)


def _in_order(attempts: Sequence[Attempt]) -> tuple[tuple[Attempt, ...], bool]:
    """Return attempts in the order of time, and whether that is known.

    It is where all moments are known, or none of them and the times by a platform's clock or the numbers differ; a
    submission without a number is the first. Numbers also part those of one moment.
    """
    known = [one.submitted for one in attempts if one.submitted is not None]
    if known and len(known) < len(attempts):
        return tuple(attempts), False
    clocks = [one.files.download.clock if one.files.download else None for one in attempts]
    if any(clocks) and not known and not all(clocks):
        return tuple(attempts), False
    keys = [
        (one.submitted.timestamp() if one.submitted else 0.0, clock or datetime.min, one.number or 1)
        for one, clock in zip(attempts, clocks, strict=True)
    ]
    ordered = [one for _, one in sorted(zip(keys, attempts, strict=True), key=lambda pair: pair[0])]
    return tuple(ordered), len(set(keys)) == len(attempts)


def unknown_times(people: Sequence[Participant], zone: str = "") -> Iterator[Notice]:
    """Yield which platforms do not say when what was handed in, where nothing else does: no lateness is known then.

    `zone` names that of their clocks, where it is known.
    """
    some: dict[str, list[Download]] = {}
    late: dict[str, list[str]] = {}
    for attempt in (one for person in people for one in person.attempts):
        download = attempt.files.download
        if download is not None and download.clock is not None and attempt.submitted is None and zone:
            said = f"{download.clock.isoformat(' ')} occurs twice or never in {zone}, where clocks are changed"
            yield Notice(attempt.files.name, 0, "warning", f"{said}: how late it came is not known; {IN_TABLE}")
        elif download is not None and attempt.submitted is None:
            some.setdefault(download.platform, []).append(download)
            late.setdefault(download.platform, []).extend([attempt.files.name] if download.late else [])
    for platform, times in ((BY_NAME[name], BY_NAME[name].times) for name in some):
        if times:
            said = f"{platform.title} {times}: how late a submission came is not known, and nothing is deducted"
            is_timed = any(one.clock for one in some[platform.name])
            by = f"the assignment can say in which they are (time_zone), {IN_TABLE}" if is_timed else IN_TABLE
            yield Notice(TABLE, 0, "warning", f"{said}{_called_late(late[platform.name])}; {by}")


def _called_late(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f", though it calls these late: {', '.join(names[:NAMED])}{', …' if len(names) > NAMED else ''}"


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
        if files.download is not None:
            continue
        match = FURTHER.fullmatch(files.name)
        base = names.get(fold(match["base"])) if match else None
        if base is not None:
            said = f"a second attempt of {base}? Without a roster or {TABLE} that says so it counts for itself"
            yield Notice(files.name, 0, "note", said)


def _file_notice(one: Diagnostic) -> Notice:
    """Return a warning about a file of the instructor as a notice."""
    return Notice(one.file, one.line, "warning", f"{one.field}: {one.message}" if one.field else one.message)
