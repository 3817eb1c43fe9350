"""Two programs run on the same numbers: the first input on which the answer fails, or gives something else.

A difference of numbers that are not exact is worked out a second time with twice as many digits.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flint import ctx, fmpq

from grader.claims.statements import SameCode
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.families.code.comparing import CHANGED, Pair, pairs
from grader.evidence.families.code.errors import FailedError, OpenError, RunError, SpecialError, UnreadError
from grader.evidence.families.code.formulated import Formulated, formulated
from grader.evidence.families.code.outputs import Left, left_by
from grader.evidence.families.code.run import Library, Run
from grader.evidence.families.code.samples import Sample, edges, samples
from grader.evidence.families.code.shown import point_of, where_of
from grader.evidence.families.code.spaces.formulas import shifted
from grader.evidence.families.code.spaces.number_functions import NOT_FINITE, UNDEFINED, Undefined, differ
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import (
    Entry,
    Listed,
    Named,
    Places,
    Scalar,
    Tensor,
    Value,
    all_places,
    int_of,
    real_of,
    tree_of,
)
from grader.evidence.families.code.spaces.valuing import Valuing
from grader.language.code.program import Program
from grader.language.tree import Sym
from grader.records import replace
from grader.verdict import Evidence, Reason, Unknown
from grader.wording import undecided_reasons

MAX_EDGE_STEPS = 20_000  # that inputs with zeros, equal entries and the like may cost
BITS = 128  # of balls


class Refuter:
    """Looks for an input on which an answer is wrong; `seen` counts those on which both programs agree."""

    def __init__(self, task: SameCode, library: Library, budget: Budget) -> None:
        self.task, self.library, self.budget = task, library, budget
        self.seen = 0
        self.open = ""
        self.formulas: list[Formulated] | None = None

    def evidence(self) -> Evidence | None:
        """Return a refutation, or why nothing can be said; None where both programs agree on what was looked at."""
        try:
            found = self._at_any()
            return self._at_edges() if found is None and self.seen else found
        except OpenError as error:  # of the inputs themselves: no numbers for them
            self.open = self.open or error.said
            return None

    def _at_any(self) -> Evidence | None:
        for sample in samples(self.task.frame, self.budget):
            try:
                found = self._twice(sample)
            except UnreadError as error:
                return Unknown(undecided_reasons.NOT_READ_HERE.format(said=error.said), is_unread=True)
            except (OpenError, SpecialError) as error:
                self.open = self.open or error.said
                continue
            if found is not None:
                return found
            self.seen += 1
        return None

    def _at_edges(self) -> Evidence | None:
        """Return what is found at zeros, equal entries and the like; inputs of which nothing can be said are passed."""
        whole, self.budget = self.budget, self.budget.share(2, MAX_EDGE_STEPS)
        try:
            for sample in edges(self.task.frame, self.budget):
                with suppress(RunError):
                    if (found := self._twice(sample)) is not None:
                        return found
                    self.seen += 1
        except ExceededError:
            whole.spend(0)  # which raises where there is no more at all
        finally:
            self.budget = whole
        return None

    def _twice(self, sample: Sample) -> Evidence | None:
        """Return what is found at an input; what refutes is looked at a second time, with more digits."""
        found = self._at(sample, BITS)
        return found if found is None or isinstance(found, Unknown) else self._at(sample, 2 * BITS)

    def _at(self, sample: Sample, bits: int) -> Evidence | None:
        with _digits(bits):
            expected = self._expected(sample)
            run = self._run(sample)
            where = where_of(sample)
            try:
                answer = left_by(self.task.answer, self.task.frame, run, sample.sizes)
            except FailedError as error:
                if not _has_values(expected):
                    raise OpenError("the right code gives no value here") from error
                return Reason(error.code, f"{error.said}{where}.")
            for pair in pairs(run, answer, expected, where):
                found = self._compared(pair, sample) if isinstance(pair, Pair) else pair
                if found is not None:
                    return found
        return None

    def _run(self, sample: Sample) -> Run:
        return Run(Numbers(sample.values, self.budget), self.library)

    def _expected(self, sample: Sample) -> Left:
        """Return what the right program leaves; where it takes derivatives, the values of its formulas."""
        run = self._run(sample)
        try:
            if _takes_derivatives(self.task.expected):
                return self._valued(sample, run)
            return left_by(self.task.expected, self.task.frame, run, sample.sizes)
        except (OpenError, SpecialError):
            raise
        except RunError as error:
            raise UnreadError(f"the right code ({error.said})") from error

    def _valued(self, sample: Sample, run: Run) -> Left:
        task = self.task
        if self.formulas is None:
            self.formulas = formulated(task.expected, task.frame, self.library, self.budget, {}, is_ours=True)
        values = Valuing(Numbers(sample.values, self.budget), sample.letters())
        for one in self.formulas:
            if all(map(values.truth, one.conditions)):
                found = Valued(one, run, values)
                reached = {path: found.value(value) for path, value in one.left.reached.items()}
                return replace(one.left, returned=found.value(one.left.returned), reached=reached)
        raise OpenError("no way to run fits these numbers")

    def _compared(self, pair: Pair, sample: Sample) -> Evidence | None:
        for places in all_places(pair.shape):
            left, right = pair.answer(places), pair.expected(places)
            if not _is_different(left, right):
                continue
            if pair.is_aside:
                return Unknown(CHANGED.format(pair.what))
            return point_of(pair, sample)
        return Unknown(pair.doubt) if pair.doubt else None


def _has_values(left: Left) -> bool:
    """Return whether all entries that a program leaves have values."""
    waiting = [left.returned, *left.reached.values()]
    while waiting:
        match waiting.pop():
            case Tensor(shape=shape) as array:
                read = array.reader()
                if any(isinstance(read(places), Undefined) for places in all_places(shape)):
                    return False
            case Scalar(value=Undefined()):
                return False
            case Listed(items) | Named(items=items) | tuple(items):
                waiting += items
    return True


def _is_different(left: Entry, right: Entry) -> bool:
    """Return whether two entries surely differ: what has no value from nothing, what is not finite from a number."""
    if isinstance(right, Undefined) or left is UNDEFINED:
        return False
    if left is NOT_FINITE:
        return True
    return left != right if isinstance(left, bool) else differ(real_of(left), real_of(right))


def _takes_derivatives(program: Program) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "grad" for one in program.body for node in ast.walk(one))


@contextmanager
def _digits(bits: int) -> Iterator[None]:
    before, ctx.prec = ctx.prec, bits
    try:
        yield
    finally:
        ctx.prec = before


class Valued:
    """Values of a run over trees become numbers."""

    def __init__(self, source: Formulated, run: Run, values: Valuing) -> None:
        self.source, self.run, self.values = source, run, values

    def value(self, value: Value) -> Value:
        """Return a value with numbers as entries and sizes."""
        match value:
            case Tensor():
                return self._array(value)
            case Scalar(entry, dtype):
                return Scalar(self._entry(entry, dtype), dtype)
            case Listed(items):
                return Listed([self.value(item) for item in items])
            case Named(names, items):
                return Named(names, tuple(map(self.value, items)))
            case tuple():
                return tuple(map(self.value, value))
            case _:
                return value

    def _array(self, array: Tensor) -> Tensor:
        """Return an array whose formula is made once, with letters as indices."""
        sizes = [self.run.space.size(self.values.number(self.source.space.entry(size))) for size in array.shape]
        names = [f"place[{number}]" for number in range(array.rank)]
        self.source.space.ranges |= dict(zip(names, map(self.source.space.entry, array.shape), strict=True))
        formula = array.reader()(tuple(shifted(Sym(name), -1, 1) for name in names))

        def read(places: Places) -> Entry:
            numbers = (fmpq(int_of(place) + 1) for place in places)
            self.values.letters |= dict(zip(names, numbers, strict=True))
            return self._entry(formula, array.dtype)

        return self.run.fresh(sizes, array.dtype, read)

    def _entry(self, entry: Entry, dtype: str) -> Entry:
        if dtype != "bool":
            return self.values.number(tree_of(entry))
        return entry if isinstance(entry, bool) else self.values.truth(tree_of(entry))
