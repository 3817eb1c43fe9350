"""Which files are which submission: files, folders, class folders, names, and what is left aside."""

import os
import socket
from pathlib import Path

import pytest

from grader.submissions import find_submissions, limits, read_submission

from .support import PROBLEMS, said, texts, tree

READABLE = "answers are read from .yaml, .yml, .json, .md, .markdown, .txt, .tex, .ipynb and .html files"


def find(*paths, single=False):
    found, notices = find_submissions([Path(path) for path in paths], single)
    return {files.name: [document.name for document in files.documents] for files in found}, said(notices)


def test_a_class_folder(tmp_path):
    tree(
        tmp_path,
        {
            "ada/answers.yaml": "",
            "bob.json": "",
            "cleo/homework.yml": "",
            "cleo/more/deep.yaml": "",
            "dan.d/x.yaml": "",
            ".git/config.yaml": "",
            ".hidden.yaml": "",
            "__pycache__/x.yaml": "",
            "~$bob.json": "",
            "Thumbs.db": "",
        },
    )
    assert find(tmp_path) == (
        {
            "ada": ["answers.yaml"],
            "bob": ["bob.json"],
            "cleo": ["homework.yml", "more/deep.yaml"],
            "dan.d": ["x.yaml"],
        },
        [],
    )


def test_a_folder_with_answers_is_a_submission(tmp_path):
    tree(tmp_path / "ada", {"answers.json": "", "more.yaml": "", "sub/x.yaml": ""})
    assert find(tmp_path / "ada") == ({"ada": ["answers.json", "more.yaml", "sub/x.yaml"]}, [])


def test_single_makes_one_submission_of_any_folder(tmp_path):
    tree(tmp_path / "ada", {"one.yaml": "", "two/three.json": ""})
    assert find(tmp_path / "ada") == ({"one": ["one.yaml"], "two": ["three.json"]}, [])
    assert find(tmp_path / "ada", single=True) == ({"ada": ["one.yaml", "two/three.json"]}, [])


def test_a_file_is_a_submission_named_after_it_or_its_folder(tmp_path):
    tree(tmp_path / "ada", {"answers.yaml": "", "j.doe.yaml": ""})
    assert find(tmp_path / "ada/answers.yaml") == ({"ada": ["answers.yaml"]}, [])
    assert find(tmp_path / "ada/j.doe.yaml") == ({"j.doe": ["j.doe.yaml"]}, [])


def test_a_dot_stands_for_the_folder_it_leads_to(tmp_path, monkeypatch):
    tree(tmp_path / "ada", {"answers.yaml": ""})
    monkeypatch.chdir(tmp_path / "ada")
    assert find(os.curdir) == find("answers.yaml") == ({"ada": ["answers.yaml"]}, [])


def test_one_name_in_a_class_folder_is_one_submission(tmp_path):
    tree(tmp_path, {"ada/answers.yaml": "q2: 1", "ada.json": '{"q2": 2}', "bob.yaml": ""})
    (ada, bob), notices = find_submissions([tmp_path])
    assert notices == ()
    assert [document.name for document in ada.documents] == ["ada/answers.yaml", "ada.json"]
    assert bob.name == "bob"
    read = read_submission(ada, PROBLEMS)
    why = "another document answers this differently, and nobody can tell which of them counts"
    assert texts(read.answers["q2"]) == {"answer": why}
    assert said(read.notices) == [
        "ada and ada.json: warning: one name, so one submission, 'ada'; all count",
        f"ada.json:1: error: q2: {why}",
    ]


def test_one_name_in_two_places_is_two_submissions(tmp_path):
    tree(tmp_path, {"a/ada.yaml": "", "b/ada.json": "", "b/bob.yaml": ""})
    found, notices = find(tmp_path / "a", tmp_path / "b")
    assert found == {"ada": ["ada.yaml"], "ada (2)": ["ada.json"], "bob": ["bob.yaml"]}
    assert notices == [
        f"{tmp_path}/b/ada.json: warning: {tmp_path}/a/ada.yaml is a submission of the same name; "
        "this one is called 'ada (2)'"
    ]


def test_what_is_named_twice_counts_once(tmp_path):
    tree(tmp_path, {"ada/answers.yaml": "", "bob.yaml": ""})
    found, notices = find(tmp_path / "ada", tmp_path, tmp_path / "bob.yaml", tmp_path)
    assert found == {"ada": ["answers.yaml"], "bob": ["bob.yaml"]}
    assert notices == [
        f"{tmp_path}/ada: note: named before, and counted once",
        f"{tmp_path}/bob.yaml: note: named before, and counted once",
        f"{tmp_path}: note: named before, and counted once",
    ]


def test_paths_that_lead_nowhere(tmp_path):
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    os.symlink("loop", tmp_path / "loop")
    found, notices = find(tmp_path / "none", tmp_path / "empty", tmp_path / "pipe", tmp_path / "loop", "a\0b")
    assert found == {}
    assert notices == [
        f"{tmp_path}/none: error: cannot be looked at: no such file or directory",
        f"{tmp_path}/empty: warning: the folder holds no submission",
        f"{tmp_path}/pipe: error: a pipe is never opened",
        f"{tmp_path}/loop: error: cannot be looked at: too many levels of symbolic links",
        r"a\x00b: error: cannot be looked at: no such file or directory",
    ]


def one(folder, single=True):
    (found,), notices = find_submissions([folder], single)
    assert notices == ()
    return found


def test_files_that_are_no_documents(tmp_path):
    names = ["answers.yaml", "numpy.py", "sitecustomize.py", "notes", "answers.toml"]
    found = one(tree(tmp_path / "ada", dict.fromkeys(names, "q2: 1")))
    assert [document.name for document in found.documents] == ["answers.yaml"]
    assert said(found.notices) == [
        f"answers.toml: warning: documents of this form are not read yet; {READABLE}",
        f"notes: note: left aside, it is no document of answers; {READABLE}",
        f"numpy.py: note: left aside, it is no document of answers; {READABLE}",
        f"sitecustomize.py: note: left aside, it is no document of answers; {READABLE}",
    ]
    assert found.damaged == f"answers.toml: documents of this form are not read yet; {READABLE}"


def test_code_in_a_class_folder_is_nobodys_answer_and_never_imported(tmp_path, monkeypatch):
    trap = "raise SystemExit('imported')"
    tree(tmp_path, {"numpy.py": trap, "yaml.py": trap, "sitecustomize.py": trap, "ada.yaml": "q2: 1"})
    monkeypatch.chdir(tmp_path)
    found, notices = find_submissions([Path()])
    message = f"left aside, it is no document of answers, and no submission; {READABLE}"
    assert said(notices) == [f"{name}: note: {message}" for name in ("numpy.py", "sitecustomize.py", "yaml.py")]
    read = {files.name: read_submission(files, PROBLEMS) for files in found}
    assert list(read) == ["ada"]
    assert texts(read["ada"].answers["q2"]) == {"answer": ("1", 1)}
    assert read["ada"].damaged is None


def test_stray_files_of_a_class_folder_are_no_students(tmp_path):
    files = [
        "ada.yaml",
        "ada.py",
        "bob/notes.rtf",
        "bob.doc",
        "cleo/x.py",
        "dan.pdf",
        "notes.txt",
        "roster.csv",
        "todo",
    ]
    tree(tmp_path, dict.fromkeys(files, ""))
    found, notices = find_submissions([tmp_path])
    unread = f"documents of this form are not read yet; {READABLE}"
    assert {files.name: files.damaged for files in found} == {
        "ada": None,
        "bob": f"bob/notes.rtf: {unread} (and 1 more)",
        "cleo": f"x.py: no document of answers; {READABLE}",
        "dan": f"dan.pdf: {unread}",
    }
    levels = {"ada.py": "note", "notes.txt": "warning", "roster.csv": "note", "todo": "note"}
    assert said(notices) == [
        f"{tmp_path}/{name}: {level}: left aside, it is no document of answers, and no submission; {READABLE}"
        for name, level in levels.items()
    ]
    tree(tmp_path / "empty", {"roster.csv": ""})
    found, notices = find_submissions([tmp_path / "empty"])
    assert (found, said(notices)[-1]) == ((), f"{tmp_path}/empty: warning: the folder holds no submission")
    (named,), notices = find_submissions([tmp_path / "empty/roster.csv"])
    assert (named.damaged, notices) == (f"roster.csv: no document of answers; {READABLE}", ())


@pytest.mark.parametrize("name", ["answers.rtf", "ada.docx", "ada.pdf", "ada.PAGES", "scan.jpeg"])
def test_forms_that_are_not_read_leave_questions_open(tmp_path, name):
    found = one(tree(tmp_path / "ada", {name: "# q2\n1", "x.yaml": "q2: 1"}))
    message = f"documents of this form are not read yet; {READABLE}"
    assert said(found.notices) == [f"{name}: warning: {message}"]
    assert found.damaged == f"{name}: {message}"
    assert [document.name for document in found.documents] == ["x.yaml"]


def test_an_empty_folder_is_a_submission_without_answers(tmp_path):
    (tmp_path / "class/ada").mkdir(parents=True)
    read = read_submission(one(tmp_path / "class", single=False), PROBLEMS)
    assert said(read.notices) == [f"ada: warning: nothing was handed in; {READABLE}"]
    assert (read.answers, read.damaged) == ({}, None)


def test_links_that_leave_a_submission_are_refused(tmp_path):
    tree(tmp_path, {"secret.yaml": "q2: 1", "class/ada/answers.json": "", "class/bob.yaml": "q2: 2"})
    os.symlink("../../secret.yaml", tmp_path / "class/ada/more.yaml")
    os.symlink(tmp_path, tmp_path / "class/ada/up")
    os.symlink("nowhere.yaml", tmp_path / "class/ada/dangling.yaml")
    os.symlink("bob.yaml", tmp_path / "class/cleo.yaml")
    found, notices = find_submissions([tmp_path / "class"])
    by_name = {files.name: files for files in found}
    assert notices == ()
    assert [document.name for document in by_name["ada"].documents] == ["answers.json"]
    assert said(by_name["ada"].notices) == [
        "dangling.yaml: error: a symbolic link that leads nowhere: no such file or directory",
        "more.yaml: error: a symbolic link that leaves the submission is not followed",
        "up: error: a symbolic link that leaves the submission is not followed",
    ]
    assert by_name["ada"].damaged == (
        "dangling.yaml: a symbolic link that leads nowhere: no such file or directory (and 2 more)"
    )
    cleo = read_submission(by_name["cleo"], PROBLEMS)
    assert (cleo.answers, cleo.damaged) == (
        {},
        "cleo.yaml: a symbolic link that leaves the submission is not followed",
    )


def test_links_inside_a_submission_are_followed_once(tmp_path):
    folder = tree(tmp_path / "ada", {"data/one.yaml": "q2: 1", "data/two": "q3.a: 2"})
    os.symlink("data/one.yaml", folder / "again.yaml")
    os.symlink("data/two", folder / "linked.yaml")
    os.symlink("data", folder / "folder")
    found = one(folder)
    assert [document.name for document in found.documents] == ["data/one.yaml", "linked.yaml"]
    read = read_submission(found, PROBLEMS)
    assert {id_: texts(answer) for id_, answer in read.answers.items()} == {
        "q2": {"answer": ("1", 1)},
        "q3.a": {"answer": ("2", 1)},
    }


def test_pipes_and_sockets_are_never_opened(tmp_path):
    folder = tree(tmp_path / "a", {"x.yaml": "q2: 1"})
    os.mkfifo(folder / "answers.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "sock.yaml"))
        found = one(folder, single=False)
    assert [document.name for document in found.documents] == ["x.yaml"]
    assert said(found.notices) == [
        "answers.yaml: error: a pipe is never opened",
        "sock.yaml: error: a socket is never opened",
    ]


def test_folders_too_deep_or_too_full(tmp_path, monkeypatch):
    deep = "/".join("abcdefghi")
    found = one(tree(tmp_path / "deep", {f"{deep}/x.yaml": "", "y.yaml": ""}))
    assert [document.name for document in found.documents] == ["y.yaml"]
    assert found.damaged == f"{deep}: not looked at: more than 8 folders inside each other (limit SUBMISSION_DEPTH)"
    monkeypatch.setattr(limits, "SUBMISSION_ENTRIES", 3)
    found = one(tree(tmp_path / "full", {f"{n}/x.yaml": "" for n in range(5)}))
    assert found.documents == ()
    message = "not read: more than 3 files and folders (limit SUBMISSION_ENTRIES)"
    assert said(found.notices) == [f"full: error: {message}"]
    assert found.damaged == f"full: {message}"


def test_several_answers_files_in_folders_may_be_a_class(tmp_path):
    found = one(tree(tmp_path / "a", {"ada/answers.yaml": "", "bob/answers.yaml": ""}))
    assert said(found.notices) == [
        ".: warning: answers of one submission stand in several folders (ada, bob); "
        "is this a class folder? Then name it"
    ]


def test_a_folder_that_may_not_be_listed(tmp_path, monkeypatch):
    tree(tmp_path, {"ada/locked/x.yaml": "", "ada/y.yaml": "", "bob.yaml": ""})
    real = os.open

    def refuse(path, *args, **more):
        if path == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **more)

    monkeypatch.setattr(os, "open", refuse)
    (ada, bob), _ = find_submissions([tmp_path])
    assert [document.name for document in ada.documents] == ["y.yaml"]
    assert ada.damaged == "locked: the folder cannot be listed: permission denied"
    assert bob.damaged is None


def test_names_that_are_no_text(tmp_path):
    (tmp_path / os.fsdecode(b"J\xe9r.yaml")).write_text("")
    (tmp_path / os.fsdecode(b"J\xe8r.yaml")).write_text("")
    (tmp_path / "a\x1b[31m\nb.yaml").write_text("")
    (tmp_path / "Jose\u0301.yaml").write_text("")
    found, notices = find(tmp_path)
    assert notices == []
    assert found == {
        "a\\x1b[31m\\nb": ["a\\x1b[31m\\nb.yaml"],
        "José": ["Jose\u0301.yaml"],
        "J\\xe8r": ["J\\xe8r.yaml"],
        "J\\xe9r": ["J\\xe9r.yaml"],
    }
