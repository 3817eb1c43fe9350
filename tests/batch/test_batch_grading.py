"""Grading with a fake marker: what it is asked, how its ends become verdicts, what is reused."""

import os
import signal
import time
from fractions import Fraction

import pytest

from grader.batch import Marker, RunLimits, Task, grade_all
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


def test_verdicts_in_the_order_of_tasks(calls):
    q1, q2 = problem("q1"), problem("q2")
    tasks = [task(text, one, f"s{number}") for number in range(10) for one in (q1, q2) for text in ("right",)]
    found = list(grade_all(tasks, [q1, q2], jobs=3, limits=LIMITS))
    assert [graded.task for graded in found] == tasks
    assert {graded.verdict.outcome for graded in found} == {Outcome.CORRECT}
    assert sorted(calls()) == ["q1 right", "q2 right"]


def test_equal_answers_are_decided_once_and_keep_their_own_places(calls):
    q1 = problem("q1")
    found = list(grade_all([task("right", q1, "a", 3), task("right", q1, "b", 8)], [q1], limits=LIMITS))
    assert [graded.verdict.fields["answer"].source.line for graded in found] == [3, 8]
    assert found[0].seconds > 0 == found[1].seconds
    assert calls() == ["q1 right"]


def test_answers_that_differ_in_a_note_or_an_error_are_not_equal(calls):
    q1 = problem("q1")
    fields = [FieldAnswer("x"), FieldAnswer("x", error="e"), FieldAnswer("x", notes=("n",)), FieldAnswer(" x")]
    tasks = [Task("a", q1, {"q1": Answer({"answer": one})}) for one in fields]
    tasks += [Task("a", q1, {"q1": Answer(error="e")}), Task("a", q1, {"q1": Answer(whole=fields[0])}), Task("a", q1)]
    assert len(list(grade_all(tasks, [q1], limits=LIMITS))) == 7
    assert len(calls()) == 7


def test_a_time_out_comes_last_and_is_tried_once_more_for_all_equal_answers(calls):
    q1 = problem("q1")
    tasks = [task("hang", q1, "a"), task("right", q1, "b"), task("hang", q1, "c"), task("wrong", q1, "d")]
    found = list(grade_all(tasks, [q1], limits=LIMITS))
    assert [graded.task.student for graded in found] == ["b", "d", "a", "c"]
    assert [graded.verdict.outcome.value for graded in found[:2]] == ["correct", "incorrect"]
    for verdict in [graded.verdict for graded in found[2:]]:
        assert (verdict.outcome, verdict.score_range) == (Outcome.UNDECIDED, (0, 1))
        assert verdict.claims[0].evidence.reason == "not decided within 0.5 seconds by the clock"
        assert verdict.claims[0].evidence.limit == "wall_seconds"
        assert verdict.fields["answer"] == FieldResult("hang", source=Source("a.yaml", 1))
        assert verdict.feedback[0].text == "Not decided within 0.5 seconds by the clock; a person must look at it."
    assert calls() == ["q1 hang", "q1 right", "q1 wrong", "q1 hang"]


def test_what_is_late_is_tried_in_parallel_and_counts_when_it_ends(calls):
    q1, q3 = problem("q1"), problem("q3", "a", "b")
    answers = {"q3.a": answer("right"), "q3.b": answer("slow at first")}
    tasks = [Task("a", q3, answers), task("slow at first", q1, "b"), task("right", q1, "c")]
    start = time.monotonic()
    found = list(grade_all(tasks, [q1, q3], jobs=2, limits=LIMITS))
    assert time.monotonic() - start < 10
    assert [(graded.task.student, graded.verdict.outcome.value) for graded in found] == [
        ("c", "correct"),
        ("a", "correct"),
        ("b", "correct"),
    ]
    assert calls().count("q3.a right") == 1
    assert calls().count("q3.b slow at first") == calls().count("q1 slow at first") == 2


@pytest.mark.parametrize(("text", "code"), [("die", "signal 9"), ("raise", "RuntimeError")])
def test_what_breaks_failed_and_the_rest_goes_on(calls, text, code):
    q1 = problem("q1")
    tasks = [task(text, q1, "a"), task("right", q1, "b"), task(text, q1, "c")]
    found = [graded.verdict for graded in grade_all(tasks, [q1], jobs=2, limits=LIMITS)]
    assert [verdict.outcome.value for verdict in found] == ["failed", "correct", "failed"]
    assert found[0].score is None
    assert found[0].feedback[0].text.startswith(f"The grader itself failed ({code}")
    assert calls().count(f"q1 {text}") == 2


def test_a_part_that_breaks_leaves_the_others_their_verdicts(calls):
    q3 = problem("q3", "a", "b")
    answers = {"q3.a": answer("right"), "q3.b": answer("raise")}
    (graded,) = grade_all([Task("ada", q3, answers)], [q3], limits=LIMITS)
    assert [part.outcome for part in graded.verdict.parts] == [Outcome.CORRECT, Outcome.FAILED]
    assert (graded.verdict.outcome, graded.verdict.score_range) == (Outcome.FAILED, (2, 4))


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
        found = [*grade_all([unread], [q3], limits=LIMITS), marker.grade(unread)]
    for graded in found:
        assert (graded.verdict.outcome.value, graded.verdict.score_range) == (outcome, (0, 4))
        assert text in graded.verdict.parts[1].claims[0].evidence.reason
    assert calls() == []


def test_an_answer_to_all_fields_at_once_is_kept_where_it_broke(calls):
    q1 = problem("q1")
    given = Answer({"answer": FieldAnswer("raise")}, whole=FieldAnswer("none", Source("a.yaml", 4)))
    (graded,) = grade_all([Task("ada", q1, {"q1": given})], [q1], limits=LIMITS)
    assert graded.verdict.fields == {"answer": FieldResult("none", source=Source("a.yaml", 4))}


def test_one_at_a_time(calls):
    q3 = problem("q3", "a", "b")
    with Marker([q3], LIMITS) as marker:
        assert marker.grade(task("right", q3)).verdict.outcome is Outcome.CORRECT
        assert marker.grade(task("die", q3)).verdict.outcome is Outcome.FAILED
        assert marker.grade(task("right", q3)).verdict.score_range == (4, 4)
    assert calls().count("q3.a right") == 2


def test_no_tasks_no_verdicts(calls):
    assert list(grade_all([], [problem("q1")], jobs=4)) == []
