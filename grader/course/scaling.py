"""What becomes of a verdict after the answer is decided: the points of the assignment, what is unreadable, rounding.

Each step takes a verdict and returns one; an outcome is never changed, for it says what the evidence says.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.marking.rounding import rounded
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import sentences

NOT_READ = Feedback(
    "unreadable counts 0",
    sentences.UNREAD_COUNTS_ZERO,
    sentences.UNREAD_COUNTS_ZERO,
    "verdict",
)


def scaled(verdict: Verdict, points: Fraction) -> Verdict:
    """Return the verdict with all of its scores in proportion to `points`, which its problem is now worth."""
    if verdict.points in {points, 0}:
        return verdict
    return _times(verdict, points / verdict.points)


def _times(verdict: Verdict, factor: Fraction) -> Verdict:
    claims = tuple(
        claim if claim.points is None else replace(claim, points=claim.points * factor) for claim in verdict.claims
    )
    low, high = verdict.score_range
    return replace(
        verdict,
        points=verdict.points * factor,
        score_range=(low * factor, high * factor),
        claims=claims,
        parts=tuple(_times(part, factor) for part in verdict.parts),
    )


def without_unread(verdict: Verdict) -> Verdict:
    """Return the verdict with nothing open to be earned by an answer that could not be read (`unreadable: zero`)."""
    if not verdict.is_open:
        return verdict
    if verdict.parts:
        return joined(verdict, without_unread)
    if verdict.outcome is not Outcome.UNREADABLE:
        return verdict
    low = verdict.score_range[0]
    return replace(verdict, score_range=(low, low), settled=True, feedback=(*verdict.feedback, NOT_READ))


def joined(verdict: Verdict, step: Callable[[Verdict], Verdict]) -> Verdict:
    """Return a verdict with parts, each of which a step was applied to; the range is the sum of theirs."""
    parts = tuple(step(part) for part in verdict.parts)
    low = sum((part.score_range[0] for part in parts), Fraction())
    high = sum((part.score_range[1] for part in parts), Fraction())
    return replace(verdict, parts=parts, score_range=(low, high))


def rounded_off(verdict: Verdict, unit: Fraction) -> Verdict:
    """Return the verdict with its score rounded, once for the problem; scores of parts stay exact."""
    low, high = verdict.score_range
    return replace(verdict, score_range=(rounded(low, unit), rounded(high, unit)))
