"""What stands under no problem's heading spoils what it may be an answer to; what is not set is left aside."""

from dataclasses import replace

import pytest

from grader.submissions import find_submissions, read_submission

from .support import RUNNING, problem, question, read_only, said, texts, tree


def read(tmp_path, text):
    return read_only(tmp_path, {"a.md": text}, RUNNING)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Homework 1", "Ada Lovelace"),
        ("Homework 1: all solutions", "Ada Lovelace\n1234567"),
        ("Homework 1", "Name: Ada Lovelace\nCourse: Learning Theory"),
        ("Homework 1", "Ada Lovelace and Ben Adams"),
        ("Homework 1", "2026-10-05"),
        ("Homework 1", "October 5, 2026"),
        ("Homework 1", "CS 229"),
        ("Homework 1", "Homework 1, Learning Theory"),
    ],
)
def test_who_hands_in_what_and_when_is_no_writing(tmp_path, title, text):
    found = read(tmp_path, f"# {title}\n\n{text}\n\n## q2\n\n5\n")
    assert (list(found.answers), found.damaged, found.notices) == (["q2"], None, ())


@pytest.mark.parametrize("text", ["Handed in late.", "- Ben\n- the lecture", "None", "I write $x$ for the input."])
def test_all_else_is_writing(tmp_path, text):
    for document in (f"# Remarks\n\n{text}\n\n# q2\n\n5\n", f"# q2\n\n5\n\n# Remarks\n\n{text}\n"):
        found = read(tmp_path, document)
        assert list(found.answers) == ["q2"]
        assert found.damaged.endswith("the heading Remarks names no problem")


@pytest.mark.parametrize(
    "text",
    [
        "$x^2$",
        "We get $y = 3$.",
        "w_0 = [1, 1, 1]",
        "- 1\n- 2",
        "1, 2, 3",
        "7",
        "2x + 3",
        "$$\n5\n$$",
        "```\nprint(5)\n```",
        "The answer is no.",
        "| w_0 | = |\n|---|---|\n| 1 | 2 |",
        "1234567",
    ],
)
def test_what_may_be_an_answer_is_not_lost(tmp_path, text):
    found = read(tmp_path, f"# Homework 1\n\n{text}\n\n## q2\n\n5\n")
    assert list(found.answers) == ["q2"]
    assert found.damaged == "a.md:1: the heading Homework 1 names no problem"


def test_words_under_an_unknown_heading_may_answer_anything(tmp_path):
    found = read(tmp_path, "# Question 9\n\nIt overfits, I think.\n")
    assert (found.answers, found.damaged) == ({}, "a.md:1: the heading Question 9 names no problem")


@pytest.mark.parametrize("heading", ["tentt", "Problem 1 (tnet)", "tentt: a hat", "Tend"])
def test_a_heading_close_to_an_id_costs_that_problem_only(tmp_path, heading):
    found = read(tmp_path, f"# {heading}\n\nw_0 = [1, 1, 1]\n")
    assert (list(found.answers), found.damaged) == (["tent"], None)
    assert found.answers["tent"].error.endswith("names no problem; did you mean tent?")


def test_an_id_inside_of_a_heading_is_meant_where_mathematics_stands_below(tmp_path):
    found = read(tmp_path, "# The tent once more\n\nw_0 = [1, 1, 1]\n\n# Thoughts on q2 and so on\n\nIt is easy.\n")
    assert list(found.answers) == ["tent"]
    assert found.answers["tent"].whole.text == "w_0 = [1, 1, 1]"
    assert found.damaged == "a.md:5: the heading Thoughts on q2 and so on names no problem"


@pytest.mark.parametrize(
    "heading",
    [
        "q2 (second try)",
        "Problem 2: q2, a number",
        "2. q2 [3 points]",
        "Answer to q2: a number",
        "Q2 – done",
        "q2, again",
    ],
)
def test_headings_that_begin_with_an_id(tmp_path, heading):
    assert texts(read(tmp_path, f"## {heading}\n\n5\n").answers["q2"]) == {"answer": ("5", 3)}


def test_a_heading_close_to_an_answered_problem_leaves_the_others_open(tmp_path):
    found = read(tmp_path, "# q2\n\n5\n\n# q22\n\n$6$\n")
    assert texts(found.answers["q2"]) == {"answer": ("5", 3)}
    assert found.damaged == "a.md:5: the heading q22 names no problem; did you mean q2?"
    assert said(found.notices) == ["a.md:5: warning: the heading q22 names no problem; did you mean q2?"]


def test_a_heading_close_to_a_problem_may_hold_its_other_fields(tmp_path):
    found = read(tmp_path, "# tent\n\nw_0 = [1, 1, 1]\n\n# tentt\n\nw_1 = [2, 1, 1]\n")
    message = "the heading tentt names no problem; did you mean tent?"
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 1, 1]", 3), "b_0": message, "w_1": message}
    assert found.damaged is None


ALL = RUNNING | {
    "old": problem("old", question("old.x>0"), question("old.x<0"), parts=True),
    "older": problem("older", replace(question("older", ["layer1"], ["layer2"]), locate=("The fourth exercise",))),
    "tents": problem("tents", question("tents")),
}
SET = {id_: RUNNING[id_] for id_ in ("tent", "q2", "vec")} | {
    "q3": replace(RUNNING["q3"], questions=RUNNING["q3"].questions[:1])
}


def read_set(tmp_path, files):
    (found,), _ = find_submissions([tree(tmp_path / "ada", files)], single=True)
    return read_submission(found, SET, ALL)


MARKDOWN = """# Homework 1

## old

### x>0

$1$

### x<0

$0$

## 2. older

#### layer1

$[1, 2]$

#### layer2

Let $y = 2$ here.

## The fourth exercise

layer1 = 3

## kind

B

## q2

5

## q3

### a

1/2

### b

k = 1
"""

LATEX = r"""
\section{old}
\paragraph{x>0} The exponential goes to 0, so $1$.
\paragraph{x<0} $0$
\section{older}
\subsubsection{layer1}
$125 \times 125$
\answer{kind}{B}
\answer{q3}{b}{k = 1}
\answer{q3}{a}{1/2}
\section{q2}
5
"""

YAML = """
old: {x>0: 1, x<0: 0}
older: {layer1: 1}
kind: B
q3: {a: 1/2, b: {k: 1}}
q2: 5
"""


@pytest.mark.parametrize(("name", "text"), [("a.md", MARKDOWN), ("a.tex", LATEX), ("a.yaml", YAML)])
def test_answers_to_what_is_not_set_are_left_aside_in_one_sentence(tmp_path, name, text):
    found = read_set(tmp_path, {name: text})
    assert (list(found.answers), found.damaged) == (["q2", "q3.a"], None)
    (note,) = said(found.notices)
    names = "old, kind, q3.b" if name == "a.tex" else "old, older, kind"
    assert note == f"{name}: note: 4 answers to problems that are not set ({names}, …) are left aside"


def test_each_document_has_its_own_sentence(tmp_path):
    found = read_set(tmp_path, {"a.md": "# kind\n\nB\n", "b.yaml": "kind: A\nword: fit\n"})
    assert said(found.notices) == [
        "a.md: note: an answer to a problem that is not set (kind) is left aside",
        "b.yaml: note: 2 answers to problems that are not set (kind, word) are left aside",
    ]


def test_a_heading_close_to_what_is_not_set_costs_nothing(tmp_path):
    found = read_set(tmp_path, {"a.md": "# tentss\n\n$x = 1$\n\n# kindd\n\nB\n"})
    assert (found.answers, found.damaged) == ({}, None)
    assert said(found.notices) == [
        "a.md:1: warning: the heading tentss names no problem; did you mean tents, which is not set?",
        "a.md:5: warning: the heading kindd names no problem; did you mean kind, which is not set?",
    ]


def test_texts_for_people_hold_no_signs_that_stand_for_comments_and_formulas(tmp_path):
    text = "\\section{q2}\n$2x$ % so far\nTent: $5$ % new\nword: $6$\n\\section{Strange}\n% why\n$7$ % seven\n"
    shown = str(read_only(tmp_path, {"a.tex": text}, RUNNING))
    assert "Strange" in shown
    assert not [sign for sign in shown if "\ue000" <= sign <= "\uf8ff"]
    assert "\\ue0" not in shown
