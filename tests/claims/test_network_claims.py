"""How the weights of a network become one formula, and what is said of weights that do not fit."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.builders.claims import value_claims
from grader.claims.networks.fitting import fitted
from grader.claims.networks.layers import LayerError, network_of
from grader.claims.networks.matrices import Matrix, written
from grader.claims.statements import Equal, Holds, Member, Unread, Within
from grader.errors import AnswerError
from grader.evidence import value
from grader.language.names import Names
from grader.language.printing import show
from grader.language.reader import read
from grader.language.tree import Array, Num
from grader.marking.texts.field_texts import read_value
from grader.problems.load import load_problems
from grader.verdict import Exact


def question_of(folder, text):
    (folder / "q.yaml").write_text(f"id: q\nanswer:\n  type: network\n{text}")
    return load_problems(folder)["q"].questions[0]


def values_of(question, **texts):
    return {name: read_value(question, question.fields[name], text)[0].tree for name, text in texts.items()}


LINE = """
  given: {m: real, b: real}
  fields: {w_0: real^n, b_0: real^n, w_1: real^n, c: {domain: real, default: 0}}
  for_all: {x: real}
  output: w_1^T relu(w_0 x + b_0) + c
"""


def test_claims_in_order_with_their_texts(tmp_path):
    text = f"{LINE}  expected: m x + b\n  require: [output > c, {{claim: m c = 0, points: 2}}]\n"
    question = question_of(tmp_path, text)
    claims = value_claims(question, values_of(question, w_0="[m, -m]", b_0="[b, -b]", w_1="[1, -1]"))
    assert [(claim.id, claim.text, type(claim.statement)) for claim in claims] == [
        ("expected", "w_1^T relu(w_0 x + b_0) + c = expected for all real m, b and x", Equal),
        ("require 1", "output > c", Holds),
        ("require 2", "m c = 0", Holds),
        ("domain w_0", "w_0 is in its domain: real^n", Member),
        ("domain b_0", "b_0 is in its domain: real^n", Member),
    ]  # w_1 and c hold plain numbers
    assert show(claims[0].statement.answer) == "[1, -1]^T relu([m, -m] x + [b, -b]) + 0"
    assert claims[2].points == 2
    assert question.points == 2


def test_a_tolerance_and_a_distance_are_the_same_statement(tmp_path):
    head = "  fields: {w: real, t: real}\n  for_all: {x: '[0, 1]'}\n  output: w relu(x)\n"
    bounded = question_of(tmp_path, f"{head}  expected: x^2\n  tolerance: {{absolute: 1/10, strict: yes}}\n")
    (claim, *_) = value_claims(bounded, values_of(bounded, w="1", t="0"))
    assert claim.text == "|w relu(x) - expected| < tolerance for all x in [0, 1]"
    required = question_of(tmp_path, f"{head}  require: ['|output - x^2| < t']\n")
    statements = [value_claims(required, values_of(required, w="1", t=t))[0].statement for t in ("1/10", "0")]
    assert statements[0] == claim.statement
    assert isinstance(statements[0], Within)
    assert isinstance(statements[1], Holds)


def test_alternatives_and_fields_that_could_not_be_read(tmp_path):
    text = "  fields: {w: real, v: real}\n  for_all: {x: real}\n  output: w x + v\n  accept: [x, 2x]\n"
    question = question_of(tmp_path, text)
    (claim, *_) = value_claims(question, values_of(question, w="1", v="0"))
    assert [statement.expected for statement in claim.statement.statements] == list(question.accepted)
    claims = value_claims(question, values_of(question, w="1"), frozenset({"v"}))
    assert [claim.statement for claim in claims] == [Unread(("v",)), Unread(("v",))]


SIZES = {"a": "real", "v": "real^3", "u": "real^n", "A": "'real^{2 x 3}'", "B": "'real^{n x 1}'", "C": "'real^{m x n}'"}


@pytest.mark.parametrize(
    ("name", "text", "fits", "fault"),
    [
        ("a", "2", "2", ""),
        ("a", "[2]", "2", ""),
        ("a", "[[2]]", "2", ""),
        ("a", "[1, 2]", "", "a has shape (2); a number is expected."),
        ("v", "[1, 2, 3]", "[1, 2, 3]", ""),
        ("v", "[1, 2, 3]^T", "[1, 2, 3]", ""),
        ("v", "[[1], [2], [3]]", "[1, 2, 3]", ""),
        ("v", "1/2 [2, 4, 6]", "[(1/2)*2, (1/2)*4, (1/2)*6]", ""),
        ("v", "0", "[0, 0, 0]", ""),
        ("v", "1", "", "v is a number; real^3 is expected."),
        ("v", "[[1, 2, 3]]", "[1, 2, 3]", ""),
        ("v", "[1, 2]", "", "v has shape (2); real^3 is expected."),
        ("v", "[[1, 2], [3]]", "", "In v the rows differ in length."),
        ("A", "[[1, 2, 3], [4, 5, 6]]", "[[1, 2, 3], [4, 5, 6]]", ""),
        ("A", "[[1, 2], [3, 4], [5, 6]]^T", "[[1, 3, 5], [2, 4, 6]]", ""),
        ("A", "0", "[[0, 0, 0], [0, 0, 0]]", ""),
        ("A", "[[1, 2], [3, 4], [5, 6]]", "", "A has shape (3, 2); real^{2 x 3} is expected. It is transposed."),
        ("A", "[1, 2, 3]", "", "A has shape (3); real^{2 x 3} is expected."),
        ("B", "[1, 2]", "[[1], [2]]", ""),
        ("B", "[[1, 2]]", "", "B has shape (1, 2); real^{n x 1} is expected. It is transposed."),
        ("C", "[1, 2]", "[1, 2]", ""),
        ("u", "0", "0", "u is a number; real^n is expected."),
    ],
)
def test_values_are_turned_as_their_domains_say(tmp_path, name, text, fits, fault):
    fields = ", ".join(f"{key}: {domain}" for key, domain in SIZES.items())
    question = question_of(tmp_path, f"  fields: {{{fields}}}\n  for_all: {{x: real}}\n  output: x\n  expected: x\n")
    found = fitted(question, values_of(question, **{name: text}))
    assert found.faults.get(name, "") == fault
    if not fault:
        assert show(found.values[name]) == fits


def test_one_letter_is_one_size(tmp_path):
    question = question_of(tmp_path, f"{LINE}  expected: x\n")
    found = fitted(question, values_of(question, w_0="[1, 2]", b_0="0", w_1="[1, 2, 3]"))
    assert found.faults == {"w_1": "w_1 has the size 3, w_0 has the size 2. The n of their domains is one number."}
    assert show(found.values["b_0"]) == "[0, 0]"


def test_what_is_not_written_out_has_no_shape():
    names = Names(free=True)
    shapes = {"A": (2, 2)}
    for text in ("norm([1, 2])", "[1, 2] [3; 4]", "A [1, 2]", "[1, 2] + 1", "[norm(A), 1]", "1/norm([1, 2])"):
        assert written(read(text, names)[0].tree, shapes) is None, text
    half = written(read("-A/2", names)[0].tree, shapes)
    assert (half.shape, [show(item) for item in half.items][:2]) == ((2, 2), ["-A_{1,1}/2", "-A_{1,2}/2"])
    assert written(Num(Fraction(1)), {}) == Matrix((), (Num(Fraction(1)),))


# Layers

XY = """
  layers: {activation: ACT, inputs: 2, outputs: 1, concatenate: allowed}
  for_all: {x: real^2}
  expected: x_1
"""


def net(question, **texts):
    return network_of(question, question.layers, values_of(question, **texts))


def test_layers_are_one_formula_that_shares_its_parts(tmp_path):
    question = question_of(tmp_path, XY.replace("ACT", "relu"))
    network = net(question, W_1="[[1, 2], [3, 4]]", b_1="[5, 6]", W_2="[[1, 0, 7, 8]]", W_3="[1, 2, 3]", b_3="4")
    first = "relu([[1, 2], [3, 4]] x + [5, 6])"
    assert show(network.output) == f"[[1, 2]] {first} + 3 relu([[1, 0]] x + [[7, 8]] {first}) + 4"
    blocks = network.output.terms
    assert blocks[0].factors[1] is blocks[1].factors[1].args[0].terms[1].factors[1]
    assert network.depth == 3


def test_activations_as_formulas_are_of_each_unit(tmp_path):
    question = question_of(tmp_path, XY.replace("ACT", "'max(-1, min(1, z)) + z^2/2 - 1'"))
    network = net(question, W_1="[[1, 0], [0, 1]]", W_2="[1, 1]")
    point = {"x": Array((Num(Fraction(3)), Num(Fraction(1, 2))))}
    # 1 + 9/2 - 1 and 1/2 + 1/8 - 1
    assert value(network.output, point) == Exact("33/8")


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ({"b_1": "1"}, "The field W_1 was left out."),
        ({"W_1": "[1, 1]", "W_3": "1"}, "The field W_2 was left out."),
        ({"W_1": "[1, 1]", "b_2": "1"}, "b_2 is given without W_2."),
        (
            {"W_1": "[1, 1, 1]"},
            "Layer 1: W_1 has shape (3), but the network has 2 inputs; 2 columns are expected.",
        ),
        ({"W_1": "3"}, "Layer 1: W_1 is a number, but the network has 2 inputs; 2 columns are expected."),
        (
            {"W_1": "[[1, 1], [1, 1]]", "W_2": "[1, 1, 1]"},
            "Layer 2: W_2 has shape (3), but layer 1 has 2 outputs; 2 columns are expected, or 4 with earlier outputs"
            " joined.",
        ),
        (
            {"W_1": "[[1, 1]]", "W_2": "[[1, 1]]"},
            "Layer 2: W_2 has shape (1, 2), but layer 1 has 1 output; 1 column is expected, or 3 with earlier outputs"
            " joined.",
        ),
        ({"W_1": "[[1, 1]]", "W_2": "[1, 1]"}, "Layer 2 is the last: W_2 has 2 rows, 1 expected."),
        ({"W_1": "[[1, 1], [1, 1]]"}, "Layer 1 is the last: W_1 has 2 rows, 1 expected."),
        (
            {"W_1": "[[1, 1]]", "b_1": "[1, 2]"},
            "Layer 1: b_1 has shape (2); W_1 has 1 row, so 1 entry is expected.",
        ),
        ({"W_1": "[[1, 1], [1]]"}, "In W_1 the rows differ in length."),
    ],
)
def test_layers_that_do_not_fit_are_named(tmp_path, weights, text):
    question = question_of(tmp_path, XY.replace("ACT", "relu"))
    with pytest.raises(LayerError) as caught:
        net(question, **weights)
    assert caught.value.text == text
    assert caught.value.code == ("shape" if "layer" in text.lower() or "rows" in text else "missing field")


def test_weights_must_be_written_out(tmp_path):
    question = question_of(tmp_path, XY.replace("ACT", "relu"))
    with pytest.raises(AnswerError) as caught:
        net(question, W_1="[[1, 2], [3, 4]] [[1, 0], [0, 1]]", W_2="[1, 1]")
    assert caught.value.message == "Write W_1 out, as a list of rows such as [[1, 0], [0, 1]]."


def test_without_concatenation_a_layer_takes_the_one_before(tmp_path):
    question = question_of(tmp_path, XY.replace("ACT", "relu").replace(", concatenate: allowed", ""))
    with pytest.raises(LayerError) as caught:
        net(question, W_1="[[1, 0], [0, 1]]", W_2="[1, 1, 1, 1]")
    assert caught.value.text == "Layer 2: W_2 has shape (4), but layer 1 has 2 outputs; 2 columns are expected."


def forward(layers, x):
    """Run layers on numbers: an independent reading of the rule of joined outputs."""
    outputs = [x]
    for number, (weights, bias) in enumerate(layers, 1):
        joined, back = [], 0
        while len(joined) < len(weights[0]):
            back += 1
            joined = [*outputs[-back], *joined]
        total = [sum(w * h for w, h in zip(row, joined, strict=True)) + b for row, b in zip(weights, bias, strict=True)]
        outputs.append(total if number == len(layers) else [max(0, value) for value in total])
    return outputs[-1][0]


@st.composite
def networks(draw):
    sizes, layers = [2], []
    for number in range(depth := draw(st.integers(1, 4))):
        rows = 1 if number == depth - 1 else draw(st.integers(1, 3))
        columns = sum(sizes[-draw(st.integers(1, len(sizes))) :])
        numbers = st.integers(-4, 4)
        layers.append(
            (
                draw(st.lists(st.lists(numbers, min_size=columns, max_size=columns), min_size=rows, max_size=rows)),
                draw(st.lists(numbers, min_size=rows, max_size=rows)),
            )
        )
        sizes.append(rows)
    return layers


@settings(max_examples=60, deadline=None)
@given(networks(), st.tuples(st.integers(-5, 5), st.integers(-5, 5)))
def test_the_formula_gives_what_the_layers_give(tmp_path_factory, layers, x):
    question = joined_question(tmp_path_factory)
    weights = {f"W_{number}": str(rows) for number, (rows, _) in enumerate(layers, 1)}
    weights |= {f"b_{number}": str(bias) for number, (_, bias) in enumerate(layers, 1)}
    network = net(question, **weights)
    found = value(network.output, {"x": read(str(list(x)), Names())[0].tree})
    assert found == Exact(str(forward(layers, list(x))))


KEPT = {}


def joined_question(factory):
    if not KEPT:
        KEPT["q"] = question_of(factory.mktemp("joined"), XY.replace("ACT", "relu"))
    return KEPT["q"]
