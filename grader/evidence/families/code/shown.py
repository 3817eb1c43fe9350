"""Inputs and outputs as evidence shows them: sizes, arrays row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.evidence.families.code.comparing import Pair
from grader.evidence.families.code.outputs import RETURNED
from grader.evidence.families.code.samples import Sample
from grader.evidence.families.code.spaces.number_functions import Undefined as NoValue
from grader.evidence.families.code.spaces.values import Entry, Places, Size, int_of, real_of
from grader.evidence.numbers.shown import shown
from grader.verdict import Exact, Point, Truth, Undefined, Value

METHOD = "run on numbers"


def where_of(sample: Sample) -> str:
    """Return the sizes of an input in words; empty where there are none."""
    said = ", ".join(f"{name} = {size}" for name, size in sample.sizes.items())
    return f" (at {said})" if said else ""


def point_of(pair: Pair, sample: Sample) -> Point:
    """Return the counterexample that an input is, with all entries of both sides."""
    at: dict[str, Value] = {name: Exact(str(size)) for name, size in sample.sizes.items()}
    for name, entries in sample.values.items():
        shape = [1 + max(int_of(places[axis]) for places in entries) for axis in range(len(next(iter(entries), ())))]
        at[name] = _array(shape, entries.__getitem__)
    note = "" if pair.what == RETURNED else f"this is `{pair.what}`"
    return Point(at, _array(pair.shape, pair.answer), _array(pair.shape, pair.expected), METHOD, note)


def _array(shape: Sequence[Size], read: Callable[[Places], Entry], before: Places = ()) -> Value:
    if not shape:
        return _entry(read(before))
    return tuple(_array(shape[1:], read, (*before, place)) for place in range(int_of(shape[0])))


def _entry(entry: Entry) -> Value:
    if isinstance(entry, NoValue):
        return Undefined("")
    if isinstance(entry, bool):
        return Truth(entry)
    return shown(real_of(entry))
