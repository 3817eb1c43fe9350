"""Python's own functions, and its lists and tuples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from grader.evidence.families.code.errors import FailedError, SpecialError, UnreadError
from grader.evidence.families.code.library.arithmetic import binary
from grader.evidence.families.code.library.operators import elementwise, item, truth_of
from grader.evidence.families.code.library.reductions import total
from grader.evidence.families.code.run import Run, kind_of, misfit
from grader.evidence.families.code.spaces.values import Listed, Object, Scalar, Slice, Span, Tensor, Value
from grader.evidence.families.code.statements.fields import attribute

if TYPE_CHECKING:
    from grader.evidence.families.code.statements.expressions import Expressions

MAX_COUNTED = 1_000  # numbers of a range that are looped over


def builtin(at: Expressions, name: str, args: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """Return what one of Python's own functions gives."""
    if named and not (name == "enumerate" and set(named) <= {"start"}):
        raise UnreadError(f"`{name}` with these arguments")
    match name, list(args):
        case "len", [one]:
            return _length(at, one)
        case "range", _ if 1 <= len(args) <= 3:
            return _range(at.run, args)
        case "sum", [one]:
            return _sum(at, one)
        case "max" | "min", _:
            return _best(at, name, args)
        case "abs", [one]:
            return elementwise(at.run, "abs", [one])
        case "float" | "int" | "bool", [one]:
            return _number(at.run, name, one)
        case "super", []:
            return Object()
        case "idle", _:
            return None
        case _:
            return _sequence(at, name, args, named)


def _sequence(at: Expressions, name: str, args: Sequence[Value], named: Mapping[str, Value]) -> Value:
    """Return what a function gives that makes or goes through sequences."""
    match name, list(args):
        case "zip", _:
            return Listed(list(zip(*(at.items(one) for one in args), strict=False)))
        case "enumerate", [one]:
            first = at.run.whole(named["start"]) if "start" in named else 0
            return Listed([(at.run.number(first + place), inner) for place, inner in enumerate(at.items(one))])
        case "list" | "tuple" | "reversed", [one]:
            items = list(at.items(one))
            return tuple(items) if name == "tuple" else Listed(items if name == "list" else items[::-1])
        case "list", []:
            return Listed([])
        case "slice", _ if 1 <= len(args) <= 3:
            return Slice(*([None, args[0], None] if len(args) == 1 else [*args, None][:3]))
        case _:
            raise UnreadError(f"`{name}` with these arguments")


def _length(at: Expressions, value: Value) -> Value:
    match value:
        case Tensor(shape=(size, *_)):
            return Scalar(at.run.space.entry(size), "int")
        case Object(methods=methods) if "__len__" in methods:
            return at.call(attribute(at.run, value, "__len__"), [], {})
        case tuple() | Listed() | Span():
            return at.run.number(len(at.items(value)))
        case _:
            raise misfit(f"{kind_of(value)} has no length", value)


def _range(run: Run, args: Sequence[Value]) -> Span:
    zero = run.size_of(run.number(0))
    ends = [run.size_of(one) for one in args]
    step = run.whole(args[2]) if len(args) == 3 else 1
    if step == 0:
        raise FailedError("type", "a range has no step 0")
    return Span(zero if len(ends) == 1 else ends[0], ends[0] if len(ends) == 1 else ends[1], step)


def counted(run: Run, span: Span) -> list[Value]:
    """Return the numbers of a range."""
    start, stop = run.space.whole(span.start), run.space.whole(span.stop)
    if start is None or stop is None:
        raise SpecialError("a loop over a size in letters")
    numbers = range(start, stop, span.step)
    if len(numbers) > MAX_COUNTED:
        raise UnreadError(f"a loop of more than {MAX_COUNTED:,} turns (limit MAX_COUNTED)")
    return [run.number(number) for number in numbers]


def _sum(at: Expressions, value: Value) -> Value:
    if isinstance(value, Tensor):
        return total(at.run, value, at.run.number(0))
    found: Value = at.run.number(0)
    for one in at.items(value):
        found = binary(at.run, "add", found, one)
    return found


def _best(at: Expressions, name: str, args: Sequence[Value]) -> Value:
    items = list(at.items(args[0])) if len(args) == 1 else list(args)
    if not items or any(not isinstance(one, Scalar) for one in items):
        raise UnreadError(f"`{name}` of these values")
    found = items[0]
    for one in items[1:]:
        found = elementwise(at.run, name, [found, one])
    return found


def _number(run: Run, name: str, value: Value) -> Value:
    match value:
        case Tensor():
            value = item(run, value)
        case Scalar():
            pass
        case _:
            raise UnreadError(f"`{name}` of {kind_of(value)}")
    if name == "bool":
        return Scalar(truth_of(run, value), "bool")
    entry = run.as_number(value.value) if value.dtype == "bool" else value.value
    if name == "int":
        return Scalar(entry if value.dtype != "float" else run.space.apply("trunc", entry), "int")
    return Scalar(entry, "float")


def picked(run: Run, items: Sequence[Value], key: Value) -> Value:
    """Return an item, or a slice, of a list or tuple."""
    if isinstance(key, Slice):
        ends = [None if end is None else run.whole(end) for end in (key.start, key.stop, key.step)]
        found = items[slice(*ends)]
        return tuple(found) if isinstance(items, tuple) else Listed(list(found))
    place = run.whole(key)
    if not -len(items) <= place < len(items):
        raise FailedError("index", f"the index {place} is out of range for {len(items)} items")
    return items[place]
