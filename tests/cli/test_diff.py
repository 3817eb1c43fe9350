"""`grader diff`: whose marks changed, from what to what, and why."""

import json
import shutil

import pytest

from grader.batch import versions
from grader.course import run as runs
from tests.cli.conftest import CLASS, write
from tests.cli.test_cli_grade import GRADE

MARKS = "student,problem,claim,answer,read_as,score,remark,by,date\n"


@pytest.fixture(name="regraded")
def grade_again(course, grader):
    """Grade, let something change, grade into another folder, and return what `diff` writes."""

    def regraded(change, *args):
        assert grader(*GRADE, "-o", "old").exit_code == 0
        change()
        shutil.copytree("old", "new")
        assert grader(*GRADE, "-o", "new").exit_code == 0
        result = grader("diff", "old", "new", *args)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return regraded


def test_nothing_changed(regraded):
    assert regraded(lambda: None) == "no marks changed, of 3 students\n"


def test_an_answer_changed_somebody_left_and_somebody_came(course, regraded):
    def change():
        (course / "class" / "bob" / "answers.yaml").write_text(
            CLASS["bob/answers.yaml"].replace("volume: 4", "volume: 5")
        )
        (course / "class" / "eve.yaml").rename(course / "class" / "zoe.yaml")

    assert regraded(change).splitlines() == [
        "bob: 1 / 5.33 -> 3 / 5.33",
        "  volume: incorrect, 0 of 2 -> correct, 2 of 2: answer",
        "only in the old results: 1 student: eve",
        "only in the new results: 1 student: zoe",
        "1 of 2 students: 1 mark changed: answer 1",
    ]


def test_a_problem_changed_and_another_only_its_points(course, regraded):
    def change():
        for name, old, new in (
            ("volume", "expected: 5", "expected: 4"),
            ("linear", "id: linear", "id: linear\npoints: 3"),
        ):
            file = course / "problems" / f"{name}.yaml"
            file.write_text(file.read_text().replace(old, new))

    found = regraded(change).splitlines()
    assert found[:3] == [
        "ada: 5.33 / 5.33 -> 5.33 / 7.33",
        "  linear: correct, 1 of 1 -> correct, 3 of 3: points",
        "  volume: correct, 2 of 2 -> incorrect, 0 of 2: problem",
    ]
    assert found[-1] == "3 of 3 students: 5 marks changed: points 3, problem 2"


def test_the_engine_changed(course, grader, monkeypatch):
    write(course, {"class/ada/answers.yaml": "volume: 4\n"})
    grader(*GRADE, "-o", "old")
    results = course / "old" / "results.jsonl"
    results.write_text(
        results.read_text().replace('"incorrect", "score": 0', '"correct", "score": 2').replace("[0, 0]", "[2, 2]")
    )
    versions.versions.cache_clear()
    monkeypatch.setattr(versions, "code_digest", lambda: "other")
    grader(*GRADE, "-o", "new")
    versions.versions.cache_clear()
    assert "volume: correct, 2 of 2 -> incorrect, 0 of 2: engine" in grader("diff", "old", "new").stdout
    assert runs.versions is versions.versions


def test_a_mark_by_hand_comes_and_one_whose_answer_changed_is_asked_about(course, grader, regraded):
    write(course / "old", {"marks.csv": f"{MARKS}bob,volume,,4,,1,almost,ta,\n"})

    def change():
        (course / "class" / "bob" / "answers.yaml").write_text(
            CLASS["bob/answers.yaml"].replace("volume: 4", "volume: 6")
        )
        with (course / "old" / "marks.csv").open("a") as stream:
            stream.write("eve,volume,,5 +,,2,,ta,\n")

    found = regraded(change).splitlines()
    assert found == [
        "bob: 2 / 5.33 -> 1 / 5.33",
        "  volume: partial, 1 of 2 -> incorrect, 0 of 2: mark by hand, answer",
        "eve: 1–3 / 5.33 -> 3 / 5.33",
        "  volume: unreadable, 0–2 of 2 -> correct, 2 of 2: mark by hand",
        "marks by hand for answers that have changed, for a person to give anew or to take back: 1",
        "  bob: volume: 1 point by ta for `4`; the answer is now `6`",
        "2 of 3 students: 2 marks changed: mark by hand 2, answer 1",
    ]
    assert "bob,volume,,4,,1,almost,ta," in (course / "new" / "marks.csv").read_text()
    assert "the answer has changed; the row says `4`, it is now `6`" in (course / "new" / "report.txt").read_text()


def test_parts_and_json(course, regraded):
    def change():
        (course / "class" / "bob" / "answers.yaml").write_text(CLASS["bob/answers.yaml"].replace("b: 3", "b: 2"))

    found = json.loads(regraded(change, "--format", "json"))
    assert found["changes"] == [
        {
            "student": "bob",
            "problem": "twice.b",
            "old": {"outcome": "incorrect", "score_range": [0, 0], "points": 0.33, "answer": "3"},
            "new": {"outcome": "correct", "score_range": [0.33, 0.33], "points": 0.33, "answer": "2"},
            "why": ["answer"],
        }
    ]
    assert found["totals"]["bob"]["new"] == {"score_range": [1.33, 1.33], "points": 5.33}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "results.jsonl: No such file or directory"),
        ("{}\n", "line 1: no result of a run (KeyError)"),
        ("[1]\n", "line 1: no result of a run (TypeError)"),
        ("{", "line 1: no result of a run (JSONDecodeError)"),
    ],
)
def test_a_folder_without_results_is_a_usage_error(course, grader, text, said):
    grader(*GRADE, "-o", "old")
    shutil.copytree("old", "new")
    (course / "new" / "results.jsonl").unlink()
    if text is not None:
        (course / "new" / "results.jsonl").write_text(text)
    result = grader("diff", "old", "new")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
