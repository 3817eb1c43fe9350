"""Texts in a file become answers, each traced to its file and line; what fits nowhere is said."""

from dataclasses import replace

import pytest

from grader.problems.assignment import Sheet
from grader.submissions import find_submissions, read_submission
from grader.verdict import Source

from .support import problem, question, read_only, said, texts, tree


def read_yaml(tmp_path, text):
    return read_only(tmp_path, {"answers.yaml": text})


def test_answers_by_field_with_file_and_line(tmp_path):
    found = read_yaml(
        tmp_path,
        "q2: 73728\ntent:\n  w_0: [1, 1, 1]\n  b0: [2,0,-2]\n  $w_1$: '3; -6'\nq3: {a: 1/2, b: {k: 8, s: 2}}\n",
    )
    assert found.name == "ada"
    assert found.notices == ()
    assert found.damaged is None
    assert list(found.answers) == ["tent", "q2", "q3.a", "q3.b"]
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 1, 1]", 3), "b_0": ("[2,0,-2]", 4), "w_1": ("3; -6", 5)}
    assert texts(found.answers["q2"]) == {"answer": ("73728", 1)}
    assert texts(found.answers["q3.a"]) == {"answer": ("1/2", 6)}
    assert texts(found.answers["q3.b"]) == {"k": ("8", 6), "s": ("2", 6)}
    assert found.answers["q2"].source == Source("answers.yaml", 1)


def test_json_is_read_the_same_way(tmp_path):
    text = '{"q2": 73728,\n "tent": {"w_0": [1, 1, 1],\n  "b_0": ["1/2", "f(x, y)"], "w_1": null}, "q3.a": true}'
    found = read_only(tmp_path, {"answers.json": text})
    assert texts(found.answers["tent"]) == {"w_0": ("[1, 1, 1]", 2), "b_0": ("[1/2, f(x, y)]", 3)}
    assert texts(found.answers["q2"]) == {"answer": ("73728", 1)}
    assert texts(found.answers["q3.a"]) == {"answer": ("true", 3)}
    assert found.notices == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("yes", "yes"),
        ("0x10", "0x10"),
        ("2024-01-02", "2024-01-02"),
        (".inf", ".inf"),
        ("{answer: 5}", "5"),
        ("{0, 1}", "{0, 1}"),
        ("{}", "{}"),
        ("[1, [2, 3]]", "[1, [2, 3]]"),
        ("\n- 1\n- 2", "[1, 2]"),
        ("\n-\n  - 1\n  - 2\n- [3, 4]", "[[1, 2], [3, 4]]"),
        ("['f(1, 2)', x]", "[f(1, 2), x]"),
        ("|\n  1 + 2\n", "1 + 2"),
        ("~", "~"),
        ("null", "null"),
        ("'  '", None),
        ("", None),
        ('""', None),
        ("{answer: }", None),
    ],
)
def test_a_value_is_the_text_typed(tmp_path, value, text):
    answers = read_yaml(tmp_path, f"q2: {value}\n").answers
    assert (answers["q2"].fields["answer"].text if "q2" in answers else None) == text
    assert all(answer.fields["answer"].error is None for answer in answers.values())


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (
            '"\\theta"',
            r"in double quotes the backslash of `\theta` is not a backslash: write '\theta'",
        ),
        (
            '"\\alpha + 1"',
            r"in double quotes the backslash of `\alpha` is not a backslash: write '\alpha + 1'",
        ),
        (
            "!!python/object:os.system x",
            "YAML takes this for a tag, which is not allowed here; a text that begins so is written "
            "'!!python/object:os.system x'",
        ),
        ("*a", "YAML takes this for an alias, which is not allowed here; a text that begins so is written '*a'"),
        ("&a 1", "YAML takes this for an anchor, which is not allowed here; a text that begins so is written '&a 1'"),
        (
            "['1, 2', '3']",
            "the item `1, 2` of this list holds a comma, a semicolon or an open bracket; "
            "write the whole list as one text, in single quotes",
        ),
        (
            "\n  - 1, 2\n  - 3",
            "the item `1, 2` of this list holds a comma, a semicolon or an open bracket; "
            "write the whole list as one text, in single quotes",
        ),
        ("\n  - k: 1\n  - s: 2", "expected a text, a number or a list, not a list that holds a mapping"),
        (
            "{file: weights.npz}",
            "weights.npz cannot be opened: no such file or directory",
        ),
    ],
)
def test_a_damaged_field_costs_only_itself(tmp_path, value, error):
    found = read_yaml(tmp_path, f"q2: {value}\nq3.a: 7\n")
    assert found.answers["q2"].fields["answer"].error == error
    assert texts(found.answers["q3.a"])["answer"][0] == "7"
    assert [notice.message for notice in found.notices] == [f"q2: {error}"]
    assert found.damaged is None


def test_a_damaged_field_of_several(tmp_path):
    found = read_yaml(tmp_path, 'tent: {w_0: "\\beta", b_0: *x, <<: {a: 1}, w_1: {z: 1}}\n')
    assert texts(found.answers["tent"]) == {
        "w_0": r"in double quotes the backslash of `\beta` is not a backslash: write '\beta'",
        "b_0": "YAML takes this for an alias, which is not allowed here; a text that begins so is written '*x'",
        "w_1": ("{z: 1}", 1),
    }
    assert said(found.notices)[-1] == (
        "answers.yaml:1: warning: tent has no field <<; its fields are w_0, b_0, w_1, "
        "and what stands there cannot be read: merge keys (`<<`) are not supported; write the keys out"
    )


def test_broken_yaml_costs_only_its_field(tmp_path):
    found = read_yaml(tmp_path, "tent:\n  w_0: [1, 1\n  b_0: [2, 0, -2]\nq2: a: b\nq3.a: 1\n")
    assert texts(found.answers["tent"])["b_0"] == ("[2, 0, -2]", 3)
    assert found.answers["tent"].fields["w_0"].error.startswith("this list is not closed as YAML expects, with `]`; ")
    assert found.answers["q2"].fields["answer"].error.startswith("a second `:` stands in this line; ")
    assert texts(found.answers["q3.a"]) == {"answer": ("1", 5)}
    assert found.damaged is None


def test_a_mapping_in_lines_is_no_text(tmp_path):
    found = read_yaml(tmp_path, "tent:\n  w_0:\n    x: 1\n    y: 2\n")
    assert texts(found.answers["tent"]) == {
        "w_0": "expected a text, a number or a list, not a mapping (of x, y)",
    }


def test_one_text_for_several_fields_is_the_whole_answer(tmp_path):
    answer = read_yaml(tmp_path, "tent: none\n").answers["tent"]
    assert answer.fields == {}
    assert (answer.whole.text, answer.whole.source) == ("none", Source("answers.yaml", 1))


def test_the_last_of_two_answers_in_one_document_counts(tmp_path):
    found = read_only(tmp_path, {"answers.yaml": "q2: 2\nq2: 3\n"})
    answer = found.answers["q2"].fields["answer"]
    assert (answer.text, answer.source) == ("3", Source("answers.yaml", 2))
    assert answer.notes == ("an answer in answers.yaml:1 does not count, this one comes later",)
    assert said(found.notices) == [
        "answers.yaml:2: warning: q2: answered a second time, first in answers.yaml:1; the last counts",
    ]


def test_two_documents_that_answer_differently_leave_it_open(tmp_path):
    why = "another document answers this differently, and nobody can tell which of them counts"
    found = read_only(
        tmp_path,
        {
            "answers.json": '{"q2": 1, "tent": {"w_0": "[1]", "b_0": "[2]"}}',
            "answers.yaml": "q2: 2\nq2: 3\ntent: none\n",
        },
    )
    assert found.answers["q2"].fields["answer"].error == why
    assert found.answers["tent"].whole.error == why
    assert said(found.notices) == [
        f"answers.yaml:1: error: q2: {why}",
        f"answers.yaml:2: error: q2: {why}",
        f"answers.yaml:3: error: tent: {why}",
    ]


def test_two_documents_that_answer_alike_count(tmp_path):
    found = read_only(tmp_path, {"answers.json": '{"q2": 3}', "answers.yaml": "q2: 3\n"})
    assert (found.answers["q2"].fields["answer"].text, found.answers["q2"].fields["answer"].error) == ("3", None)


def test_two_spellings_of_one_field_are_one_field(tmp_path):
    found = read_yaml(tmp_path, "tent: {w0: 1, w_0: 2, v: 3}\n")
    assert texts(found.answers["tent"]) == {"w_0": ("2", 1), "w_1": ("3", 1)}
    assert said(found.notices) == [
        "answers.yaml:1: warning: tent, field w_0: answered a second time, first in answers.yaml:1; the last counts"
    ]


def test_a_key_twice_with_different_fields_counts_twice(tmp_path):
    found = read_yaml(tmp_path, "tent: {w_0: 1}\ntent: {b_0: 2}\n")
    assert texts(found.answers["tent"]) == {"w_0": ("1", 1), "b_0": ("2", 2)}
    assert said(found.notices) == [
        "answers.yaml:2: warning: tent stands here a second time, first on line 1; both count"
    ]


def test_an_empty_value_does_not_count_as_an_answer(tmp_path):
    found = read_yaml(tmp_path, "q2: 5\nq2:\n")
    assert texts(found.answers["q2"]) == {"answer": ("5", 1)}
    assert found.notices == ()


def test_an_unknown_problem_is_said_and_opens_the_one_that_was_meant(tmp_path):
    found = read_yaml(tmp_path, "tnet: none\nname: Ada Lovelace\n")
    message = "there is no problem tnet; did you mean tent?"
    assert found.answers["tent"].error == message
    assert list(found.answers) == ["tent"]
    assert said(found.notices) == [
        f"answers.yaml:1: warning: {message}",
        "answers.yaml:2: warning: there is no problem name",
    ]
    assert found.damaged is None


def test_an_unknown_problem_does_not_touch_one_that_is_answered(tmp_path):
    found = read_yaml(tmp_path, "tent: none\nTent: 5\n")
    assert found.answers["tent"].whole.text == "none"
    assert said(found.notices) == ["answers.yaml:2: warning: there is no problem Tent; did you mean tent?"]


def test_answers_that_lost_their_indentation(tmp_path):
    found = read_yaml(tmp_path, "tent:\nw_0: [1]\nb_0: [2]\nq2: 1\n")
    assert found.answers["tent"].error == "there is no problem w_0; what belongs to tent stands below it, indented"
    assert list(found.answers) == ["tent", "q2"]


def test_an_unknown_problem_after_an_empty_one_is_the_one_it_resembles(tmp_path):
    found = read_yaml(tmp_path, "tent:\nQ2: 5\n")
    assert list(found.answers) == ["q2"]
    assert found.answers["q2"].error == (
        "there is no problem Q2; what belongs to tent stands below it, indented; did you mean q2?"
    )


def test_an_unknown_field_opens_the_field_that_was_meant(tmp_path):
    found = read_yaml(tmp_path, "tent: {w_00: 1, b_0: 2}\n")
    message = "tent has no field w_00; its fields are w_0, b_0, w_1; did you mean w_0?"
    assert texts(found.answers["tent"]) == {"w_0": message, "b_0": ("2", 1)}
    assert found.answers["tent"].fields["w_0"].text == "1"
    assert said(found.notices) == [f"answers.yaml:1: warning: {message}"]


def test_an_unknown_field_without_a_likeness_opens_all_that_are_not_answered(tmp_path):
    found = read_yaml(tmp_path, "tent: {zzz: 1, b_0: 2}\n")
    message = "tent has no field zzz; its fields are w_0, b_0, w_1"
    assert texts(found.answers["tent"]) == {"w_0": message, "b_0": ("2", 1), "w_1": message}


def test_an_unknown_field_beside_all_others_only_is_said(tmp_path):
    found = read_yaml(tmp_path, "q3.b: {k: 1, s: 2, comment: easy}\n")
    assert texts(found.answers["q3.b"]) == {"k": ("1", 1), "s": ("2", 1)}
    assert said(found.notices) == ["answers.yaml:1: warning: q3.b has no field comment; its fields are k, s"]


@pytest.mark.parametrize(
    "text", ["q3: {a: 1, q3.b: {k: 2}}", "q3: {a: 1}\nq3.b: {k: 2}", "q3:\n  a: 1\n  b:\n    k: 2"]
)
def test_parts(tmp_path, text):
    found = read_yaml(tmp_path, text)
    assert {id_: texts(answer) for id_, answer in found.answers.items()} == {
        "q3.a": {"answer": ("1", 1 if "\n" not in text or "{" in text else 2)},
        "q3.b": {"k": ("2", {0: 1, 1: 2, 3: 4}[text.count("\n")])},
    }
    assert found.notices == ()


def test_an_unknown_part(tmp_path):
    found = read_yaml(tmp_path, "q3: {A: 1, c: 5}\n")
    assert texts(found.answers["q3.a"]) == {"answer": ("1", 1)}
    assert found.answers["q3.b"].error == "q3 has no part c; its parts are a, b"


def test_one_text_for_several_parts(tmp_path):
    found = read_yaml(tmp_path, "q3: 5\nq3.a: 7\n")
    message = "q3 has parts; write `q3: {a: …, b: …}`"
    assert texts(found.answers["q3.a"]) == {"answer": ("7", 2)}
    assert found.answers["q3.b"].error == message
    assert said(found.notices) == [f"answers.yaml:1: warning: {message}"]


def test_what_cannot_be_read_nor_attributed_damages_the_submission(tmp_path):
    found = read_yaml(tmp_path, "homework 7: *x\n")
    message = (
        "there is no problem homework 7, and what stands there cannot be read: "
        "YAML takes this for an alias, which is not allowed here; a text that begins so is written '*x'"
    )
    assert found.damaged == f"answers.yaml:1: {message}"
    assert said(found.notices) == [f"answers.yaml:1: warning: {message}"]


def test_many_unknown_keys_are_counted_not_compared(tmp_path):
    found = read_yaml(tmp_path, "".join(f"key-{n}: {n}\n" for n in range(5000)))
    message = "more than 50 keys fit no problem, part or field (limit STRAYS)"
    assert found.damaged == f"answers.yaml:51: {message} (and 50 more)"
    assert len(found.notices) == 51
    assert said(found.notices)[-1] == f"answers.yaml:51: error: {message}"


def test_many_notices_are_counted(tmp_path):
    found = read_yaml(tmp_path, "q2: 1\n" * 1000)
    assert len(found.notices) == 201
    assert str(found.notices[-1]) == "ada: warning: 799 more notices are not shown"


def test_a_control_character_in_a_key_is_not_repeated(tmp_path):
    found = read_yaml(tmp_path, '"tnet\\e[31m": 1\n' + "x" * 1000 + ": 2\n")
    assert all(notice.message.isprintable() and len(notice.message) < 250 for notice in found.notices)
    assert len(found.notices) == 2


QUEUES = {
    "pairs": problem("pairs", question("pairs")),
    "queue": problem("queue", replace(question("queue"), type="choice", options={"A": "a stack", "B": "a queue"})),
}


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("Q1: n/2\nQ2: queue\n", ["pairs", "queue"]),
        ("1) n/2\n2) Queue\n", ["pairs", "queue"]),
        ("**Q1.** $n/2$\n\n**Q2.** queue\n", ["pairs", "queue"]),
        ("Q1: pairs\nQ2: queue\n", []),  # as the sheet has them
        ("## Q1: pairs\n\n$n/2$\n\n## Q2: queue\n", ["pairs"]),
        ("Q1 (pairs): n/2\nQ2 (queue):\n", ["pairs"]),
        ("Q1: n/2\nQ2: queue\n(A)\n", ["pairs", "queue"]),
    ],
)
def test_an_id_behind_a_number_may_be_the_answer(tmp_path, text, answered):
    (found,), _ = find_submissions([tree(tmp_path / "ada", {"answers.md": text})], single=True)
    sheet = Sheet({"pairs": ("1",), "queue": ("2",)})
    assert list(read_submission(found, QUEUES, sheet=sheet).answers) == answered


OPTIONS = {"A": "linear", "B": "quadratic", "C": "cubic"}
RATES = {
    "rates": problem(
        "rates",
        question("rates.number"),
        replace(question("rates.value"), prompt="Let $a = 2$. Is it (A) or (B)?"),
        replace(question("rates.rate"), type="choice", options=OPTIONS),
        parts=True,
    )
}


@pytest.mark.parametrize(
    ("part", "written", "is_label"),
    [
        ("c", "(B)", False),
        ("c", "B) quadratic", False),
        ("c", "B: Quadratic, since the error is squared", False),
        ("c", "It is (B).", False),
        ("c", "**(B)** quadratic", False),
        ("c", "(B) 4", True),  # may be what is written for b)
        ("c", "(B) quadratics", True),
        ("c", "A\n\nb) 4", True),
        ("c", "a) linear", True),  # no option is spelled so
        ("b", "(A)", True),  # no option of this question
        ("b", "Let $a = 2$. Is it (A) or (B)?\n\nAnswer: 7", False),  # the sheet's own words
        ("b", "7, with $a = 3$", True),
    ],
)
def test_options_and_the_words_of_the_sheet_are_no_labels_of_other_parts(tmp_path, part, written, is_label):
    text = f"# rates\n\n## {part})\n\n{written}\n"
    found = read_only(tmp_path, {"answers.md": text}, RATES)
    assert any("may begin what is for" in notice.message for notice in found.notices) is is_label


PROCESS = question("process")
WORDS = {
    "gas": problem("gas", question("gas")),
    "adiabatic": problem("adiabatic", question("adiabatic")),
    "process": problem("process", replace(PROCESS, type="text", accepted_texts=("adiabatic",))),
}


@pytest.mark.parametrize(
    ("text", "answered", "open_"),
    [
        ("1) 2\n2) 1/2\n3) adiabatic\n", ["gas", "adiabatic", "process"], []),
        ("1) 2\n3) adiabatic\n", ["gas", "process"], ["adiabatic"]),  # may begin what is for that
        ("## Problem 3\n\nAdiabatic\n\n## Problem 1\n\n2\n", ["gas", "process"], ["adiabatic"]),
        ("## Problem 3\n\nAdiabatic:\n\n1/2\n\n## Problem 1\n\n2\n", ["gas"], ["adiabatic", "process"]),
        ("adiabatic\n1/2\n\nprocess\nadiabatic\n", ["adiabatic", "process"], []),
    ],
)
def test_a_word_behind_a_number_may_be_the_answer_and_the_id_of_another_problem(tmp_path, text, answered, open_):
    (found,), _ = find_submissions([tree(tmp_path / "ada", {"answers.md": text})], single=True)
    sheet = Sheet({"gas": ("1",), "adiabatic": ("2",), "process": ("3",)})
    answers = read_submission(found, WORDS, sheet=sheet).answers
    wrong = [id_ for id_, one in answers.items() if one.error or any(field.error for field in one.fields.values())]
    assert (sorted(set(answers) - set(wrong)), wrong) == (sorted(answered), open_)


def test_a_word_alone_in_a_file_is_an_answer_though_another_problem_is_called_so(tmp_path):
    files = {"1.md": "2\n", "2.md": "1/2\n", "3.md": "Adiabatic\n"}
    (found,), _ = find_submissions([tree(tmp_path / "ada", files)], single=True)
    sheet = Sheet({"gas": ("1",), "adiabatic": ("2",), "process": ("3",)})
    answers = read_submission(found, WORDS, sheet=sheet).answers
    assert {id_: next(iter(one.fields.values())).text for id_, one in answers.items()} == {
        "gas": "2",
        "adiabatic": "1/2",
        "process": "Adiabatic",
    }
