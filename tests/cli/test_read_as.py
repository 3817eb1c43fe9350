"""A person types how an answer is to be read, or what a text without a problem is; the grader decides it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import write

PROBLEMS = {
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
  - {id: a, answer: {type: number, expected: 6}}
  - {id: b, answer: {type: number, expected: 7}}
""",
}
SHEET = "title: Sheet\nproblems: [half, conv, two]\n"
GRADE = ("grade", "class", "--problems", "problems", "--assignment", "sheet.yaml", "-o", "out")
MARKS = Path("out/marks.csv")


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    write(tmp_path, {"sheet.yaml": SHEET})
    write(tmp_path / "problems", PROBLEMS)
    monkeypatch.chdir(tmp_path)
    return lambda files: write(tmp_path / "class", files)


def rows():
    return list(csv.DictReader(io.StringIO(MARKS.read_text(encoding="utf-8-sig"))))


def save(found):
    with MARKS.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


def marks(*some):
    MARKS.parent.mkdir(exist_ok=True)
    names = ("student", "problem", "claim", "answer", "read_as", "score", "remark", "by", "date")
    save([dict.fromkeys(names, "") | row for row in some])


def verdicts():
    lines = [json.loads(line) for line in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {}
    for line in lines:
        for one in line.get("parts", [line]):
            found[line["student"], one["problem"]] = one
    return found


def outcomes():
    return {key: one["outcome"] for key, one in verdicts().items()}


def page(student):
    return Path(f"out/students/{student}.md").read_text(encoding="utf-8")


def test_what_is_typed_once_is_decided_for_all_equal_texts(handed_in, grader):
    handed_in(
        {
            "ada/answers.yaml": "half: 'x over two'\n",
            "bob/answers.yaml": "half: 'x over two'\n",
            "cy/answers.yaml": "half: 'half of x'\n",
        }
    )
    grader(*GRADE)
    assert {one for (_, problem), one in outcomes().items() if problem == "half"} == {"unreadable"}
    grader("queue", "out")
    found = rows()
    assert sorted(row["answer"] for row in found) == ["half of x", "x over two"]
    for row in found:
        row.update(by="ta", date="2026-11-20", read_as={"x over two": "x/2", "half of x": "2x"}[row["answer"]])
    save(found)
    result = grader(*GRADE)
    assert "not applied" not in result.stderr
    decided = verdicts()
    assert [decided[name, "half"]["outcome"] for name in ("ada", "bob", "cy")] == ["correct", "correct", "incorrect"]
    field = decided["ada", "half"]["fields"]["answer"]
    assert (field["text"], field["read"], field["notes"]) == ("x over two", "x/2", ["read by hand by ta on 2026-11-20"])
    assert decided["cy", "half"]["claims"][0]["evidence"]["kind"] == "point"
    assert "could not be read" not in page("ada")
    assert (
        "- You wrote `x over two` (`answers.yaml`, line 1).\n  We read: `x/2`.\n  read by hand by ta on 2026"
        in page("ada")
    )
    assert "nothing is open that has no row" in grader("queue", "out").stdout


def test_a_row_for_one_student_beats_the_others_and_a_score_beats_them_all(handed_in, grader):
    handed_in({f"{name}/answers.yaml": "half: 'x over two'\n" for name in ("ada", "bob", "cy")})
    text = {"problem": "half", "answer": "x over two"}
    marks(
        {**text, "read_as": "x/2"},
        {**text, "student": "bob", "read_as": "x"},
        {**text, "student": "cy", "score": "3", "remark": "Write fractions."},
    )
    grader(*GRADE)
    found = {name: verdicts()[name, "half"] for name in ("ada", "bob", "cy")}
    assert [one["outcome"] for one in found.values()] == ["correct", "incorrect", "partial"]
    assert (found["cy"]["score"], found["cy"]["fields"]["answer"]["read"]) == (3, "x/2")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"problem": "half", "answer": "u", "read_as": "x/"}, "what stands in read_as cannot be read: "),
        ({"problem": "hlf", "answer": "u", "read_as": "x"}, "there is no problem `hlf`; did you mean half?"),
        ({"problem": "two", "answer": "u", "read_as": "x"}, "two has parts; expected one of two.a, two.b"),
        ({"problem": "half", "read_as": "x"}, "the row names neither a student nor an answer"),
        ({"problem": "half", "answer": "v", "read_as": "x"}, "nobody's answer now has the text `v`"),
        (
            {"problem": "half", "answer": "v", "read_as": "x", "student": "ad"},
            "there is no student `ad`; did you mean ada?",
        ),
        (
            {"problem": "half", "answer": "v", "read_as": "x", "student": "ada"},
            "the answer has changed; the row says `v`, it is now `u over`",
        ),
        (
            {"problem": "conv", "answer": "u", "read_as": "two"},
            "what stands in read_as cannot be read: "
            "expected a value for each of the fields s_1, p, as in `s_1 = …; p = …`",
        ),
        ({"read_as": "nothing"}, "the row names neither a problem nor the place of something that belongs to none"),
        (
            {"answer": "answers.yaml", "read_as": "nothing"},
            "the place alone is not the same for everyone; name a student, or keep the checksum behind the place",
        ),
        (
            {"answer": "answers.yaml", "student": "ada", "read_as": "x/2"},
            "expected `nothing`, or a line such as `half: …` for each problem that is answered there",
        ),
        (
            {"answer": "answers.yaml", "student": "ada", "read_as": "two: 2"},
            "two has parts; expected one of two.a, two.b",
        ),
        (
            {"answer": "answers.yaml", "student": "ada", "read_as": "hal: 2"},
            "there is no problem `hal`; did you mean half?",
        ),
        ({"answer": "answers.yaml", "student": "ada", "read_as": "half: )"}, "what stands in read_as cannot be read: "),
        ({"answer": "a.md:3", "student": "ada", "read_as": "nothing"}, "nothing at a.md:3 belongs to no problem now"),
    ],
)
def test_what_is_not_applied_is_said(handed_in, grader, row, why):
    handed_in({"ada/answers.yaml": "half: u over\n"})
    marks(row)
    result = grader(*GRADE)
    assert f"out/marks.csv:2: warning: not applied: {why}" in result.stdout
    assert outcomes()["ada", "half"] == "unreadable"


def test_two_rows_that_read_one_text_otherwise_are_not_applied(handed_in, grader):
    handed_in({"ada/answers.yaml": "half: u over\n"})
    marks(*({"problem": "half", "answer": "u over", "read_as": text} for text in ("x/2", "2x")))
    said = grader(*GRADE).stdout
    for line, other in ((2, 3), (3, 2)):
        assert f"marks.csv:{line}: warning: not applied: another row reads the same otherwise (line {other})" in said
    assert outcomes()["ada", "half"] == "unreadable"


def test_a_claim_is_not_read(handed_in, grader):
    handed_in({"ada/answers.yaml": "half: u over\n"})
    marks({"problem": "half", "claim": "expected", "answer": "u over", "read_as": "x/2"})
    said = "out/marks.csv:2: error: column read_as: an answer is read as a whole, so that column claim must be empty"
    assert f"{said}; what stands in read_as is not applied" in grader(*GRADE).stdout


def test_fields_that_are_not_typed_stay(handed_in, grader):
    handed_in({"ada/answers.yaml": "conv: {s_1: one, p: 2}\n", "bob/answers.yaml": "conv: s is one and p two\n"})
    marks(
        {"problem": "conv", "answer": "s_1 = one; p = 2", "read_as": "s_1 = 1"},
        {"problem": "conv", "answer": "s is one and p two", "read_as": "s_1 = 1; p = 2"},
    )
    grader(*GRADE)
    assert {one for (_, problem), one in outcomes().items() if problem == "conv"} == {"correct"}
    assert [one["text"] for one in verdicts()["ada", "conv"]["fields"].values()] == ["one", "2"]
    fields = verdicts()["bob", "conv"]["fields"]
    assert {name: (one.get("text"), one.get("read")) for name, one in fields.items()} == {
        "answer": ("s is one and p two", None),
        "s_1": (None, "1"),
        "p": (None, "2"),
    }
    assert "could not be read" not in page("bob")
    assert "- You wrote `s is one and p two` (`answers.yaml`, line 1).\n" in page("bob")
    assert "- `s_1`: we read `1`.\n" in page("bob")


LOOSE = "## My thoughts\n\nThe first is $x/2$, the second 6.\n\n## Other thoughts\n\n$7$ is the last.\n"


def test_one_row_for_a_document_and_it_is_settled_there(handed_in, grader):
    handed_in({"ada/hw.md": LOOSE, "bob/work.md": LOOSE, "cy/hw.md": "## half\n\n$x/2$\n\n## Remark\n\nI was $ill$.\n"})
    grader(*GRADE)
    result = grader("queue", "out")
    found = rows()
    assert [(row["student"], row["problem"], row["students"]) for row in found] == [
        ("", "", "2: ada, bob"),
        ("", "", "1: cy"),
    ]
    assert found[0]["answer"].startswith("hw.md (sha256 ")
    assert found[1]["answer"].startswith("hw.md:5 (sha256 ")
    assert found[0]["read"] == "The first is $x/2$, the second 6.\n\n$7$ is the last."
    assert "no problem: 2 students (ada, bob): `hw.md (sha256" in result.stdout
    assert "2 rows added" in result.stdout
    assert "2 rows that stood there before (line 2, 5): to be filled" in grader("queue", "out").stdout

    found[0].update(read_as="half: x/2\ntwo.a: 6\ntwo.b: 8", by="ta")
    found[1].update(read_as="Nothing.")
    save(found)
    assert "not applied" not in grader(*GRADE).stdout
    assert outcomes() == {
        ("ada", "half"): "correct", ("ada", "conv"): "missing",
        ("ada", "two.a"): "correct", ("ada", "two.b"): "incorrect",
        ("bob", "half"): "correct", ("bob", "conv"): "missing",
        ("bob", "two.a"): "correct", ("bob", "two.b"): "incorrect",
        ("cy", "half"): "correct", ("cy", "conv"): "missing", ("cy", "two.a"): "missing", ("cy", "two.b"): "missing",
    }  # fmt: skip
    assert verdicts()["bob", "half"]["fields"]["answer"]["source"] == {"file": "work.md", "line": 1}
    for name in ("ada", "bob", "cy"):
        assert "names no problem" not in page(name)


def test_a_file_that_cannot_be_read_is_settled_by_its_student_and_place(handed_in, grader):
    handed_in(
        {"ada/answers.yaml": "half: x/2\n", "ada/scan.pdf": "%PDF", "bob/scan.pdf": "%PDF", "bob/hw.md": "## half\nx\n"}
    )
    grader(*GRADE)
    grader("queue", "out")
    found = rows()
    assert [(row["student"], row["answer"]) for row in found] == [("ada", "scan.pdf"), ("bob", "scan.pdf")]
    found[0]["read_as"] = "two.a: 6"
    save(found)
    grader(*GRADE)
    assert [outcomes()["ada", id_] for id_ in ("half", "conv", "two.a", "two.b")] == [
        "correct", "missing", "correct", "missing",
    ]  # fmt: skip
    assert outcomes()["bob", "conv"] == "unreadable"


def test_one_piece_of_a_document_may_be_settled_by_its_line(handed_in, grader):
    handed_in({"ada/hw.md": LOOSE})
    marks({"student": "ada", "answer": "hw.md:5", "read_as": "two.b: 7"})
    grader(*GRADE)
    assert [outcomes()["ada", id_] for id_ in ("half", "two.b")] == ["unreadable", "correct"]
    grader("queue", "out")
    assert rows()[1]["answer"].startswith("hw.md:1 (sha256 ")


def test_what_clashes_about_one_document_is_not_applied(handed_in, grader):
    handed_in({"ada/hw.md": LOOSE})
    place = {"student": "ada", "answer": "hw.md"}
    marks({**place, "read_as": "nothing"}, {**place, "read_as": "half: x"})
    assert "marks.csv:2: warning: not applied: another row reads the same otherwise (line 3)" in grader(*GRADE).stdout
    assert outcomes()["ada", "half"] == "unreadable"


def test_what_was_closed_by_hand_leaves_no_word_that_it_could_not_be_read(handed_in, grader):
    handed_in({"ada/answers.yaml": "half: u over\nconv: {s_1: 1, p: 3 +}\n", "bob/answers.yaml": 'half: "\\theta"\n'})
    grader(*GRADE)
    grader("queue", "out")
    assert "could not be read" in page("ada")
    assert "could not be read" in page("bob")
    found = rows()
    for row in found:
        row["score"] = "1"
    save(found)
    grader(*GRADE)
    for name in ("ada", "bob"):
        assert "could not be read" not in page(name)
        assert "Expected" not in page(name)
        assert "Marked by hand" in page(name)
        assert "Your files" not in page(name)


def test_what_is_said_of_a_document_stands_once_on_the_page(handed_in, grader):
    handed_in({"ada/answers.md": "## My essay\n\n$3x$\n"})
    grader(*GRADE)
    for suffix in ("md", "html"):
        shown = Path(f"out/students/ada.{suffix}").read_text(encoding="utf-8")
        assert shown.count("the heading My essay names no problem") == 1
        assert shown.count("Something in your files may be this answer") > 1


def test_pages_of_a_student_who_goes_by_another_name_now_are_removed(handed_in, grader):
    handed_in({"anna/answers.yaml": "half: x/2\n", "bob/answers.yaml": "half: x\n"})
    grader(*GRADE)
    Path("class/anna").rename("class/anne")
    Path("out/students/bob.md").write_text("mine", encoding="utf-8")
    Path("class/bob").rename("class/rob")
    Path("out/students/notes.md").write_text("kept", encoding="utf-8")
    grader(*GRADE)
    names = sorted(path.name for path in Path("out/students").iterdir())
    assert names == ["anne.html", "anne.md", "bob.md", "notes.md", "rob.html", "rob.md"]


def test_a_remark_beside_what_is_read_is_shown_to_the_student(handed_in, grader):
    handed_in({"ada/answers.yaml": "half: 'x over two'\n", "bob/answers.yaml": "half: 'x over two'\n"})
    row = {"problem": "half", "answer": "x over two", "read_as": "x/2", "by": "ta"}
    marks(row | {"student": "ada", "remark": "Write a fraction, please."}, row | {"student": "bob"})
    grader(*GRADE)
    assert "  read by hand by ta: Write a fraction, please.\n" in page("ada")
    assert "  read by hand by ta\n" in page("bob")
    assert "Write a fraction, please." in Path("out/students/ada.html").read_text(encoding="utf-8")


def test_a_remark_beside_a_score_too_is_said_once(handed_in, grader):
    handed_in({"ada/answers.yaml": "half: 'x over two'\n"})
    row = {"problem": "half", "answer": "x over two", "read_as": "x/2", "score": "3", "remark": "Write a fraction."}
    marks(row)
    grader(*GRADE)
    assert page("ada").count("Write a fraction.") == 1
