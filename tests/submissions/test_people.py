"""Rosters, metadata, and whose submissions are."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import ProblemError
from grader.problems.assignment_file import load_assignment
from grader.problems.times import moment_text
from grader.submissions import find_submissions
from grader.submissions.discovery.search import class_folders
from grader.submissions.metadata import load_metadata, own_metadata
from grader.submissions.people import participants
from grader.submissions.roster import load_roster

from .support import tree


def roster(folder, text):
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_roster(path)


HEAD = "student,email,extension,excused\n"
SAME = [("ada", "ada@x.org", timedelta(days=2), False), ("bob", "", date(2026, 11, 22), True)]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}ada,ada@x.org,2 days,\nbob,,2026-11-22,yes\n",
        f"\ufeff{HEAD}ada,ada@x.org,2 days,no\nbob,,2026-11-22,TRUE".replace("\n", "\r\n"),
        "Student;E-Mail;Extension;Excused\nada;ada@x.org;2 days;0\nbob;;2026-11-22;1\n;;;\n",
        "sep=;\r\nstudent;email;extension;excused\r\nada;ada@x.org;2 days;\r\nbob;;2026-11-22;x\r\n",
        "email\texcused\tname\textension\tstudent\nada@x.org\t-\tAda, L\t2 days\tada\n\tyes\tBob\t2026-11-22\tbob\n",
        '"student","email","extension","excused"\n"ada","ada@x.org","2 days",""\n"bob","","2026-11-22","yes"\n',
        f"{HEAD}ada,ada@x.org,2 days\nbob,,2026-11-22,yes,,,\n",
        (f"{HEAD}ada,ada@x.org,2 days,\nbob,,2026-11-22,yes\n").replace(",", "\t").encode("utf-16"),
    ],
)
def test_rosters_in_every_dress(tmp_path, text):
    found = roster(tmp_path, text)
    assert [(one.student, one.email, one.extension, one.excused) for one in found.enrolled] == SAME


FAULTS = [
    ("", "roster.csv: the file is empty; expected a header such as student,email,extension,excused,platform_id"),
    (
        "ada,ada@x.org\nbob,\n",
        "roster.csv:1: the header has no `student`; expected a header such as"
        " student,email,extension,excused,platform_id. This line is `ada, ada@x.org`",
    ),
    ("student,student\nada,b\n", "roster.csv:1: student: this column stands twice"),
    (f"{HEAD}ada,,,\n\nAda,,,\n", "roster.csv:4: student: `Ada` stands twice, first in line 2"),
    (f"{HEAD}ada,x@y,,\nbob,X@Y,,\n", "roster.csv:3: email: `X@Y` stands twice, first in line 2"),
    (f"{HEAD},x@y,,\n", "roster.csv:2: student: no student is named in this row"),
    (f"{HEAD}ada,,,perhaps\n", "roster.csv:2: excused: expected yes or no, not `perhaps`"),
    (
        f"{HEAD}ada,,22.11.2026,\n",
        "roster.csv:2: extension: expected 2026-11-20T23:59:00+01:00, a day such as 2026-11-22, or a duration such as"
        " 2 days, not `22.11.2026`",
    ),
    (
        f"{HEAD}ada,,2026-11-22 10:00,\n",
        "roster.csv:2: extension: `2026-11-22 10:00` has no time zone; expected 2026-11-20T23:59:00+01:00, a day such"
        " as 2026-11-22, or a duration such as 2 days",
    ),
    (f"{HEAD}ada,,,,yes\n", "roster.csv:2: 5 cells stand here, under a header of 4"),
    (f'{HEAD}ada,"x,,\n', "roster.csv:2: this row cannot be read: a quotation mark is not closed"),
    (
        f"{HEAD}ad\xe9,,,\n".encode("latin-1"),
        "roster.csv:2: byte 0xE9 at position 34 is not UTF-8; save the file as UTF-8",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_faults_of_rosters(tmp_path, monkeypatch, text, fault):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemError) as error:
        roster(Path(), text)
    assert str(error.value) == fault


def test_all_faults_of_a_roster_are_found_at_once(tmp_path):
    with pytest.raises(ProblemError) as error:
        roster(tmp_path, f"{HEAD},,x,z\n,,1 day,\n")
    assert [(one.line, one.field) for one in error.value.diagnostics] == [
        (2, "student"), (2, "excused"), (2, "extension"), (3, "student"),
    ]  # fmt: skip


def test_a_column_that_was_probably_misspelt_is_named(tmp_path):
    (warning,) = roster(tmp_path, "student,exused\nada,yes\n").warnings
    assert warning.message == "the column `exused` is not known and left aside; did you mean `excused`?"


def test_whom_a_roster_finds(tmp_path):
    found = roster(tmp_path, "student,email\nAda,al@x.org\nbob,ada@x.org\ncarl,k@x.org\ndora,k@y.org\n")
    names = {key: getattr(found.find(key), "student", None) for key in ("ADA", "al", "ada@X.org", "k", "k@y.org", "")}
    assert names == {"ADA": "Ada", "al": "Ada", "ada@X.org": "bob", "k": None, "k@y.org": "dora", "": None}


# Whose submissions are.

ANSWERS = "q2: 1\n"
LIST = "student\nada\nbob\n"


def people(folder, files, rows=None, trusted=False):
    (folder / "class").mkdir()
    tree(folder / "class", files)
    found, notices = find_submissions([folder / "class"])
    metadata = load_metadata(None, class_folders([folder / "class"], False)).joined(own_metadata(found, trusted))
    listed, more = participants(found, roster(folder, rows) if rows else None, metadata)
    shown = {
        one.name: [(each.files.name, each.submitted and moment_text(each.submitted)) for each in one.attempts]
        for one in listed
    }
    said = [f"{Path(notice.file).name}:{notice.line}: {notice.message}" for notice in (*notices, *more)]
    return shown, said, listed


def named(shown):
    return {name: [attempt for attempt, _ in attempts] for name, attempts in shown.items()}


def test_without_a_roster_each_submission_is_its_own(tmp_path):
    files = dict.fromkeys(["bob.yaml", "ada/answers.yaml", "ada-2.yaml"], ANSWERS)
    shown, said, _ = people(tmp_path, files)
    assert named(shown) == {"ada": ["ada"], "ada-2": ["ada-2"], "bob": ["bob"]}
    assert said == [
        "ada-2:0: a second attempt of ada? Without a roster or submissions.csv that says so it counts for itself"
    ]


@pytest.mark.parametrize("second", ["ada-2", "ada (2)", "Ada_v2", "ada attempt 2", "ada.2"])
def test_with_a_roster_doubled_names_are_attempts(tmp_path, second):
    files = {f"{second}/answers.yaml": ANSWERS, "ada/answers.yaml": ANSWERS}
    shown, said, listed = people(tmp_path, files, LIST)
    assert named(shown) == {"ada": ["ada", second], "bob": []}
    assert said == []
    assert not listed[0].unclear


def test_a_name_on_the_roster_is_no_attempt(tmp_path):
    files = {"team-2/answers.yaml": ANSWERS, "team/answers.yaml": ANSWERS}
    shown, _, _ = people(tmp_path, files, "student\nteam\nteam-2\n")
    assert named(shown) == {"team": ["team"], "team-2": ["team-2"]}


def test_who_is_not_on_the_roster_is_named(tmp_path):
    shown, said, listed = people(tmp_path, {"bop/answers.yaml": ANSWERS, "zoe.yaml": ANSWERS}, LIST)
    assert named(shown) == {"ada": [], "bob": [], "bop": ["bop"], "zoe": ["zoe"]}
    assert [one.stranger for one in listed] == [False, False, True, True]
    assert said == [
        "roster.csv:0: bop is not on the roster, and is marked all the same; did you mean bob, who handed in nothing?",
        "roster.csv:0: zoe is not on the roster, and is marked all the same",
    ]


def test_a_table_says_who_and_when(tmp_path):
    files = {
        **dict.fromkeys(["x1.yaml", "x2.yaml", "x3/answers.yaml"], ANSWERS),
        "submissions.csv": "submission,submitted,student\n"
        "x2,2026-11-20T10:00Z,ada\nx1.yaml,2026-11-20T12:00+01:00,ADA\nx3,,bob\nx3,,ada\nx9,,bob\n",
    }
    shown, said, listed = people(tmp_path, files, LIST)
    assert shown == {
        "ada": [("x1", "2026-11-20 12:00 +01:00"), ("x2", "2026-11-20 10:00 UTC"), ("x3", None)],
        "bob": [("x3", None)],
    }
    assert said == ["submissions.csv:6: there is no submission x9"]
    assert [one.unclear for one in listed] == [True, False]


def test_attempts_come_in_the_order_of_time(tmp_path):
    table = "submission,submitted,student\nx2,2026-11-20T10:00Z,ada\nx1,2026-11-20T12:00+01:00,ada\n"
    shown, _, listed = people(tmp_path, {"x1.yaml": ANSWERS, "x2.yaml": ANSWERS, "submissions.csv": table})
    assert shown == {"ada": [("x2", "2026-11-20 10:00 UTC"), ("x1", "2026-11-20 12:00 +01:00")]}
    assert not listed[0].unclear


def test_or_in_that_of_their_numbers(tmp_path):
    table = "submission,attempt,student\nx2,1,ada\nx1,2,ada\n"
    shown, _, listed = people(tmp_path, {"x1.yaml": ANSWERS, "x2.yaml": ANSWERS, "submissions.csv": table})
    assert named(shown) == {"ada": ["x2", "x1"]}
    assert not listed[0].unclear


def test_faults_of_a_table_of_submissions(tmp_path):
    text = "submission,submitted,attempt\n,,1\nx,2026-11-20,0x\ny,2026-11-20 10:00,-1\n"
    (tmp_path / "submissions.csv").write_text(text)
    with pytest.raises(ProblemError) as error:
        load_metadata(tmp_path / "submissions.csv", [])
    assert [f"{one.line} {one.field}: {one.message}" for one in error.value.diagnostics] == [
        "2 submission: no submission is named in this row",
        "3 submitted: `2026-11-20` has no time of day and no time zone; expected both,"
        " such as 2026-11-20T23:59:00+01:00",
        "3 attempt: expected a whole number, such as 2, not `0x`",
        "4 submitted: `2026-11-20 10:00` has no time zone; expected one, such as 2026-11-20T10:00:00+01:00,"
        " or Z for UTC",
        "4 attempt: expected a whole number, such as 2, not `-1`",
    ]


def test_names_that_moodle_gave(tmp_path):
    files = [f"{name}_assignsubmission_file_/answers.yaml" for name in ("Jane Doe_12", "Max Roe_13", "Max Roe_14")]
    shown, said, _ = people(tmp_path, dict.fromkeys(files, ANSWERS), "student\njane doe\nMax Roe\n")
    assert named(shown)["jane doe"] == ["Jane Doe_12"]
    assert named(shown)["Max Roe"] == []
    assert said[1:] == [
        f"roster.csv:0: Max Roe_{n} is not on the roster, and is marked all the same; did you mean Max Roe, who handed"
        " in nothing?"
        for n in (13, 14)
    ]


def test_names_that_differ_only_in_letter_case_are_two_students_without_a_roster(tmp_path):
    shown, _, _ = people(
        tmp_path, dict.fromkeys(["Ada/answers.yaml", "ada/answers.yaml", "a_b.yaml", "a b.yaml"], ANSWERS)
    )
    assert named(shown) == {name: [name] for name in ("Ada", "a b", "a_b", "ada")}


GRADESCOPE = """---
submission_123:
  :submitters:
  - :name: Ada Lovelace
    :sid: '100'
    :email: ada@x.org
  - :name: Bob
    :email: bob@x.org
  :created_at: 2026-02-03 23:58:11.123456000 -08:00
  :score: 7.5
  :results:
    tests: [{name: q1 value, score: 5.0, max_score: 5.0}]
submission_124:
  :submitters: []
  :created_at: yesterday
"""


def test_an_export_of_gradescope(tmp_path):
    files = {"submission_123/answers.yaml": ANSWERS, "submission_124/answers.yaml": ANSWERS}
    files["submission_metadata.yml"] = GRADESCOPE
    shown, said, _ = people(tmp_path, files, "student,email\nada,ada@x.org\nbob,bob@x.org\n")
    when = "2026-02-03 23:58:11 -08:00"
    assert shown == {
        "ada": [("submission_123", when)], "bob": [("submission_123", when)],
        "submission_124": [("submission_124", None)],
    }  # fmt: skip
    assert said[1:] == [
        "submission_metadata.yml:15: created_at: expected a date, a time and a time zone, such as"
        " 2026-11-20T23:59:00+01:00, not `yesterday`",
        "roster.csv:0: submission_124 is not on the roster, and is marked all the same",
    ]


def test_the_metadata_of_one_submission(tmp_path):
    tree(tmp_path, {"submission/answers.yaml": ANSWERS, "meta.json": '{"id": 1, "created_at": '
        '"2026-02-03T23:58:11.123456-08:00", "users": [{"email": "a@x", "id": 3, "name": "Ada"}]}'})  # fmt: skip
    found, _ = find_submissions([tmp_path / "submission"])
    (one,), said = participants(found, None, load_metadata(tmp_path / "meta.json", []))
    assert (one.name, moment_text(one.attempts[0].submitted), said) == ("a@x", "2026-02-03 23:58:11 -08:00", ())


OWN = "student: ada\nsubmitted: 1999-01-01T00:00Z\nattempt: 7\ngroup: [bob, ada]\n"


def test_what_a_submission_says_of_itself_is_not_believed(tmp_path):
    shown, said, _ = people(tmp_path, {"x/answers.yaml": ANSWERS, "x/submission.yaml": OWN})
    assert shown == {"x": [("x", None)]}
    assert said == [
        "submission.yaml:0: what a submission says of itself is not believed; --trust-metadata changes that"
    ]


def test_unless_the_instructor_says_so(tmp_path):
    files = {"x/answers.yaml": ANSWERS, "x/submission.yaml": OWN, "y/answers.yaml": ANSWERS, "y/submission.json": "[]"}
    shown, said, _ = people(tmp_path, files, LIST, trusted=True)
    when = "1999-01-01 00:00 UTC"
    assert shown == {"ada": [("x", when)], "bob": [("x", when)], "y": [("y", None)]}
    assert said[0] == "submission.json:0: expected student, submitted, attempt, group"


def test_the_class_is_believed_before_a_submission(tmp_path):
    files = {"x/answers.yaml": ANSWERS, "x/submission.yaml": OWN}
    files["submissions.csv"] = "submission,submitted\nx,2026-01-01T00:00Z\n"
    assert people(tmp_path, files, trusted=True)[0] == {"x": [("x", "2026-01-01 00:00 UTC")]}


def test_a_table_inside_of_a_submission_is_not_the_class(tmp_path):
    tree(tmp_path, {"x/answers.yaml": ANSWERS, "x/submissions.csv": "submission,submitted\nx,1999-01-01T00:00Z\n"})
    assert class_folders([tmp_path / "x"], False) == []
    assert class_folders([tmp_path], True) == []
    assert [one.path for one in class_folders([tmp_path], False)] == [tmp_path]


PIECES = st.lists(
    st.sampled_from([
        b"student", b"submission", b"submitted", b"email", b",", b";", b"\t", b'"', b"\n", b"\r\n", b"\xff", b"\x00",
        b"2026-11-20T10:00Z", b"2026-13-40", b":submitters:", b":created_at: ", b"- :name: x", b"  ", b"{", b"[",
        b"problems: ", b"due: ", b"late: {grace: ", b"&a *a", b"!!x ", b"\xef\xbb\xbf", b"ada", b"sep=;\n",
    ])
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.csv", "a.yml", "a.json"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_whatever_stands_in_a_file_nothing_but_its_faults_is_raised(tmp_path, name, pieces):
    path = tmp_path / name
    path.write_bytes(b"".join(pieces))
    for load in (lambda: load_roster(path), lambda: load_metadata(path, []), lambda: load_assignment(path, {})):
        with suppress(ProblemError):
            load()
