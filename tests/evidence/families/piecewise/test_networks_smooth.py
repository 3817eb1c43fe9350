"""Networks with smooth activations: the same under permutation, signs and conversion; wrong ones differ at a point."""

from fractions import Fraction
from random import Random

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Equal
from grader.evidence import decide
from grader.verdict import Point, Proof, status_of
from tests.evidence.deciding import setting, text, tree
from tests.evidence.families.piecewise.networks_support import inputs, network, random_layers, turned

ACTIVATIONS = ("tanh", "sigmoid", "softplus", "gelu", "silu")
WIDTHS = ((1, 3, 1), (2, 8, 1), (2, 3, 3, 1), (3, 2, 2))


def _equal(left, right, known):
    return decide(Claim("c", "c", Equal(left, right), known))


def _with_sigmoid(layers):
    """Return a tanh network written with sigmoid: tanh z = 2 sigmoid(2z) - 1."""
    layers = [([row[:] for row in weights], bias[:]) for weights, bias in layers]
    for place in range(len(layers) - 1):
        (weights, bias), (above, last) = layers[place], layers[place + 1]
        layers[place] = ([[2 * w for w in row] for row in weights], [2 * b for b in bias])
        shifted = [b - sum(row) for row, b in zip(above, last, strict=True)]
        layers[place + 1] = ([[2 * w for w in row] for row in above], shifted)
    return layers


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(WIDTHS), st.sampled_from(ACTIVATIONS))
def test_the_same_network_written_otherwise(seed, widths, activation):
    random = Random(seed)
    layers = random_layers(random, widths)
    answer = network(turned(random, layers, activation), activation=activation)
    assert isinstance(_equal(answer, network(layers, activation=activation), inputs(widths[0])), Proof)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(WIDTHS))
def test_tanh_as_sigmoid(seed, widths):
    layers = random_layers(Random(seed), widths)
    answer = network(_with_sigmoid(layers), activation="sigmoid")
    assert isinstance(_equal(answer, network(layers, activation="tanh"), inputs(widths[0])), Proof)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(WIDTHS), st.sampled_from(ACTIVATIONS))
def test_a_wrong_weight_is_proved_right_only_where_it_does_nothing(seed, widths, activation):
    random = Random(seed)
    layers = random_layers(random, widths, 2)
    wrong = turned(random, layers, activation)
    row = random.choice(wrong[-1][0])
    row[random.randrange(len(row))] += Fraction(1, 10**6)
    evidence = _equal(network(wrong, activation=activation), network(layers, activation=activation), inputs(widths[0]))
    if isinstance(evidence, Proof):
        with ctx.workprec(200):
            for point in ([1, 2, 3], [-3, 1, 2], [2, -5, -1]):
                sides = [_values(side, point[: widths[0]], activation) for side in (wrong, layers)]
                assert all(a.overlaps(b) for a, b in zip(*sides, strict=True))


def _values(layers, point, activation):
    """Return the outputs of a network at a point as balls."""
    hidden = [arb(x) for x in point]
    for place, (weights, bias) in enumerate(layers):
        rows = zip(weights, bias, strict=True)
        hidden = [sum((_ball(w) * h for w, h in zip(row, hidden, strict=True)), _ball(b)) for row, b in rows]
        if place < len(layers) - 1:
            hidden = [FUNCTIONS[activation](z) for z in hidden]
    return hidden


def _ball(value):
    return arb(value.numerator) / value.denominator


FUNCTIONS = {
    "tanh": lambda z: z.tanh(),
    "sigmoid": lambda z: 1 / (1 + (-z).exp()),
    "softplus": lambda z: (1 + z.exp()).log(),
    "silu": lambda z: z / (1 + (-z).exp()),
    "gelu": lambda z: z * (1 + (z / arb(2).sqrt()).erf()) / 2,
}


@pytest.mark.parametrize(
    ("answer", "expected", "status"),
    [
        ("2 sigmoid(2 x) - 1", "tanh(x)", "proved"),
        ("softplus(x) - softplus(-x)", "x", "proved"),
        ("silu(x) - silu(-x) + y", "x + y", "proved"),
        ("gelu(x + y) - gelu(-x - y)", "y + x", "proved"),
        ("tanh(0) + sigmoid(0)", "1/2 + 0 tanh(x)", "proved"),
        ("relu(tanh(x))", "(tanh(x) + |tanh(-x)|)/2", "proved"),
        ("2 sigmoid(x) - 1", "tanh(x)", "refuted"),
        ("sigmoid(x) + sigmoid(-x)", "1 + 10^-9 tanh(y)", "refuted"),
        ("gelu(x)", "silu(x)", "refuted"),
    ],
)
def test_formulas(answer, expected, status):
    sides = tree(answer), tree(expected)
    assert status_of(_equal(*sides, setting({}, *sides))).value == status


def test_wide_networks_differ_at_a_small_point():
    layers = random_layers(Random(5), (2, 64, 64, 1), 1)
    wrong = [([row[:] for row in weights], bias[:]) for weights, bias in layers]
    wrong[-1][1][0] += Fraction(1, 10**9)
    evidence = _equal(network(wrong, activation="tanh"), network(layers, activation="tanh"), inputs(2))
    assert isinstance(evidence, Point)
    assert [text(part) for part in evidence.at["x"]] == ["0", "0"]
