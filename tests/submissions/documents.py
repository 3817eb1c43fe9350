"""Documents as students of many courses write them, each marked as a careful person would: cases as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grader.course.handed_in import answers_of
from grader.marking.mark import mark
from grader.problems.assignment import Assignment
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_problems
from grader.submissions import find_submissions, read_submission
from grader.verdict import Verdict
from tests.caselists import read_values

CASES = Path(__file__).parents[1] / "cases" / "documents"


@dataclass(frozen=True)
class Case:
    """One document, or the texts of several by name: what a person says of each question, and which are left open."""

    name: str
    sheet: str
    file: str
    text: str | dict[str, str]
    marks: Mapping[str, str]
    left_open: frozenset[str]

    def assignment(self) -> Assignment:
        """Return the sheet that is answered."""
        return sheet(self.name.partition("/")[0], self.sheet)

    def verdicts(self) -> dict[str, Verdict]:
        """Return the verdicts by question."""
        set_ = self.assignment()
        with TemporaryDirectory() as folder:
            path = Path(folder, self.file)
            if isinstance(self.text, str):
                path.write_text(self.text, encoding="utf-8")
            else:
                path.mkdir()
                for name, text in self.text.items():
                    (path / name).write_text(text, encoding="utf-8")
                path = path.parent
            (found,), _ = find_submissions([path])
            submission = read_submission(found, set_.reading, set_.tree, set_.sheet)
        verdicts = (mark(problem, answers_of(submission, problem)) for problem in set_.problems.values())
        return {one.problem: one for verdict in verdicts for one in verdict.parts or (verdict,)}


@lru_cache
def loaded(name: str) -> dict[str, Any]:
    """Return what stands in a file of cases."""
    return dict(read_values(CASES / f"{name}.yaml"))


@lru_cache
def sheet(name: str, which: str) -> Assignment:
    """Return an assignment that stands in a file of cases."""
    written = loaded(name)["sheets"][which]
    with TemporaryDirectory() as folder:
        for id_, problem in written["problems"].items():
            Path(folder, f"{id_}.yaml").write_text(json.dumps({"id": id_, **problem}), encoding="utf-8")
        problems = load_problems(Path(folder))
        path = Path(folder, "assignment")
        listed = {"title": written["title"], "problems": list(written["problems"]), "ignore": written.get("ignore", [])}
        path.write_text(json.dumps(listed), encoding="utf-8")
        return load_assignment(path, problems)


def cases(name: str) -> Iterator[Case]:
    """Yield the documents of a file of cases."""
    for number, one in enumerate(loaded(name)["documents"], 1):
        text = notebook(one["text"]) if isinstance(one["text"], list) else one["text"]
        left = frozenset(one.get("open", ()))
        yield Case(f"{name}/{number}", one["sheet"], one["file"], text, one.get("marks", {}), left)


def notebook(cells: list[str]) -> str:
    """Return a notebook; a cell that begins with `%code` is one of code."""
    made = []
    for cell in cells:
        is_code = cell.startswith("%code\n")
        source = cell.removeprefix("%code\n").splitlines(keepends=True)
        made.append({"cell_type": "code" if is_code else "markdown", "metadata": {}, "source": source})
        if is_code:
            made[-1] |= {"outputs": [], "execution_count": None}
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
