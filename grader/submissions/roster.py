"""The roster: who takes part, who has more time, and who is excused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from grader.errors import Diagnostic, ProblemError
from grader.problems.texts.typed import shown
from grader.problems.times import EXAMPLE, TimeError, duration, moment_or_day
from grader.records import dataclass
from grader.submissions.tables import Row, Table, read_table

COLUMNS = ("student", "email", "extension", "excused", "platform_id")
YES, NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0", "-"}


@dataclass(frozen=True)
class Enrolled:
    """One row of the roster. `extension` is a duration after the due date, a moment, or a day.

    `number` is what the learning platform knows them by.
    """

    student: str
    email: str = ""
    extension: timedelta | datetime | date | None = None
    excused: bool = False
    line: int = 0
    number: str = ""


@dataclass(frozen=True)
class Roster:
    """All rows of a roster, in its order, and the keys that find them: names and e-mail addresses, folded."""

    file: str
    enrolled: tuple[Enrolled, ...]
    by_key: Mapping[str, Enrolled]
    warnings: tuple[Diagnostic, ...] = ()

    def find(self, key: str) -> Enrolled | None:
        """Return whom a name or an address means, None where nobody or more than one."""
        return self.by_key.get(fold(key)) if key.strip() else None

    def find_number(self, number: str) -> Enrolled | None:
        """Return whom a platform's number means, None where it is nobody's."""
        return self._by_number.get(number) if number else None

    def find_letters(self, letters: str) -> Enrolled | None:
        """Return whom the letters of a name mean, last name first (`doejane`); None where nobody or more than one."""
        return self._by_letters.get(_letters(letters))

    @cached_property
    def _by_number(self) -> Mapping[str, Enrolled]:
        return {one.number: one for one in self.enrolled}

    @cached_property
    def _by_letters(self) -> Mapping[str, Enrolled]:
        found: dict[str, set[Enrolled]] = defaultdict(set)
        for one in self.enrolled:
            for letters in _last_name_first(one.student):
                found[letters].add(one)
        return {letters: next(iter(some)) for letters, some in found.items() if letters and len(some) == 1}


def fold(name: str) -> str:
    """Return a name as names are compared: letter case, blanks and underscores do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())


def _last_name_first(name: str) -> set[str]:
    """Return the letters of a name with its last name first, wherever that may begin.

    `Doe, Jane` and `Jane Doe` are `doejane`.
    """
    words = name.replace("_", " ").split()
    if "," in name or len(words) < 2:
        return {_letters(name)}
    return {_letters("".join(words[at:] + words[:at])) for at in range(1, len(words))}


def load_roster(path: Path) -> Roster:
    """Return the roster in a CSV file. Raises ProblemError with every fault."""
    table = read_table(path, COLUMNS, ("student",))
    enrolled = [_enrolled(table, row) for row in table.rows]
    _check_twice(table, enrolled)
    if table.faults:
        raise ProblemError(sorted(table.faults, key=lambda fault: fault.line))
    return Roster(table.file, tuple(enrolled), _keys(enrolled), tuple(table.warnings))


def _enrolled(table: Table, row: Row) -> Enrolled:
    if not row.get("student"):
        table.fault(row.line, "student", "no student is named in this row")
    excused = row.get("excused").casefold()
    if excused not in YES | NO:
        table.fault(row.line, "excused", f"expected yes or no, not {shown(row.get('excused'))}")
    extension, number = _extension(table, row), row.get("platform_id")
    return Enrolled(row.get("student"), row.get("email"), extension, excused in YES, row.line, number)


def _extension(table: Table, row: Row) -> timedelta | datetime | date | None:
    text = row.get("extension")
    if text in {"", "-"}:
        return None
    try:
        return moment_or_day(text) if "-" in text or ":" in text else duration(text)
    except TimeError as error:
        why = str(error).partition("; expected")[0] if "expected" not in str(error)[:9] else ""
        said = f"expected {EXAMPLE}, a day such as 2026-11-22, or a duration such as 2 days"
        table.fault(row.line, "extension", f"{why}; {said}" if why else f"{said}, not {shown(text)}")
        return None


def _check_twice(table: Table, enrolled: list[Enrolled]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for one in enrolled:
        for column, value in (("student", one.student), ("email", one.email), ("platform_id", one.number)):
            first = seen.setdefault((column, fold(value)), one.line)
            if value and first != one.line:
                table.fault(one.line, column, f"{shown(value)} stands twice, first in line {first}")


def _keys(enrolled: list[Enrolled]) -> dict[str, Enrolled]:
    """Return whom each key means. Names come before addresses, and these before the part of one before its `@`."""
    keys: dict[str, Enrolled] = {}
    turned = [(" ".join(reversed(one.student.split(",", 1))), one) for one in enrolled if "," in one.student]
    kinds = (
        [(one.student, one) for one in enrolled],
        turned,
        [(one.email, one) for one in enrolled],
        [(one.email.partition("@")[0], one) for one in enrolled],
    )
    for kind in kinds:
        names = Counter(fold(key) for key, _ in kind)
        for key, one in kind:
            if key and names[fold(key)] == 1:
                keys.setdefault(fold(key), one)
    return keys
