"""Laws of adding claims up."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.marking.judging.score import Decided, settle
from grader.verdict import ClaimResult, Outcome, Proof, Reason, Unknown

evidence = st.sampled_from([Proof("exact"), Reason("wrong", "wrong"), Unknown("open")])
opens = st.sampled_from([Outcome.UNREADABLE, Outcome.UNDECIDED, Outcome.REVIEW])
points = st.none() | st.integers(1, 5).map(Fraction)


@st.composite
def claims(draw):
    worths = draw(st.lists(points, min_size=1, max_size=5))
    return [Decided(ClaimResult(str(n), "", draw(evidence), worth), draw(opens)) for n, worth in enumerate(worths)]


def total(found):
    return sum((claim.result.points or Fraction(0) for claim in found), Fraction(0)) or Fraction(7)


@settings(max_examples=200)
@given(claims())
def test_range_lies_within_points_and_closes_with_the_outcome(found):
    mark = settle(found, total(found))
    assert 0 <= mark.low <= mark.high <= total(found)
    assert mark.outcome.is_open == (mark.low != mark.high)
    assert (mark.outcome is Outcome.CORRECT) == (mark.low == total(found))


@settings(max_examples=200)
@given(claims(), evidence)
def test_deciding_an_open_claim_keeps_the_score_in_range(found, decided):
    before = settle(found, total(found))
    after = settle(
        [
            Decided(ClaimResult(c.result.id, "", decided, c.result.points), c.open_as)
            if isinstance(c.result.evidence, Unknown)
            else c
            for c in found
        ],
        total(found),
    )
    assert before.low <= after.low <= after.high <= before.high


def test_a_refuted_condition_takes_all_credit():
    condition = Decided(ClaimResult("c", "", Reason("wrong", "wrong")))
    credit = Decided(ClaimResult("d", "", Proof("exact"), Fraction(3)))
    assert settle([condition, credit], Fraction(3)).outcome is Outcome.INCORRECT


def test_the_worst_open_outcome_wins():
    undecided = Decided(ClaimResult("a", "", Unknown("open")), Outcome.UNDECIDED)
    unreadable = Decided(ClaimResult("b", "", Unknown("open")), Outcome.UNREADABLE)
    assert settle([undecided, unreadable], Fraction(1)).outcome is Outcome.UNREADABLE
