"""Results as other platforms read them, by parsers that we did not write or by the rules that the platform states."""

import csv
import io
import json
import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from sarif_pydantic import Sarif

from grader.reports.class_forms import PLATFORMS, PRINTED
from grader.reports.platforms.github import command
from grader.reports.platforms.items import Item
from grader.reports.platforms.junit import suite_of
from grader.verdict import Outcome
from tests.cli.conftest import course, run_grader, write  # noqa: F401 fixtures

NO_FILE = [name for name, one in PLATFORMS.items() if one.fill is None]
ONE_ONLY = ["gradescope", "prairielearn", "classroom50"]
HOSTILE = "::error::x\n::set-output name=a::b%0A\x1b[2J\u202e</script><failure>]]>&\x00=1+1"
SHEETS = {
    "ada/answers.md": "# volume\n\n5\n\n# linear\n\nno\n\n# twice\n\na = 1\n\nb = 2\n\n# conv\n\ns_1 = 1, p = 2\n",
    "bob/answers.yaml": "volume: 4\nlinear: yes\ntwice: {a: 1, b: 3}\n",
    "eve.yaml": "volume: 5 +\nlinear: no\n",
    "mal/answers.yaml": f"volume: {json.dumps(HOSTILE)}\nlinear: no\n",
}
ROSTER = "student,email,excused\nada,ada@x.org,\nbob,bob@x.org,\neve,eve@x.org,\nfay,fay@x.org,yes\ngus,gus@x.org,\n"


@pytest.fixture
def handed_in(course):  # noqa: F811
    """A class in which one student is right, one wrong, one unreadable, one hostile, one excused and one absent."""
    write(course / "hw", SHEETS)
    write(course, {"roster.csv": ROSTER, "hw.yaml": "title: Homework 1\nproblems: [volume, linear, twice, conv]\n"})
    return course


@pytest.fixture
def printed(handed_in, grader):
    """Print a run in a form; returns standard output, and keeps the whole result as `printed.result`."""

    def run(form, *args, path="hw", code=0):
        rules = ("--problems", "problems", "--assignment", "hw.yaml")
        run.result = grader("grade", path, *rules, "--format", form, *args)
        assert run.result.exit_code == code, run.result.stderr
        return run.result.stdout

    return run


@pytest.mark.parametrize("form", NO_FILE)
def test_no_text_of_a_student_is_obeyed(printed, form):
    path = ("hw/mal", "--single") if form in ONE_ONLY else ("hw",)
    text = printed(form, *path[1:], path=path[0])
    assert [char for char in text if not char.isprintable() and char != "\n"] == []
    assert not re.search(r"^\s*::(?!error |warning |notice )", text, re.M)
    assert len(re.findall(r"^::", text, re.M)) == text.count("\n::") + text.startswith("::")


def test_junit(printed):
    suites = {suite.name: suite for suite in JUnitXml.fromstring(printed("junit", "--roster", "roster.csv").encode())}
    assert list(suites) == ["ada", "bob", "eve", "gus", "mal"]
    of_ada, of_bob = ({case.name: case.result for case in suites[name]} for name in ("ada", "bob"))
    assert of_ada == {"volume": [], "linear": [], "twice.a": [], "twice.b": [], "conv": []}
    assert [type(one) for one in of_bob["volume"]] == [Failure]
    assert of_bob["twice.a"] == []
    assert of_bob["volume"][0].text == "incorrect, 0 of 2 points\nYour answer is not the expected value."
    assert [type(one) for case in suites["eve"] for one in case.result][:1] == [Skipped]
    assert (suites["bob"].tests, suites["bob"].failures, suites["eve"].skipped, suites["eve"].errors) == (5, 4, 1, 0)
    assert {(case.classname, case.name) for case in suites["bob"]} == {("Homework 1.bob", name) for name in of_ada}
    assert not [one for suite in suites.values() for case in suite for one in case.result if isinstance(one, Error)]
    assert {one.name: one.value for one in suites["ada"].properties()} == {
        "score": "5.33",
        "max_score": "5.33",
        "open": "0",
    }
    case = ElementTree.fromstring(printed("junit")).find(".//testcase[@classname='Homework 1.bob']")
    assert (case.get("file"), case.get("line")) == ("hw/bob/answers.yaml", "1")


def test_sarif(printed):
    log = Sarif.model_validate_json(printed("sarif"))
    (run,) = log.runs
    assert {rule.id for rule in run.tool.driver.rules} == {"volume", "linear", "twice.a", "twice.b", "conv"}
    places = {one.locations[0].physical_location.artifact_location.uri for one in run.results if one.locations}
    assert places == {"hw/bob/answers.yaml", "hw/eve.yaml", "hw/mal/answers.yaml"}
    notes = [one for one in run.results if one.rule_id == "volume" and one.level.value == "note"]
    (unread,) = [one for one in notes if "eve" in one.locations[0].physical_location.artifact_location.uri]
    assert unread.locations[0].physical_location.region.start_line == 1
    prints = [one.partial_fingerprints["grader/v1"] for one in run.results]
    assert len(set(prints)) == len(prints)


COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\n]*,?)*)::([^\n]*)")


def read_command(line):
    """Read a workflow command as the runner does: properties parted by commas, then what is escaped."""

    def plain(value):
        for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            value = value.replace(code, char)
        return value

    match = COMMAND.fullmatch(line)
    pairs = [pair.split("=", 1) for pair in match[2].split(",")]
    return match[1], {name: plain(value) for name, value in pairs}, plain(match[3])


def commands(text):
    return [read_command(line) for line in text.removesuffix("\n").split("\n")]


def test_github(printed, tmp_path, monkeypatch):
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        monkeypatch.setenv(name, str(tmp_path / name))
    level, told, message = commands(printed("github", "--single", path="hw/eve.yaml"))[0]
    assert (level, told["file"], told["line"]) == ("error", "hw/eve.yaml", "1")
    assert told["title"] == "volume (unreadable, 0–2 of 2 points)"
    assert message.startswith("Expected something after `+`") or "+" in message
    assert "| volume | unreadable | 0–2 |" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    outputs = dict(line.split("=") for line in (tmp_path / "GITHUB_OUTPUT").read_text().splitlines())
    assert outputs == {"score": "1", "score_high": "3", "max_score": "5.33", "percent": "18.76", "status": "open"}


def test_github_shows_ten_of_each_kind_and_says_how_many_more(printed, handed_in):
    write(handed_in / "hw", {f"s{number}/answers.yaml": "volume: 4\n" for number in range(8)})
    found = commands(printed("github"))
    errors = [one for one in found if one[0] == "error"]
    assert len(errors) == 10
    more = int(re.match(r"(\d+) more questions", errors[-1][2])[1])
    every = [row for row in csv.DictReader(io.StringIO(printed("csv"))) if row["problem"]]
    assert more > 20
    assert len(every) == 8 * 4 + 4 * 4
    assert found[-1][1]["title"] == "Score"


def test_gitlab(printed):
    found = json.loads(printed("gitlab"))
    assert {one["severity"] for one in found} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert all(one["location"]["lines"]["begin"] >= 1 and one["location"]["path"] for one in found)
    assert ("hw/eve.yaml", "critical") in {(one["location"]["path"], one["severity"]) for one in found}


@pytest.mark.parametrize("form", ONE_ONLY)
def test_the_result_of_one_submission_is_refused_for_a_class(printed, form):
    printed(form, code=2)
    assert f"--format {form} holds the result of one submission, and there are 4" in printed.result.stderr


def test_gradescope(printed):
    body = json.loads(printed("gradescope", "--single", path="hw/bob"))
    assert sum(test["score"] for test in body["tests"]) == pytest.approx(1)
    assert sum(test["max_score"] for test in body["tests"]) == pytest.approx(5.33)
    assert {test["status"] for test in body["tests"]} == {"passed", "failed"}
    body = json.loads(printed("gradescope", "--single", path="hw/eve.yaml"))
    volume = body["tests"][0]
    assert "score" not in volume
    assert "status" not in volume
    assert "score" not in body
    assert "A person marks this; it is not counted in the total yet." in volume["output"]
    assert body["output"] == "1–3 of 5.33 points: 1 question (volume) will be looked at by a person."


def test_prairielearn(printed):
    body = json.loads(printed("prairielearn", "--single", path="hw/ada"))
    assert (body["gradable"], body["score"]) == (True, 1.0)
    assert all({"name", "points", "max_points"} <= test.keys() for test in body["tests"])
    body = json.loads(printed("prairielearn", "--single", path="hw/eve.yaml"))
    assert body["gradable"] is False
    assert "score" not in body
    assert body["format_errors"][0].startswith("volume: ")


def test_classroom50_has_whole_numbers_and_counts_nothing_open(printed, monkeypatch):
    monkeypatch.setenv("ASSIGNMENT", "hw1")
    body = json.loads(printed("classroom50", "--single", path="hw/bob"))
    numbers = [
        body["score"],
        body["max-score"],
        *(test[key] for test in body["tests"] for key in ("score", "max-score")),
    ]
    assert all(type(one) is int for one in numbers)
    assert body["score"] / body["max-score"] == pytest.approx(1 / 5.33)
    assert (body["schema"], body["assignment"], body["assignment_type"]) == (
        "classroom50/result/v1",
        "hw1",
        "individual",
    )
    body = json.loads(printed("classroom50", "--single", path="hw/eve.yaml"))
    assert body["tests"][0]["max-score"] == 0
    assert body["max-score"] == 333
    assert body["score"] == 100


def test_wide(printed):
    rows = list(csv.DictReader(io.StringIO(printed("wide", "--roster", "roster.csv"))))
    by_name = {row["student"]: row for row in rows}
    assert list(by_name) == ["points possible", "ada", "bob", "eve", "fay", "gus", "mal"]
    assert (by_name["eve"]["volume"], by_name["eve"]["total"], by_name["eve"]["total_high"]) == ("", "", "3")
    assert (by_name["ada"]["total"], by_name["ada"]["email"], by_name["fay"]["total"]) == ("5.33", "ada@x.org", "")
    assert by_name["gus"]["total"] == "0"
    assert by_name["gus"]["status"] == "missing"


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (98),Homework 2 (99),Current Score
    Points Possible,,,,,5.33,10,(read only)
"A, ada",1,S1,ada,One,,7,70
"B, bob",2,S2,bob,One,3,8,80
"E, eve",3,S3,eve@x.org,One,2,9,90
"F, fay",4,S4,fay,One,,1,10
"Student, Test",9,,x,One,,,
"""


def test_canvas(printed, handed_in):
    write(handed_in, {"export.csv": CANVAS})
    text = printed("canvas", "--roster", "roster.csv", "--fill", "export.csv")
    before, after = (list(csv.reader(io.StringIO(one))) for one in (CANVAS, text))
    assert [row[5] for row in after] == ["Homework 1 (98)", "5.33", "5.33", "1", "", "EX", ""]
    assert [row[:5] + row[6:] for row in after] == [row[:5] + row[6:] for row in before]
    said = "has no row of their own in the gradebook, and stands nowhere in it"
    assert printed.result.stderr.count(said) == 2
    assert f"gus {said}" in printed.result.stderr


def test_the_numbers_of_platforms_find_rows_before_names_do(printed, handed_in):
    names = {
        "xada_2_11_hw.yaml": "volume: 9\n",
        "xbob_1_12_hw.yaml": "volume: 24\n",
        "xbob_1_13_more.yaml": "twice: 1\n",
    }
    write(handed_in / "down", names)
    write(handed_in, {"export.csv": CANVAS})
    text = printed("canvas", "--fill", "export.csv", path="down")
    rows = {row["ID"]: row["Homework 1 (98)"] for row in csv.DictReader(io.StringIO(text))}
    totals = {row["student"]: row["total"] for row in csv.DictReader(io.StringIO(printed("wide", path="down")))}
    assert (rows["2"], rows["1"]) == (totals["xada_2"], totals["xbob_1"])
    assert rows["2"] != rows["1"]
    assert printed.result.stderr.count("has no row") == 0


def test_a_folder_that_could_be_two_things_is_asked_about(printed, handed_in):
    write(handed_in / "down", {"hw_3_1_ada.yaml": "volume: 9\n", "hw_3_2_bob.yaml": "volume: 9\n"})
    printed("wide", path="down", code=2)
    assert "Error: down could be two things: all of its entries are named as Canvas names" in printed.result.stderr
    students = [
        row["student"] for row in csv.DictReader(io.StringIO(printed("wide", "--platform", "none", path="down")))
    ]
    assert students == ["points possible", "hw_3_1_ada", "hw_3_2_bob"]


MOODLE = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (grade)","Feedback comments"
"Participant 11","Ada A",ada@x.org,"Submitted for grading",,5.33,-,
"Participant 12","Bob B",bob@x.org,"Submitted for grading",,5.33,-,
"Participant 13","Eve E",eve@x.org,"Submitted for grading",1.00,5.33,-,old
"Participant 14","Fay F",fay@x.org,,,5.33,-,
"""


def test_moodle(printed, handed_in):
    write(handed_in, {"export.csv": MOODLE})
    text = printed("moodle", "--roster", "roster.csv", "--fill", "export.csv")
    rows = {row["Email address"]: row for row in csv.DictReader(io.StringIO(text))}
    assert [rows[f"{name}@x.org"]["Grade"] for name in ("ada", "bob", "eve", "fay")] == ["5.33", "1", "", ""]
    assert rows["ada@x.org"]["Feedback comments"] == ""
    told = "<p>volume (incorrect, 0 of 2 points): Your answer is not the expected value.</p>"
    assert rows["bob@x.org"]["Feedback comments"].startswith(told)


FAULTS = {
    "no columns": ("canvas", "a,b\n1,2\n", "this is no export of Canvas's gradebook: it has no columns Student and ID"),
    "no rows": ("canvas", CANVAS.splitlines()[0], "the gradebook has no rows"),
    "a renamed column": (
        "canvas",
        CANVAS.replace("Homework 1 (98)", "Essay (98)"),
        "no column of the gradebook has the assignment's title homework 1; columns: Essay (98), Homework 2 (99)",
    ),
    "another worth": (
        "canvas",
        CANVAS.replace("5.33", "12"),
        "Homework 1 (98) is worth 12 points in the gradebook, and 5.33 here",
    ),
    "a ragged row": ("moodle", MOODLE + "x,y\n", "row 6 of the gradebook has 2 cells, and its head 8"),
    "a worth that is none": (
        "canvas",
        CANVAS.replace("5.33", "1/0"),
        "Homework 1 (98) says 1/0 where its points should stand",
    ),
    "two columns of one name": (
        "moodle",
        MOODLE.replace("Status", "Grade"),
        "the gradebook has two columns Grade",
    ),
    "a quotation mark that is not closed": (
        "canvas",
        CANVAS + '"G, gus,5,S5,gus,One,,,',
        "the gradebook is no CSV file: unexpected end of data",
    ),
    "another language": ("moodle", MOODLE.replace("Grade,", "Bewertung,"), "no grading worksheet of Moodle in English"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_export_that_cannot_be_filled_in_is_named(printed, handed_in, name):
    form, text, said = FAULTS[name]
    write(handed_in, {"export.csv": text})
    printed(form, "--fill", "export.csv", code=2)
    assert said in " ".join(printed.result.stderr.split())


SPREADSHEETS = {
    "utf-16": CANVAS.encode("utf-16"),
    "tabs": CANVAS.replace(", ", "&").replace(",", "\t").replace("&", ", ").encode("utf-16"),
    "an old encoding": CANVAS.replace("Student, Test", "Zoë, Test").encode("cp1252"),
    "a hint": b"sep=,\n" + CANVAS.encode(),
    "semicolons and a title with commas": CANVAS.replace(", ", "&")
    .replace(",", ";")
    .replace("&", ", ")
    .replace("Homework 2 (99)", "a, b, c, d, e, f, g, h, i (99)")
    .encode(),
    "carriage returns": CANVAS.replace("\n", "\r\n").encode("utf-8-sig"),
}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_an_export_may_come_from_any_spreadsheet(printed, handed_in, name):
    (handed_in / "export.csv").write_bytes(SPREADSHEETS[name])
    text = printed("canvas", "--roster", "roster.csv", "--fill", "export.csv")
    delimiter = "\t" if name == "tabs" else ";" if name.startswith("semi") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert [row[5] for row in rows] == ["Homework 1 (98)", "5.33", "5.33", "1", "", "EX", ""]


def test_a_number_behind_a_name_is_not_the_platforms(printed, handed_in):
    write(handed_in / "down", {"xada_77_11_hw.yaml": "volume: 24\n", "xbob_2_12_hw.yaml": "volume: 24\n"})
    write(handed_in, {"export.csv": CANVAS.replace('"A, ada",1', '"Room 77",1')})
    text = printed("canvas", "--fill", "export.csv", path="down")
    assert [row[5] for row in csv.reader(io.StringIO(text))][2] == ""
    assert printed.result.stderr.count("has no row") == 1


def test_two_students_of_one_row_and_two_rows_of_one_student_are_left_alone(printed, handed_in):
    twice = CANVAS.replace('"B, bob",2', '"A, ada",2').replace("SIS Login ID", "Nothing")
    write(handed_in, {"export.csv": twice})
    text = printed("canvas", "--fill", "export.csv")
    assert [row[5] for row in csv.reader(io.StringIO(text))][2:4] == ["", "3"]
    assert "ada has no row of their own" in printed.result.stderr


def test_a_row_with_one_students_name_and_anothers_login_is_left_alone(printed, handed_in):
    write(handed_in, {"export.csv": CANVAS.replace('"A, ada",1,S1,ada', '"A, ada",1,S1,bob')})
    text = printed("canvas", "--fill", "export.csv")
    assert [row[5] for row in csv.reader(io.StringIO(text))][2:4] == ["", "3"]
    told = [f"{name} has no row of their own" in printed.result.stderr for name in ("ada", "bob")]
    assert told == [True, True]


def test_a_form_that_fills_needs_its_file_and_no_other_takes_one(printed, handed_in):
    printed("canvas", code=2)
    assert "name it with --fill FILE" in printed.result.stderr
    write(handed_in, {"export.csv": CANVAS})
    printed("junit", "--fill", "export.csv", code=2)
    assert "--fill belongs to --format canvas and moodle, not to --format junit" in printed.result.stderr


@pytest.mark.parametrize(
    ("failing", "code", "said"),
    [
        ("unreadable,missing", 1, "--fail-on unreadable: 2 answers\n--fail-on missing: 7 answers\n"),
        ("undecided", 0, ""),
        ("nonsense", 2, "nonsense is none of correct, partial, incorrect"),
        ("", 2, "expected some of correct, partial, incorrect"),
        (", ", 2, "expected some of correct, partial, incorrect"),
    ],
)
def test_fail_on(printed, failing, code, said):
    printed("text", "--fail-on", failing, code=code)
    assert said in printed.result.stderr


def test_every_form_is_a_choice():
    assert set(PLATFORMS) < set(PRINTED)


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_workflow_command_hands_on_just_its_texts(title, message):
    line = command("error", {"title": title, "file": "a.md"}, message)
    assert "\n" not in line
    assert "\r" not in line
    assert read_command(line)[1:] == ({"title": title, "file": "a.md"}, message)


@settings(deadline=None)
@given(st.text(min_size=1), st.text())
def test_any_text_can_stand_in_junit(name, message):
    item = Item(name, "q", name, Outcome.INCORRECT, Fraction(1), Fraction(0), Fraction(0), message)
    suite = ElementTree.fromstring(ElementTree.tostring(suite_of(name, name, [item]), encoding="unicode"))
    assert len(suite.findall("testcase/failure")) == 1
