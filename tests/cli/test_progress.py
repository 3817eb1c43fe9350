"""How a run goes and ends, on standard error."""

import io
import os
import pty
import subprocess
import sys

import pytest

from grader.cli.progress import Progress
from grader.cli.tally import Tally
from grader.course.messages import Finished, Step
from grader.verdict import Outcome
from tests.cli.test_cli_grade import COMMAND, GRADE

FAILED = Finished("ada", b"", (), {"q1": Outcome.FAILED, "q2": Outcome.CORRECT}, 1)


def counted(*steps):
    tally = Tally()
    for step in steps:
        tally.add(step)
    return tally


def test_how_far_a_run_is():
    assert counted().words(10, 1.0) == "0/10 answers"
    slow = (("tent", 0.2), ("tent", 12.34), ("q2", 3.0))
    tally = counted(Step(2, (FAILED,)), Step(48, slow=slow))
    said = "50/5,050 answers, 5 a second, about 17 min left, 1 correct, 1 failed, slowest tent (12.3 s)"
    assert tally.words(5050, 10.0) == said
    assert counted(Step(2)).words(4, 10.0) == "2/4 answers, 5 s each, about 10 s left"


def test_what_is_worth_knowing_at_the_end(tmp_path):
    students = tuple(
        Finished(str(number), b"", (), {"q1": outcome, "q2": Outcome.CORRECT}, int(outcome is Outcome.REVIEW))
        for number, outcome in enumerate([Outcome.MISSING] * 7 + [Outcome.REVIEW] * 5)
    )
    tally = counted(Step(24, students, (("q1", 5.0), ("q2", 0.5))))
    assert list(tally.ending(tmp_path)) == [
        "most missed: q1 (7 of 12)",
        "slowest: q1 (5.0 s)",
        f"next: 5 answers are open; `grader queue {tmp_path}` lists them for a person",
    ]
    assert list(tally.ending(None)) == ["most missed: q1 (7 of 12)", "slowest: q1 (5.0 s)"]
    assert list(counted(Step(2, (FAILED,))).ending(None)) == []


def test_off_a_terminal_a_plain_line_is_written_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr("grader.cli.progress.PLAIN_PAUSE", 1000)
    with Progress(4, Tally()) as progress:
        progress.step(Step(1))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("grader.cli.progress.PLAIN_PAUSE", 0)
    with Progress(4, Tally()) as progress:
        progress.step(Step(2, (FAILED,)))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("2/4 answers, ")
    assert lines[0].endswith(" left, 1 correct, 1 failed")


@pytest.mark.parametrize("columns", ["80", "²", "5"])
def test_on_a_terminal_a_bar_is_drawn_and_taken_away(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", "²")
    monkeypatch.setenv("TERM", "xterm")
    stream = io.StringIO()
    stream.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("grader.cli.progress.DELAY", 0)
    with Progress(4, Tally()) as progress:
        progress.step(Step(2))
        drawn = stream.getvalue()
        progress.clear()
        progress.clear()
    assert "━" in drawn
    assert "2/4" in drawn or columns == "5"
    assert stream.getvalue().endswith("\x1b[2K")


def test_a_terminal_for_messages_changes_no_results(course, grader, environment):
    ours, theirs = pty.openpty()
    command = [*COMMAND, *GRADE, "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment) as process:
        out = process.stdout.read()
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0
    assert out == grader(*GRADE, "--format", "csv").stdout
