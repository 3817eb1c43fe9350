"""Figures on a class: how hard each problem is, how well it tells students apart, how totals are distributed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.records import dataclass
from grader.reports.classes import ClassReport, Student
from grader.reports.standing import counted

BINS = 10  # of the distribution of totals
LEAST_STUDENTS = 3  # with fewer, a correlation says nothing


@dataclass(frozen=True)
class Item:
    """A problem: `facility` is the mean share of its points that was earned.

    `discrimination` is the correlation of its score with the sum of the other problems' scores (corrected item-total
    correlation); None where one of the two is the same for all, or too few students count. Only those count of whom
    nothing is open.
    """

    facility: float | None
    discrimination: float | None


def items(report: ClassReport) -> Iterator[tuple[str, Item]]:
    """Yield the figures of each problem."""
    closed = _closed(report)
    scores = {id_: [float(one.verdicts[id_].score_range[0]) for one in closed] for id_ in report.problems}
    totals = [sum(column) for column in zip(*scores.values(), strict=True)]
    for id_, points in report.problems.items():
        own = scores[id_]
        rest = [total - score for total, score in zip(totals, own, strict=True)]
        facility = sum(own) / len(own) / float(points) if own and points else None
        yield id_, Item(facility, correlation(own, rest))


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where one side does not vary, or there are too few pairs."""
    if len(left) < LEAST_STUDENTS:
        return None
    middle, other = math.fsum(left) / len(left), math.fsum(right) / len(right)
    spread = math.fsum((x - middle) ** 2 for x in left) * math.fsum((y - other) ** 2 for y in right)
    if spread < 1e-18:
        return None
    both = math.fsum((x - middle) * (y - other) for x, y in zip(left, right, strict=True))
    return max(-1.0, min(1.0, both / math.sqrt(spread)))


def distribution(report: ClassReport) -> list[int]:
    """Return how many of the students of whom nothing is open have a total in each tenth of all points."""
    counts = [0] * BINS
    for student in _closed(report):
        total = report.total(student)
        share = total.low / total.points if total.points else Fraction(0)
        counts[min(int(share * BINS), BINS - 1)] += 1
    return counts


def _closed(report: ClassReport) -> list[Student]:
    """Return the students who count and of whom nothing is open."""
    return [one for one in counted(report) if not any(verdict.is_open for verdict in one.verdicts.values())]
