"""Fields of data classes: what a class says of them, and what `dataclasses` shall see of them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

MISSING: Final[Any] = object()
FIELDS: Final = "__record_fields__"  # where a class keeps its fields, by name
STANDARD: Final = "__dataclass_fields__"  # where the standard library looks for them


class Field:
    """A field of a data class: its name, its default, and where it counts."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name", "repr", "type")

    def __init__(self, default: Any, default_factory: Any = MISSING) -> None:
        self.name = self.type = ""
        self.default, self.default_factory = default, default_factory
        self.init = self.compare = self.repr = True
        self.kw_only = False


class StandardFields:
    """The fields of a class as `dataclasses` has them, made when somebody asks there."""

    def __get__(self, one: object, cls: type) -> dict[str, Any]:
        return _standard(cls)


@cache
def _standard(cls: type) -> dict[str, Any]:
    import dataclasses  # noqa: PLC0415  (which nothing of ours asks)

    every: list[tuple[str, str, Any]] = []
    for name, one in getattr(cls, FIELDS).items():
        given = {each: getattr(one, each) for each in ("init", "compare", "repr", "kw_only")}
        for each in ("default", "default_factory"):
            if getattr(one, each) is not MISSING:
                given[each] = getattr(one, each)
        every.append((name, one.type, dataclasses.field(**given)))
    found: dict[str, Any] = vars(dataclasses.make_dataclass(cls.__name__, every))[STANDARD]
    return found


def field(*, default: Any = MISSING, default_factory: Any = MISSING, **options: bool) -> Any:
    """Return what the body of a class says of a field, as `dataclasses.field`."""
    found = Field(default, default_factory)
    for name, value in options.items():
        setattr(found, name, value)
    return found
