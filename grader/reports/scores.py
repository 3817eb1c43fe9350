"""Scores as reports show them: exact until rounded once for each problem, and totals of rounded scores."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from grader.marking.rounding import KNOWN, rounded
from grader.records import dataclass
from grader.verdict import Verdict


def number(score: Fraction) -> int | float:
    """Return a score, rounded, as a JSON number: an integer where it is one."""
    return _number(score.numerator, score.denominator)


@lru_cache(KNOWN)
def _number(over: int, under: int) -> int | float:
    exact = rounded(Fraction(over, under))
    return int(exact) if exact.denominator == 1 else float(exact)


def summed(scores: Iterable[Fraction]) -> Fraction:
    """Return the sum of scores, which have few denominators."""
    overs: dict[int, int] = {}
    for score in scores:
        overs[score.denominator] = overs.get(score.denominator, 0) + score.numerator
    return sum((Fraction(over, under) for under, over in overs.items()), Fraction())


def spelled(score: Fraction) -> str:
    """Return a score, rounded, in digits: `12`, `2.5`."""
    return str(number(score))


def spelled_range(low: Fraction, high: Fraction) -> str:
    """Return `12`, or `12–15` where the ends differ."""
    return spelled(low) if rounded(low) == rounded(high) else f"{spelled(low)}–{spelled(high)}"


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of rounded scores, with both ends of its range, and what it is out of."""

    low: Fraction
    high: Fraction
    points: Fraction

    def __str__(self) -> str:
        return f"{spelled_range(self.low, self.high)} / {spelled(self.points)}"

    def below(self, share: Fraction) -> bool:
        """Whether the score is certainly less than that share of the points."""
        return self.high < share * self.points


def total(verdicts: Iterable[Verdict], undone: Fraction = Fraction(0)) -> Total:
    """Return the total of verdicts; `undone` is the worth of what was not marked, and could still be earned."""
    every = list(verdicts)
    low = summed(rounded(verdict.score_range[0]) for verdict in every)
    high = summed(rounded(verdict.score_range[1]) for verdict in every)
    return Total(low, high + undone, summed(rounded(verdict.points) for verdict in every) + undone)
