"""The folder of reports: a finished set of results, which only another finished set takes the place of."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from grader.errors import RefusedError
from grader.reports import journals as room
from grader.reports.class_forms import KEPT
from grader.reports.class_json import class_jsonl
from grader.reports.class_text import class_text
from grader.reports.journals import RUN, UNFINISHED, Journals, settle


def finish(folder, report):
    with Journals(folder) as journals:
        journals.add(*class_jsonl(report))
        journals.finish(report)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_results_are_put_in_place_when_all_are_there(small_class, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "marks.csv").write_text("mine")
    (folder / "results.jsonl").write_text("old")
    with Journals(folder) as journals:
        for line in class_jsonl(small_class):
            journals.add(line)
        assert (folder / "results.jsonl").read_text() == "old"
        journals.finish(small_class)
    assert sorted(files(folder)) == ["marks.csv", "report.txt", "results.csv", "results.jsonl", RUN]
    assert not (folder / UNFINISHED).exists()
    assert (folder / "marks.csv").read_text() == "mine"
    assert (folder / "results.jsonl").read_text().splitlines() == list(class_jsonl(small_class))
    table = (folder / "results.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfstudent,problem,")
    assert table.count(b"\r\n") == 9
    assert (folder / "report.txt").read_text() == class_text(small_class) + "\n"


def test_the_run_names_every_file_with_its_digest_and_has_an_id_of_them_all(small_class, tmp_path):
    finish(tmp_path, small_class)
    run = json.loads((tmp_path / RUN).read_text())
    found = files(tmp_path)
    assert run["files"] == {name: hashlib.sha256(found[name]).hexdigest() for name in sorted(found) if name != RUN}
    finish(tmp_path, small_class)
    assert json.loads((tmp_path / RUN).read_text()) == run


def test_a_run_that_is_not_finished_leaves_the_results_as_they_were(small_class, tmp_path):
    finish(tmp_path, small_class)
    before = files(tmp_path)
    with Journals(tmp_path) as journals:
        journals.add("{}")
    assert files(tmp_path) == before
    assert not (tmp_path / UNFINISHED).exists()


KILLED = """
import os, sys
from pathlib import Path
from grader.reports import journals as room
from grader.reports.classes import ClassReport
left = int(sys.argv[2])
real = os.replace
def replace(*paths):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    real(*paths)
room.os.replace = replace
with room.Journals(Path(sys.argv[1])) as journals:
    journals.add('{"new": 1}')
    journals.finish(ClassReport({}, ()))
"""


@pytest.mark.parametrize("moves", range(4))
def test_one_that_is_killed_between_two_moves_is_moved_on(small_class, tmp_path, moves):
    finish(tmp_path, small_class)
    old = files(tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(moves)], check=False)
    assert files(tmp_path)[RUN] == old[RUN]  # it is moved last, so that whoever looks sees that this is no set
    settle(tmp_path)
    new = files(tmp_path)
    assert new["results.jsonl"] == b'{"new": 1}\n'
    assert json.loads(new[RUN])["files"].keys() == new.keys() - {RUN}
    assert all(new[name] != old[name] for name in new)
    assert not (tmp_path / UNFINISHED).exists()


def test_what_was_left_by_a_run_that_was_killed_before_is_removed(small_class, tmp_path):
    (tmp_path / UNFINISHED / "students").mkdir(parents=True)
    (tmp_path / UNFINISHED / "students" / "ada.md").write_text("half")
    finish(tmp_path, small_class)
    assert sorted(files(tmp_path)) == ["report.txt", "results.csv", "results.jsonl", RUN]


@pytest.mark.parametrize("form", [form for form in KEPT if not form.is_folder], ids=lambda form: form.name)
def test_a_folder_in_the_way_is_named_before_anything_is_done(tmp_path, form):
    (tmp_path / form.name).mkdir()
    with pytest.raises(RefusedError) as error:
        Journals(tmp_path)
    assert str(error.value) == f"{tmp_path / form.name}: a folder stands where a file of the results belongs"
    assert not (tmp_path / UNFINISHED).exists()


def test_a_file_in_the_way_is_named_too(tmp_path):
    (tmp_path / "students").write_text("")
    with pytest.raises(RefusedError, match="a file stands where the folder of pages belongs"):
        Journals(tmp_path)
    with pytest.raises(RefusedError, match="students: "):
        Journals(tmp_path / "students")
    with pytest.raises(RefusedError, match="reports: Not a directory"):
        Journals(tmp_path / "students" / "reports")


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_disk_that_refuses_is_named_with_the_file(small_class, tmp_path, monkeypatch, call):
    def refuse(*given):
        raise OSError(28, "No space left on device")

    with Journals(tmp_path) as journals:
        if call == "open":
            monkeypatch.setattr(room.Path, "open", refuse)
        else:
            monkeypatch.setattr(os, call, refuse)
        with pytest.raises(RefusedError, match=rf"{tmp_path}/\S+: No space left on device"):
            journals.finish(small_class)
        monkeypatch.undo()
    assert "results.csv" not in files(tmp_path)


FULL = """
import resource, sys
from pathlib import Path
from grader.reports.journals import Journals
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
with Journals(Path(sys.argv[1])) as journals:
    for number in range(100):
        journals.add("x" * 1000)
"""


def test_a_disk_that_is_full_while_lines_are_written_is_named(tmp_path):
    run = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] == f"grader.errors.RefusedError: {tmp_path}/results.jsonl: File too large"
    assert list(tmp_path.iterdir()) == []
