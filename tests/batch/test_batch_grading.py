"""Grading one answer after the other with a fake marker: how its ends become verdicts."""

import os
import signal
import time
from fractions import Fraction

import pytest

from grader.batch import Marker, RunLimits, Task
from grader.batch import grading as room
from grader.isolation.endings import Unread
from grader.isolation.pool import Broke, TimedOut
from grader.language.domains import REAL
from grader.language.names import Names
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Field, Problem, Question
from grader.verdict import FieldResult, Outcome, Source, Verdict

LIMITS = RunLimits(wall_seconds=0.5)


def question(id_, points=1):
    return Question(id_, "number", Fraction(points), {"answer": Field("answer", REAL, Names())}, Names())


def problem(id_, *parts):
    questions = tuple(question(f"{id_}.{part}", 2) for part in parts) or (question(id_),)
    return Problem(id_, "", "", sum(one.points for one in questions), questions, bool(parts))


@pytest.fixture
def calls(monkeypatch, tmp_path):
    """A marker that notes each call in a file, and does what the answer says."""
    log = tmp_path / "calls"
    log.touch()

    def fake(asked, answer):
        text = answer.fields["answer"].text if answer.fields else ""
        with log.open("a") as stream:
            stream.write(f"{asked.id} {text}\n")
        if text == "hang" or (text == "slow at first" and log.read_text().count(f"{asked.id} {text}") < 2):
            time.sleep(60)
        text = "right" if text == "slow at first" else text
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "raise":
            raise RuntimeError("no")
        right = text == "right"
        fields = {name: FieldResult(one.text, source=one.source) for name, one in answer.fields.items()}
        score = asked.points if right else Fraction(0)
        return Verdict(asked.id, Outcome.CORRECT if right else Outcome.INCORRECT, asked.points, (score, score), fields)

    monkeypatch.setattr(room, "mark_question", fake)
    return lambda: log.read_text().splitlines()


def answer(text, line=1):
    return Answer({"answer": FieldAnswer(text, Source("a.yaml", line))})


def task(text, one, student="ada", line=1):
    return Task(student, one, {asked.id: answer(text, line) for asked in one.questions})


@pytest.mark.parametrize(
    ("why", "outcome", "text"),
    [
        (
            Broke("KeyError at x:1", 0),
            "failed",
            "the grader itself failed (KeyError at x:1) while it read hw.md, which is",
        ),
        (
            Broke("MemoryError", 0),
            "failed",
            "reading hw.md took more than 2,000,000,000 bytes of memory (limit",
        ),
        (TimedOut(9), "undecided", "reading hw.md took more than 0.5 seconds by the clock (limit wall_seconds)"),
    ],
)
def test_a_submission_that_could_not_be_read_is_open_without_being_marked(calls, why, outcome, text):
    q3 = problem("q3", "a", "b")
    unread = Task("ada", q3, unread=Unread("hw.md", why))
    with Marker([q3], LIMITS) as marker:
        graded = marker.grade(unread)
    assert (graded.verdict.outcome.value, graded.verdict.score_range) == (outcome, (0, 4))
    assert text in graded.verdict.parts[1].claims[0].evidence.reason
    assert calls() == []


def test_an_answer_to_all_fields_at_once_is_kept_where_it_broke(calls):
    q1 = problem("q1")
    given = Answer({"answer": FieldAnswer("raise")}, whole=FieldAnswer("none", Source("a.yaml", 4)))
    with Marker([q1], LIMITS) as marker:
        graded = marker.grade(Task("ada", q1, {"q1": given}))
    assert graded.verdict.fields == {"answer": FieldResult("none", source=Source("a.yaml", 4))}


def test_one_at_a_time(calls):
    q3 = problem("q3", "a", "b")
    with Marker([q3], LIMITS) as marker:
        assert marker.grade(task("right", q3)).verdict.outcome is Outcome.CORRECT
        assert marker.grade(task("die", q3)).verdict.outcome is Outcome.FAILED
        assert marker.grade(task("right", q3)).verdict.score_range == (4, 4)
    assert calls().count("q3.a right") == 2
