"""The roster: who takes part, who has more time, and who is excused."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from grader.errors import Diagnostic, ProblemError
from grader.problems.times import EXAMPLE, TimeError, duration, moment_or_day
from grader.problems.typed import shown
from grader.submissions.tables import Row, Table, read_table

COLUMNS = ("student", "email", "extension", "excused")
YES, NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0", "-"}


@dataclass(frozen=True)
class Enrolled:
    """One row of the roster. `extension` is a duration after the due date, a moment, or a day."""

    student: str
    email: str = ""
    extension: timedelta | datetime | date | None = None
    excused: bool = False
    line: int = 0


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


def fold(name: str) -> str:
    """Return a name as names are compared: letter case, blanks and underscores do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


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
    return Enrolled(row.get("student"), row.get("email"), _extension(table, row), excused in YES, row.line)


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
        for column, value in (("student", one.student), ("email", one.email)):
            first = seen.setdefault((column, fold(value)), one.line)
            if value and first != one.line:
                table.fault(one.line, column, f"{shown(value)} stands twice, first in line {first}")


def _keys(enrolled: list[Enrolled]) -> dict[str, Enrolled]:
    """Return whom each key means. Names come before addresses, and these before the part of one before its `@`."""
    keys: dict[str, Enrolled] = {}
    kinds = (
        [(one.student, one) for one in enrolled],
        [(one.email, one) for one in enrolled],
        [(one.email.partition("@")[0], one) for one in enrolled],
    )
    for kind in kinds:
        names = Counter(fold(key) for key, _ in kind)
        for key, one in kind:
            if key and names[fold(key)] == 1:
                keys.setdefault(fold(key), one)
    return keys
