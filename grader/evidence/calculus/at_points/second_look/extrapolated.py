"""Totals of blocks that double, along a series or towards an end of a range: what follows as a geometric series."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from grader.evidence.budget import ExceededError
from grader.evidence.errors import UnclearError

DOUBLINGS = 40  # blocks at most
FEWEST = 4  # blocks that are needed where no more can be had
FAST = 16  # ratio of blocks that are followed by nothing that matters
STEEP = 0.98  # ratio of blocks beyond which nothing is extrapolated
GOAL = arb(2) ** -16  # relative radius at which no more blocks are looked at
SLACK = GOAL / 64  # what a block may leave open, relative to the total so far
WHY = "no value is known without a closed form"


def extrapolated(block: Callable[[int, arb], arb], head: arb) -> arb:
    """Return head plus all blocks, each asked for by its number and by what it may leave open.

    The radius is what the last steps suggest; nothing proves it.
    """
    seen: list[arb] = []
    sums: list[arb] = []  # with what follows the last block, as long as that can be told
    best: arb | None = None
    total = head
    try:
        for number in range(DOUBLINGS):
            seen.append(block(number, SLACK * abs(total).lower()))
            total += seen[-1]
            if _is_done(seen, total):
                return total + arb(0, abs(seen[-1]).upper())
            rest = _behind(seen, total)
            sums = [] if rest is None else [*sums, total.mid() + rest]
            if len(sums) > 1:
                best = sums[-1] + arb(0, total.rad() + 2 * abs(sums[-1] - sums[-2]).upper())
                if best.rad() <= GOAL * abs(best.mid()):
                    break
    except (ExceededError, UnclearError):
        if len(seen) < FEWEST:
            raise
    if best is None:
        raise UnclearError(WHY, final=True)
    return best


def _is_done(seen: list[arb], total: arb) -> bool:
    """Return whether blocks shrink so fast that what follows does not matter.

    Two must be next to nothing: one may be so since it cancels within itself.
    """
    if len(seen) < 2:
        return False
    before, last = (abs(block).upper() for block in seen[-2:])
    least = SLACK * abs(total).lower()
    return bool(before < least and last < least and (last < before / FAST or last == 0))


def _behind(seen: list[arb], total: arb) -> arb | None:
    """Return what follows the last of some blocks, as a geometric series; None where that cannot be told.

    With a ratio r that still changes by d, the rest is wrong by about its share d / (1 - r)^2.
    """
    if len(seen) < 3:
        return None
    first, second, last = (block.mid() for block in seen[-3:])
    ratio, before = (last / second).mid(), (second / first).mid()
    if ratio.is_finite() and before.is_finite() and abs(ratio) < STEEP:
        rest = last * ratio / (1 - ratio)
        return arb(rest.mid(), rest.rad() + abs(rest * (ratio - before) / (1 - ratio) ** 2).upper())
    return arb(0, abs(last).upper()) if abs(last).upper() <= GOAL * abs(total).lower() else None
