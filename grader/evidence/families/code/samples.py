"""Numbers for the inputs of programs: any, and those at which programs part that agree almost everywhere.

The first are different sizes with small numbers, whole ones and others. What follows are zeros, equal entries, one
entry greater than all others at the first or last place, negative ones, halves, sizes of 1: where an order is not
strict, a sign is 0, a quotient has no value, or a greatest entry stands twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, product
from random import Random

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.families.code.errors import OpenError
from grader.evidence.families.code.inputs import letters_of
from grader.evidence.families.code.spaces.number_functions import Number, Undefined
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Places
from grader.evidence.families.code.spaces.valuing import Valuing
from grader.language.code.program import Frame, Input
from grader.language.domains import Domain
from grader.language.tree import Node
from grader.records import dataclass

MAX_ARRAY = 400  # entries of an input that is looked at
TURNS = 4  # inputs with any numbers
DENOMINATOR = 64  # of the rational number that stands for an end that is none
MAX_TRIES = 50  # numbers that are tried until one lies in a domain
SIZES = ((2, 3, 4, 5, 6), (3, 2, 5, 4, 2), (1, 2, 3, 2, 3), (4, 3, 2, 3, 4))

Pattern = Callable[[int, int, int, Random], fmpq]  # the number at a place of a row: of how many, of which input
PLAIN = (3, 2, 3, 2, 3)
EDGES: Sequence[tuple[tuple[int, ...], Pattern]] = (
    (PLAIN, lambda place, size, number, random: fmpq(0)),
    (PLAIN, lambda place, size, number, random: fmpq(place + 1 if number else 0)),
    (PLAIN, lambda place, size, number, random: fmpq(0 if number % 2 else -1 - place)),
    ((3,), lambda place, size, number, random: fmpq(random.randint(-1, 1))),
    ((3,), lambda place, size, number, random: fmpq(random.randint(0, 1))),
    (PLAIN, lambda place, size, number, random: fmpq(2)),
    ((3,), lambda place, size, number, random: fmpq(place == 0)),
    (PLAIN, lambda place, size, number, random: fmpq(place == size - 1)),
    ((3, 3, 2), lambda place, size, number, random: fmpq(2 if place in {0, size - 1} else -1)),
    ((2, 3), lambda place, size, number, random: fmpq(-1 - place)),
    ((3, 2), lambda place, size, number, random: fmpq(place - 3)),
    (PLAIN, lambda place, size, number, random: fmpq(random.choice((-5, -3, -1, 1, 3, 5)), 2)),
    ((1,), lambda place, size, number, random: fmpq(-2)),
    ((3, 1, 2, 1), lambda place, size, number, random: fmpq(random.randint(-2, 2))),
    ((2, 3, 1, 2), lambda place, size, number, random: fmpq(random.randint(-2, 2))),
)


@dataclass(frozen=True)
class Sample:
    """Sizes by their letters, and the entries of all inputs by their indices."""

    sizes: Mapping[str, int]
    values: Mapping[str, Mapping[Places, Number]]

    def letters(self) -> dict[str, Number]:
        """Return the letters of formulas: sizes, and inputs without a shape."""
        found: dict[str, Number] = {name: fmpq(size) for name, size in self.sizes.items()}
        return found | {name: entries[()] for name, entries in self.values.items() if () in entries}


def samples(frame: Frame, budget: Budget) -> Iterator[Sample]:
    """Yield any numbers for the inputs: different sizes first; small whole numbers, others, and some equal ones."""
    letters = letters_of(frame)
    random = Random(7)  # noqa: S311 - any numbers will do, the same ones each time
    for turn in range(TURNS):
        sizes = _sizes(frame, letters, turn, SIZES[turn])

        def one(domain: Domain, ends: Ends, place: int, size: int, number: int, turn: int = turn) -> fmpq:
            return _any_number(domain, ends, random, turn)

        yield _sample(frame, sizes, budget, one)


def edges(frame: Frame, budget: Budget) -> Iterator[Sample]:
    """Yield numbers at which programs part that agree almost everywhere."""
    letters = letters_of(frame)
    random = Random(11)  # noqa: S311 - any numbers will do, the same ones each time
    for turn, (row, pattern) in enumerate(EDGES):
        sizes = _sizes(frame, letters, turn, row)

        def one(domain: Domain, ends: Ends, place: int, size: int, number: int, pattern: Pattern = pattern) -> fmpq:
            wanted = pattern(place, size, number, random)
            found = _nearest(domain, ends, wanted)
            return _any_number(domain, ends, random, 0) if found is None else found

        yield _sample(frame, sizes, budget, one)


Ends = tuple[fmpq | None, fmpq | None]  # the ends of a domain, None where there is none
One = Callable[[Domain, Ends, int, int, int], fmpq]


def _sample(frame: Frame, sizes: Mapping[str, int], budget: Budget, one: One) -> Sample:
    space = Numbers({}, budget)
    inputs = [given for given in frame.inputs if given.domain.base != "size"]
    values = {given.path: dict(_entries(given, number, sizes, space, one)) for number, given in enumerate(inputs)}
    return Sample(sizes, values)


def _sizes(frame: Frame, letters: tuple[str, ...], turn: int, row: Sequence[int]) -> dict[str, int]:
    if frame.sizes:
        return dict(frame.sizes[turn % len(frame.sizes)])
    return {name: row[number % len(row)] for number, name in enumerate(letters)}


def _entries(
    given: Input, number: int, sizes: Mapping[str, int], space: Numbers, one: One
) -> Iterator[tuple[Places, Number]]:
    known = {name: fmpq(size) for name, size in sizes.items()}
    values = Valuing(space, known)
    shape = [space.size(values.number(dim)) for dim in given.domain.shape]
    total = 1
    for size in shape:
        total *= size
    if total > MAX_ARRAY:
        raise OpenError(f"an input of more than {MAX_ARRAY} entries (limit MAX_ARRAY)", limit="MAX_ARRAY")
    if given.domain.members is not None:
        raise OpenError("an input of listed values")
    low, high = _end(values, given.domain.low, 1), _end(values, given.domain.high, -1)
    for places in product(*map(range, shape)):
        yield places, one(given.domain, (low, high), *((places[-1], shape[-1]) if shape else (0, 1)), number)


def _end(values: Valuing, end: Node | None, toward: int) -> fmpq | None:
    """Return an end of a domain, or where it is no exact number one near it, above (1) or below it (-1).

    None where there is none; raises OpenError where it has no value.
    """
    if end is None:
        return None
    found = values.number(end)
    if isinstance(found, Undefined):
        raise OpenError("an input whose domain has an end without a value")
    if isinstance(found, fmpq):
        return found
    near = (toward * found * DENOMINATOR).ceil().unique_fmpz()
    if near is None:
        raise OpenError("an input whose domain has an end that is not known well enough")
    return toward * fmpq(near, DENOMINATOR)


def _any_number(domain: Domain, ends: Ends, random: Random, turn: int) -> fmpq:
    """Return a number of a domain: whole in the first turns, with equal ones and zeros in the third."""
    low, high = ends
    if domain.is_integer:
        first = int(low.p) if low is not None else -3 if high is None else int(high.p) - 6
        last = int(high.p) if high is not None else first + 6
        return fmpq(random.randint(first, last))
    for attempt in count():
        if attempt > MAX_TRIES:
            raise OpenError("a domain without small numbers")
        span = 2 if turn == 2 else 4
        value = fmpq(random.randint(-span, span), 1 if turn in {0, 2} else random.randint(1, 5))
        if low is not None and high is not None:
            value = low + (high - low) * fmpq(random.randint(1, 15), 16)
        elif low is not None:
            value = low + abs(value)
        elif high is not None:
            value = high - abs(value)
        if _is_inside(domain, ends, value) and (value != 0 or turn == 2):
            return value
    raise AssertionError


def _is_inside(domain: Domain, ends: Ends, value: fmpq) -> bool:
    low, high = ends
    is_low = low is None or value > low or (value == low and domain.low_closed)
    is_high = high is None or value < high or (value == high and domain.high_closed)
    return is_low and is_high and (value != 0 or not domain.nonzero) and (value.q == 1 or not domain.is_integer)


def _nearest(domain: Domain, ends: Ends, value: fmpq) -> fmpq | None:
    """Return a number of a domain that is like another one: itself, its size, one more, an end; None for none."""
    tried = (value, abs(value), abs(value) + 1, *(end for end in ends if end is not None))
    return next((one for one in tried if _is_inside(domain, ends, one)), None)
