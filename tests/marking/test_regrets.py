"""`lint`: examples that fail, and what an author would regret."""

import pytest

from grader.api import lint
from grader.isolation.limits import RunLimits

SOUND = """
id: volume
answer: {type: number, expected: 5}
examples: {correct: [5, 10/2], incorrect: [4]}
"""


def linted(folder, text):
    (folder / "q.yaml").write_text(text)
    report = lint(folder)
    return [str(one) for one in report.diagnostics], [str(one) for one in report.warnings]


def test_a_sound_problem_has_neither(tmp_path):
    assert linted(tmp_path, SOUND) == ([], [])


def test_an_expected_answer_without_a_value(tmp_path):
    _, warnings = linted(tmp_path, SOUND.replace("expected: 5", "expected: 1/0"))
    assert any("the expected answer `1/0`, handed in, is undecided: " in line for line in warnings), warnings


def test_an_expected_answer_that_its_domain_excludes(tmp_path):
    text = "id: q\nanswer: {type: expression, for_all: {x: negative}, expected: log x}\nexamples: {incorrect: [x]}\n"
    _, warnings = linted(tmp_path, text)
    assert any("the expected answer `log(x)`, handed in, is " in line for line in warnings), warnings


def test_a_tolerance_that_accepts_0(tmp_path):
    text = "id: q\nanswer: {type: number, expected: 1/10, tolerance: {absolute: 0.5}}\n"
    text += "examples: {correct: [0.1], incorrect: [9]}\n"
    assert linted(tmp_path, text) == ([], ["q.yaml:1: q: the tolerance accepts 0"])


def test_a_tolerance_around_0_is_none_to_regret(tmp_path):
    text = "id: q\nanswer: {type: number, expected: 0, tolerance: {absolute: 0.5}}\n"
    text += "examples: {correct: [0], incorrect: [9]}\n"
    assert linted(tmp_path, text) == ([], [])


def test_free_fields_of_a_mistake_and_missing_examples(tmp_path):
    text = (
        "id: q\nanswer: {type: constraints, fields: {a: integer, b: integer}, require: [a + b = 3]}\n"
        "mistakes: [{when: {a: 1}, score: 0}]\n"
    )
    _, warnings = linted(tmp_path, text)
    assert warnings == [
        "q.yaml:1: q: mistake 1 leaves b free: it matches whatever stands there",
        "q.yaml:1: q: there is no correct example, so nothing shows that the problem can be solved",
        "q.yaml:1: q: there is no incorrect example, so nothing shows that a wrong answer is refuted",
    ]


def test_a_correct_example_proved_equal_to_a_mistake(tmp_path):
    text = SOUND + "mistakes: [{when: 15/3, score: 0}]\n"
    assert linted(tmp_path, text)[0] == [
        "q.yaml:4: q examples: `5` is a correct example, and is mistake 1".replace(" q ", " volume "),
        "q.yaml:4: q examples: `10/2` is a correct example, and is mistake 1".replace(" q ", " volume "),
    ]


def test_an_example_that_stays_open_is_named(tmp_path):
    text = (
        "id: q\nanswer: {type: expression, for_all: {x: real}, expected: sin x}\n"
        "examples: {correct: [sin x], incorrect: [x], undecided: [sin x/2 + sin(x)/2]}\n"
    )
    expected = "q.yaml:1: q: the example `sin x/2 + sin(x)/2` is undecided: a person must mark answers like it"
    assert linted(tmp_path, text) == ([], [expected])


def test_one_text_for_several_fields_is_an_example_as_it_is_typed(tmp_path):
    text = (
        "id: q\nprompt: Give a stride $s$ and a padding $p$.\n"
        "answer: {type: constraints, fields: {s: real, p: real}, require: ['s = 2', 'p = 1']}\n"
        "examples: {correct: ['s = 2, p = 1', '2, 1', 'Answer: stride 2, padding 1'], incorrect: ['s = 1, p = 2']}\n"
    )
    assert linted(tmp_path, text) == ([], [])
    wrong, _ = linted(tmp_path, text.replace("s = 1, p = 2", "1, 2"))
    assert len(wrong) == 1
    assert "`1, 2` should be incorrect but is unreadable" in wrong[0]


def test_examples_that_never_end_are_an_error(tmp_path, monkeypatch):
    import time

    from grader.api import linting

    monkeypatch.setattr(linting, "LIMITS", RunLimits(wall_seconds=0.3))
    monkeypatch.setattr(linting, "run_examples", lambda *_: time.sleep(20))
    assert linted(tmp_path, SOUND) == (["q.yaml:2: volume examples: running them took more than 0.3 seconds"], [])


def test_a_network_whose_arrays_do_not_fit_together(tmp_path):
    text = (
        "id: q\nanswer: {type: network, fields: {w: real^3, v: real^2}, for_all: {x: real},"
        " output: v^T relu(w x), expected: x}\nexamples: {}\n"
    )
    _, warnings = linted(tmp_path, text)
    assert warnings[0].startswith("q.yaml:1: q: the arrays in the problem's formula do not fit together: ")


PLOTTED = """
id: line
plot: target
answer: {type: expression, for_all: {x: real}, expected: 2x}
examples: {correct: [x + x], incorrect: [x]}
"""


def test_a_drawing_that_shows_no_target(tmp_path):
    assert linted(tmp_path, PLOTTED) == ([], [])
    shows_nothing = "q.yaml:2: line: `plot: target` shows nothing: "
    hidden = linted(tmp_path, PLOTTED.replace("plot", "reveal: verdict\nplot"))
    assert hidden == ([], [shows_nothing + "`reveal: verdict` hides where an answer fails, and with it the drawing"])
    only = "only functions of one real symbol are drawn beside what is expected"
    for domain in ("integer", "real, y: real"):
        assert linted(tmp_path, PLOTTED.replace("x: real", f"x: {domain}")) == ([], [shows_nothing + only])


WORD = """
id: word
answer: {type: text, accept: [bias], unmatched: incorrect}
examples: {correct: [Bias], incorrect: [variance]}
"""


def test_one_word_that_is_accepted_alone_gives_synonyms_0(tmp_path):
    assert linted(tmp_path, WORD) == (
        [],
        [
            "q.yaml:2: word: `unmatched: incorrect` beside one accepted text: the same said in other words,"
            " or in another language, gets 0; list more under `accept`, or leave `unmatched` out and list wrong texts"
            " under `mistakes`"
        ],
    )
    for sound in ("accept: [bias, inductive bias]", "accept: [H2O]", "accept: ['(a, b)']"):
        text = WORD.replace("accept: [bias]", sound).replace("Bias", sound.split("[")[1].split(",")[0].strip("']"))
        assert not any("unmatched" in line for line in linted(tmp_path, text)[1]), sound
    reviewed = WORD.replace(", unmatched: incorrect", "").replace("incorrect:", "review:")
    assert linted(tmp_path, reviewed) == ([], [])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("The boiling temperature?\nanswer: {type: number, expected: 100, unit: C}", "the unit `C` is the coulomb; "),
        ("Which are prime?\nanswer: {type: set, expected: '[2, 3]'}", "`[2, 3]` is the interval from one number to "),
        ("Which are prime?\nanswer: {type: text, expected: '[two, three]'}", "`[two, three]` is one text with its "),
        ("How many?\nanswer: {type: choice, options: {'1': '2', '2': '3'}, expected: '2'}", "`2` is the key of one "),
        ("How many?\nanswer: {type: choice, options: {A: '2', B: '3'}, expected: B}", ""),
        ("The charge?\nanswer: {type: number, expected: 100, unit: C}", ""),
        ("The temperature?\nanswer: {type: number, expected: 100, unit: °C}", ""),
        ("Solve $2 \\le x \\le 3$.\nanswer: {type: set, expected: '[2, 3]'}", ""),
        ("Which are prime?\nanswer: {type: text, expected: '[2, 3]'}", ""),
    ],
)
def test_what_may_be_meant_otherwise_than_it_is_read(tmp_path, asked, why):
    found = [line for line in linted(tmp_path, f"id: q\nprompt: {asked}\n")[1] if "there is no" not in line]
    assert [why in line for line in found] == [True] * bool(why)
