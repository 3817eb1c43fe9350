"""The folder that `-o` names: `results.jsonl` as the run goes; tables, texts and pages at its end.

Each file is written beside its place and put there when complete, so an old one stays whole until then. Nothing else
in the folder is touched.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from grader.reports.class_forms import KEPT, LINES, Look
from grader.reports.classes import ClassReport
from grader.reports.result_json import SCHEMA, dumps

RUN = "run.json"
UNFINISHED = ".part"  # ends the name of a file that is being written


class Journals:
    """The journals of one run, in a folder that is made where it is missing. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lines = _unfinished(folder / LINES.name).open("w", encoding="utf-8", newline="\n")

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files and the folder that a finished run leaves."""
        return tuple(self.folder / one.name for one in KEPT)

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
        look = Look(timing=timing)
        for one in KEPT:
            if one.as_it_goes and report.asked is None:
                os.replace(_unfinished(self.folder / one.name), self.folder / one.name)
                continue
            if one.is_folder and report.assignment is not None:
                (self.folder / one.name).mkdir(exist_ok=True)
            for name, text in one.files(report, look):
                self._write(name, text)

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
