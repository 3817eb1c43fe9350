"""A condition on a distance fails with the values of the sides that it has, whichever way it was decided."""

from fractions import Fraction

import pytest

from grader.claims.statements import Claim, Within
from grader.language.tree import Sym
from grader.marking.feedback.distances import of_condition
from grader.verdict import Enclosure, Exact, Point, Proof, Truth, Undefined

CLAIM = Claim("require 1", "|f - x^2| < 1/20", Within(Sym("f"), Sym("g"), absolute=Fraction(1, 20), strict=True))


def sides(left, right, claim=CLAIM):
    found = of_condition(claim, Point({"x": Exact("1/4")}, left, right, "m"))
    return found.left, found.right


def test_exact_values():
    assert sides(Exact("1/8"), Exact("1/16")) == (Exact("1/16"), Exact("1/20"))
    assert sides(Exact("-1/8"), Exact("1")) == (Exact("9/8"), Exact("1/20"))


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        (Enclosure("0.5", "0.6"), Exact("1/4"), "0.25", "0.35"),
        (Exact("1/4"), Enclosure("0.5", "0.6"), "0.25", "0.35"),
        (Enclosure("1.5e30", "1.6e30"), Enclosure("0", "1"), "1.499999999999999999999999999999e30", "1.6e30"),
    ],
)
def test_enclosures_hold_the_distance(left, right, low, high):
    distance, limit = sides(left, right)
    assert limit == Exact("1/20")
    assert Fraction(distance.low) <= Fraction(low)
    assert Fraction(distance.high) >= Fraction(high)


def test_what_is_no_number_is_only_said_to_fail():
    assert sides(Undefined("log of -1"), Exact("1")) == (Truth(False), Truth(True))
    assert sides(Enclosure("1e99999999999999999999", "2e99999999999999999999"), Exact("1")) == (
        Truth(False),
        Truth(True),
    )


def test_other_claims_keep_their_evidence():
    other = Claim("expected", "t", CLAIM.statement)
    assert sides(Exact("1/8"), Exact("1/16"), other) == (Exact("1/8"), Exact("1/16"))
    assert of_condition(CLAIM, Proof("m")) == Proof("m")
