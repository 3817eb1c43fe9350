"""A class that is killed, moved, resumed, regraded with one problem changed and compared: every number must agree.

python -m tests.benchmarks.moved_class [--students 300]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_class import make
from tests.cli.test_cli_grade import results

GRADER = [sys.executable, "-c", "from grader.cli import main; main()"]


def grade(folder: Path, reports: str, kill_at: int = 0, name: str = "elsewhere") -> str:
    """Grade the class of a folder; kill the run when its journal has so many bytes. Return what was said."""
    command = [*GRADE, name, "--problems", "problems", "-o", reports, "--no-cache", "--format", "csv"]
    how = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": os.getcwd()}, "text": True}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **how) as process:
        journal = folder / reports / "run.journal"
        while kill_at and process.poll() is None and not (journal.exists() and journal.stat().st_size > kill_at):
            time.sleep(0.01)
        if kill_at:
            process.send_signal(signal.SIGKILL)
        return process.communicate()[1]


GRADE = [*GRADER, "grade"]
CHANGED = (
    r"(type: (?:expression|number)[^\n]*expected:|type: (?:expression|number)\n(?:[^\n]*\n)*?\s+expected:) (?=[\w(\\])"
)


def totals(folder: Path) -> dict[str, dict[str, tuple[str, object]]]:
    """Return outcome and range of every mark, by student and problem."""
    found: dict[str, dict[str, tuple[str, object]]] = {}
    for line in (folder / "results.jsonl").read_text().splitlines():
        one = json.loads(line)
        found.setdefault(one["student"], {})[one["problem"]] = (one["outcome"], tuple(one["score_range"]))
    return found


def main() -> None:
    """Go through it all, and say whether everything agrees."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "problems").mkdir()
        (folder / "class").mkdir()
        answers = make(folder, given.students, 5, 0.9)
        grade(folder, "reports", 60 * given.students, "class")
        (folder / "class").rename(folder / "elsewhere")
        (folder / "reports").rename(folder / "moved")
        print(f"{answers} answers; killed and moved; resumed:", grade(folder, "moved").splitlines()[0])
        grade(folder, "whole")
        print("as an undisturbed run:", results(folder / "moved") == results(folder / "whole"))
        shutil.copytree(folder / "moved", folder / "new")
        found = (one for one in (folder / "problems").iterdir() if re.search(CHANGED, one.read_text()))
        problem = min(found)
        problem.write_text(f"{problem.read_text()}\n# a comment\n")
        print("only a comment added:", grade(folder, "new").splitlines()[0])
        problem.write_text(re.sub(CHANGED, r"\1 1 + ", problem.read_text(), count=1))
        print("one problem changed:", problem.name, "|", grade(folder, "new").splitlines()[0])
        command = [*GRADER, "diff", "moved", "new", "--format", "json"]
        how = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": os.getcwd()}, "text": True}
        told = json.loads(subprocess.check_output(command, **how))
        old, new = totals(folder / "moved"), totals(folder / "new")
        expected = {(who, what) for who, marks in old.items() for what in marks if marks[what] != new[who][what]}
        found = {(one["student"], one["problem"].partition(".")[0]) for one in told["changes"]}
        print(f"diff names {len(told['changes'])} marks; they are those that changed: {found == expected}")
        grade(folder, "anew")
        print("as graded from nothing:", results(folder / "new") == results(folder / "anew"))


if __name__ == "__main__":
    main()
