"""A function's values, kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """The values of a function of one argument: looked up as in a dictionary, worked out where they are missing.

    It holds at most `most` of them and then starts anew. Where little work is saved, this is faster than `lru_cache`,
    which touches three entries to find one.
    """

    def __init__(self, function: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self.function = function
        self.most = most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self.most:
            self.clear()
        value = self[key] = self.function(key)
        return value
