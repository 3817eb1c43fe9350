"""What programs are given: objects and arrays from the paths of a frame, in a space."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import fmpq

from grader.evidence.families.code.errors import OpenError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces.bounds import starts_at_zero
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.symbolic import Symbolic
from grader.evidence.families.code.spaces.values import (
    Dtype,
    Listed,
    Object,
    Scalar,
    Scope,
    Size,
    Tensor,
    Value,
    int_of,
)
from grader.evidence.families.code.spaces.valuing import Valuing
from grader.language.code.program import Frame, Input
from grader.language.domains import Domain
from grader.language.tree import Add, Neg, Node, Num, Sym, substitute, symbols


def letters_of(frame: Frame) -> tuple[str, ...]:
    """Return the letters that are sizes, in the order in which they occur."""
    found: dict[str, None] = {}
    for one in frame.inputs:
        if one.domain.base == "size":
            found[one.path] = None
        for part in (*one.domain.shape, one.domain.low, one.domain.high):
            if part is not None and (one.domain.shape or one.domain.is_integer):
                found.update(dict.fromkeys(sorted(symbols(part), key=str)))
    return tuple(found)


def dtype_of(one: Input) -> Dtype:
    """Return the type of an input's entries."""
    return "int" if one.domain.is_integer else "float"


def scope_of(frame: Frame, run: Run, sizes: Mapping[str, Size]) -> Scope:
    """Return the names that a program is given, with what they stand for in a space."""
    scope = Scope()
    for one in frame.inputs:
        _place(scope, one, _value(one, run, sizes))
    return scope


def _value(one: Input, run: Run, sizes: Mapping[str, Size]) -> Value:
    if one.domain.base == "size":
        return Scalar(run.space.entry(sizes[one.path]), "int")
    shape = tuple(_size(run, dim, sizes) for dim in one.domain.shape)
    read = run.space.input(one.path, shape, dtype_of(one))
    if not shape:
        return Scalar(read(()), dtype_of(one))
    array = run.fresh(shape, dtype_of(one), read)
    array.input = one.path
    return array


def _size(run: Run, dim: Node, sizes: Mapping[str, Size]) -> Size:
    if isinstance(run.space, Numbers):
        return run.space.size(
            Valuing(run.space, {name: fmpq(int_of(size)) for name, size in sizes.items()}).number(dim)
        )
    known: dict[str, Node] = {name: size for name, size in sizes.items() if isinstance(size, Num)}
    return run.space.size(substitute(dim, known))


def _place(scope: Scope, one: Input, value: Value) -> None:
    """Put a value where its path leads, with the objects and lists on the way."""
    first, *rest = one.steps
    if not rest:
        scope.names[str(first)] = value
        return
    owner = scope.names.setdefault(str(first), Listed([]) if isinstance(rest[0], int) else Object())
    for number, step in enumerate(rest[:-1]):
        empty: Value = Listed([]) if isinstance(rest[number + 1], int) else Object()
        inner = _get(owner, step)
        if inner is None:
            _set(owner, step, empty)
            inner = empty
        owner = inner
    _set(owner, rest[-1], value)


def _get(owner: Value, step: str | int) -> Value:
    match owner, step:
        case ((Object(fields=fields) | Tensor(fields=fields)), str()):
            return fields.get(step)
        case Listed(items), int():
            return items[step] if step < len(items) else None
        case _:
            return None


def _set(owner: Value, step: str | int, value: Value) -> None:
    match owner, step:
        case ((Object(fields=fields) | Tensor(fields=fields)), str()):
            fields[step] = value
        case Listed(items), int():
            items.extend([None] * (step + 1 - len(items)))
            items[step] = value
        case _:
            raise OpenError("a path of an input leads nowhere")


# Letters.


def symbolic_sizes(frame: Frame, space: Symbolic, sizes: Mapping[str, int]) -> Mapping[str, Size]:
    """Return the letters of a frame as sizes, numbers for those that have one; notes what inputs count."""
    letters: dict[str, Node] = {name: Sym(name) for name in letters_of(frame)}
    space.naturals |= {*letters, *(one.path for one in frame.inputs if starts_at_zero(one.domain))}
    letters |= {name: Num(Fraction(size)) for name, size in sizes.items()}
    for one in frame.inputs:
        match one.domain:
            case Domain(low=Num(0), high=Add((count_, Neg(Num(1))))) if one.domain.shape:
                space.counts[one.path] = substitute(count_, letters)
    return letters
