"""From the status of claims to an outcome and a range of scores, by the rules of the contract's section 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.verdict import OPEN, ClaimResult, Outcome, Probable, Status


@dataclass(frozen=True, slots=True)
class Mark:
    """An outcome with the least and the greatest score it may still become."""

    outcome: Outcome
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim's result; `open_as` says which open outcome it leads to while it is neither proved nor refuted."""

    result: ClaimResult
    open_as: Outcome = Outcome.UNDECIDED


def counts_as_proved(result: ClaimResult, accept_error: Fraction | None) -> bool:
    """Return whether a claim is proved, or probable within the error that the problem accepts."""
    match result.evidence:
        case Probable(error=error):
            return accept_error is not None and Fraction(error) <= accept_error
        case _:
            return result.status is Status.PROVED


def settle(claims: Sequence[Decided], points: Fraction, accept_error: Fraction | None = None) -> Mark:
    """Return the mark that decided claims add up to.

    Claims with points carry credit; the others are conditions of all credit. A refuted condition, or any refuted
    claim where none carries points, makes the answer incorrect whatever else is open. No claims prove nothing.
    """
    if not claims:
        return Mark(Outcome.UNDECIDED, Fraction(0), points)
    proved = [counts_as_proved(claim.result, accept_error) for claim in claims]
    refuted = [claim.result.status is Status.REFUTED for claim in claims]
    credit = [claim.result.points for claim in claims]
    if any(no and worth is None for no, worth in zip(refuted, credit, strict=True)):
        return Mark(Outcome.INCORRECT, Fraction(0), Fraction(0))
    total = sum((worth for worth in credit if worth is not None), Fraction(0))
    by_credit = any(worth is not None for worth in credit)
    high = points if not by_credit else _earned(credit, [not no for no in refuted]) * points / total
    conditions = all(yes or worth is not None for yes, worth in zip(proved, credit, strict=True))
    low = Fraction(0)
    if conditions:
        low = points if not by_credit else _earned(credit, proved) * points / total
    if high in {low, 0}:
        return Mark(_closed(high, points), high, high)
    return Mark(_worst(claims, proved, refuted), low, high)


def _earned(credit: Sequence[Fraction | None], counted: Sequence[bool]) -> Fraction:
    return sum((worth for worth, yes in zip(credit, counted, strict=True) if yes and worth is not None), Fraction(0))


def _closed(score: Fraction, points: Fraction) -> Outcome:
    if score == points:
        return Outcome.CORRECT
    return Outcome.PARTIAL if score > 0 else Outcome.INCORRECT


def _worst(claims: Sequence[Decided], proved: Sequence[bool], refuted: Sequence[bool]) -> Outcome:
    found = {claim.open_as for claim, yes, no in zip(claims, proved, refuted, strict=True) if not yes and not no}
    return next(outcome for outcome in OPEN if outcome in found)
