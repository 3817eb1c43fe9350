from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.marking.rounding import rounded
from grader.reports.scores import Total, number, spelled, spelled_range, total


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        ("0", 0),
        ("5", 5),
        ("5/2", 2.5),
        ("1/3", 0.33),
        ("2/3", 0.67),
        ("1/200", 0.01),  # a half goes up
        ("3/200", 0.02),
        ("0.285", 0.29),  # as a float it would go down
        ("199/200", 1),
    ],
)
def test_scores_are_rounded_once_to_hundredths_halves_up(score, shown):
    assert number(Fraction(score)) == shown
    assert type(number(Fraction(score))) is type(shown)
    assert spelled(Fraction(score)) == str(shown)


@given(st.fractions(min_value=0, max_value=1000))
def test_rounding_moves_by_half_a_unit_at_most_and_is_idempotent(score):
    assert abs(rounded(score) - score) <= Fraction(1, 200)
    assert rounded(rounded(score)) == rounded(score)


def test_totals_add_rounded_scores(verdict):
    thirds = [verdict("q1", "partial", "1/3"), verdict("q2", "partial", "1/3"), verdict("q3", "undecided", 0, "1/3")]
    assert total(thirds) == Total(Fraction(66, 100), Fraction(99, 100), Fraction(3))
    assert str(total(thirds)) == "0.66–0.99 / 3"


def test_what_was_not_marked_could_still_be_earned(verdict):
    assert str(total([verdict("q1", "correct", 1)], Fraction(4))) == "1–5 / 5"


def test_a_range_without_width_is_one_number():
    assert spelled_range(Fraction(12), Fraction(15)) == "12–15"
    assert spelled_range(Fraction(12), Fraction(12)) == "12"


def test_only_the_upper_end_says_below_for_certain():
    assert Total(Fraction(0), Fraction(5), Fraction(10)).below(Fraction(6, 10))
    assert not Total(Fraction(0), Fraction(6), Fraction(10)).below(Fraction(6, 10))
    assert not Total(Fraction(0), Fraction(0), Fraction(0)).below(Fraction(1))
