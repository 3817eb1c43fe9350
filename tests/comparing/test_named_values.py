"""A value that was given a name is compared as the value; an equation stays one where its letters occur elsewhere."""

import pytest

from grader.api import compare

ROWS = [
    ("k = 1/3", "1/3", "equal"),
    ("1/3", "k = 1/3", "equal"),
    ("k = 1/3", "1/2", "different"),
    ("(p, q, r) = (3, 2, 7)", "(3, 2, 7)", "equal"),
    ("(p, q) = (3, 2)", "(2, 3)", "different"),
    ("y = x^2", "x^2", "equal"),
    ("f = 2x = x + x", "2x", "equal"),
    ("x = x^2", "x^2", "undecided"),
    ("x = 1", "x", "undecided"),
    ("y = 2x", "x = y/2", "equal"),
    ("x = 5 + 5 + 1 = 11", "x = 11", "equal"),
    ("x = y = 2", "x = 2 and y = 2", "equal"),
]


@pytest.mark.parametrize(("left", "right", "status"), ROWS)
def test_named_values(left, right, status):
    assert compare(left, right).status == status


def test_a_declared_letter_is_no_name_of_a_value():
    assert compare("k = 1/3", "1/3", {"k": "real"}).status == "undecided"


def test_letters_that_are_declared_are_no_greek_name_together():
    two = {"n": "real", "u": "real"}
    assert compare("2nu", "2 n u", two).status == "equal"
    assert compare(r"\nu", "n u", two).status == "different"
    assert compare("nu", r"\nu", {"n": "real"}).status == "equal"
