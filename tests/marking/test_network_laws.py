"""Laws of networks: what keeps the function is correct, and one weight that is off is refuted."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.api import check, load_problems

NUMBERS = st.fractions(min_value=-4, max_value=4, max_denominator=4)
UNITS = st.lists(st.tuples(NUMBERS.filter(bool), NUMBERS, NUMBERS.filter(bool)), min_size=1, max_size=4)
PROBLEM = """
id: q
answer:
  type: network
  fields: {w_0: real^n, b_0: real^n, w_1: real^n, c: real}
  for_all: {x: real}
  output: w_1^T relu(w_0 x + b_0) + c
  expected: TARGET
"""


def relu(t):
    return max(t, Fraction(0))


def answer(units, c):
    columns = zip(*units, strict=True)
    texts = ["[" + ", ".join(map(str, column)) + "]" for column in columns]
    return {"w_0": texts[0], "b_0": texts[1], "w_1": texts[2], "c": str(c)}


def target(units, c):
    return " + ".join(f"({v}) relu(({w}) x + ({b}))" for w, b, v in units) + f" + ({c})"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("laws")


def outcome(folder, wanted, given_):
    (folder / "q.yaml").write_text(PROBLEM.replace("TARGET", wanted))
    verdict = check(load_problems(folder)["q"], given_)
    return verdict.outcome.value, verdict


@settings(max_examples=25, deadline=None)
@given(UNITS, NUMBERS, st.data())
def test_permuted_rescaled_split_and_idle_units_change_nothing(folder, units, c, data):
    changed = []
    for w, b, v in data.draw(st.permutations(units)):
        scale = data.draw(st.integers(1, 5))
        changed.append((w * scale, b * scale, v / scale / 2))
        changed.append((w, b, v / 2))
    changed.append((Fraction(0), Fraction(-1), Fraction(7)))
    changed.append((Fraction(3), Fraction(1, 2), Fraction(0)))
    assert outcome(folder, target(units, c), answer(changed, c))[0] == "correct"


@settings(max_examples=25, deadline=None)
@given(UNITS, NUMBERS, st.integers(0, 3), st.sampled_from([Fraction(1), Fraction(1, 10**9), Fraction(-(10**6))]))
def test_one_weight_that_is_off_is_refuted_by_a_point(folder, units, c, which, off):
    kinks = [-b / w for w, b, _ in units]
    assume(len(set(kinks)) == len(kinks))
    w, b, v = units[which % len(units)]
    changed = [*units]
    changed[which % len(units)] = (w, b, v + off)
    found, verdict = outcome(folder, target(units, c), answer(changed, c))
    assert found == "incorrect"
    point = verdict.claims[0].evidence
    x, given_, wanted = (Fraction(value.text) for value in (point.at["x"], point.left, point.right))
    assert given_ == sum(v * relu(w * x + b) for w, b, v in changed) + c
    assert wanted == sum(v * relu(w * x + b) for w, b, v in units) + c
    assert given_ != wanted
