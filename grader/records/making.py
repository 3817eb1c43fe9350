"""A class becomes a data class: it is given what its annotations say, and only `__init__` is compiled at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, Final

from grader.records.declared import FIELDS, MISSING, STANDARD, Field, StandardFields

UNKNOWN: Final = ("InitVar", "KW_ONLY", "dataclasses.", "typing.")  # annotations that are not understood


def dataclass(cls: type | None = None, /, **options: bool) -> Any:
    """Make a data class of a class, as `dataclasses.dataclass`."""
    return (lambda one: _made(one, **options)) if cls is None else _made(cls, **options)


def _made(
    cls: type,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    unsafe_hash: bool = False,
    kw_only: bool = False,
) -> type:
    every = _fields_of(cls, kw_only)
    added: dict[str, Any] = {FIELDS: every, STANDARD: StandardFields(), "__init__": _init(cls, every)}
    added["__match_args__"] = tuple(name for name, one in every.items() if one.init and not one.kw_only)
    own = vars(cls)
    if "__repr__" not in own:
        added["__repr__"] = _shown
    compared = [name for name, one in every.items() if one.compare]
    if eq and "__eq__" not in own:
        added["__eq__"] = _equality(cls, compared)
    is_told = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)  # where Python wrote the None
    if unsafe_hash and is_told:
        raise TypeError(f"{cls.__name__} has a hash of its own")
    if unsafe_hash or (eq and frozen and not is_told):
        added["__hash__"] = _hash(cls, compared)
    elif eq and not is_told:
        added["__hash__"] = None  # what is equal by values that change is no key
    return _with_slots(cls, every, added) if slots else _with(cls, every, added)


def _fields_of(cls: type, kw_only: bool) -> dict[str, Field]:
    """Return the fields of a class by name, those of its bases first."""
    every: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        every |= vars(base).get(FIELDS, {})
    for name, annotation in cls.__annotations__.items():
        if annotation.startswith("ClassVar"):
            continue
        if annotation.startswith(UNKNOWN):
            raise TypeError(f"{cls.__name__}.{name}: {annotation} is not known here")
        default = getattr(cls, name, MISSING)
        if isinstance(default, (list, dict, set)):
            raise TypeError(f"{cls.__name__}.{name}: all objects would share a default that changes")
        if isinstance(default, MemberDescriptorType):  # a slot of a base
            default = MISSING
        one = every[name] = default if isinstance(default, Field) else Field(default)
        one.name, one.type, one.kw_only = name, annotation, kw_only
    return every


def _with(cls: type, every: dict[str, Field], added: dict[str, Any]) -> type:
    for name, value in added.items():
        setattr(cls, name, value)
    for name, one in every.items():
        if one.default is not MISSING:
            setattr(cls, name, one.default)
        elif name in vars(cls):
            delattr(cls, name)
    return cls


def _with_slots(cls: type, every: dict[str, Field], added: dict[str, Any]) -> type:
    """Return the class with slots: it is made a second time, since slots stand beside no default."""
    taken = {slot for base in cls.__mro__[1:] for slot in vars(base).get("__slots__", ())}
    left_out = {*every, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(cls).items() if name not in left_out} | added
    body["__slots__"] = tuple(name for name in every if name not in taken)
    again = type(cls)(cls.__name__, cls.__bases__, body)
    again.__qualname__ = cls.__qualname__
    return again


def _init(cls: type, every: dict[str, Field]) -> Callable[..., Any]:
    """Return `__init__` as one would write it."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    head, body = ["self"], list(_assignments(every, known))
    if any(one.kw_only for one in every.values()):
        head.append("*")
    for name, one in every.items():
        if one.init and one.default is not MISSING:
            head.append(f"{name}=_{name}")
        elif one.init:
            head.append(name if one.default_factory is MISSING else f"{name}=_MISSING")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    text = "\n ".join((f"def __init__({', '.join(head)}):", *body, "return"))
    return _compiled("__init__", text, known, cls)


def _assignments(every: dict[str, Field], known: dict[str, Any]) -> Iterator[str]:
    """Yield what sets each field, and note the defaults that are named in it."""
    for name, one in every.items():
        if one.default_factory is not MISSING:
            known[f"_{name}"] = one.default_factory
            yield f"self.{name} = _{name}()" + (f" if {name} is _MISSING else {name}" if one.init else "")
        elif one.init or one.default is not MISSING:
            known[f"_{name}"] = one.default
            yield f"self.{name} = {name if one.init else f'_{name}'}"


def _equality(cls: type, names: list[str]) -> Callable[..., Any]:
    of_other = "if self.__class__ is not other.__class__:\n  return NotImplemented"
    test = f"return self is other or {_tuple('self', names)} == {_tuple('other', names)}"
    return _later("__eq__", f"def __eq__(self, other):\n {of_other}\n {test}", cls)


def _hash(cls: type, names: list[str]) -> Callable[..., Any]:
    return _later("__hash__", f"def __hash__(self):\n return hash({_tuple('self', names)})", cls)


def _tuple(of: str, names: list[str]) -> str:
    return f"({''.join(f'{of}.{name}, ' for name in names)})"


def _later(name: str, text: str, cls: type) -> Callable[..., Any]:
    """Return a method that is compiled when it is called, and then stands in its own place."""

    def first(self: Any, *args: Any) -> Any:
        made = _compiled(name, text, {}, cls)
        for one in type(self).__mro__:
            if vars(one).get(name) is first:
                setattr(one, name, made)
        return made(self, *args)

    return first


def _compiled(name: str, text: str, known: dict[str, Any], cls: type) -> Callable[..., Any]:
    exec(text, known)  # noqa: S102  (it is made of the names of fields, which stand in our code)
    made: Callable[..., Any] = known[name]
    made.__qualname__, made.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
    return made


def _shown(self: Any) -> str:
    names = (name for name, one in getattr(self, FIELDS).items() if one.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


def values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads these attributes of an object as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])
