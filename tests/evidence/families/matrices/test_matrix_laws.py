"""Laws of arrays with symbols as sizes: what is proved for all sizes holds at every size, and gradients are slopes."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.evidence.arrays.of_any_size.sizes import minus, size_of, surely_from_zero
from grader.evidence.families.matrices.words.words import (
    ONES,
    applied,
    joined,
    reversed_chain,
    rootings,
    sum_key,
    trace_key,
    vector,
)
from grader.language.reader.domains import parse_domain
from grader.verdict import Proof

LETTERS = st.tuples(st.sampled_from("AB"), st.booleans(), st.just(False))
FACTORS = st.recursive(
    st.tuples(st.just("v"), st.sampled_from("xyz")),
    lambda inner: st.tuples(st.just("w"), LETTERS, st.lists(inner, max_size=2).map(lambda one: vector(tuple(one)))),
    max_leaves=3,
)
VECTORS = st.lists(FACTORS, max_size=3).map(lambda one: vector(tuple(one)))
CHAINS = st.lists(st.tuples(VECTORS, LETTERS), min_size=1, max_size=3).map(
    lambda parts: (*(piece for part in parts for piece in part), ONES)
)
SQUARE = {"A": "real^{n x n}", "B": "real^{n x n}", "x": "real^n", "y": "real^n"}
NUMBERS = ["x^T A y", "tr(A B)", "norm(A x)^2", "x^T y", "tr(A) x^T B x"]
ARRAYS = ["A x", "B y", "x", "A B x", "x ⊙ y", "diag(x) A y", "(x^T y) x", "relu(A x)"]


@settings(max_examples=40)
@given(VECTORS)
def test_the_sum_does_not_depend_on_the_root(root):
    assert {sum_key(rootings(other)) for other in rootings(root)} == {sum_key(rootings(root))}


@settings(max_examples=40)
@given(CHAINS, CHAINS)
def test_traces_turn_and_transpose(left, right):
    assert trace_key(joined(left, right)) == trace_key(joined(right, left))
    assert trace_key(left) == trace_key(reversed_chain(left))


@settings(max_examples=40)
@given(CHAINS, CHAINS)
def test_transposing_reverses_a_product(left, right):
    assert reversed_chain(joined(left, right)) == joined(reversed_chain(right), reversed_chain(left))


def test_an_inverse_cancels_its_matrix():
    letter, inverse = ("A", False, False), ("A", False, True)
    x = (("v", "x"),)
    assert applied(inverse, applied(letter, x)) == x
    assert joined((ONES, letter, ONES), (ONES, inverse, ONES)) == (ONES,)
    assert joined((ONES, letter, x), (ONES, inverse, ONES)) == (ONES, letter, x, inverse, ONES)


def at_size(variables, size):
    """Return the variables with a number as their size."""
    return {name: text.replace("n", str(size)) for name, text in variables.items() if "^" in text}


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(ARRAYS), min_size=2, max_size=3), st.sampled_from(["2", "-1", "1/2"]), st.data())
def test_what_is_proved_for_all_sizes_is_not_refuted_at_one(terms, factor, data):
    left = f"{factor} ({' + '.join(terms)})"
    shuffled = data.draw(st.permutations(terms))
    changed = data.draw(st.sampled_from([shuffled, [*shuffled[:-1], "y"]]))
    right = " + ".join(f"{factor} ({term})" for term in changed)
    found = compare(left, right, SQUARE)
    literal = compare(left, right, at_size(SQUARE, data.draw(st.sampled_from([2, 3]))))
    assert not (found.status == "equal" and literal.status == "different")
    if changed is shuffled:
        assert isinstance(found.evidence, Proof)


@pytest.mark.parametrize("text", NUMBERS)
@pytest.mark.parametrize("name", ["A", "x"])
def test_gradients_are_slopes(text, name):
    """The change of f along a direction D is the inner product of D and the gradient: f is at most quadratic."""
    variables = {**SQUARE, "D": SQUARE[name]}
    turn = "tr(D^T ({}))" if name == "A" else "D^T ({})"
    moved, back = (text.replace(name, f"({name} {sign} t D)") for sign in "+-")
    slope = turn.format(f"grad({text}, {name})")
    found = compare(f"({moved}) - ({back})", f"2 t {slope}", at_size(variables, 2))
    assert found.status == "equal", found.evidence


def test_sizes():
    m, n = parse_domain("real^{m x (n + 1)}").shape
    assert minus(size_of(n), size_of(n)) == ()
    assert surely_from_zero(minus(size_of(n), size_of(m))) is False
    assert surely_from_zero(((("n",), Fraction(1)), ((), Fraction(-1)))) is True
