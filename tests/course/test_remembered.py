"""Whom the journal remembers as finished is not finished again, and what is told of them is as it was."""

from contextlib import closing

import pytest

from grader.api import grade
from grader.batch.journal import NAME, Journal
from grader.batch.records import Kind
from grader.course import shift, work
from grader.course.plan import Plan
from grader.course.remembered import Remembered, Sources, Told, decoded, encoded, placed
from grader.course.run import class_run
from grader.errors import RefusedError
from grader.verdict import Outcome
from tests.cli.conftest import CLASS, PROBLEMS, write

STUDENTS = {"ada", "bob", "eve"}


@pytest.fixture(name="plan")
def make_plan(tmp_path):
    write(tmp_path / "problems", PROBLEMS)
    write(tmp_path / "class", CLASS)
    return lambda **more: Plan((tmp_path / "class",), tmp_path / "problems", reports=tmp_path / "reports", **more)


@pytest.fixture(name="graded")
def grade_and_note(monkeypatch, tmp_path):
    """Grade, and return who was finished, and the files of the results."""
    log = tmp_path / "finished"
    finish = work.Work._finish

    def noted(self, item):
        found = finish(self, item)
        with log.open("a") as stream:
            stream.write(f"{found.name}\n")
        return found

    monkeypatch.setattr(work.Work, "_finish", noted)

    def graded(plan):
        log.write_text("")
        with class_run(plan) as run:
            with closing(run.marked(jobs=2)) as steps:
                told = [student for step in steps for student in step.students]
            report = run.finish()
            counts, said = dict(report.outcomes()), run.said()
            students = tuple(report.students)
        return {
            "finished": set(log.read_text().split()),
            "told": [(one.name, one.lines, one.outcomes, one.waiting) for one in told],
            "files": {str(path.relative_to(plan.reports)): path.read_bytes() for path in files(plan.reports)},
            "students": students,
            "counts": counts,
            "said": said,
        }

    return graded


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.name != NAME]


def known(run):
    return {key: value for key, value in run.items() if key not in {"finished", "said"}}


def test_nobody_is_finished_twice_and_nothing_else_is_loaded_or_told(plan, graded, monkeypatch):
    first = graded(plan())
    assert first["finished"] == STUDENTS
    monkeypatch.setattr(shift, "load_everything", lambda: pytest.fail("nothing is decided"))
    again = graded(plan())
    assert again["finished"] == set()
    assert known(again) == known(first)
    assert again["said"] == [f"12 of 12 answers stood decided in {plan().reports / NAME} already"]


def test_whoever_handed_in_something_else_is_finished_and_the_others_are_not(plan, graded, tmp_path):
    graded(plan())
    (tmp_path / "class" / "bob" / "answers.yaml").write_text("volume: 5\n", encoding="utf-8")
    some = graded(plan())
    assert some["finished"] == {"bob"}
    assert known(graded(plan(fresh=True))) == known(some)
    assert graded(plan())["finished"] == set()


@pytest.mark.parametrize("spoil", ["a line", "a byte more before", "gone"])
def test_lines_that_are_not_as_they_were_written_are_made_again(plan, graded, spoil):
    first = graded(plan())
    place = plan().reports / "results.jsonl"
    data = place.read_bytes()
    if spoil == "gone":
        place.unlink()
    elif spoil == "a line":
        place.write_bytes(data.replace(b'"student": "bob"', b'"student": "bot"'))
    else:
        place.write_bytes(b" " + data)
    again = graded(plan())
    assert again["finished"] == ({"bob"} if spoil == "a line" else STUDENTS)
    assert known(again) == known(first)
    assert graded(plan())["finished"] == set()


def without(path, kind, count):
    """Take some records of a kind out of a journal."""
    kept = []
    for line in path.read_bytes().splitlines(keepends=True):
        is_taken = line[9:10] == kind.value and count > 0
        count -= is_taken
        kept += [] if is_taken else [line]
    path.write_bytes(b"".join(kept))


@pytest.mark.parametrize("kind", [Kind.VERDICT, Kind.SUBMISSION, Kind.FINISHED])
def test_where_a_record_is_missing_whoever_it_was_of_is_finished_again(plan, graded, kind):
    first = graded(plan())
    without(plan().reports / NAME, kind, 1)
    again = graded(plan())
    assert len(again["finished"]) > 0
    assert known(again) == known(first)


def test_points_and_rules_that_changed_finish_everybody_again(plan, graded, tmp_path):
    graded(plan())
    given = tmp_path / "hw.yaml"
    given.write_text("title: One\nproblems: [{id: volume, points: 40}]\n", encoding="utf-8")
    assert graded(plan(assignment=given))["finished"] == STUDENTS
    assert graded(plan(assignment=given))["finished"] == set()


def test_where_people_gave_marks_everybody_is_finished_with_them(plan, graded, tmp_path):
    graded(plan())
    marks = tmp_path / "marks.csv"
    marks.write_text("student,problem,claim,answer,score\nbob,volume,,,1\n", encoding="utf-8")
    assert graded(plan(marks=marks))["finished"] == STUDENTS


def test_the_seconds_that_were_taken_are_told_by_who_took_them(plan, graded):
    graded(plan())
    assert graded(plan(timing=True))["finished"] == STUDENTS
    assert b'"timing"' in graded(plan(timing=True))["files"]["results.jsonl"]


def test_who_is_interrupted_leaves_nothing_that_another_run_would_believe(plan, graded):
    with class_run(plan()) as run, closing(run.marked(jobs=1)) as steps:
        list(steps)
        run.finish(is_whole=False)
    assert graded(plan())["finished"] == STUDENTS


def test_lines_that_change_while_a_run_goes_on_are_refused(plan, graded):
    graded(plan())
    with class_run(plan()) as run:
        look = run._desk.look

        def then_changed(jobs):
            look(jobs)
            place = plan().reports / "results.jsonl"
            place.write_bytes(place.read_bytes().upper())

        run._desk.look = then_changed
        with pytest.raises(RefusedError, match="changed while the run went on"):
            list(run.marked(jobs=1))


def test_a_report_of_those_remembered_outlives_its_run(plan, tmp_path):
    one = grade(tmp_path / "class", problems=tmp_path / "problems", reports=tmp_path / "reports")
    two = grade(tmp_path / "class", problems=tmp_path / "problems", reports=tmp_path / "reports")
    assert one.students == two.students
    assert one.outcomes() == two.outcomes()


TOLD = Told(bytes(16), 4000, (Outcome.CORRECT, Outcome.REVIEW), 1, 700, bytes(range(16)))
SOURCES = (Sources(bytes(range(16)), (bytes(16), bytes(range(16)))), Sources(None, ()))


def test_a_record_says_what_was_written():
    assert decoded(placed(encoded(TOLD, SOURCES), 12)) == Remembered(12, TOLD, SOURCES)


@pytest.mark.parametrize(
    "record", [b"", b"{}", b"[1]", b'[1,["",2],[],[]]', b'[1,[["",2,["good"],0],[1,""],[]]]', b"[" * 100_000]
)
def test_a_record_that_says_something_else_says_nothing(record):
    assert decoded(record) is None


def test_a_record_of_the_journal_has_its_key(tmp_path):
    journal = Journal(tmp_path / NAME)
    place = journal.append(Kind.FINISHED, bytes(range(16)), b"[1]")
    journal.flush()
    assert (journal.key(place), journal.finished) == (bytes(range(16)), {bytes(range(16)): place})
    journal.close()
