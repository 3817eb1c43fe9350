"""A class run called by a program: no command line is needed, nothing is printed, and a run may be left early."""

import json
import subprocess
import sys

import pytest

from grader.course.json_answer import JsonAnswerError, json_answers
from grader.course.plan import Plan, ReportsAmongSubmissionsError
from grader.course.queue import NoJournalError, Queue, UnusableJournalError, problems_of_run
from grader.course.run import NothingToGradeError, class_run
from grader.marking.mark import mark
from grader.problems.load import load_problems
from grader.problems.named import UnknownProblemError, problem_in
from grader.problems.texts.jsontext import read_json
from tests.cli.conftest import CLASS, PROBLEMS, write


@pytest.fixture(name="plan")
def make_plan(tmp_path):
    write(tmp_path / "problems", PROBLEMS)
    write(tmp_path / "class", CLASS)

    def make(reports="reports", **more):
        return Plan((tmp_path / "class",), tmp_path / "problems", reports=reports and tmp_path / reports, **more)

    return make


def lines_of(plan):
    return [json.loads(line) for line in (plan.reports / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_run_yields_each_verdict_and_leaves_its_journals(plan, capfd):
    asked = plan()
    with class_run(asked) as run:
        steps = list(run.marked(jobs=1))
        report = run.finish()
    assert sum(step.answers for step in steps) == run.asked == 12
    assert [json.loads(line) for step in steps for line in step.lines] == lines_of(asked)
    assert [student.name for student in report.students] == ["ada", "bob", "eve"]
    assert report.asked is None
    assert [path.name for path in run.files] == [
        "results.jsonl", "results.csv", "report.txt", "class.md", "class.html", "students",
    ]  # fmt: skip
    assert all(path.exists() for path in run.files)
    assert capfd.readouterr() == ("", "")


def test_a_run_that_is_left_early_keeps_what_was_done(plan):
    asked = plan()
    with class_run(asked) as run:
        marked = run.marked(jobs=1)
        told = 0
        while not told:
            told += len(next(marked).students)
        marked.close()
        report = run.finish(is_whole=False)
    assert report.asked == 12
    assert [student.name for student in report.students] == ["ada", "bob", "eve"][:told]
    assert [path.name for path in asked.reports.iterdir()] == ["run.journal"]
    with class_run(asked) as again:
        list(again.marked(jobs=1))
        again.finish()
        assert len(again.said()) == 1
    assert len(lines_of(asked)) == 12


def test_without_a_folder_for_reports_nothing_is_written(plan, tmp_path):
    with class_run(plan(reports=None)) as run:
        assert sum(step.answers for step in run.marked(jobs=1)) == 12
        run.finish()
    assert run.files == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "problems"]


def test_what_cannot_be_run_is_said_before_anything_is_written(plan, tmp_path):
    with pytest.raises(ReportsAmongSubmissionsError, match="lies among the submissions in"), class_run(plan("class/x")):
        pass
    (tmp_path / "empty").mkdir()
    nothing = Plan((tmp_path / "empty",), tmp_path / "problems", reports=tmp_path / "reports")
    with pytest.raises(NothingToGradeError, match="no submission was found"), class_run(nothing):
        pass
    assert not (tmp_path / "reports").exists()


def test_what_is_open_waits_in_the_queue_of_its_run(plan):
    asked = plan()
    with pytest.raises(NoJournalError):
        Queue(asked.reports)
    with class_run(asked) as run:
        list(run.marked(jobs=1))
        run.finish()
    problems = problems_of_run(asked.reports)
    assert problems.keys() == load_problems(asked.folder).keys()
    assert Queue(asked.reports).add(problems)[-1] == f"1 row added to {asked.reports / 'marks.csv'}"
    assert Queue(asked.reports).add(problems)[0] == "nothing is open that has no row; none was added"
    (asked.reports / "results.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(UnusableJournalError):
        Queue(asked.reports)


def test_a_json_value_is_an_answer_to_the_problem_of_an_id(plan):
    problems = load_problems(plan().folder)
    twice = problem_in(problems, "twice")
    answers = json_answers(twice, read_json(b'{"a": 1, "b": "2"}', "").root)
    assert mark(twice, answers).outcome.value == "correct"
    with pytest.raises(JsonAnswerError, match="twice has no part `c`") as error:
        json_answers(twice, read_json(b'{"a": 1, "c": 2}', "").root)
    assert error.value.column == 10
    with pytest.raises(UnknownProblemError, match="did you mean twice"):
        problem_in(problems, "twise")


def test_no_room_but_the_command_line_knows_click():
    rooms = "import grader.api, grader.batch, grader.course.run, grader.course.queue, grader.course.json_answer"
    code = f"import sys; {rooms}; print('click' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
