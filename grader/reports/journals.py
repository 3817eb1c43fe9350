"""The folder that `-o` names: `results.jsonl` as the run goes; tables, texts and pages at its end.

Each file is written beside its place and put there when complete, so an old one stays whole until then. Nothing else
in the folder is touched.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from grader.reports.class_data import class_csv, class_jsonl
from grader.reports.class_page import class_page
from grader.reports.class_text import class_text
from grader.reports.classes import ClassReport
from grader.reports.documents import SCHEMA, dumps
from grader.reports.page_names import page_names
from grader.reports.student_page import student_page

LINES, TABLE, TEXT, RUN = "results.jsonl", "results.csv", "report.txt", "run.json"
CLASS, STUDENTS = "class.md", "students"
UNFINISHED = ".part"  # ends the name of a file that is being written
BOM = "\ufeff"  # by which spreadsheets know UTF-8


class Journals:
    """The journals of one run, in a folder that is made where it is missing. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lines = _unfinished(folder / LINES).open("w", encoding="utf-8", newline="\n")

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files and the folder that a finished run leaves."""
        return tuple(self.folder / name for name in (LINES, TABLE, TEXT, CLASS, STUDENTS))

    def add(self, *lines: str) -> None:
        """Write the JSON of verdicts at once, so that even a run that is killed leaves them behind."""
        for line in lines:
            self._lines.write(line + "\n")
            self._lines.flush()

    def finish(self, report: ClassReport, *, timing: bool = False) -> None:
        """Write the table, the text and the pages, and put all in place.

        An interruption may have struck between two steps for one verdict; then the lines are written anew.
        """
        self._lines.close()
        if report.asked is None:
            os.replace(_unfinished(self.folder / LINES), self.folder / LINES)
        else:
            self._write(LINES, "".join(f"{line}\n" for line in class_jsonl(report, timing=timing)))
        self._write(TABLE, BOM + class_csv(report, newline="\r\n"))
        self._write(TEXT, class_text(report) + "\n")
        if report.assignment is not None:
            self._write_pages(report)

    def _write_pages(self, report: ClassReport) -> None:
        pages = page_names(student.name for student in report.students)
        (self.folder / STUDENTS).mkdir(exist_ok=True)
        for student in report.students:
            self._write(f"{STUDENTS}/{pages[student.name]}", student_page(report, student))
        self._write(CLASS, class_page(report, {name: f"{STUDENTS}/{page}" for name, page in pages.items()}))

    def note(self, run: Mapping[str, str]) -> None:
        """Write what later commands need to know of the run."""
        self._write(RUN, dumps({"schema": SCHEMA, **run}) + "\n")

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        with _unfinished(path).open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)
        os.replace(_unfinished(path), path)

    def __enter__(self) -> Journals:
        return self

    def __exit__(self, *raised: object) -> None:
        self._lines.close()


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + UNFINISHED)
