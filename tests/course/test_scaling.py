"""What an assignment makes of verdicts: points, unreadable answers, lateness, rounding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.lateness import reduced
from grader.course.scaling import rounded_off, scaled, without_unread
from grader.marking.rounding import rounded
from grader.verdict import ClaimResult, Outcome, Proof, Unknown, Verdict


def verdict(outcome, low, high=None, points=1, **more):
    high = low if high is None else high
    return Verdict("q", Outcome(outcome), Fraction(points), (Fraction(low), Fraction(high)), **more)


def span(verdict):
    return tuple(str(end) for end in verdict.score_range)


def test_points_scale_scores_ranges_claims_and_parts():
    claims = (ClaimResult("a", "a", Proof("x"), Fraction(3)), ClaimResult("b", "b", Unknown("?"), Fraction(1)))
    part = verdict("undecided", 3, 4, points=4, claims=claims)
    whole = scaled(verdict("undecided", 3, 5, points=6, parts=(part,)), Fraction(2))
    assert (whole.points, span(whole)) == (2, ("1", "5/3"))
    assert (whole.parts[0].points, span(whole.parts[0])) == (Fraction(4, 3), ("1", "4/3"))
    assert [claim.points for claim in whole.parts[0].claims] == [1, Fraction(1, 3)]


@pytest.mark.parametrize("points", ["1", "0"])
def test_points_that_agree_and_problems_worth_nothing_stay(points):
    before = verdict("correct", points, points=points)
    assert scaled(before, Fraction(1)) is before


@pytest.mark.parametrize(
    ("before", "score", "is_open"),
    [
        (verdict("unreadable", 0, 5), 0, False),
        (verdict("undecided", 0, 5), None, True),
        (verdict("correct", 5), 5, False),
        (verdict("unreadable", 0, 5, settled=True), None, False),
        (verdict("unreadable", 1, 3, parts=(verdict("unreadable", 0, 2), verdict("correct", 1))), 1, False),
        (verdict("unreadable", 1, 3, parts=(verdict("unreadable", 0, 1), verdict("review", 1, 2))), None, True),
    ],
)
def test_unreadable_answers_count_0_where_the_assignment_says_so(before, score, is_open):
    after = without_unread(before)
    assert (after.outcome, after.score, after.is_open) == (before.outcome, score, is_open)


def test_why_an_unreadable_answer_counts_0_is_said():
    said = without_unread(verdict("unreadable", 0, 5)).feedback[-1]
    assert (said.text, said.student, said.level) == (
        *["What could not be read counts 0 in this assignment."] * 2,
        "verdict",
    )


def test_lateness_takes_off_a_share_of_what_was_earned():
    after = reduced(verdict("undecided", 2, 5, points=5), Fraction(1, 5))
    assert (span(after), after.earned) == (("8/5", "4"), (2, 5))
    assert after.is_open


def test_what_is_all_taken_off_is_open_no_more():
    after = reduced(verdict("undecided", 2, 5, parts=(verdict("undecided", 2, 5),)), Fraction(1))
    assert (after.score, after.is_open, after.parts[0].is_open) == (0, False, False)


def test_nothing_taken_off_leaves_no_trace():
    before = verdict("correct", 5)
    assert reduced(before, Fraction(0)) is before


@pytest.mark.parametrize(
    ("score", "unit", "becomes"),
    [("1/3", "1/100", "33/100"), ("1/4", "1/2", "1/2"), ("3/4", "1/2", "1"), ("5/2", "1", "3"), ("12", "5", "10")],
)
def test_rounding_is_to_the_nearest_multiple_halves_up(score, unit, becomes):
    after = rounded_off(verdict("partial", score), Fraction(unit))
    assert span(after) == (becomes, becomes)


def test_parts_are_not_rounded():
    whole = rounded_off(
        verdict("partial", "2/3", parts=(verdict("partial", "1/3"), verdict("partial", "1/3"))), Fraction(1)
    )
    assert (span(whole), span(whole.parts[0])) == (("1", "1"), ("1/3", "1/3"))


@given(st.fractions(0, 100), st.fractions(0, 1), st.sampled_from(["1/100", "1/2", "1"]))
def test_the_steps_keep_the_order_of_the_ends(score, deduction, unit):
    after = rounded_off(
        reduced(scaled(verdict("undecided", 0, score, points=100), Fraction(7)), deduction), Fraction(unit)
    )
    low, high = after.score_range
    assert 0 <= low <= high
    assert abs(high - score * Fraction(7, 100) * (1 - deduction)) <= Fraction(unit) / 2
    assert rounded(high, Fraction(unit)) == high
