"""A disk or a folder that refuses ends the run with a code of its own, and names the file."""

import os
import sys

import pytest

from grader.batch import journal
from grader.batch.lock import Lock
from tests.cli import forked
from tests.cli.test_cli_grade import GRADE, results

END = "; nothing that was reported before is lost\n"


def test_another_run_in_the_folder(course, grader):
    (course / "reports").mkdir()
    lock = Lock(course / "reports")
    result = grader(*GRADE, "-o", "reports")
    lock.close()
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr == f"Error: reports: another run of this process is at work there{END}"


def test_a_folder_in_the_way_is_named_before_work_starts(course, grader):
    (course / "reports" / "results.csv").mkdir(parents=True)
    result = grader(*GRADE, "-o", "reports")
    assert (result.exit_code, result.stdout) == (6, "")
    said = "Error: reports/results.csv: a folder stands where a file of the results belongs"
    assert result.stderr == f"{said}{END}"
    assert sorted(os.listdir("reports")) == ["results.csv"]


def test_a_file_where_the_folder_belongs(course, grader):
    (course / "taken").write_text("")
    result = grader(*GRADE, "-o", "taken/reports")
    assert (result.exit_code, result.stderr) == (6, f"Error: taken/reports: Not a directory{END}")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_stands_where_the_marks_belong_is_not_passed_over(course, grader, make):
    (course / "reports").mkdir()
    make("reports/marks.csv")
    result = grader(*GRADE, "-o", "reports")
    said = "reports/marks.csv: no file that can be read; the marks by people belong there"
    assert (result.exit_code, result.stdout, result.stderr) == (6, "", f"Error: {said}{END}")


@pytest.mark.parametrize("args", [["init"], ["export", "problems", "--public", "-o"]])
def test_a_new_folder_that_cannot_be_made(course, grader, args):
    (course / "taken").write_text("")
    result = grader(*args, "taken/new")
    assert result.exit_code == 6
    assert result.stderr.startswith("Error: taken/new")
    assert result.stderr.endswith(f": Not a directory{END}")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is refused to the superuser")
def test_a_folder_that_nobody_may_write(course, grader):
    (course / "reports").mkdir(mode=0o500)
    result = grader(*GRADE, "-o", "reports")
    assert (result.exit_code, result.stderr) == (6, f"Error: reports/run.lock: Permission denied{END}")


@pytest.mark.parametrize("number", [28, 30, 13])
def test_a_disk_that_refuses_in_the_middle_loses_nothing_that_was_reported(course, grader, monkeypatch, number):
    grader(*GRADE, "-o", "reports")
    before = results(course / "reports")
    (course / "class" / "bob" / "answers.yaml").write_text("volume: 5\n")
    real = os.pwrite

    def refuse(descriptor, data, place):
        if place > size:
            raise OSError(number, os.strerror(number))
        return real(descriptor, data, place)

    size = (course / "reports" / journal.NAME).stat().st_size + 100
    monkeypatch.setattr(os, "pwrite", refuse)
    result = grader(*GRADE, "-o", "reports", "--no-cache")
    assert (result.exit_code, result.stdout) == (6, "")
    assert result.stderr == f"Error: reports/run.journal: {os.strerror(number)}{END}"
    assert results(course / "reports") == before
    monkeypatch.setattr(os, "pwrite", real)
    again = grader(*GRADE, "-o", "reports", "--no-cache")
    assert again.exit_code == 0
    assert results(course / "reports") != before


LIMITED = """
import resource, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from grader.cli import main
main()
"""


@pytest.mark.parametrize("size", [0, 100, 2_000, 4_000, 6_000])
def test_a_full_disk_at_any_moment_is_no_internal_error_and_the_next_run_is_whole(course, grader, size):
    grader(*GRADE, "-o", "whole", "--no-cache")
    command = [sys.executable, "-c", LIMITED, str(size), *GRADE, "-o", "reports", "--no-cache"]
    run = forked.run(command, capture_output=True, text=True)
    assert run.returncode == 6
    assert run.stderr.startswith("Error: ")
    assert run.stderr.endswith(f": File too large{END}")
    assert not (course / "reports" / "run.json").exists()
    assert grader(*GRADE, "-o", "reports", "--no-cache").exit_code == 0
    assert results(course / "reports") == results(course / "whole")
