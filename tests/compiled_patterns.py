"""Tell of patterns that try exponentially many ways: a repeat whose body may be one repeat by itself, `(?:a+|b)+`.

`aaaa` is split in eight ways there, and each is tried before what follows is given up. `(?:(?>a+)|b)+` is split in one.
Run as a program: it loads all of `grader`, looks at each pattern that was compiled, and prints the bad ones.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import grader

OFTEN = 10  # a repeat up to so many times counts as one without an end
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
WIDTHLESS = {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}
Item = tuple[Any, Any]


def splits(items: Iterable[Item]) -> bool:
    """Return whether a parsed pattern holds a repeat whose body may be one repeat by itself."""
    return any(
        (operation in REPEATS and what[1] >= OFTEN and _is_repeat(what[2]))
        or any(map(splits, _inside(operation, what)))
        for operation, what in items
    )


def _inside(operation: Any, what: Any) -> list[Iterable[Item]]:
    if operation in REPEATS or operation is _constants.POSSESSIVE_REPEAT:
        return [what[2]]
    if operation is _constants.SUBPATTERN:
        return [what[3]]
    if operation is _constants.BRANCH:
        return list(what[1])
    if operation in {_constants.ASSERT, _constants.ASSERT_NOT}:
        return [what[1]]
    return [what] if operation is _constants.ATOMIC_GROUP else []


def _is_repeat(items: Iterable[Item]) -> bool:
    """Return whether one way through is a repeat, and nothing that must stand beside it."""
    every = list(items)
    for place, (operation, what) in enumerate(every):
        if not all(map(_may_be_empty, every[:place] + every[place + 1 :])):
            continue
        if operation in REPEATS and what[1] >= OFTEN:
            return True
        if operation in {_constants.SUBPATTERN, _constants.BRANCH} and any(map(_is_repeat, _inside(operation, what))):
            return True
    return False


def _may_be_empty(item: Item) -> bool:
    operation, what = item
    if operation in REPEATS and what[0] == 0:
        return True
    if operation in REPEATS or operation in {_constants.SUBPATTERN, _constants.BRANCH, _constants.ATOMIC_GROUP}:
        return any(all(map(_may_be_empty, one)) for one in _inside(operation, what))
    return operation in WIDTHLESS


def splitting(pattern: str, flags: int = 0) -> bool:
    """Return whether a pattern, as it is written, may try exponentially many ways."""
    return splits(_parser.parse(pattern, flags))


def compiled_by_grader() -> set[tuple[str, int]]:
    """Load all of `grader`; return each pattern that is compiled meanwhile, with its flags."""
    compile_one, found = _compiler.compile, set()

    def kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str):
            found.add((pattern, int(flags)))
        made: re.Pattern[Any] = compile_one(pattern, flags)
        return made

    _compiler.compile = kept
    for module in pkgutil.walk_packages(grader.__path__, "grader."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return found


if __name__ == "__main__":
    every = compiled_by_grader()
    for one, flags in sorted(every):
        if splitting(one, flags):
            print(one)
    print(len(every), file=sys.stderr)
