"""Truth values as indices: the entries at which they hold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.memory.picking import items_of
from grader.evidence.families.code.library.operators import choose
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import (
    Places,
    Reader,
    Size,
    Slice,
    Tensor,
    Value,
)


def mask_of(run: Run, array: Tensor, key: Value) -> Tensor | None:
    """Return the one array of truth values that an index is; None for any other index."""
    found = [one for one in items_of(key) if isinstance(one, Tensor) and one.dtype == "bool" and one.rank]
    if not found:
        return None
    rest = [one for one in items_of(key)[1:] if not (isinstance(one, Slice) and one == Slice(None, None, None))]
    if len(found) > 1 or rest or items_of(key)[0] is not found[0]:
        raise UnreadError("truth values among other indices")
    if not run.same_shape(found[0].shape, array.shape[: found[0].rank]):
        shapes = f"{run.shown(found[0].shape)} for an array of shape {run.shown(array.shape)}"
        raise FailedError("index", f"truth values of shape {shapes}")
    return found[0]


def masked(run: Run, array: Tensor, mask: Tensor) -> Tensor:
    """Return the entries at which truth values hold, whose number depends on them."""
    counts = [run.space.whole(size) for size in mask.shape]
    if any(count is None for count in counts):
        raise SpecialError("as many entries as there are truths")
    read, rest = mask.reader(), array.shape[mask.rank :]
    kept = [at_ for at_ in _all_places(run, mask.shape) if run.space.truth(read(at_))]
    inner = array.reader()
    count = run.space.size(run.space.number(Fraction(len(kept))))
    readers: list[Reader] = [lambda places, at_=at_: inner((*at_, *places)) for at_ in kept]  # type: ignore[misc]
    return run.fresh((count, *rest), array.dtype, lambda places: run.one_of(readers, places[0])(places[1:]))


def _all_places(run: Run, shape: Sequence[Size]) -> list[Places]:
    found: list[Places] = [()]
    for size in shape:
        count = run.space.whole(size) or 0
        numbers = [run.space.size(run.space.number(Fraction(place))) for place in range(count)]
        found = [(*before, place) for before in found for place in numbers]
    return found


def put_masked(run: Run, array: Tensor, mask: Tensor, value: Value) -> None:
    """Write one value, or as many as there are truths, where truth values hold."""
    new = run.tensor(value)
    read, before = mask.reader(), array.reader()
    if new.rank == 0:
        entry = run.entries(new, array.dtype)(())
        run.space.write(array, lambda at_: choose(run, array.dtype, read(at_[: mask.rank]), entry, before(at_)))
        return
    if mask.rank != array.rank or new.rank != 1:
        raise UnreadError("an array written to where truth values hold")
    kept = [at_ for at_ in _all_places(run, mask.shape) if run.space.truth(read(at_))]
    values = run.entries(new, array.dtype)
    if run.space.whole(new.shape[0]) != len(kept):
        raise FailedError("shape", f"{run.shown(new.shape)} values are written to {len(kept)} entries")
    numbers = {at_: run.space.size(run.space.number(Fraction(number))) for number, at_ in enumerate(kept)}
    run.space.write(array, lambda at_: values((numbers[at_],)) if at_ in numbers else before(at_))
