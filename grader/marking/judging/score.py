"""From the status of claims to an outcome and a range of scores, by the rules of the contract's section 4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.records import dataclass
from grader.verdict import OPEN, ClaimResult, Outcome, Probable, Status


@dataclass(frozen=True, slots=True)
class Mark:
    """An outcome with the least and the greatest score it may still become."""

    outcome: Outcome
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim's result; `open_as` says which open outcome it leads to while it is neither proved nor refuted.

    `by_hand` is the share of its credit, from 0 to 1, that a person gave it, whatever its evidence.
    """

    result: ClaimResult
    open_as: Outcome = Outcome.UNDECIDED
    by_hand: Fraction | None = None


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
    shares = [_share(claim, accept_error) for claim in claims]
    credit = [claim.result.points for claim in claims]
    conditions = [share for share, worth in zip(shares, credit, strict=True) if worth is None]
    if any(most == 0 for _, most in conditions):
        return Mark(Outcome.INCORRECT, Fraction(0), Fraction(0))
    total = sum((worth for worth in credit if worth is not None), Fraction(0))
    by_credit = any(worth is not None for worth in credit)
    high = points if not by_credit else _earned(credit, [most for _, most in shares]) * points / total
    low = Fraction(0)
    if all(least == 1 for least, _ in conditions):
        low = points if not by_credit else _earned(credit, [least for least, _ in shares]) * points / total
    if high in {low, 0}:
        return Mark(closed(high, points), high, high)
    found = {claim.open_as for claim, (least, most) in zip(claims, shares, strict=True) if least < most}
    return Mark(next(outcome for outcome in OPEN if outcome in found), low, high)


def _share(claim: Decided, accept_error: Fraction | None) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest share of its credit that a claim may earn."""
    if claim.by_hand is not None:
        return claim.by_hand, claim.by_hand
    if counts_as_proved(claim.result, accept_error):
        return Fraction(1), Fraction(1)
    return Fraction(0), Fraction(claim.result.status is not Status.REFUTED)


def _earned(credit: Sequence[Fraction | None], shares: Sequence[Fraction]) -> Fraction:
    return sum((worth * share for worth, share in zip(credit, shares, strict=True) if worth is not None), Fraction(0))


def closed(score: Fraction, points: Fraction) -> Outcome:
    """Return the outcome that a score stands for."""
    if score == points:
        return Outcome.CORRECT
    return Outcome.PARTIAL if score > 0 else Outcome.INCORRECT
