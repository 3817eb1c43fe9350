"""From an open answer to a row of marks.csv, a person's mark, and the verdict that follows it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import write

PROBLEMS = {
    "why.yaml": """
id: why
answer:
  type: essay
  rubric:
    - {points: 2, text: names the missing output bias}
    - {points: 1, text: shows a point}
""",
    "half.yaml": "id: half\npoints: 4\nanswer: {type: expression, for_all: {x: real}, expected: x/2}\n",
    "conv.yaml": """
id: conv
answer:
  type: constraints
  fields: {s_1: positive integer, p: non-negative integer}
  require: [s_1 = 1, p = 2]
""",
    "two.yaml": """
id: two
parts:
  - {id: a, answer: {type: essay, rubric: [{text: argues}]}}
  - {id: b, answer: {type: number, expected: 7}}
""",
}
CLASS = {
    "ada/answers.yaml": "half: 1/2x\nwhy: |\n  Because it\n  has none.\ntwo: {a: so, b: 7}\nconv: {s_1: 1, p: 3 +}\n",
    "bob/answers.yaml": "half: =x +\nwhy: |\n  Because it\n  has none.\ntwo: {b: 7}\nconv: {s_1: 2/2, p: 3 +}\n",
    "cy/answers.yaml": "half: 1/2x\nwhy: No.\nconv: none at all\n",
}
GRADE = ("grade", "class", "--problems", "problems", "-o", "out")
MARKS = Path("out/marks.csv")


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    write(tmp_path / "problems", PROBLEMS)
    write(tmp_path / "class", CLASS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows():
    return list(csv.DictReader(io.StringIO(MARKS.read_text(encoding="utf-8-sig"))))


def fill(scores, **said):
    """Fill rows, each found by its problem, claim and answer."""
    found = rows()
    for row in found:
        score = scores.get((row["problem"], row["claim"], row["answer"]), row["score"])
        row.update(said if score else {}, score=score)
    with MARKS.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


def verdicts():
    lines = [json.loads(line) for line in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]
    return {(line["student"], line["problem"]): line for line in lines}


ESSAY = "Because it\nhas none."


def test_rows_for_what_is_open_one_for_each_group(handed_in, grader):
    assert grader(*GRADE).exit_code == 0
    result = grader("queue", "out")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert [(row["student"], row["problem"], row["claim"], row["answer"], row["students"]) for row in rows()] == [
        ("", "conv", "", "s_1 = 1; p = 3 +", "2: ada, bob"),
        ("", "conv", "", "none at all", "1: cy"),
        ("", "half", "", "1/2x", "2: ada, cy"),
        ("", "half", "", "'=x +", "1: bob"),
        ("", "two.a", "item 1", "so", "1: ada"),
        ("", "why", "item 1", ESSAY, "2: ada, bob"),
        ("", "why", "item 2", ESSAY, "2: ada, bob"),
        ("", "why", "item 1", "No.", "1: cy"),
        ("", "why", "item 2", "No.", "1: cy"),
    ]
    half, essay = rows()[2], rows()[5]
    assert (half["points"], half["read"]) == ("4", "(1/2) x or 1/(2 x)")
    assert half["why"] == (
        "undecided: This can be read in 2 ways, which lead to different marks: `(1/2) x` or `1/(2 x)`."
        " Write one of them."
    )
    assert (essay["points"], essay["why"]) == ("2", "names the missing output bias")
    lines = result.stdout.splitlines()
    assert lines[2].startswith("half: 2 students (ada, cy): `1/2x`, read as `(1/2) x or 1/(2 x)`: undecided: This can")
    assert lines[-1] == "9 rows added to out/marks.csv"


def test_a_second_time_adds_nothing(handed_in, grader):
    grader(*GRADE)
    grader("queue", "out")
    before = MARKS.read_bytes()
    result = grader("queue", "out")
    assert result.stdout.splitlines() == [
        "nothing is open that has no row; none was added",
        "9 rows that stood there before (line 2, 3, 4, 5, 6, 7, 9, 11, 12): to be filled",
    ]
    assert MARKS.read_bytes() == before


def test_marks_are_taken_over_and_kept(handed_in, grader):
    grader(*GRADE)
    grader("queue", "out")
    scores = {
        ("conv", "", "s_1 = 1; p = 3 +"): "1/2",
        ("half", "", "1/2x"): "3",
        ("two.a", "item 1", "so"): "1",
        ("why", "item 1", ESSAY): "1.5",
    }
    fill(scores, remark="See page 3.", by="ta", date="2026-11-21")
    before = MARKS.read_bytes()
    result = grader(*GRADE)
    assert MARKS.read_bytes() == before
    assert "marks.csv" not in result.stdout
    found = verdicts()
    assert {key: (one["outcome"], one["score"], one["score_range"]) for key, one in found.items()} == {
        ("ada", "conv"): ("partial", 0.5, [0.5, 0.5]),
        ("ada", "half"): ("partial", 3, [3, 3]),
        ("ada", "two"): ("correct", 2, [2, 2]),
        ("ada", "why"): ("review", None, [1.5, 2.5]),
        ("bob", "conv"): ("partial", 0.5, [0.5, 0.5]),
        ("bob", "half"): ("unreadable", None, [0, 4]),
        ("bob", "two"): ("partial", 1, [1, 1]),
        ("bob", "why"): ("review", None, [1.5, 2.5]),
        ("cy", "conv"): ("unreadable", None, [0, 1]),
        ("cy", "half"): ("partial", 3, [3, 3]),
        ("cy", "two"): ("missing", 0, [0, 0]),
        ("cy", "why"): ("review", None, [0, 3]),
    }
    mark = {"score": 3, "remark": "See page 3.", "by": "ta", "date": "2026-11-21"}
    assert found["ada", "half"]["by_hand"] == [{"claim": "", **mark}]
    assert found["ada", "half"]["feedback"][0] == {
        "code": "by hand", "text": "Marked by hand by ta on 2026-11-21: 3 of 4 points. See page 3.",
    }  # fmt: skip
    assert found["ada", "two"]["parts"][0]["by_hand"] == [{"claim": "item 1", **mark, "score": 1}]
    assert "See page 3." in Path("out/results.csv").read_text(encoding="utf-8-sig")
    assert "answers marked by hand: 7" in Path("out/report.txt").read_text(encoding="utf-8")
    result = grader("queue", "out")
    assert result.stdout.splitlines() == [
        "nothing is open that has no row; none was added",
        "5 rows that stood there before (line 3, 5, 9, 11, 12): to be filled",
    ]


def test_pages_show_who_decided_what_and_an_items_text_once_it_is_marked(handed_in, grader):
    grader(*GRADE)
    grader("queue", "out")
    page = Path("out/students/ada.md")
    hidden = page.read_text(encoding="utf-8")
    assert "names the missing" not in hidden
    assert "- Item 1: open, 2 points." in hidden
    fill({
        ("why", "item 1", ESSAY): "2", ("half", "", "1/2x"): "0",
    }, remark="See [the notes](https://a.example).", by="<b>ta</b>", date="2026-11-21")  # fmt: skip
    grader(*GRADE)
    shown = page.read_text(encoding="utf-8")
    said = r"by hand by \<b\>ta\</b\> on 2026-11-21: {}. See \[the notes\](https\:\/\/a.example)."
    assert f"- item 1 (names the missing output bias): marked {said.format('2 of 2 points')}" in shown
    assert f"- Marked {said.format('0 of 4 points')}" in shown
    assert "- You wrote (`answers.yaml`, line 2):\n  ```text\n  Because it\n  has none.\n  ```\n" in shown
    assert "- Item 2: open, 1 point." in shown
    assert "- Item 1: open, 2 points." not in shown
    assert "shows a point" not in shown
    staff = Path("out/class.md").read_text(encoding="utf-8")
    assert f"## Marked by hand\n\n- ada: half: Marked {said.format('0 of 4 points')}\n- ada: why: item 1" in staff


def test_a_row_whose_answer_has_changed_is_shown_and_new_ones_are_added(handed_in, grader):
    grader(*GRADE)
    grader("queue", "out")
    fill({("half", "", "'=x +"): "2", ("why", "item 1", "No."): "1"})
    write(handed_in / "class", {"bob/answers.yaml": "half: =x + +\n", "cy/answers.yaml": "half: 1/2x\nwhy: so\n"})
    result = grader(*GRADE)
    lines = result.stdout.splitlines()
    assert "notices: 2" in lines
    gone = "not applied: nobody's answer is now proved equal to"
    assert f"  out/marks.csv:5: warning: {gone} `=x +`" in lines
    assert f"  out/marks.csv:11: warning: {gone} `No.`" in lines
    before = MARKS.read_bytes()
    result = grader("queue", "out")
    assert MARKS.read_bytes().startswith(before)
    assert [(row["problem"], row["claim"], row["answer"]) for row in rows()[9:]] == [
        ("half", "", "'=x + +"), ("why", "item 1", "so"), ("why", "item 2", "so"),
    ]  # fmt: skip
    assert result.stdout.splitlines()[-1] == (
        "2 rows that stood there before (line 3, 12): empty, and no longer about an open answer"
    )


def test_a_row_of_a_persons_own_overrules_for_one_student(handed_in, grader):
    text = (
        "student;problem;claim;answer;score;remark;by;date\r\nada;two.b;;7;0;Copied.;prof;\r\ncy;half;;1/2x;2,5;;;\r\n"
    )
    Path("mine.csv").write_bytes(text.encode("utf-16"))
    result = grader(*GRADE, "--marks", "mine.csv", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["notices"] == [
        {"file": "mine.csv", "line": 3, "level": "note", "message": "column score: `2,5` is read as 2.5"}
    ]
    found = verdicts()
    part = found["ada", "two"]["parts"][1]
    assert (part["outcome"], part["score"], part["by_hand"][0]["overrules"]) == ("incorrect", 0, "correct")
    assert found["cy", "half"]["score"] == 2.5
    assert found["ada", "half"]["score"] is None
    assert not MARKS.exists()


def test_faults_of_the_file_are_named_and_the_rest_is_applied(handed_in, grader):
    grader(*GRADE)
    lines = [
        "student,problem,claim,answer,score,remark,by,date",
        "ada,halv,,1/2x,1,,,",
        "eda,half,,1/2x,1,,,",
        "ada,half,,1/2x,5,,,",
        "ada,why,item 9,-,1,,,",
        ",half,,1/2x,3,,,",
        ",two.a,,so,1,,,",
        ",two.a,item 1,so,1,,,",
        'bob,half,,"=x,1,,,',
    ]
    MARKS.write_text("\n".join(lines), encoding="utf-8")
    result = grader(*GRADE)
    said = [line.removeprefix("  out/marks.csv:") for line in result.stdout.splitlines() if "out/marks.csv:" in line]
    assert said == [
        "2: warning: not applied: there is no problem `halv`; did you mean half?",
        "3: warning: not applied: there is no student `eda`; did you mean ada?",
        "4: warning: not applied: the score 5 is more than half is worth, 4 points",
        f"5: warning: not applied: the answer has changed; the row says `-`, it is now `{ESSAY.replace(chr(10), ' ')}`",
        "7: warning: not applied: another row marks the same answer (line 8)",
        "8: warning: not applied: another row marks the same answer (line 7)",
        "9: error: a quotation mark is not closed; this line is not read",
    ]
    assert [verdicts()[name, "half"]["score"] for name in ("ada", "bob", "cy")] == [3, None, 3]


def test_queue_says_what_it_lacks(handed_in, grader):
    Path("out").mkdir()
    result = grader("queue", "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "out holds no results.jsonl; it is written by `grader grade … -o out`" in result.stderr
    Path("out/results.jsonl").write_text('{"student": "ada"}\n')
    result = grader("queue", "out")
    assert result.exit_code == 2
    assert "out/results.jsonl: line 1 is no verdict (KeyError); grade once more with -o out" in result.stderr
    grader(*GRADE)
    MARKS.write_text("student,score\nada,1\n")
    result = grader("queue", "out")
    assert result.exit_code == 2
    assert "out/marks.csv: no row can be added: it lacks the columns problem, claim, answer" in result.stderr
    assert MARKS.read_text() == "student,score\nada,1\n"


def test_without_the_problems_answers_are_grouped_by_their_texts(handed_in, grader):
    grader(*GRADE)
    Path("problems").rename("elsewhere")
    result = grader("queue", "out", "--marks", "mine.csv")
    assert result.stderr == (
        "the problems of that run are not found; answers are grouped by their texts alone (--problems DIR)\n"
    )
    assert result.stdout.splitlines()[-1] == "10 rows added to mine.csv"
    result = grader("queue", "out", "--problems", "elsewhere")
    assert result.stderr == ""
    assert len(rows()) == 9


def test_an_answer_without_a_text_has_a_row_of_its_own(handed_in, grader):
    write(handed_in / "class", {"dan.pdf": "not read", "eve/answers.yaml": "half: 1/2x\n"})
    grader(*GRADE)
    grader("queue", "out")
    own = [row for row in rows() if row["student"]]
    assert [(row["student"], row["problem"], row["answer"]) for row in own] == [("dan", "", "dan.pdf")]
    text = MARKS.read_text(encoding="utf-8-sig").replace("dan,,,dan.pdf,,,", "dan,half,,,,4,")
    MARKS.write_text(text, encoding="utf-8")
    grader(*GRADE)
    assert verdicts()["dan", "half"]["score"] == 4


def test_rows_are_in_the_points_of_the_assignment_and_lateness_comes_after(handed_in, grader):
    week = "problems: [{id: half, points: 8}, {id: why, points: 6}, {id: two.a, points: 1/3}]\n"
    week += "due: 2026-11-20T12:00:00Z\nlate: {per_day: 10%, until: 3 days}\n"
    table = "submission,submitted\nada,2026-11-20T13:00:00Z\nbob,2026-11-20T11:00:00Z\ncy,2026-11-20T11:00:00Z\n"
    write(handed_in, {"week.yaml": week, "class/submissions.csv": table})
    flags = ("--assignment", "week.yaml")
    grader(*GRADE, *flags)
    grader("queue", "out")
    assert [(row["problem"], row["claim"], row["points"]) for row in rows()][:5] == [
        ("half", "", "8"), ("half", "", "8"), ("why", "item 1", "4"), ("why", "item 2", "2"), ("why", "item 1", "4"),
    ]  # fmt: skip
    fill({
        ("half", "", "1/2x"): "6", ("why", "item 1", ESSAY): "4", ("why", "item 2", ESSAY): "0",
        ("two.a", "item 1", "so"): "0.33",
    }, by="ta")  # fmt: skip
    assert grader(*GRADE, *flags).exit_code == 0
    found = verdicts()
    assert [found["ada", problem]["score"] for problem in ("half", "why", "two.a")] == [5.4, 3.6, 0.3]
    assert found["ada", "half"]["earned_range"] == [6, 6]
    assert found["ada", "two.a"]["outcome"] == "correct"
    assert (found["bob", "why"]["score"], found["cy", "half"]["score"]) == (4, 6)
    assert found["ada", "half"]["feedback"][0]["text"] == "Marked by hand by ta: 6 of 8 points."


def test_a_long_answer_is_known_by_its_checksum(handed_in, grader):
    long = " ".join(["word"] * 5_000)
    write(handed_in / "class", {"dan.yaml": f"why: {long}\n", "eve.yaml": f"why: {long} more\n"})
    grader(*GRADE)
    grader("queue", "out")
    found = [row["answer"] for row in rows() if row["answer"].startswith("word") and row["claim"] == "item 1"]
    assert [len(text) < 1_100 for text in found] == [True, True]
    assert found[0].endswith(")")
    assert "… (24,999 characters, sha256 " in found[0]
    fill({("why", claim, found[0]): "1" for claim in ("item 1", "item 2")})
    grader(*GRADE)
    assert verdicts()["dan", "why"]["score"] == 2
    assert verdicts()["eve", "why"]["score"] is None


def test_two_questions_answered_alike_and_rows_written_by_hand_are_found(handed_in, grader):
    grader(*GRADE)
    lines = ["student,problem,claim,answer,score", ",conv,,s1=1;p = 3 +,", "cy,half,,1/2x,", ",half,,1/2x,"]
    MARKS.write_text("\n".join(lines), encoding="utf-8")
    result = grader("queue", "out")
    assert [(row["student"], row["problem"], row["claim"]) for row in rows()] == [
        ("", "conv", ""), ("cy", "half", ""), ("", "half", ""),
        ("", "conv", ""), ("", "half", ""), ("", "two.a", "item 1"),
        ("", "why", "item 1"), ("", "why", "item 2"), ("", "why", "item 1"), ("", "why", "item 2"),
    ]  # fmt: skip
    assert "3 rows that stood there before (line 2, 3, 4): to be filled" in result.stdout


def test_an_answer_that_is_open_for_where_it_stands_has_a_row_of_its_own(handed_in, grader):
    write(handed_in / "class", {"dan.md": "# halff\n\n$x/2$\n\n# covn\n\ns_1 = 1\n\np = 2\n"})
    grader(*GRADE)
    grader("queue", "out")
    found = [(row["student"], row["problem"], row["answer"]) for row in rows() if row["students"] == "1: dan"]
    assert found == [("dan", "conv", "s_1 = 1\n\np = 2"), ("dan", "half", "$x/2$")]


def test_a_disk_that_refuses_the_rows_is_named_and_what_stood_there_stays(handed_in, grader, monkeypatch):
    grader(*GRADE)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.submissions.marks_file.os.replace", refuse)
    result = grader("queue", "out")
    assert (result.exit_code, result.stdout) == (6, "")
    said = "Error: out/marks.csv: No space left on device; nothing that was reported before is lost\n"
    assert result.stderr == said
    assert not MARKS.exists()
