"""Statements that are put together, shapes whose fault it is, counterexamples of arrays, unknown functions."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.claims.statements import (
    AllOf,
    AnyOf,
    Chosen,
    Claim,
    Equal,
    Holds,
    Setting,
    Settled,
    Unread,
    Within,
)
from grader.evidence import decide
from grader.language.tree import Num, Space, Tup
from grader.verdict import Point, Proof, Reason, Status, Unknown, status_of
from tests.evidence.deciding import setting, text, tree

TRUE = Holds(tree("1 < 2"))
FALSE = Holds(tree("2 < 1"))
OPEN = Unread(("w_0",))


NOWHERE = Setting()


def decided(statement, where=NOWHERE):
    return decide(Claim("claim", "", statement, where))


def equal(answer, expected, where=None, **more):
    nodes = tree(answer, where), tree(expected, where)
    return decided(Equal(*nodes, **more), setting(where, *nodes))


@pytest.mark.parametrize(
    ("parts", "all_status", "any_status"),
    [
        ((TRUE, TRUE), Status.PROVED, Status.PROVED),
        ((TRUE, FALSE), Status.REFUTED, Status.PROVED),
        ((TRUE, OPEN), Status.UNDECIDED, Status.PROVED),
        ((OPEN, FALSE), Status.REFUTED, Status.UNDECIDED),
        ((FALSE, FALSE), Status.REFUTED, Status.REFUTED),
        ((OPEN, OPEN), Status.UNDECIDED, Status.UNDECIDED),
    ],
)
def test_all_and_any(parts, all_status, any_status):
    assert status_of(decided(AllOf(parts))) is all_status
    assert status_of(decided(AnyOf(parts))) is any_status


def test_words():
    assert decided(Chosen(frozenset("A"), frozenset("A"))) == Proof("comparison")
    assert decided(Chosen(frozenset("B"), frozenset("A"))) == Reason("choice", "B was chosen; A is right.")
    assert decided(Settled(True, "none", "No.")) == Proof("comparison")
    assert decided(Settled(False, "none", "No.")) == Reason("none", "No.")
    assert decided(OPEN) == Unknown("w_0 could not be read")


def test_gaps_of_several_entries_are_joined():
    assert equal("[x/x, y/y]", "[1, 1]", {"x": "real", "y": "real"}) == Proof("normal form", ("x = 0", "y = 0"))


def test_a_counterexample_shows_whole_arrays():
    point = equal("[x, 1/x, x^2]", "[x, 1/x, x^3]")
    assert isinstance(point, Point)
    assert (text(point.at["x"]), text(point.left), text(point.right)) == ("2", "(2, 1/2, 4)", "(2, 1/2, 8)")


def test_entries_of_a_vector_stand_together():
    point = equal("W x", "2x", {"W": "real^{2 x 2}", "x": "real^2"})
    assert isinstance(point, Point)
    assert {name: len(value) for name, value in point.at.items()} == {"W": 4, "x": 2}


def test_a_shape_that_is_the_authors_fault_stays_open():
    open_ = equal("[1, 2]", "[1, 2] + [1, 2, 3]")
    assert open_ == Unknown("the expected side has no value: The shapes (2) and (3) do not fit together in the sum.")
    fault = equal("[1, 2] + [1, 2, 3]", "[1, 2]")
    assert fault == Reason("shape", "The shapes (2) and (3) do not fit together in the sum.", "shapes")


def test_a_space_names_its_shape():
    one, two = Num(Fraction(1)), Num(Fraction(2))
    assert isinstance(decided(Equal(Space("R", (one, two)), Tup((one, two)))), Proof)
    assert isinstance(decided(Equal(Space("R", (two, one)), Tup((one, two)))), Point)
    assert isinstance(decided(Equal(Space("R"), Tup((one, two)))), Unknown)


def test_symbolic_sizes_are_decided():
    where = {"W": "real^{d x d}", "x": "real^d"}
    assert isinstance(equal("W x + x", "x + W x", where), Proof)
    assert isinstance(equal("W x", "x", where), Point)


def test_conventions_decide():
    nodes = tree("H(0 x) x"), tree("x/2")
    where = setting({}, *nodes)
    assert isinstance(decided(Equal(*nodes), where), Unknown)
    named = replace(where, conventions={"H(0)": tree("1/2")})
    assert isinstance(decided(Equal(*nodes), named), Proof)
    other = replace(where, conventions={"H(0)": tree("1")})
    assert isinstance(decided(Equal(*nodes), other), Point)


def test_assumptions_that_contradict_prove_nothing():
    nodes = tree("x"), tree("x + 1")
    where = setting({}, *nodes, assume=["x < 0", "x > 0"])
    assert isinstance(decided(Equal(*nodes), where), Unknown)
    assert isinstance(decided(Equal(nodes[0], nodes[0]), where), Unknown)


def test_a_network_and_its_function():
    output = "[3, {}, 3]^T relu([1, 1, 1] x + [2, 0, -2])"
    tent = "3 relu(x + 2) - 6 relu(x) + 3 relu(x - 2)"
    assert isinstance(equal(output.format(-6), tent), Proof)
    point = equal(output.format(6), tent)
    assert isinstance(point, Point)
    assert (text(point.at["x"]), text(point.left), text(point.right)) == ("1", "15", "3")


def test_tolerance_over_several_variables():
    nodes = tree("x y"), tree("x y + x/1000")
    where = setting({"x": "[0, 1]", "y": "[-1, 1]"}, *nodes)
    assert isinstance(decided(Within(*nodes, Fraction(1, 500)), where), Proof)
    assert isinstance(decided(Within(*nodes, Fraction(1, 2000)), where), Point)
