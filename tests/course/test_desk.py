"""The desk with a fake marker: what is decided, how often and for whom, and what another run knows of it."""

import json
import os
import signal
import time
from fractions import Fraction

import pytest

from grader.batch.journal import NAME
from grader.course import shift, work
from grader.course.plan import Plan
from grader.course.run import class_run
from grader.isolation.limits import RunLimits
from grader.verdict import FieldResult, Outcome, Verdict
from tests.cli.conftest import write

LIMITS = RunLimits(wall_seconds=2.0)
PROBLEMS = {f"{name}.yaml": f"id: {name}\npoints: 2\nanswer: {{type: text, accept: [x]}}\n" for name in ("q1", "q2")}
PARTS = "id: q3\nparts:\n" + "".join(
    f"  - {{id: {one}, points: 2, answer: {{type: text, accept: [x]}}}}\n" for one in "ab"
)


@pytest.fixture(name="calls")
def fake_marker(monkeypatch, tmp_path):
    """Let a marker note each call in a file, and do what the answer says; return the calls but of empty ones."""
    log = tmp_path / "calls"
    log.touch()

    def fake(asked, answer):
        if answer.error is not None:
            return Verdict(asked.id, Outcome.UNREADABLE, asked.points, (Fraction(0), asked.points))
        text = answer.fields["answer"].text if answer.fields else ""
        with log.open("a") as stream:
            stream.write(f"{asked.id} {text}\n" if text else "")
        if text.startswith("hang") or (text == "slow at first" and log.read_text().count(f"{asked.id} {text}") < 2):
            time.sleep(60)
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "raise":
            raise RuntimeError("no")
        is_right = text in {"right", "slow at first"}
        fields = {name: FieldResult(one.text, source=one.source) for name, one in answer.fields.items()}
        score = asked.points if is_right else Fraction(0)
        outcome = Outcome.CORRECT if is_right else Outcome.INCORRECT
        return Verdict(asked.id, outcome, asked.points, (score, score), fields)

    monkeypatch.setattr(work, "mark_question", fake)
    monkeypatch.setattr(shift, "FIRST_SECONDS", 0.6)
    return lambda: log.read_text().splitlines()


@pytest.fixture(name="run")
def run_class(tmp_path):
    """Run a class, given as the text of each student's file; return the verdicts in order, and what was said."""
    write(tmp_path / "problems", PROBLEMS)

    def run(texts=None, jobs=2, reports=None, **plan):
        if texts is not None:
            write(tmp_path / "class", {f"{name}.yaml": text for name, text in texts.items()})
        plan = {"limits": LIMITS, **plan, "reports": reports and tmp_path / reports}
        with class_run(Plan((tmp_path / "class",), tmp_path / "problems", **plan)) as running:
            lines = [json.loads(line) for step in running.marked(jobs) for line in step.lines]
            running.finish()
            return lines, running.said()

    return run


def outcomes(lines, problem="q1"):
    return [(one["student"], one["outcome"]) for one in lines if one["problem"] == problem]


def test_equal_answers_are_decided_once_and_keep_their_own_places(calls, run):
    lines, _ = run({"ada": "q1: right", "bob": "\n\nq1: right", "eve": "q1: wrong"})
    assert outcomes(lines) == [("ada", "correct"), ("bob", "correct"), ("eve", "incorrect")]
    assert [one["fields"]["answer"]["source"]["line"] for one in lines if one["problem"] == "q1"] == [1, 3, 1]
    assert sorted(calls()) == ["q1 right", "q1 wrong"]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_one_that_hangs_keeps_its_place_and_nobody_waits_for_it(calls, run, jobs):
    texts = {f"s{number:02}": f"q1: {'hang' if number in {3, 5} else number}" for number in range(12)}
    lines, _ = run(texts, jobs)
    assert [one["student"] for one in lines if one["problem"] == "q1"] == sorted(texts)
    assert {number for number, (_, outcome) in enumerate(outcomes(lines)) if outcome == "undecided"} == {3, 5}
    found = calls()
    assert found.count("q1 hang") == 2  # for both at once, and once more when all else was done
    assert found[-1] == "q1 hang"
    verdict = next(one for one in lines if one["student"] == "s03")
    assert verdict["claims"][0]["reason"] == "not decided within 2 seconds by the clock"
    assert verdict["claims"][0]["limit"] == "wall_seconds"
    assert verdict["fields"]["answer"]["text"] == "hang"


def test_what_is_late_counts_when_it_ends_at_its_second_try(calls, run, tmp_path):
    (tmp_path / "problems" / "q3.yaml").write_text(PARTS)
    lines, _ = run({"ada": "q3: {a: right, b: slow at first}", "bob": "q1: slow at first", "eve": "q1: right"})
    assert outcomes(lines, "q3")[0] == ("ada", "correct")
    assert outcomes(lines)[1:] == [("bob", "correct"), ("eve", "correct")]
    assert calls().count("q3.a right") == 1
    assert calls().count("q3.b slow at first") == calls().count("q1 slow at first") == 2


@pytest.mark.parametrize(("text", "code"), [("die", "signal 9"), ("raise", "RuntimeError")])
def test_what_breaks_failed_after_a_second_try_and_the_rest_goes_on(calls, run, text, code):
    lines, _ = run({"ada": f"q1: {text}", "bob": "q1: right", "eve": f"q1: {text}"})
    assert outcomes(lines) == [("ada", "failed"), ("bob", "correct"), ("eve", "failed")]
    assert lines[0]["score"] is None
    assert lines[0]["feedback"][0]["text"].startswith(f"The grader itself failed ({code}")
    assert calls().count(f"q1 {text}") == 2


def test_a_part_that_breaks_leaves_the_others_their_verdicts(calls, run, tmp_path):
    (tmp_path / "problems" / "q3.yaml").write_text(PARTS)
    lines, _ = run({"ada": "q3: {a: right, b: raise}"})
    assert [part["outcome"] for part in lines[2]["parts"]] == ["correct", "failed"]
    assert (lines[2]["outcome"], lines[2]["score_range"]) == ("failed", [2, 4])


def test_the_time_is_told_once_where_it_was_taken(calls, run):
    lines, _ = run({"ada": "q1: right", "bob": "q1: right"}, timing=True)
    seconds = [one["timing"]["seconds"] for one in lines if one["problem"] == "q1"]
    assert seconds[0] > 0 == seconds[1]


# Another run

CLASS = {"ada": "q1: right\nq2: one", "bob": "q1: wrong\nq2: two", "eve": "q1: other"}


def test_another_run_decides_only_what_changed_and_reads_only_that(calls, run, monkeypatch, tmp_path):
    first, said = run(CLASS, reports="reports")
    assert said == []
    before = len(calls())
    read = tmp_path / "read"
    real = work.read_submission

    def noted(files, *more):
        with read.open("a") as stream:
            stream.write(f"{files.name}\n")
        return real(files, *more)

    monkeypatch.setattr(work, "read_submission", noted)
    again, said = run({"bob": "q1: wrong\nq2: three"}, reports="reports")
    assert calls()[before:] == ["q2 three"]
    assert read.read_text() == "bob\n"
    assert [one for one in again if one["student"] != "bob"] == [one for one in first if one["student"] != "bob"]
    assert said == [f"5 of 6 answers stood decided in {tmp_path / 'reports' / NAME} already"]


@pytest.mark.parametrize(
    ("old", "new", "decided"),
    [
        ("points: 2", "points: 7", []),
        ("points: 2", "# said more\ntitle: A title\npoints: 2", []),
        ("[x]", "[x, y]", ["q1 other", "q1 right", "q1 wrong"]),
    ],
)
def test_points_and_titles_decide_nothing_and_another_question_only_its_own(calls, run, tmp_path, old, new, decided):
    run(CLASS, reports="reports")
    before = len(calls())
    file = tmp_path / "problems" / "q1.yaml"
    file.write_text(file.read_text().replace(old, new))
    lines, _ = run(reports="reports")
    assert sorted(calls()[before:]) == decided
    assert lines[0]["points"] == (7 if "7" in new else 2)
    assert lines[0]["score"] == lines[0]["points"]


def test_fresh_decides_all_anew(calls, run):
    run(CLASS, reports="reports")
    before = calls()
    _, said = run(reports="reports", fresh=True)
    assert said == []
    assert sorted(calls()) == sorted(before * 2)


def test_what_a_clock_or_a_crash_ended_is_decided_again_only_where_that_is_asked_for(calls, run):
    run({"ada": "q1: hang", "bob": "q1: die", "eve": "q1: right"}, reports="reports")
    before = len(calls())
    lines, _ = run(reports="reports")
    assert calls()[before:] == []
    assert outcomes(lines) == [("ada", "undecided"), ("bob", "failed"), ("eve", "correct")]
    run(reports="reports", retry_open=True)
    assert sorted(calls()[before:]) == ["q1 die", "q1 die", "q1 hang", "q1 hang"]


def test_a_submission_that_could_not_be_read_is_tried_again_only_where_that_is_asked_for(calls, run, monkeypatch):
    real = work.read_submission

    def read(files, *more):
        return os.kill(os.getpid(), signal.SIGKILL) if files.name == "ada" else real(files, *more)

    monkeypatch.setattr(work, "read_submission", read)
    lines, _ = run(CLASS, reports="reports")
    assert outcomes(lines)[0] == ("ada", "failed")
    monkeypatch.setattr(work, "read_submission", real)
    lines, _ = run(reports="reports")
    assert outcomes(lines)[0] == ("ada", "failed")
    lines, _ = run(reports="reports", retry_open=True)
    assert outcomes(lines)[0] == ("ada", "correct")


def test_the_class_folder_may_be_called_otherwise(calls, run, tmp_path):
    first, _ = run(CLASS, reports="reports")
    before = len(calls())
    (tmp_path / "class").rename(tmp_path / "elsewhere")
    (tmp_path / "reports").rename(tmp_path / "others")
    with class_run(Plan((tmp_path / "elsewhere",), tmp_path / "problems", reports=tmp_path / "others")) as running:
        assert [json.loads(line) for step in running.marked(1) for line in step.lines] == first
    assert len(calls()) == before


def test_runs_share_verdicts_by_the_cache_but_not_what_a_clock_or_a_crash_ended(calls, run, tmp_path):
    cache = tmp_path / "verdicts.sqlite"
    first, _ = run({"ada": "q1: right", "bob": "q1: hang", "eve": "q1: die"}, cache=cache)
    before = len(calls())
    again, said = run(cache=cache)
    assert again == first
    assert sorted(calls()[before:]) == ["q1 die", "q1 die", "q1 hang", "q1 hang"]
    assert said == []
    before = len(calls())
    run()
    assert "q1 right" in calls()[before:]


def test_a_cache_never_lies_in_what_was_handed_in(calls, run, tmp_path):
    run({"ada": "q1: right"}, cache=tmp_path / "class" / "ada" / "verdicts.sqlite")
    assert [path.name for path in (tmp_path / "class").iterdir()] == ["ada.yaml"]


def test_a_cache_that_is_no_database_is_said_and_gone_around(calls, run, tmp_path):
    cache = tmp_path / "verdicts.sqlite"
    cache.write_bytes(b"no database, but long enough to be taken for one" * 40)
    lines, said = run(CLASS, cache=cache)
    assert outcomes(lines)[0] == ("ada", "correct")
    assert said == [
        f"{cache}: the cache of verdicts cannot be used (file is not a database); every answer is decided anew"
    ]


# Hostile


def test_a_submission_that_changes_while_it_is_read_is_read_again(calls, run, monkeypatch, tmp_path):
    real = work.read_submission
    file = tmp_path / "class" / "ada.yaml"

    def read(files, *more):
        found = real(files, *more)
        if files.name == "ada" and "right" in file.read_text():
            file.write_text("q1: wrong")
        return found

    monkeypatch.setattr(work, "read_submission", read)
    lines, _ = run({"ada": "q1: right", "bob": "q1: right"})
    assert outcomes(lines) == [("ada", "incorrect"), ("bob", "correct")]


def test_a_submission_that_never_stops_changing_failed(calls, run, monkeypatch, tmp_path):
    real = work.read_submission

    def read(files, *more):
        found = real(files, *more)
        if files.name == "ada":
            with (tmp_path / "class" / "ada.yaml").open("a") as stream:
                stream.write("# more\n")
        return found

    monkeypatch.setattr(work, "read_submission", read)
    lines, _ = run({"ada": "q1: right", "bob": "q1: right"})
    assert outcomes(lines) == [("ada", "failed"), ("bob", "correct")]
    assert "ChangedError" in lines[0]["claims"][0]["reason"]


def test_a_submission_exchanged_for_a_link_while_it_is_read_shows_nothing_from_elsewhere(
    calls, run, monkeypatch, tmp_path
):
    (tmp_path / "secret.yaml").write_text("q1: right")
    real = work.read_submission
    file = tmp_path / "class" / "ada.yaml"

    def read(files, *more):
        if files.name == "ada" and not file.is_symlink():
            file.unlink()
            file.symlink_to(tmp_path / "secret.yaml")
        return real(files, *more)

    monkeypatch.setattr(work, "read_submission", read)
    lines, _ = run({"ada": "q1: wrong", "bob": "q1: right"})
    assert outcomes(lines) == [("ada", "unreadable"), ("bob", "correct")]


def test_a_clock_that_jumps_changes_no_verdict(calls, run, monkeypatch):
    before, _ = run(CLASS)
    monkeypatch.setattr(time, "time", lambda: -1e9)
    monkeypatch.setattr(work, "files_digest", lambda files, real=work.files_digest: real(files))
    after, _ = run()
    assert after == before


def test_three_thousand_files_in_one_submission_are_one_open_submission(calls, run, tmp_path):
    write(tmp_path / "class" / "ada", {f"{number}.md": "q1: right" for number in range(3000)})
    lines, _ = run({"bob": "q1: right"})
    assert outcomes(lines)[1] == ("bob", "correct")
    assert outcomes(lines)[0][1] != "incorrect"
