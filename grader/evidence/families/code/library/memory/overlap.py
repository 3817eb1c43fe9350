"""Views that stand in the same memory: PyTorch refuses to write to one what it reads from another that partly overlaps.

NumPy reads all of it first. Whether PyTorch refuses depends on how the entries stand in memory, so nothing is said of
views that share entries and are not the same.
"""

from __future__ import annotations

from grader.evidence.families.code.errors import SpecialError, UnreadError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Places, Tensor, Value

OVERLAPS = "writing to an array what is read from entries that it shares; make a copy with `clone`"


def require_apart(run: Run, target: Tensor, value: Value, may_be_same: bool = True) -> None:
    """Raise where PyTorch writes to an array and reads another view of the entries that it shares.

    `may_be_same`: the same view, entry by entry, is fine. Raises UnreadError where entries are shared at sizes in
    numbers, SpecialError where that is not known.
    """
    if run.library != "torch" or not isinstance(value, Tensor) or value.cell is not target.cell:
        return
    if may_be_same and _is_same(run, target, value):
        return
    if isinstance(run.space, Numbers):
        if _reached(run, target) & _reached(run, value):
            raise UnreadError(OVERLAPS)
    elif not _are_apart(run, target, value) and (target.rank or value.rank or not may_be_same):
        raise SpecialError(OVERLAPS)  # two single entries are apart, or the same


def _reached(run: Run, array: Tensor) -> set[Places]:
    return {array.view.place(places) for places in run.space.indices(array.shape)}


def _is_same(run: Run, one: Tensor, other: Tensor) -> bool:
    """Return whether two views have the same entries at the same indices."""
    if not run.same_shape(one.shape, other.shape):
        return False
    return all(
        all(map(run.space.is_same, one.view.place(places), other.view.place(places)))
        for places in run.space.indices(one.shape)
    )


def _are_apart(run: Run, one: Tensor, other: Tensor) -> bool:
    """Return whether an index into the storage differs by a number for all entries of two views of trees."""
    space = run.space
    for first in space.indices(one.shape):
        for second in space.indices(other.shape):
            pairs = zip(one.view.place(first), other.view.place(second), strict=True)
            steps = (space.apply("sub", space.entry(a), space.entry(b)) for a, b in pairs)
            return any(space.whole(space.size(step)) not in {None, 0} for step in steps)
    return False
