"""What is asked of data classes and of objects of theirs: which fields they have, and the same with some changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from grader.records.declared import FIELDS, STANDARD, Field
from grader.records.making import values_of

T = TypeVar("T")


def is_dataclass(one: object) -> bool:
    """Return whether something is a data class or an object of one."""
    cls = one if isinstance(one, type) else type(one)
    return hasattr(cls, FIELDS) or hasattr(cls, STANDARD)


def fields(one: Any) -> tuple[Field, ...]:
    """Return the fields of a data class, ours or not, or of an object of one."""
    return tuple((getattr(one, FIELDS, None) or getattr(one, STANDARD)).values())


def replace(one: T, /, **changes: Any) -> T:
    """Return an object of the same class with some fields changed."""
    cls: Any = one.__class__
    places, values, by_name = _given(cls)
    found = [*values(one)]
    for name, value in changes.items():
        if name not in places:
            raise TypeError(f"{cls.__qualname__} is not made from {name}")
        found[places[name]] = value
    made: T = cls(**dict(zip(places, found, strict=True))) if by_name else cls(*found)
    return made


@cache
def _given(cls: type) -> tuple[dict[str, int], Callable[[Any], tuple[Any, ...]], bool]:
    """Return what a class is made from, with places; what reads it of an object; and whether it is given by name."""
    given = [one for one in fields(cls) if one.init]
    names = [one.name for one in given]
    return {name: place for place, name in enumerate(names)}, values_of(names), any(one.kw_only for one in given)
