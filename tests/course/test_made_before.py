"""A run makes only those files anew that would be others than those in their places."""

import json

import pytest

from grader.course.plan import Plan
from grader.course.run import class_run
from tests.cli.conftest import CLASS, PROBLEMS, write


@pytest.fixture(name="plan")
def make_plan(tmp_path):
    write(tmp_path / "problems", PROBLEMS)
    write(tmp_path / "class", CLASS)
    return lambda **more: Plan((tmp_path / "class",), tmp_path / "problems", reports=tmp_path / "reports", **more)


def graded(plan):
    """Grade, and return the files that were made anew: those that the disk holds under another number now."""
    before = files(plan.reports)
    with class_run(plan) as run:
        list(run.marked(jobs=2))
        run.finish()
    after = files(plan.reports)
    return {name for name, kept in after.items() if before.get(name) != kept}


def files(folder):
    every = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.read_bytes()) for path in every}


PAGES = {f"students/{name}.{form}" for name in ("ada", "bob", "eve") for form in ("md", "html")}
TABLES = {"results.csv", "report.txt", "class.md", "class.html"}
ALWAYS = {"results.jsonl", "run.json", "run.journal"}


def test_where_nothing_changed_only_the_lines_are_written(plan):
    assert graded(plan()) == PAGES | TABLES | ALWAYS
    whole = files(plan().reports)
    assert graded(plan()) <= ALWAYS
    assert {name: data for name, (_, data) in files(plan().reports).items() if name != "run.journal"} == {
        name: data for name, (_, data) in whole.items() if name != "run.journal"
    }
    assert graded(plan(fresh=True)) == PAGES | TABLES | ALWAYS


def test_of_one_who_handed_in_anew_the_pages_are_made_and_the_tables_of_all(plan, tmp_path):
    graded(plan())
    place = tmp_path / "class" / "eve.yaml"
    assert place.exists()
    place.write_text("volume: 5\n", encoding="utf-8")
    assert graded(plan()) - ALWAYS == {"students/eve.md", "students/eve.html"} | TABLES


def test_a_student_more_leaves_the_pages_of_others(plan, tmp_path):
    graded(plan())
    write(tmp_path / "class", {"zoe.yaml": "volume: 5\n"})
    assert graded(plan()) - ALWAYS == {"students/zoe.md", "students/zoe.html"} | TABLES


def test_what_all_pages_show_makes_all_of_them_anew(plan, tmp_path):
    graded(plan())
    problem = next(path for path in (tmp_path / "problems").rglob("*.yaml") if "id: volume" in path.read_text())
    problem.write_text(problem.read_text() + "title: Another title\n", encoding="utf-8")
    assert graded(plan()) - ALWAYS == PAGES | TABLES


@pytest.mark.parametrize("spoil", ["edited", "gone"])
def test_a_file_that_is_not_as_it_was_written_is_made_anew(plan, spoil):
    graded(plan())
    page, table = plan().reports / "students" / "ada.html", plan().reports / "results.csv"
    whole = page.read_bytes(), table.read_bytes()
    for path in (page, table):
        if spoil == "gone":
            path.unlink()
        else:
            path.write_text("edited")
    assert graded(plan()) - ALWAYS == {"students/ada.html", "students/ada.md", "results.csv"}
    assert (page.read_bytes(), table.read_bytes()) == whole


def test_a_journal_that_says_other_things_of_what_was_made_is_not_believed(plan):
    graded(plan())
    journal = plan().reports / "run.journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if line[9:10] != b"o"]
    assert len(kept) == len(lines) - 1
    journal.write_bytes(b"".join(kept))
    assert graded(plan()) - ALWAYS == PAGES | TABLES
    found = json.loads((plan().reports / "run.json").read_text())["files"]
    assert found.keys() == PAGES | TABLES | {"results.jsonl"}
