"""`marks.csv` as people and spreadsheets leave it."""

import csv
import io
import re
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.submissions.marks_file import COLUMNS, add_rows, extended, read_marks
from grader.submissions.spreadsheets import TableError, guarded, read_sheet, unguarded
from tests.submissions.support import said

HEAD = ",".join(column for column in COLUMNS if column != "read_as")  # files from before there was that column
A_DATE = " (a spreadsheet may have made a date of it)"
EXPECTED = "expected points, such as 2, 2.5 or 2/3"
UNQUOTED = "the row is not applied (quote a text that holds the separator)"


def read(text, encoding="utf-8"):
    return read_marks(text.encode(encoding) if isinstance(text, str) else text, "marks.csv")


def only(text, encoding="utf-8"):
    found = read(text, encoding)
    (row,) = found.rows
    return row, said(found.notices)


PLAIN = f"{HEAD}\nada,tent,,2x,3,Nice,ta,2026-11-20\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-16-le"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("student", "Student ").replace("score", '"SCORE"').encode(),
        PLAIN.replace("2x", '"2x"').rstrip("\n").encode(),
    ],
)  # fmt: skip
def test_every_way_to_write_it_is_read(data):
    row, notices = only(data)
    assert notices == []
    assert (row.student, row.problem, row.answer) == ("ada", "tent", "2x")
    mark = row.mark
    assert (mark.score, mark.claim, mark.remark, mark.by, mark.date) == (3, "", "Nice", "ta", "2026-11-20")
    assert mark.source.file == "marks.csv"


def test_columns_may_be_reordered_extra_and_without_the_last_three():
    row, notices = only("why,score,answer,claim,problem,student\nopen,2/3,'-x^2,item 1,q3.a,\n")
    assert (row.student, row.problem, row.answer, row.mark.score, row.mark.claim, notices) == (
        "", "q3.a", "-x^2", Fraction(2, 3), "item 1", [],
    )  # fmt: skip


def test_cells_may_hold_lines_quotes_and_separators():
    row, _ = only(f'{HEAD}\n,q,,"a, ""b""\r\nc",1,"x;y\nz",,17.11.26\n')
    assert (row.answer, row.mark.remark, row.mark.date) == ('a, "b"\nc', "x;y\nz", "17.11.26")


@pytest.mark.parametrize(("text", "score"), [("2", 2), ("2.5", Fraction(5, 2)), ("0", 0), ("2 / 3", Fraction(2, 3))])
def test_scores(text, score):
    row, notices = only(f"{HEAD}\nada,q,,x,{text},,,\n")
    assert (row.mark.score, notices) == (score, [])


def test_a_decimal_comma_is_said():
    row, notices = only(f"{HEAD}\nada,q,,x,2,5,,,\n".replace(",", ";").replace("2;5", "2,5"))
    assert row.mark.score == Fraction(5, 2)
    assert notices == ["marks.csv:2: note: column score: `2,5` is read as 2.5"]


@pytest.mark.parametrize(
    ("score", "why"),
    [
        ("50%", "`50%` is a percentage; expected points, such as 2, 2.5 or 2/3"),
        ("-1", "`-1` is negative; expected points, such as 2, 2.5 or 2/3"),
        ("two", "`two` is no score; expected points, such as 2, 2.5 or 2/3"),
        ("2/0", "`2/0` is no score; expected points, such as 2, 2.5 or 2/3"),
        ("02.03.2026", f"`02.03.2026` is no score{A_DATE}; {EXPECTED}"),
        ("2-Mar", f"`2-Mar` is no score{A_DATE}; {EXPECTED}"),
        ('"2,500"', "`2,500` may be 2500 or 2.500; write it with a point"),
        ("٣", "`٣` is no score; expected points, such as 2, 2.5 or 2/3"),
        ("9" * 60, f"`{'9' * 40}…` is no score; expected points, such as 2, 2.5 or 2/3"),
    ],
)  # fmt: skip
def test_what_is_no_score_is_named_and_the_rest_is_read(score, why):
    found = read(f"{HEAD}\nada,q,,x,{score},,,\nbob,q,,x,1,,,\n")
    assert said(found.notices) == [f"marks.csv:2: error: column score: {why}; the row is not applied"]
    assert [row.student for row in found.rows] == ["bob"]
    assert [place.is_filled for place in found.places] == [True, True]


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("", f"marks.csv: warning: the file is empty; expected the columns {', '.join(COLUMNS)}"),
        (
            "student,problem,answer\n",
            "marks.csv:1: error: the columns are missing: claim, score; no row of this file is applied",
        ),
        (
            "student,problem,claim,answer,score,Score\na,q,,x,1,2\n",
            "marks.csv:1: error: the column score stands twice; no row of this file is applied",
        ),
        (f"{HEAD}\nada,q,,x,1,no, really,ta,today\n", f"marks.csv:2: error: 9 cells stand under 8 columns; {UNQUOTED}"),
        (
            f"{HEAD}\nada,q,,x,,tell me more,,\n",
            "marks.csv:2: note: column score: nothing stands here, so the row and its remark are not applied",
        ),
        (
            b"\xff\xfea",
            "marks.csv: error: cannot be read: byte 1 is not utf-16-le; save it as CSV in UTF-8;"
            " no row of it is applied",
        ),
    ],
)
def test_faults_of_files_and_rows(text, notice):
    found = read(text)
    assert (said(found.notices), found.rows) == ([notice], ())


def test_a_quote_that_is_not_closed_costs_its_line():
    found = read(f'{HEAD}\nada,q,,"x,1,,,\nbob,q,,"y",2,,,\ncy,q,,z,3,,,\n')
    assert said(found.notices) == [
        "marks.csv:2: error: after a closing quotation mark stands `y`; expected `,`; this line is not read"
    ]
    assert [(row.student, row.mark.source.line) for row in found.rows] == [("bob", 3), ("cy", 4)]


def test_what_is_not_unicode_is_read_and_said():
    row, notices = only(f"{HEAD}\nJürgen,q,,x,1,,,\n", "cp1252")
    assert row.student == "Jürgen"
    assert notices == ["marks.csv: warning: this is not UTF-8, and is read as cp1252; save it as CSV in UTF-8"]


# Adding rows.

ROW = {"problem": "tent", "answer": "=1+1", "points": "5"}


def test_a_new_file_is_one_that_spreadsheets_read():
    data = extended(b"", [ROW], (*COLUMNS, "points"))
    assert data == f"\ufeff{','.join(COLUMNS)},points\r\n,tent,,'=1+1,,,,,,5\r\n".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_stands_there_stays_and_its_ways_are_kept(encoding, separator, newline):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    head = "Score,answer,student,problem,claim,mine".replace(",", separator)
    before = mark + f"{head}{newline}1{separator}  ü{separator}ada{separator}q{separator}{separator}!".encode(encoding)
    after = extended(before, [{**ROW, "answer": f"a{separator}b"}], COLUMNS)
    added = f'{newline}{separator}"a{separator}b"{separator}{separator}tent{separator}{separator}{newline}'
    assert after == before + added.encode(encoding)


def test_a_file_that_cannot_take_rows_is_left_alone(tmp_path):
    path = tmp_path / "marks.csv"
    for data, why in [
        (b"student,score\n", "it lacks the columns problem, claim, answer"),
        (f'{HEAD}\nada,q,,"x,1\n'.encode(), "a quotation mark in it is not closed, and would swallow what is added"),
        (b'"a,b\n', "its first line cannot be read"),
        (f"{HEAD}\nJürgen,q,,x,1,,,\n".encode("cp1252"), "its encoding, cp1252, has no `η`; save it as CSV in UTF-8"),
    ]:
        path.write_bytes(data)
        with pytest.raises(TableError) as error:
            add_rows(path, [{"answer": "2η"}], COLUMNS)
        assert str(error.value) == why
        assert path.read_bytes() == data
        assert [entry.name for entry in tmp_path.iterdir()] == ["marks.csv"]


@given(st.binary(max_size=60), st.text(st.sampled_from(",;\t\"'\r\n1/a=%-"), max_size=60))
@settings(max_examples=300)
def test_no_file_breaks_the_reading_and_no_line_is_lost(data, text):
    for content in (data, HEAD.encode() + b"\n" + text.encode()):
        found = read_marks(content, "marks.csv")
        assert all(str(notice).startswith("marks.csv") for notice in found.notices)
    spoken = {notice.line for notice in found.notices} | {place.line for place in found.places}
    assert spoken or not text.strip(",;\t\"'\r\n")


TEXTS = st.text(st.sampled_from("'=+-@ \t1/.,;\"\nxη"), max_size=8) | st.text(max_size=8)


@given(TEXTS, st.sampled_from([",", ";", "\t"]))
@settings(max_examples=300)
def test_a_guard_is_taken_off_again(text, separator):
    assert unguarded(guarded(text, separator)) == text
    assert not guarded(text, separator).lstrip().startswith(("=", "@"))


FORMULA = re.compile(r"[=@\uff1d\uff20]|[+\-](?!\d+(?:[.,/]\d+)?\s*(?:\W?|[])}]*)\Z)")


@given(TEXTS, st.sampled_from([",", ";"]))
@example(";-1,=", ",")
@settings(max_examples=300)
def test_no_cell_is_a_formula_whatever_is_taken_for_the_separator(text, separator):
    others = {",": ";", ";": ","}[separator] + "\t\r\n"
    pieces = re.split(f"[{others}]", guarded(text, separator))
    assert [one for one in pieces if FORMULA.match(one.strip().strip("\ufeff")) and not one[:1].isdigit()] == []


@pytest.mark.parametrize(
    ("text", "separator", "written"),
    [
        ("a;=1+1;b", ",", "a;'=1+1;b"),
        ("a;=1+1;b", ";", "a;'=1+1;b"),
        ("[x, -x]", ",", "[x, -x]"),
        ("[x, -x]", ";", "[x, '-x]"),
        ("f(x)\n= 2", ",", "f(x)\n'= 2"),
        ("[1; -2; 3]", ",", "[1; -2; 3]"),
        ("a,'-b", ",", "a,''-b"),
        (";-1,=", ",", ";'-1,="),
        ("[[1, -2], [3, -4]]", ";", "[[1, -2], [3, -4]]"),
        ("1\n-2;=3", ";", "1\n'-2;'=3"),
    ],
)
def test_what_would_become_a_cell_is_guarded_too(text, separator, written):
    assert guarded(text, separator) == written
    assert unguarded(written) == text


def test_a_row_in_which_signs_are_turned_round_is_not_applied():
    head = "student,problem,claim,answer,read_as,score,remark,by,date\n"
    found = read_marks(f"{head}ada,q1,,2x,,\u202e01,,,\nbob,q1,,\u20662x,,1,,,\n".encode(), "marks.csv")
    said = "column score: a control in it changes the order of the signs that are shown; the row is not applied"
    assert [(one.line, one.message) for one in found.notices] == [(2, said)]
    assert [(row.student, row.answer) for row in found.rows] == [("bob", "\ufffd2x")]


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=4), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=100)
def test_tables_read_as_the_standard_library_reads_them(rows, separator):
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([["student", "score", "by"], *rows])
    data = stream.getvalue().encode("utf-8", "replace")
    table = read_sheet(data, COLUMNS)
    assert table.faults == ()
    expected = [
        ["student", "score", "by"],
        *([text.encode("utf-8", "replace").decode() for text in row] for row in rows),
    ]
    assert [[cell.text for cell in record] for record in table.records] == expected
