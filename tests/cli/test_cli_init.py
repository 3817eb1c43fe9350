"""`grader init`: what it writes works as it stands."""

from pathlib import Path

import pytest


@pytest.fixture
def homework(grader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = grader("init")
    assert (result.exit_code, result.stderr) == (0, "")
    monkeypatch.chdir(tmp_path / "homework")
    return result.stdout


def test_it_names_what_it_wrote_and_what_to_do_next(homework):
    lines = homework.splitlines()
    assert all(Path("..", line).is_file() for line in lines[: lines.index("")])
    assert lines[lines.index("") + 1 :] == [
        "Next:",
        "  cd homework",
        "  grader lint problems",
        "  grader grade submissions --problems problems --assignment assignment.yaml --roster roster.csv -o reports",
        "  grader queue reports",
    ]


def test_its_problems_pass_lint_without_a_warning(homework, grader):
    assert grader("lint", "problems").stdout == "3 problems, 8 examples, 0 errors, 0 warnings\n"


def test_what_it_says_next_works(homework, grader):
    run = next(line.split()[1:] for line in homework.splitlines() if line.startswith("  grader grade"))
    graded = grader(*run)
    assert graded.exit_code == 0
    rows = [line.split() for line in graded.stdout.splitlines()]
    assert ["ada", "5", "2", "R", "7–10", "/", "10"] in rows
    assert ["dora", "-", "-", "-", "0", "/", "10"] in rows
    assert grader("queue", "reports").exit_code == 0
    assert Path("reports/marks.csv").is_file()


def test_it_overwrites_nothing(homework, grader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = grader("init")
    assert result.exit_code == 2
    assert "homework is not empty; nothing was written. Expected a new or an empty folder." in result.stderr


def test_an_empty_folder_of_ones_own_will_do(grader, tmp_path):
    assert grader("init", str(tmp_path)).exit_code == 0
    assert (tmp_path / "problems" / "tent.yaml").is_file()
