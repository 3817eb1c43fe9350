"""Marks that people gave, put into one verdict: to a whole answer or to single claims, also against the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from grader.marking.judging.score import Decided, Mark, closed, settle
from grader.marking.rounding import rounded, score_text
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import ClaimResult, Feedback, HandMark, Outcome, Status, Verdict
from grader.wording import sentences

HAND = "by hand"  # the code of feedback that says what a person decided
_ANNOUNCED = "review"  # feedback that says no more than that a person will mark it
_DECIDED = {Status.PROVED, Status.REFUTED}
_OPEN_AS = Outcome.UNDECIDED  # of a claim that stays open in a verdict that was not


def fault_of(mark: HandMark, verdict: Verdict) -> str:
    """Return why a mark cannot be given to this verdict, empty where it can."""
    if not mark.claim:
        return _too_much(mark.score, verdict.points, verdict.problem)
    claim = next((claim for claim in verdict.claims if claim.id == mark.claim), None)
    if claim is None:
        known = ", ".join(claim.id for claim in verdict.claims)
        expected = f"expected one of {known}, or nothing" if known else "this answer has none; expected nothing"
        return f"there is no claim `{mark.claim}` in {verdict.problem}; {expected} for the whole answer"
    if claim.points is not None:
        return _too_much(mark.score, claim.points, claim.id)
    if _meant(mark.score, verdict.points) not in {0, verdict.points}:
        either = f"expected 0 where it does not hold, or {score_text(verdict.points)} where it does"
        return f"the claim `{claim.id}` carries no points of its own; {either}, not {score_text(mark.score)}"
    return ""


def _too_much(score: Fraction, points: Fraction, what: str) -> str:
    if _meant(score, points) <= points:
        return ""
    worth = "point" if points == 1 else "points"
    return f"the score {score_text(score)} is more than {what} is worth, {score_text(points)} {worth}"


def _meant(score: Fraction, points: Fraction) -> Fraction:
    """Return the score; where the points are no decimal, their rounding is all of them."""
    return points if score == rounded(points) else score


def with_marks(question: Question, verdict: Verdict, marks: Sequence[HandMark]) -> Verdict:
    """Return the verdict that people's marks make of one without parts; none has a fault, and no two clash.

    The claims and their evidence stay as they are. The outcome follows the score, once nothing is open.
    """
    if not marks:
        return verdict
    whole = next((mark for mark in marks if not mark.claim), None)
    if whole is not None:
        score = _meant(whole.score, verdict.points)
        decided = Mark(closed(score, verdict.points), score, score)
    else:
        decided = _resettled(question, verdict, {mark.claim: mark.score for mark in marks})
    order = {claim.id: number for number, claim in enumerate(verdict.claims)}
    before = _found(verdict)
    given = tuple(
        replace(mark, overrules=None if mark.claim else before)
        for mark in sorted(marks, key=lambda mark: order.get(mark.claim, 0))
    )
    said = tuple(_said(question, verdict, mark) for mark in given)
    silent = {HAND} | (set() if decided.outcome.is_open else {_ANNOUNCED})
    kept = tuple(item for item in verdict.feedback if item.code not in silent)
    span = (decided.low, decided.high)
    return replace(verdict, outcome=decided.outcome, score_range=span, feedback=(*said, *kept), by_hand=given)


def _found(verdict: Verdict) -> Outcome | None:
    """Return the closed outcome that the grader itself had found, None where it had found none."""
    if verdict.by_hand:
        return verdict.by_hand[0].overrules
    is_found = not verdict.outcome.is_open and verdict.outcome is not Outcome.MISSING
    return verdict.outcome if is_found else None


def _resettled(question: Question, verdict: Verdict, scores: Mapping[str, Fraction]) -> Mark:
    """Return what the claims add up to, with some decided by hand; what mistakes have earned is not lost by it."""
    open_as = verdict.outcome if verdict.outcome.is_open else _OPEN_AS
    plain = [Decided(claim, open_as) for claim in verdict.claims]
    by_hand = [replace(one, by_hand=_share(one.result, scores, verdict.points)) for one in plain]
    before, after = (settle(some, verdict.points, question.accept_error) for some in (plain, by_hand))
    low, high = verdict.score_range
    low = max(after.low, low if low > before.low else Fraction())
    high = max(low, after.high, high if high > before.high else Fraction())
    if low == high:
        return Mark(closed(low, verdict.points), low, high)
    return Mark(after.outcome if after.outcome.is_open else open_as, low, high)


def _share(claim: ClaimResult, scores: Mapping[str, Fraction], points: Fraction) -> Fraction | None:
    if claim.id not in scores:
        return None
    worth = points if claim.points is None else claim.points
    return _meant(scores[claim.id], worth) / worth if worth else Fraction(1)


def _said(question: Question, verdict: Verdict, mark: HandMark) -> Feedback:
    """Return the sentence that says what a person decided.

    Students see it too: with the text of an essay's item, for it is marked, but not with that of a claim, which may
    hold the answer.
    """
    claim = next((claim for claim in verdict.claims if claim.id == mark.claim), None)
    worth = verdict.points if claim is None or claim.points is None else claim.points
    who = sentences.MARKED_BY.format(who=mark.by) if mark.by else ""
    when = sentences.ON_DATE.format(date=mark.date) if mark.date else ""
    found = mark.overrules if claim is None else claim.status if claim.status in _DECIDED else None
    against = sentences.MARKED_AGAINST.format(found=found.value) if found else ""
    one_of = sentences.OF_ONE_POINT if worth == 1 else sentences.OF_POINTS
    score = one_of.format(score=score_text(_meant(mark.score, worth)), points=score_text(worth))
    say = partial(str.format, who=who, when=when, against=against, score=score)
    remark = f" {mark.remark}" if mark.remark else ""
    if claim is None:
        text = say(sentences.MARKED_BY_HAND) + remark
        return Feedback(HAND, text, text, "verdict")
    full = say(sentences.CLAIM_BY_HAND, id=claim.id, claim=claim.text) + remark
    short = say(sentences.UNNAMED_BY_HAND, id=claim.id) + remark
    return Feedback(HAND, full, full if question.kind.by_person else short, "verdict")
