import csv
import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time

import pytest

from grader.course import shift, work
from tests.cli import forked

from .conftest import CLASS, write

GRADE = ("grade", "class", "--problems", "problems")
JOURNALS = [
    "class.html",
    "class.md",
    "report.txt",
    "results.csv",
    "results.jsonl",
    "run.journal",
    "run.json",
    "students",
]
COMMAND = [sys.executable, "-c", "from grader.cli import main; main()"]


def test_the_report_for_a_person(course, grader):
    result = grader(*GRADE)
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "student  conv  linear  twice  volume        total",
        "ada         1       1   1.33       2  5.33 / 5.33",
        "bob         -       0      1       0     1 / 5.33",
        "eve         -       1      -       #   1–3 / 5.33",
    ]
    assert "open answers, for a person to look at: 1" in lines
    assert any(line.startswith("  eve: eve.yaml:1: volume: unreadable: ") for line in lines)
    assert any(line.startswith("  eve: eve.yaml:3: warning: there is no problem name") for line in lines)
    assert lines[-2:] == [
        "no assignment given: all of the 4 problems under problems are set",
        "3 submissions, 12 answers: 5 correct, 1 partial, 2 incorrect, 3 missing, 1 unreadable",
    ]


def test_text_off_a_terminal_has_no_colour_and_columns_gives_the_width(course, grader, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in grader(*GRADE).stdout
    monkeypatch.setenv("COLUMNS", "45")
    assert grader(*GRADE).stdout.startswith("problem  points  open\n")
    assert grader(*GRADE, "--wide").stdout.startswith("student  conv  linear")
    for odd in ("²", "٤٥", "0", "-3", "wide"):
        monkeypatch.setenv("COLUMNS", odd)
        assert grader(*GRADE).stdout.startswith("student  conv  linear")


@pytest.mark.parametrize("jobs", [(), ("--jobs", "1"), ("--jobs", "5")])
def test_jsonl_is_one_verdict_a_line_in_order(course, grader, jobs):
    result = grader(*GRADE, "--format", "jsonl", *jobs)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["student"], one["problem"]) for one in found] == [
        (student, problem) for student in ("ada", "bob", "eve") for problem in ("conv", "linear", "twice", "volume")
    ]
    assert found[7]["fields"]["answer"]["source"] == {"file": "answers.yaml", "line": 1}


def test_json_is_one_document(course, grader):
    document = json.loads(grader(*GRADE, "--format", "json", "--timing").stdout)
    assert document["schema"] == 1
    assert [(one["student"], one["score_range"]) for one in document["students"]] == [
        ("ada", [5.33, 5.33]), ("bob", [1, 1]), ("eve", [1, 3]),
    ]  # fmt: skip
    assert document["students"][2]["notices"][0]["file"] == "eve.yaml"
    assert all("timing" in verdict for student in document["students"] for verdict in student["verdicts"])


def test_csv_is_a_table(course, grader):
    rows = list(csv.DictReader(io.StringIO(grader(*GRADE, "--format", "csv").stdout)))
    assert len(rows) == 15
    assert [row["score"] for row in rows if row["outcome"] == "total"] == ["5.33", "1", ""]


def test_the_folder_of_journals(course, grader):
    result = grader(*GRADE, "-o", "out/reports", "--format", "jsonl")
    folder = course / "out" / "reports"
    assert sorted(os.listdir(folder)) == JOURNALS
    assert sorted(os.listdir(folder / "students")) == [
        f"{name}.{form}" for name in ("ada", "bob", "eve") for form in ("html", "md")
    ]
    assert (folder / "class.md").read_text().splitlines()[-1] == grader(*GRADE).stdout.splitlines()[-1]
    assert (folder / "results.jsonl").read_text() == result.stdout
    assert (folder / "report.txt").read_text() == grader(*GRADE).stdout
    assert "out/reports/results.csv" in result.stderr


@pytest.mark.parametrize("folder", ["class", "class/reports", "class/../class/ada"])
def test_journals_do_not_go_among_the_submissions(course, grader, folder):
    result = grader(*GRADE, "-o", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"-o {folder} lies among the submissions in class; choose a folder elsewhere" in result.stderr


def test_single_takes_a_class_folder_for_one_submission(course, grader):
    found = json.loads(grader("grade", "class", "--single", "--problems", "problems", "--format", "json").stdout)
    assert [one["student"] for one in found["students"]] == ["class"]


@pytest.mark.parametrize(
    ("floor", "paths", "code"),
    [("100%", ["class/ada"], 0), ("50%", ["class/eve.yaml"], 0), ("57%", ["class/eve.yaml"], 1), ("19%", ["class"], 1)],
)
def test_below_for_certain_exits_with_1(course, grader, floor, paths, code):
    result = grader("grade", *paths, "--problems", "problems", "--fail-under", floor)
    assert result.exit_code == code
    assert ("below --fail-under for certain: 1 submission: " in result.stderr) == bool(code)


@pytest.mark.parametrize("floor", ["60", "0.6", "-1%", "101%", "x%", "60%%"])
def test_a_floor_is_a_percentage(course, grader, floor):
    result = grader(*GRADE, f"--fail-under={floor}")
    assert result.exit_code == 2
    assert f"{floor}: expected a percentage from 0% to 100%, such as 60%" in result.stderr


def test_answers_that_failed_exit_with_4_before_1(course, grader, monkeypatch):
    real = work.mark_question

    def fake(question, answer):
        if question.id == "twice.a" and answer.fields:
            os.kill(os.getpid(), 9)
        return real(question, answer)

    monkeypatch.setattr(work, "mark_question", fake)
    result = grader(*GRADE, "--fail-under", "100%")
    assert result.exit_code == 4
    assert "the grader itself failed on 2 answers; they are open, and cost the students nothing" in result.stderr
    assert result.stdout.splitlines()[1] == "ada         1       1      !       2  4.33–5.33 / 5.33"


def fail_at_bob(monkeypatch, act):
    """Let the reading of one submission end as `act` does."""
    real = work.read_submission

    def read(files, problems, tree, sheet, begin):
        begin(1)
        return act() if files.name == "bob" else real(files, problems, tree, sheet, begin)

    monkeypatch.setattr(work, "read_submission", read)


@pytest.mark.parametrize(
    "act", [lambda: {}["x"], lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: bytearray(10**11)]
)
def test_a_submission_that_we_fail_to_read_failed_and_the_others_count(course, grader, monkeypatch, act):
    fail_at_bob(monkeypatch, act)
    result = grader(*GRADE, "--format", "jsonl")
    outcomes = [json.loads(line)["outcome"] for line in result.stdout.splitlines()]
    assert outcomes == ["correct"] * 4 + ["failed"] * 4 + ["missing", "correct", "missing", "unreadable"]
    assert result.exit_code == 4


def test_a_submission_that_takes_too_long_to_read_is_open_in_its_place(course, grader, monkeypatch):
    fail_at_bob(monkeypatch, lambda: time.sleep(60))
    monkeypatch.setattr(shift, "FIRST_SECONDS", 0.2)
    result = grader(*GRADE, "--format", "jsonl", "-o", "reports", "--wall-seconds", "1.5")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["student"] for one in found] == ["ada"] * 4 + ["bob"] * 4 + ["eve"] * 4
    assert {one["outcome"] for one in found[4:8]} == {"undecided"}
    said = (
        "Reading answers.yaml took more than 1.5 seconds by the clock (limit wall_seconds); a person must look at it."
    )
    assert found[4]["feedback"][0]["text"] == said
    assert result.exit_code == 0


def test_nothing_to_grade_exits_with_5(course, grader):
    (course / "nothing").mkdir()
    result = grader("grade", "nothing", "--problems", "problems", "-o", "reports")
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.splitlines() == [
        "nothing: warning: the folder holds no submission",
        "nothing to grade: no submission was found",
    ]
    assert not (course / "reports").exists()


def test_a_folder_without_problems_exits_with_2(course, grader):
    (course / "nothing").mkdir()
    result = grader("grade", "class", "--problems", "nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing" in result.stderr


@pytest.mark.parametrize(
    "args", [("grade", "class"), ("grade", "--problems", "problems"), ("grade", "gone", "--problems", "problems")]
)
def test_wrong_usage_exits_with_2(course, grader, args):
    result = grader(*args)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_bad_problem_exits_with_2_before_anything_is_graded(course, grader):
    (course / "problems" / "bad.yaml").write_text("title: no id\n")
    result = grader(*GRADE, "-o", "reports")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "bad.yaml" in result.stderr
    assert not (course / "reports").exists()


def test_a_damaged_submission_is_never_missing(course, grader):
    (course / "class" / "zoe.json").write_text('{"volume": ')
    found = [json.loads(line) for line in grader(*GRADE, "--format", "jsonl").stdout.splitlines()]
    assert {one["outcome"] for one in found if one["student"] == "zoe"} == {"unreadable"}


SLOW = """
import os, signal, sys, time
from grader.course import work
real = work.mark_question
def slow(question, answer):
    if question.id == "linear" and answer.fields and answer.fields["answer"].text == "yes":
        print("waiting", file=sys.stderr, flush=True)
        time.sleep(60)
    return real(question, answer)
work.mark_question = slow
from grader.reports import class_forms
write = class_forms.class_text
def pressed_again(report, *look, **more):
    os.kill(os.getppid(), signal.SIGINT)
    return write(report, *look, **more)
class_forms.class_text = pressed_again
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # so does nohup with this one
from grader.cli import main
main()
"""


def interrupted(*args, by=signal.SIGINT, until_the_end=False):
    """Run until one answer hangs, interrupt the run (or go on with that), and return its code and what it wrote."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with forked.Forked([sys.executable, "-c", SLOW, *args], **pipes, text=True) as process:
        assert process.stderr.readline() == "waiting\n"
        time.sleep(0.7)  # longer than verdicts wait for the disk
        process.send_signal(by)
        while until_the_end and process.poll() is None:
            time.sleep(0.001)  # so often that one falls between any two steps of the way out
            process.send_signal(by)
        out, err = process.communicate()
    return process.returncode, out, err


def test_who_goes_on_to_interrupt_changes_neither_the_code_nor_the_words(course):
    code, _, err = interrupted(*GRADE, "-o", "reports", by=signal.SIGTERM, until_the_end=True)
    assert code == 130
    assert err == ("interrupted; what was done is kept in reports/run.journal: the same command goes on from there\n")


@pytest.mark.parametrize(("form", "by"), [("text", signal.SIGINT), ("jsonl", signal.SIGTERM), ("text", signal.SIGHUP)])
def test_an_interruption_keeps_what_was_done_and_says_how_to_go_on(course, grader, form, by):
    code, out, err = interrupted(*GRADE, "--jobs", "2", "-o", "reports", "--format", form, by=by)
    assert code == 130
    assert err == ("interrupted; what was done is kept in reports/run.journal: the same command goes on from there\n")
    assert os.listdir("reports") == ["run.journal"]
    if form == "text":
        assert out.splitlines()[1].split() == ["ada", "1", "1", "1.33", "2", "5.33", "/", "5.33"]
        assert out.splitlines()[-1].startswith("interrupted after 4 of 12 answers: ")
    else:
        assert [json.loads(line)["student"] for line in out.splitlines()] == ["ada"] * 4
    waiting = grader("queue", "reports")
    assert (waiting.exit_code, waiting.stdout) == (2, "")
    assert "holds no results.jsonl: the run was interrupted; reports/run.journal holds what was done" in waiting.stderr
    assert "the same `grader grade … -o reports` as before goes on from there, and writes it" in waiting.stderr
    whole = grader(*GRADE, "-o", "whole", "--format", form, "--no-cache")
    resumed = grader(*GRADE, "-o", "reports", "--format", form, "--no-cache")
    assert resumed.stdout == whole.stdout
    assert "11 of 12 answers stood decided in reports/run.journal already" in resumed.stderr
    assert results(course / "reports") == results(course / "whole")


def results(folder):
    """Return the files of a finished set by name; the journal is the run's memory, and no result."""
    every = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in every.items() if name != "run.journal"}


def test_the_same_input_gives_the_same_bytes_whoever_decides_what(course, grader):
    found = []
    for number, how in enumerate([("--jobs", "1", "--no-cache"), ("--jobs", "5", "--no-cache"), (), ()]):
        result = grader(*GRADE, "-o", f"reports{number}", *how)  # the third run fills the cache, the last is fed by it
        found.append((result.stdout, results(course / f"reports{number}")))
    assert found[1:] == found[:-1]


def test_an_interrupted_run_leaves_finished_results_as_they_were(course, grader):
    (course / "class" / "bob" / "answers.yaml").write_text("volume: 4\n")
    grader(*GRADE, "-o", "reports")
    before = results(course / "reports")
    (course / "class" / "bob" / "answers.yaml").write_text(CLASS["bob/answers.yaml"])
    code, _, _ = interrupted(*GRADE, "-o", "reports")
    assert code == 130
    assert results(course / "reports") == before


def test_without_a_folder_an_interruption_says_that_nothing_is_kept(course):
    code, _, err = interrupted(*GRADE)
    assert (code, err) == (130, "interrupted; nothing is kept without -o\n")


@pytest.mark.parametrize("args", [(*GRADE, "--format", "jsonl"), ("grade", "--help"), ("schema",)])
def test_a_reader_that_leaves_is_no_error(course, environment, args):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*COMMAND, *args], **pipes, text=True, env=environment) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode in {0, 141}


@pytest.mark.parametrize("form", ["csv", "jsonl"])  # at the end, and as it goes
def test_the_journals_are_complete_when_a_reader_leaves(course, grader, form):
    grader(*GRADE, "-o", "whole")
    command = [*COMMAND, *GRADE, "-o", "reports", "--format", form]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with forked.Forked(command, **pipes, text=True) as process:
        process.stdout.close()
        err = process.stderr.read()
    names = ("results.jsonl", "results.csv", "report.txt", "class.md", "class.html", "students")
    assert err.splitlines() == [
        f"written: {', '.join(f'reports/{name}' for name in names)}",
        "next: 1 answer is open; `grader queue reports` lists them for a person",
    ]
    assert process.returncode == 141
    found = results(course / "reports")
    assert len(found) == 12
    assert found == results(course / "whole")


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_a_disk_that_is_full_below_standard_output_is_named_and_the_journals_are_complete(course, environment, form):
    with open("/dev/full", "w") as full:
        command = [*COMMAND, *GRADE, "-o", "reports", "--format", form]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    said = "Error: standard output: No space left on device; nothing that was reported before is lost"
    assert (run.returncode, run.stderr.splitlines()[-1]) == (6, said)
    assert len(results(course / "reports")) == 12


@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["grade", "--help"]])
def test_help_that_cannot_be_written_ends_in_the_documented_codes(environment, asked):
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            [*COMMAND, *asked], stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False
        )
    assert (run.returncode, run.stderr) == (
        6,
        "Error: what was to be written cannot be written: No space left on device\n",
    )
    gone, writing = os.pipe()
    os.close(gone)
    run = subprocess.run(
        [*COMMAND, *asked], stdout=writing, stderr=subprocess.PIPE, text=True, env=environment, check=False
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (141, "")


LOADING = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup ignores it
class Signalled:
    def find_spec(self, name, *rest):
        if name == "grader.cli.grade":
            os.kill(os.getpid(), int(sys.argv.pop()))
sys.meta_path.insert(0, Signalled())
from grader.cli import main
main()
"""


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_command_is_loaded_interrupts_it(course, environment, by):
    command = [sys.executable, "-c", LOADING, *GRADE, str(int(by))]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (run.returncode, run.stdout, run.stderr.strip()) == (130, "", "interrupted")


def test_streams_that_were_closed_go_nowhere_and_no_file_stands_in_their_place(course, grader, environment):
    grader(*GRADE, "-o", "whole")
    command = f'"$0" "$@" <&- >&- 2>&-; echo $?; {shlex.join([*COMMAND, *GRADE])} 2>/dev/full >/dev/null; echo $?'
    args = ["sh", "-c", command, *COMMAND, *GRADE, "-o", "reports"]
    run = subprocess.run(args, capture_output=True, text=True, env=environment, check=True)
    assert (run.stdout, run.stderr) == ("0\n0\n", "")
    assert results(course / "reports") == results(course / "whole")


def test_files_of_the_instructor_may_lie_in_the_class_folder(course, grader):
    (course / "problems").rename(course / "class" / "problems")
    write(
        course / "class",
        {
            "week.yaml": "problems: [volume]\n",
            "people.csv": "student\nada\nbob\neve\n",
            "decided.csv": "student,problem,claim,answer,score,remark,by,date\n",
            "when.csv": "submission,student\nada,ada\n",
        },
    )
    files = {"assignment": "week.yaml", "roster": "people.csv", "marks": "decided.csv", "metadata": "when.csv"}
    flags = [word for name, file in files.items() for word in (f"--{name}", f"class/{file}")]
    for named in (["class"], sorted(str(path) for path in (course / "class").iterdir() if path.name != "problems")):
        result = grader("grade", *named, "--problems", "class/problems", *flags, "--format", "json")
        found = json.loads(result.stdout)
        assert [student["student"] for student in found["students"]] == ["ada", "bob", "eve"]
        assert found["notices"] == []
