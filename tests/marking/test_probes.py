"""`lint --deep`: near misses and rewrites of an author's own answers."""

from collections import Counter
from pathlib import Path

import pytest

from grader.api import lint, load_problems
from grader.language.printing import show
from grader.language.units.reading import read_unit
from grader.marking.probes.code_slips import code_slips
from grader.marking.probes.near_misses import near_misses
from grader.marking.probes.orders import seem_of_one_order
from grader.marking.probes.rewrites import rewrites
from grader.marking.probes.run import probes
from grader.marking.probes.text_slips import text_slips
from grader.marking.probes.units import unit_misses
from tests.evidence.plain_trees import tree

ROOT = Path(__file__).parents[2]
HAS_TWO_ROOTS = """
id: root
prompt: Give a number with square 9.
answer:
  type: constraints
  fields: {x: real}
  require: [x^2 = 9]
examples: {correct: ['3'], incorrect: ['2']}
"""


def texts(changed):
    return {show(one): change for change, one in changed}


def test_near_misses_are_the_slips_of_students():
    found = texts(near_misses(tree("2 x - sin(y)/3", "x: real; y: real")))
    assert found["2 x + sin(y)/3"] == "a sign of a sum"
    assert found["3 x - sin(y)/3"] == "3 for 2"
    assert found["x - sin(y)/3"] == "a factor dropped"
    assert found["2 x - cos(y)/3"] == "cos for sin"
    assert found["2 x - sin(y)"] == "a divisor dropped"
    assert found["2 x"] == "a term dropped"


@pytest.mark.parametrize(
    ("unit", "some"),
    [
        ("m/s^2", {"km/s^2", "mm/s^2", "m/ks^2", "m^2/s^2", "m/s", "(m/s^2)^2", "1/(m/s^2)"}),
        ("kg", {"g", "mg", "kg^2", "1/(kg)"}),
        ("1/s", {"s", "1/ms", "1/s^2"}),
        ("kJ/mol", {"J/mol", "kJ/mol^2"}),
        ("°C", {"K"}),
    ],
)
def test_near_misses_of_units(unit, some):
    first, *found = unit_misses(read_unit(unit))
    assert first == ("no unit", None)
    assert some <= {other.text for _, other in found}
    meant = read_unit(unit)
    assert all(
        (one.factor, one.dimension) != (meant.factor, meant.dimension) or one.zero != meant.zero for _, one in found
    )


MEASURED = """
id: g
answer: {type: number, expected: 5, unit: km}
examples: {correct: [5 km], incorrect: [4 km]}
"""


def test_probes_of_a_value_with_a_unit_have_one(tmp_path):
    (tmp_path / "g.yaml").write_text(MEASURED)
    (problem,) = load_problems(tmp_path).values()
    found = {probe.text: probe for probe in probes(problem.questions[0])}
    assert {text for text, one in found.items() if one.outcome.value == "correct"} == {
        text for text, one in found.items() if one.means_the_same
    }
    assert {"5", "5 m", "5 mm", "5 km^2", "5 1/(km)", "6 km"} <= found.keys()
    assert found["1000*5 m"].means_the_same
    (tmp_path / "g.yaml").write_text(MEASURED.replace("unit: km", "unit: km, unit_form: fixed"))
    assert lint(tmp_path, deep=True).warnings == ()


def test_a_unit_that_does_not_count_is_a_warning(tmp_path):
    (tmp_path / "g.yaml").write_text(MEASURED.replace("expected: 5,", "expected: 5, tolerance: {absolute: 4999},"))
    found = [str(one) for one in lint(tmp_path, deep=True).warnings]
    assert any("`5 m` is correct too: `5 km` with m for km" in one for one in found), found


def test_none_is_the_tree_itself_and_none_comes_twice():
    whole = tree("x (x + 1) - 1/2 x^2", "x: real")
    for changed in (near_misses(whole), rewrites(whole)):
        trees = [one for _, one in changed]
        assert whole not in trees
        assert max(Counter(trees).values()) == 1


def test_an_accepted_near_miss_is_a_warning(tmp_path):
    (tmp_path / "root.yaml").write_text(HAS_TWO_ROOTS)
    assert lint(tmp_path).warnings == ()
    (tmp_path / "root.yaml").write_text(HAS_TWO_ROOTS.replace("'3'", "'-3'"))
    (found,) = lint(tmp_path, deep=True).warnings
    assert str(found) == "root.yaml:8: root: `x = 3` is correct too: `x = -3` with a minus lost"


@pytest.mark.parametrize(
    "id_", ["001-q2-2-softmax-jacobian", "002-q8b-matrix", "001-q5-3-epsilon", "002-q7a-or", "003-q2-2-unroll"]
)
def test_what_means_the_same_is_never_wrong(id_):
    problems = load_problems(ROOT / "problems")
    for question in problems[id_].questions:
        found = list(probes(question, only_same=True))
        assert found
        assert [probe.text for probe in found if probe.outcome.value == "incorrect"] == []


PROMPT = r"Let $f(x) = x^2 \cos\beta$ with $x_i \in \mathbb{R}$ and $n = 3$. Give $\frac{d}{dx} f$ for $A^\top$."


def test_letters_of_a_prompt_that_no_answer_could_use(tmp_path):
    text = f"id: q\nprompt: '{PROMPT}'\nanswer: {{type: expression, for_all: {{x: real}}, expected: 2 x}}\n"
    (tmp_path / "q.yaml").write_text(text + "examples: {correct: [x + x], incorrect: [x]}\n")
    (found,) = (str(one) for one in lint(tmp_path, deep=True).warnings if "prompt" in str(one))
    shown = "`beta`, `n`, `f`, `A`"
    assert found == f"q.yaml:1: q: the prompt shows {shown}, not declared: an answer with it could not be read"


ANTIDERIVATIVE = """
id: q
prompt: Give an antiderivative of $2x$.
answer: {type: expression, for_all: {x: real}, expected: x^2, up_to: constant}
mistakes: [{when: 2 x, score: 1/2, feedback: That is the derivative.}]
examples: {correct: [x^2 + C], partial: [2x, 2x + 7, 2x + C], incorrect: [3x]}
"""


def test_a_mistake_counts_up_to_what_does_not_count(tmp_path):
    (tmp_path / "q.yaml").write_text(ANTIDERIVATIVE)
    report = lint(tmp_path)
    assert (report.diagnostics, report.warnings) == ((), ())


GIVES_AWAY = """
id: shift
prompt: Simplify $x + x$, which is $2x$, as far as it goes.
answer: {type: expression, for_all: {x: real}, expected: 2x}
examples: {correct: ['2x'], incorrect: [x]}
"""


def test_a_prompt_that_gives_its_answer_away(tmp_path):
    (tmp_path / "shift.yaml").write_text(GIVES_AWAY, encoding="utf-8")
    said = [one.message for one in lint(tmp_path, deep=True).warnings if "gives it away" in one.message]
    assert said[-1] == "the prompt gives it away: `2x` stands there, and is an answer that earns points"
    (tmp_path / "shift.yaml").write_text(GIVES_AWAY.replace(", which is $2x$,", ""), encoding="utf-8")
    assert "`2x`" not in "".join(one.message for one in lint(tmp_path, deep=True).warnings)


def test_programs_are_changed_and_never_run():
    code = "z = x @ W.T\nz = z.sum(dim=0, keepdim=True)\nw = 2 * b\nreturn z - w * 2"
    found = {text.splitlines()[-1] if said != "a line left out" else text: said for said, text in code_slips(code)}
    changes = Counter(said for said, _ in code_slips(code))
    assert {"another operator", "a transpose lost", "a lost keepdim", "another axis", "3 for 2"} <= changes.keys()
    assert found["return z - w"] == "a factor dropped"
    assert found["return z + w * 2"] == "another operator"
    left_out = {text for text, said in found.items() if said == "a line left out"}
    assert "z = x @ W.T\nw = 2 * b\nreturn z - w * 2" in left_out
    assert not any("w = " not in text and "w * 2" in text for text in left_out)  # `w` would have no value
    assert list(code_slips("return (")) == list(code_slips("x = 1\n" * 4_000)) == []


def test_derivations_are_changed_in_one_place_of_their_text():
    found = {text: said for said, text in text_slips("a = x^T y + 2 exp(-z)\n= 3")}
    assert found["a = x^T y - 2 exp(-z)\n= 3"] == "a sign"
    assert found["a = x y + 2 exp(-z)\n= 3"] == "a transpose lost"
    assert found["a = x^T y + 2 log(-z)\n= 3"] == "log for exp"
    assert found["a = x^T y + 2 exp(-z)\n= 4"] == "4 for 3"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("n^2 d + n d", "3 n^2 d - n", True),
        ("n d + d^2", "d max(n, d)", True),
        ("n d + d^2", "n^2 + d^2", False),
        ("n log(n) d", "n d", False),
        ("n d", "-n d", False),
        ("n d", "sin(n) d", False),
    ],
)
def test_orders_are_told_apart_by_values_far_out(one, other, expected):
    trees = [tree(text, "n: positive; d: positive") for text in (one, other)]
    assert seem_of_one_order(*trees, ["n", "d"]) is expected
