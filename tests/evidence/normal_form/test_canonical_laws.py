"""Laws: nothing is proved that an evaluator of its own refutes, and certain rewritings are always proved."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.normal_form import prove_equal
from grader.language.printing.notation import written
from grader.language.printing.plain import Plain
from grader.language.tree import Add, Mul, Neg
from grader.verdict import Proof
from tests.evidence.normal_form.canonical_support import SETTING, Generator, refuted


def shown(*trees):
    return " | ".join(written(tree, Plain()) for tree in trees)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_no_proof_is_refuted(seed, depth):
    rng = random.Random(seed)
    left, right = Generator(rng).pair(depth)
    if isinstance(prove_equal(left, right, SETTING, Budget()), Proof):
        point = refuted(left, right, rng, 12)
        assert point is None, f"{shown(left, right)} at {point}"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 2))
def test_no_proof_about_derivatives_is_refuted(seed, depth):
    rng = random.Random(seed)
    left, right = Generator(rng).slopes(depth)
    if isinstance(prove_equal(left, right, SETTING, Budget()), Proof):
        point = refuted(left, right, rng, 12)
        assert point is None, f"{shown(left, right)} at {point}"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_no_proof_between_unrelated_trees_is_refuted(seed):
    rng = random.Random(seed)
    generator = Generator(rng)
    left, right = generator.tree(2), generator.tree(1)
    if isinstance(prove_equal(left, right, SETTING, Budget()), Proof):
        point = refuted(left, right, rng, 12)
        assert point is None, f"{shown(left, right)} at {point}"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_a_difference_of_a_tree_with_itself(seed):
    """a + b - a is b, unless the budget ends, a construct is not covered or nothing is defined."""
    rng = random.Random(seed)
    generator = Generator(rng)
    a, b = generator.tree(2), generator.tree(1)
    found = prove_equal(Add((a, b, Neg(a))), b, SETTING, Budget())
    if isinstance(prove_equal(Mul((a, b)), Mul((b, a)), SETTING, Budget()), Proof):
        assert isinstance(found, Proof), shown(a, b)
