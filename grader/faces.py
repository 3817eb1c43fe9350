"""Package faces that load their files when they are named.

`from grader import reports` costs nothing, and `reports.result_json.dumps(…)` loads that file: so is written what a
file needs only on some of its ways. A face that does so names these files once more for mypy, under `TYPE_CHECKING`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def loaded(load: Callable[[], T]) -> Callable[[], T]:
    """Return a function that loads files, done once. Meanwhile Python looks for no garbage: files leave none."""

    @cache
    @wraps(load)
    def once() -> T:
        looks = gc.isenabled()
        gc.disable()
        try:
            return load()
        finally:
            if looks:
                gc.enable()

    return once


def files_of(package: str) -> Callable[[str], ModuleType]:
    """Return the `__getattr__` of a package's face: a file of the package is loaded when it is first named."""

    def load(name: str) -> ModuleType:
        place = f"{package}.{name}"
        try:
            found = loaded(lambda: import_module(place))()
        except ModuleNotFoundError as error:
            if error.name != place:
                raise
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from None
        _settle(sys.modules[package])
        return found

    return load


def load_files(*packages: ModuleType) -> None:
    """Load the files of faces, and of faces in them, before a process is forked that shall not load them itself."""
    for package in packages:
        found = [getattr(package, name) for name in package.__all__]
        load_files(*(inner for inner in found if hasattr(inner, "__path__") and hasattr(inner, "__all__")))
        _settle(package)


def _settle(face: ModuleType) -> None:
    """Drop a face's `__getattr__` once all is loaded: Python looks names up faster in modules that have none."""
    held = vars(face)
    if "__getattr__" in held and all(name in held for name in face.__all__):
        del held["__getattr__"]
