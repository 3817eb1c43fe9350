"""What an object works out once, when it is first asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801  (a decorator, beside `property`)
    """A property that is worked out once; `functools.cached_property` takes a lock for that before Python 3.12."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, asked: object, kind: type | None = None) -> T:
        found = asked.__dict__[self._name] = self._work(asked)
        return found
