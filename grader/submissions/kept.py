"""What is worked out once for an object and kept for it, whatever the object holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

from grader.records import dataclass

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
KEPT = 2_000  # objects of which what was worked out is kept


@dataclass(frozen=True, eq=False)
class Same(Generic[T]):
    """What is the same object as before, whatever it holds."""

    value: T

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


def kept(make: Callable[[T], R]) -> Callable[[T], R]:
    """Return a function that makes something once for each object, such as a question, which never changes."""
    made: dict[int, tuple[T, R]] = {}  # an object that is kept keeps its number

    def once(value: T) -> R:
        entry = made.get(id(value))
        if entry is None:
            if len(made) >= KEPT:
                made.clear()
            entry = made[id(value)] = (value, make(value))
        return entry[1]

    return once


def of_short(make: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """Return a function of texts that works out once what it makes of a short one, which never changes."""
    known = cast("Callable[Concatenate[str, P], R]", lru_cache(maxsize=KEPT)(make))

    @wraps(make)
    def once(text: str, /, *more: P.args, **named: P.kwargs) -> R:
        return known(text, *more, **named) if len(text) <= CHARACTERS else make(text, *more, **named)

    return once


def remembered(method: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Return a method of short texts that works each out once for its object, which never changes.

    Documents of a class say the same words around what they give.
    """
    name = f"_{method.__name__}_remembered"

    @wraps(method)
    def once(self: T, /, *texts: P.args, **named: P.kwargs) -> R:
        made: dict[object, R] = self.__dict__.setdefault(name, {})
        if texts in made:
            return made[texts]
        return _kept_if_short(made, texts, method(self, *texts, **named))

    return once


def by_texts(make: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Return a function of an object and short texts that works each out once for the object, which never changes."""

    @kept
    def known(value: T) -> dict[object, R]:
        return {}

    @wraps(make)
    def once(value: T, /, *texts: P.args, **named: P.kwargs) -> R:
        made = known(value)
        if texts in made:
            return made[texts]
        return _kept_if_short(made, texts, make(value, *texts, **named))

    return once


def _kept_if_short(made: dict[object, R], texts: tuple[object, ...], found: R) -> R:
    """Return what was made of texts, which is kept where they are short."""
    if sum(map(len, map(str, texts))) <= CHARACTERS:
        if len(made) >= KEPT:
            made.clear()
        made[texts] = found
    return found


CHARACTERS = 200  # of texts of which what was worked out is remembered
