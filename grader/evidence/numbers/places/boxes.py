"""Boxes with rational ends, and how they are cut."""

from __future__ import annotations

from flint import fmpq

Side = tuple[fmpq, fmpq]  # low and high
Box = tuple[Side, ...]  # a side for each variable


def halves(box: Box) -> list[Box]:
    """Return both halves of a box, cut across its widest side, the upper one first."""
    widest = max(range(len(box)), key=lambda place: box[place][1] - box[place][0])
    low, high = box[widest]
    middle = (low + high) / 2
    return [(*box[:widest], side, *box[widest + 1 :]) for side in ((middle, high), (low, middle))]
