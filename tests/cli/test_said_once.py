"""What is said of an answer is said once, and the same in every form."""

import pytest

from tests.cli.conftest import write

FILES = {
    "problems/p.yaml": """
id: p
parts:
  - {id: a, answer: {type: number, expected: 4}}
  - {id: b, answer: {type: choice, options: {A: linear, B: quadratic}, expected: B}}
  - {id: c, answer: {type: essay, rubric: [{text: argues}]}}
""",
    "sheet.yaml": "title: Sheet\nproblems: [p]\n",
    "class/ada.md": "## p\n\n(a) Let $x = 1$ and $y = 5$ or $z = 4$ and so on.\n\n(b) A\n\n(c) Answer: It bends.\n",
}
GRADE = ("grade", "class", "--problems", "problems", "--assignment", "sheet.yaml", "-o", "out")


@pytest.fixture
def graded(tmp_path, monkeypatch, grader):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILES)
    return tmp_path, grader(*GRADE)


def test_why_an_answer_is_open_stands_once_on_the_terminal(graded):
    _, result = graded
    lines = [line for line in result.stdout.splitlines() if "no answer could be taken" in line]
    assert len(lines) == 1
    assert lines[0].startswith("  ada: ada.md:3: p.a: unreadable: no answer could be taken")


def test_an_id_stands_once_before_its_feedback_in_a_spreadsheet(graded):
    folder, _ = graded
    text = (folder / "out/results.csv").read_text(encoding="utf-8")
    assert text.count("p.a: no answer could be taken") == 1
    assert "p.a: p.a:" not in text


def test_the_page_in_markdown_says_what_the_other_page_says(graded):
    folder, _ = graded
    markdown, html = ((folder / f"out/students/ada.{form}").read_text(encoding="utf-8") for form in ("md", "html"))
    for said in (
        "This could not be read by the program. A person will look at it; you lose nothing.",
        "This is not the expected answer.",
        "A person marks this. You lose nothing while it waits.",
    ):
        assert said in markdown
        assert said in html


def test_the_label_of_a_place_is_no_part_of_an_essay(graded):
    folder, _ = graded
    assert "- You wrote `It bends.`" in (folder / "out/students/ada.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("named", "meant"), [("latex", "tex"), ("Markdown", "md"), ("jupyter", "ipynb")])
def test_a_form_of_the_sheet_that_is_known_by_another_name_is_told(graded, grader, named, meant):
    result = grader("template", "sheet.yaml", "--problems", "problems", "--format", named)
    assert result.exit_code == 2
    assert f"'{named}' is called '{meant}' here" in result.stderr
