"""Texts where nothing is declared: letters that can only be functions, and lists of values."""

import pytest

from grader.api import compare
from tests.caselists import read_texts
from tests.pairs import path_of
from tests.rows import batches, each

GROUPS = read_texts(path_of("compared-texts"))
CASES = batches([(group, row) for group, rows in GROUPS.items() for row in rows], lambda one: one[0])


@pytest.mark.parametrize("some", CASES, ids=lambda some: some[0][0])
def test_status(some):
    each(some, lambda one: _has_its_status(one[1]))


def _has_its_status(row):
    assert compare(row["left"], row["right"]).status == row["is"]
    assert compare(row["right"], row["left"]).status == row["is"]


def test_a_list_whose_order_may_count_says_so():
    found = compare("1, 2", "2, 1")
    assert str(found.evidence.reason) == "as sets of their members the lists are equal, in this order different"


def test_a_function_that_refutes_is_shown():
    assert str(compare("f(2x)", "2f(x)").evidence.at["f"].text).startswith("(t) -> ")


def test_what_is_taken_for_granted_of_letters_that_count_is_said():
    found = compare(r"\binom{n}{k}", r"\frac{n!}{k!(n-k)!}")
    assert found.evidence.notes == ("k: integer >= 0, n: integer >= 0", "0 <= n - k")
    declared = compare(r"\sum_{k=1}^{n} k", "n(n+1)/2", {"n": "integer"})
    assert str(declared.evidence.at["n"].text) == "-2"
