"""Functions with kinks of one linear form t: slope t + constant + the sum of weight |t - place|."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from flint import fmpq

from grader.records import dataclass

NIL, TWO = fmpq(0), fmpq(2)


@dataclass(frozen=True)
class Ridge:
    """slope t + constant + the sum of weight |t - place| over `kinks`, weights by place, none of them 0."""

    slope: fmpq
    constant: fmpq
    kinks: Mapping[fmpq, fmpq]

    def absolute(self) -> Ridge:
        """Return the absolute value; there must be a kink."""
        places = sorted(self.kinks)
        total = sum(self.kinks.values(), NIL)
        first, last = self.slope - total, self.slope + total
        values = self._values(places, first)
        zeros = [places[0] - values[0] / first] if first * values[0] > NIL else []
        for (a, u), (b, v) in pairwise(zip(places, values, strict=True)):
            if u * v < NIL:
                zeros.append(a - u * (b - a) / (v - u))
        zeros += [places[-1] - values[-1] / last] if last * values[-1] < NIL else []
        return _through({**dict(zip(places, map(abs, values), strict=True)), **dict.fromkeys(zeros, NIL)}, first, last)

    def _values(self, places: Sequence[fmpq], slope: fmpq) -> list[fmpq]:
        """Return the values at all kinks, from left to right; `slope` is that before the first."""
        start = places[0]
        values = [self.slope * start + self.constant + _spread(self.kinks, start)]
        for before, place in pairwise(places):
            slope += TWO * self.kinks[before]
            values.append(values[-1] + slope * (place - before))
        return values


def _spread(kinks: Mapping[fmpq, fmpq], t: fmpq) -> fmpq:
    return sum((weight * abs(t - place) for place, weight in kinks.items()), NIL)


def _through(values: Mapping[fmpq, fmpq], first: fmpq, last: fmpq) -> Ridge:
    """Return the function with some values, none negative, at all its kinks, which grows outwards with these slopes."""
    places = sorted(values)
    left, right = -abs(first), abs(last)
    inner = [(values[b] - values[a]) / (b - a) for a, b in pairwise(places)]
    slopes = [left, *inner, right]
    changes = {p: (after - before) / TWO for p, (before, after) in zip(places, pairwise(slopes), strict=True)}
    kinks = {place: weight for place, weight in changes.items() if weight != NIL}
    slope = (left + right) / TWO
    start = places[0]
    return Ridge(slope, values[start] - slope * start - _spread(kinks, start), kinks)
