"""Views: arrays that share the storage of another one. What is written to either is seen in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.values import Entry, Places, Size, Tensor, View

Back = Callable[[Places], tuple[list[Entry], Places]]


def through(
    array: Tensor,
    shape: Sequence[Size],
    place: Callable[[Places], Places],
    back: Back | None,
    strides: tuple[int, ...] | None,
) -> Tensor:
    """Return a view whose indices are mapped to those of an array, and back."""
    outer, outer_back = array.view.place, array.view.back
    inner_back: Back | None = None
    if back is not None and outer_back is not None:

        def inner_back(places: Places) -> tuple[list[Entry], Places]:
            conditions, middle = outer_back(places)
            more, found = back(middle)
            return [*conditions, *more], found

    view = View(lambda places: outer(place(places)), inner_back, strides)
    return Tensor(array.cell, tuple(shape), array.dtype, view)


def permuted(array: Tensor, order: Sequence[int]) -> Tensor:
    """Return a view with the dimensions in another order: `order` names those of the array."""
    ways = {axis: number for number, axis in enumerate(order)}
    inverse = [ways[axis] for axis in range(len(order))]
    strides = array.view.strides
    return through(
        array,
        [array.shape[axis] for axis in order],
        lambda places: tuple(places[number] for number in inverse),
        lambda places: ([], tuple(places[axis] for axis in order)),
        None if strides is None else tuple(strides[axis] for axis in order),
    )


def swapped(run: Run, array: Tensor, first: int, second: int) -> Tensor:
    """Return a view with two dimensions swapped."""
    order = list(range(array.rank))
    order[first], order[second] = order[second], order[first]
    return permuted(array, order)


def with_one(run: Run, array: Tensor, axis: int) -> Tensor:
    """Return a view with a new dimension of size 1."""
    zero, one = (run.space.size(run.space.number(Fraction(value))) for value in (0, 1))
    strides = array.view.strides
    return through(
        array,
        [*array.shape[:axis], one, *array.shape[axis:]],
        lambda places: places[:axis] + places[axis + 1 :],
        lambda places: ([], (*places[:axis], zero, *places[axis:])),
        None if strides is None else (*strides[:axis], 1, *strides[axis:]),
    )


def at(run: Run, array: Tensor, axis: int, place: Size) -> Tensor:
    """Return a view of what stands at an index of one dimension, which is gone."""
    space, strides = run.space, array.view.strides

    def back(places: Places) -> tuple[list[Entry], Places]:
        here = space.compare("=", space.entry(places[axis]), space.entry(place))
        return [here], places[:axis] + places[axis + 1 :]

    return through(
        array,
        [*array.shape[:axis], *array.shape[axis + 1 :]],
        lambda places: (*places[:axis], place, *places[axis:]),
        back,
        None if strides is None else (*strides[:axis], *strides[axis + 1 :]),
    )


def sliced(run: Run, array: Tensor, axis: int, start: Size, count: Size, step: int = 1) -> Tensor:
    """Return a view of `count` indices of one dimension, from `start` on."""
    space, strides = run.space, array.view.strides
    offset = space.entry(start)

    def moved(place: Size) -> Size:
        return space.size(space.apply("add", space.entry(space.shift(place, 0, step)), offset))

    def back(places: Places) -> tuple[list[Entry], Places]:
        inner = space.apply("sub", space.entry(places[axis]), offset)
        if step != 1:
            raise SpecialError("writing to every second entry")
        low = space.compare(">=", inner, space.number(Fraction(0)))
        high = space.compare("<", inner, space.entry(count))
        return [low, high], (*places[:axis], space.size(inner), *places[axis + 1 :])

    return through(
        array,
        [*array.shape[:axis], count, *array.shape[axis + 1 :]],
        lambda places: (*places[:axis], moved(places[axis]), *places[axis + 1 :]),
        back,
        None if strides is None else (*strides[:axis], strides[axis] * step, *strides[axis + 1 :]),
    )


# Reshaping.


def reshaped(run: Run, array: Tensor, shape: Sequence[Size], only_view: bool = False) -> Tensor:
    """Return an array with other dimensions, entries row by row: a view where the storage allows it, else a copy.

    `only_view`: a copy is refused, as `view` of PyTorch does.
    """
    shape = _completed(run, array.shape, shape)
    if run.same_shape(shape, array.shape):
        return through(array, shape, lambda places: places, lambda places: ([], places), array.view.strides)
    known = [run.space.whole(size) for size in (*shape, *array.shape)]
    if None in known:
        return _by_ones(run, array, shape)
    sizes = [size for size in known if size is not None]
    new, old = sizes[: len(shape)], sizes[len(shape) :]
    if array.view.strides is None:
        raise SpecialError("another shape of this view")
    if _fits(old, array.view.strides, new):
        place, back = _mapping(run, new, old), _mapping(run, old, new)
        return through(array, shape, place, lambda places: ([], back(places)), run.strides(shape))
    if only_view:
        raise FailedError("shape", "`view` needs entries that stand row by row in storage; `reshape` copies them")
    read, place = array.reader(), _mapping(run, new, old)
    return run.fresh(shape, array.dtype, lambda places: read(place(places)))


def _fits(old: Sequence[int], strides: Sequence[int], new: Sequence[int]) -> bool:
    """Return whether a new shape is a view of entries with some strides, as both libraries decide it.

    Dimensions whose entries stand one behind the other are a chunk; each chunk must be some of the new dimensions.
    """
    left, base = len(new) - 1, strides[-1] if strides else 1
    count = found = 1
    for axis in range(len(old) - 1, -1, -1):
        count *= old[axis]
        if axis and (old[axis - 1] == 1 or strides[axis - 1] == count * base):
            continue
        while left >= 0 and (found < count or new[left] == 1):
            found *= new[left]
            left -= 1
        if found != count:
            return False
        if axis:
            base, count, found = strides[axis - 1], 1, 1
    return left == -1


def is_contiguous(run: Run, array: Tensor) -> bool | None:
    """Return whether entries stand row by row; None where that is not known."""
    known = [run.space.whole(size) for size in array.shape]
    sizes = [size for size in known if size is not None]
    if array.view.strides is None or len(sizes) < len(known):
        return None
    return _is_plain(sizes, array.view.strides)


def _is_plain(sizes: Sequence[int], strides: Sequence[int]) -> bool:
    step = 1
    for size, stride in zip(reversed(sizes), reversed(strides), strict=True):
        if size != 1 and stride != step:
            return False
        step *= size
    return True


def _completed(run: Run, old: Sequence[Size], shape: Sequence[Size]) -> tuple[Size, ...]:
    """Return a shape with -1 worked out; raises FailedError where the numbers of entries differ."""
    if run.library == "numpy" and any((run.space.whole(size) or 0) < -1 for size in shape):
        raise UnreadError("a negative size")
    open_places = [place for place, size in enumerate(shape) if run.space.whole(size) == -1]
    if len(open_places) > 1:
        raise FailedError("shape", "only one size can be -1")
    total, given = _product(run, old), _product(run, [s for p, s in enumerate(shape) if p not in open_places])
    if not open_places:
        if not run.space.is_same(run.space.size(total), run.space.size(given)):
            raise FailedError("shape", f"an array of shape {run.shown(old)} has no {run.shown(shape)} entries")
        return tuple(shape)
    return tuple(_rest(run, old, shape, total, given) if place in open_places else s for place, s in enumerate(shape))


def _rest(run: Run, old: Sequence[Size], shape: Sequence[Size], total: Entry, given: Entry) -> Size:
    """Return the size that -1 stands for."""
    left = list(old)
    for size in shape:
        match = next((one for one in left if run.space.is_same(one, size)), None)
        if match is not None:
            left.remove(match)
        elif run.space.whole(size) != -1 and not run.is_one(size):
            break
    else:
        return run.space.size(_product(run, left))
    numbers = run.space.whole(run.space.size(total)), run.space.whole(run.space.size(given))
    if numbers[0] is None or numbers[1] is None:
        raise SpecialError("a size that is left to be worked out")
    if not numbers[1] or numbers[0] % numbers[1]:
        raise FailedError("shape", f"an array of shape {run.shown(old)} has no rows of {numbers[1]} entries")
    return run.space.size(run.space.number(Fraction(numbers[0] // numbers[1])))


def _product(run: Run, shape: Sequence[Size]) -> Entry:
    total = run.space.number(Fraction(1))
    for size in shape:
        total = run.space.apply("mul", total, run.space.entry(size))
    return total


def _mapping(run: Run, new: Sequence[int], old: Sequence[int]) -> Callable[[Places], Places]:
    """Return the map from indices of one shape to those of another, both row by row."""
    space = run.space

    def mapped(places: Places) -> Places:
        flat = 0
        for size, place in zip(new, places, strict=True):
            number = space.whole(place)
            if number is None:
                raise SpecialError("indices counted row by row")
            flat = flat * size + number
        found = []
        for size in reversed(old):
            flat, rest = divmod(flat, size)
            found.append(space.size(space.number(Fraction(rest))))
        return tuple(reversed(found))

    return mapped


def _by_ones(run: Run, array: Tensor, shape: Sequence[Size]) -> Tensor:
    """Return a view of a shape that only has other dimensions of size 1."""
    kept = [axis for axis, size in enumerate(array.shape) if not run.is_one(size)]
    wanted = [axis for axis, size in enumerate(shape) if not run.is_one(size)]
    if not run.same_shape([array.shape[axis] for axis in kept], [shape[axis] for axis in wanted]):
        raise SpecialError("another shape of sizes in letters")
    for axis in reversed(range(array.rank)):
        if axis not in kept:
            array = at(run, array, axis, run.space.size(run.space.number(Fraction(0))))
    for axis in range(len(shape)):
        if axis not in wanted:
            array = with_one(run, array, axis)
    return array
