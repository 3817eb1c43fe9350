"""Class folders as platforms hand them out, as folders and as zip files; what their names tell of whom and when."""

import io
import zipfile
from pathlib import Path

import pytest

from grader.problems.times import moment_text, time_zone
from grader.submissions import find_submissions, read_submission
from grader.submissions.discovery import UnclearFolderError, class_folders
from grader.submissions.metadata import load_metadata
from grader.submissions.people import participants, unknown_times
from grader.submissions.roster import load_roster
from tests.caselists import read_values

from .support import PROBLEMS, said, texts, tree

CASES = read_values(Path("tests/cases/class-folders.yaml"))


def packed(files):
    """Return the bytes of a zip file with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return stream.getvalue()


def written(content):
    """Return the bytes of a file of a case."""
    if isinstance(content, dict):
        return packed({name: written(inner) for name, inner in content["zip"].items()})
    return content.encode()


def handed_out(folder, files, form):
    """Write the files of a class as a folder, or as a zip file; return its path."""
    files = {name: written(content) for name, content in files.items()}
    if form == "folder":
        return tree(folder / "class", files)
    inside = "class/" if form == "zip with its folder" else ""
    (folder / "class.zip").write_bytes(packed({inside + name: content for name, content in files.items()}))
    return folder / "class.zip"


@pytest.fixture(params=["folder", "zip", "zip with its folder"])
def form(request):
    return request.param


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_class_folders(tmp_path, case, form):
    path = handed_out(tmp_path, case["files"], form)
    platform = case.get("platform")
    if "unclear" in case:
        with pytest.raises(UnclearFolderError) as error:
            find_submissions([path], platform=platform)
        assert str(error.value) == case["unclear"].replace("HERE", str(path))
        return
    found, notices = find_submissions([path], platform=platform)
    by_name = {files.name: files for files in found}
    assert {name: [one.name for one in (*files.documents, *files.arrays)] for name, files in by_name.items()} == case[
        "found"
    ]
    if "said" in case:
        inside = f"{path}/class/" if form == "zip with its folder" else f"{path}/"
        lines = [line.replace("HERE/", inside).replace("HERE", str(path)) for line in case["said"]]
        assert said(notices) == lines
    for name, files in by_name.items():
        assert files.damaged == case.get("lost", {}).get(name, files.damaged)
    assert set(case.get("lost", {})) <= set(by_name)
    late = [name for name, files in by_name.items() if files.download and files.download.late]
    assert late == case.get("late", [])
    check_people(tmp_path, case, path, found)


def check_people(folder, case, path, found):
    """Check whose the submissions are."""
    roster = None
    if "roster" in case:
        (folder / "roster.csv").write_text(case["roster"], encoding="utf-8")
        roster = load_roster(folder / "roster.csv")
    metadata = load_metadata(None, class_folders([path], False, case.get("platform")))
    people, _ = participants(found, roster, metadata)
    if "students" in case:
        assert {one.name: [each.files.name for each in one.attempts] for one in people} == case["students"]
        assert not any(one.unclear for one in people)
    for name, known in case.get("numbers", {}).items():
        (one,) = (one for one in people if one.name == name)
        assert list(one.attempts[0].known_as) == known
    if "times" in case:
        assert said(unknown_times(people)) == [case["times"]]
    if "zone" in case:
        people, _ = participants(found, roster, metadata, time_zone(case["zone"]))
        moments = {
            one.name: [moment_text(each.submitted) if each.submitted else "" for each in one.attempts] for one in people
        }
        assert moments == case["moments"]
        assert said(unknown_times(people, case["zone"])) == case["untimed"]


def test_arrays_beside_a_flat_document_are_those_of_its_student(tmp_path, form):
    (case,) = (case for case in CASES if "arrays" in case["name"])
    (ada, bob), _ = find_submissions([handed_out(tmp_path, case["files"], form)])
    assert texts(read_submission(ada, PROBLEMS).answers["tent"]) == {
        "w_0": ("[1]", 1),
        "b_0": ("[2]", 1),
        "w_1": ("[3]", 1),
    }
    assert "tent" not in read_submission(bob, PROBLEMS).answers
    (tmp_path / "2").mkdir()
    stolen = handed_out(tmp_path / "2", {"a_1_11_a.yaml": "tent: {file: b_2_13_w.json}", "b_2_13_w.json": "{}"}, form)
    (ada, _), _ = find_submissions([stolen])
    assert read_submission(ada, PROBLEMS).answers["tent"].whole.error == (
        "b_2_13_w.json is not among the files of this submission"
    )


COMMENTS = """Name: Jane Doe (jdoe)
Assignment: HW 1
Date Submitted: Tuesday, September 24, 2024 9:26:11 PM EDT
Current Grade: Needs Grading

Submission Field:
{field}

Comments:
{comments}

Files:
\tOriginal filename: hw1.md
\tFilename: HW 1_jdoe_attempt_2024-09-24-21-26-11_hw1.md
"""
NOTHING = {
    "field": "There is no student submission text data for this assignment.",
    "comments": "There are no student comments for this assignment.",
}


def blackboard(folder, **texts_of):
    """Return what is read of a submission with such a file of comments."""
    stem = "HW 1_jdoe_attempt_2024-09-24-21-26-11"
    files = {f"{stem}.txt": COMMENTS.format(**(NOTHING | texts_of)), f"{stem}_hw1.yaml": "q3: {a: 1}"}
    (files,), _ = find_submissions([tree(folder / "class", files)])
    return read_submission(files, PROBLEMS)


def test_what_blackboard_writes_is_no_writing_of_a_student(tmp_path):
    read = blackboard(tmp_path)
    assert (read.damaged, list(read.answers)) == (None, ["q3.a"])


def test_what_a_student_typed_into_blackboard_is_read_at_its_line(tmp_path):
    read = blackboard(tmp_path, field="# q2\n\n7")
    assert {id_: texts(answer) for id_, answer in read.answers.items()} == {
        "q2": {"answer": ("7", 9)}, "q3.a": {"answer": ("1", 1)},
    }  # fmt: skip
    assert read.damaged is None


def test_a_comment_on_blackboard_keeps_questions_open(tmp_path):
    assert "I changed my mind" in str(blackboard(tmp_path, comments="I changed my mind about the volume: 8").loose)


CANVAS = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
        "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
  <meta http-equiv="Content-Type" content="text/html;charset=utf-8" />
  <title>Problem 2, q2: Jane Doe</title>
</head>
<body>
<h1>q2: Jane Doe</h1>
<div style="width: 600px; margin: 20px auto; border: 1px solid #888; padding: 20px;">
  <h2>q2</h2>
<p>7</p><h2>q3.a</h2><p>1</p>
</div>
</body>
</html>
"""


def test_what_canvas_writes_around_a_text_is_no_writing_of_a_student(tmp_path):
    (files, _), _ = find_submissions([tree(tmp_path, {"doejane_5_text.html": CANVAS, "roe_6_12_a.md": "x"})])
    read = read_submission(files, PROBLEMS)
    assert {id_: texts(answer) for id_, answer in read.answers.items()} == {
        "q2": {"answer": ("7", 12)}, "q3.a": {"answer": ("1", 12)},
    }  # fmt: skip
    assert read.damaged is None


def test_an_archive_as_the_only_thing_in_a_folder_may_be_the_class(tmp_path):
    names = ("Jane Doe_12_assignsubmission_file_/a.md", "Max Roe_13_assignsubmission_file_/a.md")
    class_zip = packed(dict.fromkeys(names, "x"))
    path = tree(tmp_path / "downloads", {"hw.zip": class_zip})
    with pytest.raises(UnclearFolderError) as error:
        find_submissions([path])
    assert str(error.value) == (
        f"{path} could be two things: it holds one archive, in which files are named as Moodle names what it hands out;"
        f" name {path}/hw.zip if that is the class, or say --platform none"
    )
    assert [files.name for files in find_submissions([path / "hw.zip"])[0]] == ["Jane Doe_12", "Max Roe_13"]
    assert [files.name for files in find_submissions([path], platform="none")[0]] == ["hw"]


def test_a_folder_that_holds_nothing_but_a_class_is_the_class(tmp_path):
    names = ("Jane Doe_12_assignsubmission_file_/a.md", "Max Roe_13_assignsubmission_file_/a.md")
    tree(tmp_path, {f"downloads/hw1/{name}": "x" for name in names})
    found, _ = find_submissions([tmp_path / "downloads"])
    assert [files.name for files in found] == ["Jane Doe_12", "Max Roe_13"]
    one = (tmp_path / "downloads/hw1" / names[0]).parent
    found, notices = find_submissions([one, tmp_path / "downloads", one])
    assert [files.name for files in found] == ["a", "Max Roe_13"]
    assert [str(notice) for notice in notices][1:] == [f"{one}: note: named before, and counted once"] * 2
    found, _ = find_submissions([tmp_path / "downloads"], platform="none")
    assert [files.name for files in found] == ["hw1"]


def test_an_archive_that_holds_answers_is_one_submission(tmp_path):
    (tmp_path / "ada.zip").write_bytes(packed({"answers.yaml": "q2: 1", "more.md": "# q3.a\n\n2"}))
    (files,), notices = find_submissions([tmp_path / "ada.zip"])
    assert (files.name, notices) == ("ada", ())
    assert sorted(read_submission(files, PROBLEMS).answers) == ["q2", "q3.a"]
    (files,), _ = find_submissions([tmp_path / "ada.zip"], single=True)
    assert [one.name for one in files.documents] == ["answers.yaml", "more.md"]


def test_a_table_by_the_names_of_files_speaks_of_their_submission(tmp_path):
    files = {"a_1_11_x.md": "x", "a_1_12_y.md": "x", "b_2_13_x.md": "x"}
    files["submissions.csv"] = "submission,student,submitted\na_1_11_x.md,ada,2026-11-20T10:00Z\nb_2,bob,\n"
    path = tree(tmp_path / "class", files)
    people, notices = participants(find_submissions([path])[0], None, load_metadata(None, class_folders([path], False)))
    assert [(one.name, one.attempts[0].submitted is not None) for one in people] == [("ada", True), ("bob", False)]
    assert notices == ()
