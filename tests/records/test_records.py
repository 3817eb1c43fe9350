"""Data classes of ours are those of the standard library, but for what is checked at run time."""

import dataclasses
import inspect
import pickle
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import ClassVar

import pytest

from grader import records

OPTIONS = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"slots": True},
    {"eq": False},
    {"slots": True, "eq": False},
    {"unsafe_hash": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
]


class Fresh(tuple):
    """A value that is a key, and another object each time."""

    __slots__ = ()


def plain(room):
    class One:
        a: "int"
        b: "tuple" = ()

    return One


def filled(room):
    class One:
        a: "int"
        shared: "ClassVar[int]" = 3
        b: "tuple" = room.field(default_factory=Fresh)
        c: "int" = room.field(default=4, compare=False)
        d: "int" = room.field(default=5, repr=False)
        e: "tuple" = room.field(init=False, default_factory=Fresh)
        f: "bool" = room.field(default=False, init=False)

        def twice(self):
            return 2 * self.a

    return One


def followed(room):
    class One:
        a: "int"
        b: "int" = 2

        def __post_init__(self):
            object.__setattr__(self, "b", self.a + self.b)

    return One


def own(room):
    class One:  # noqa: PLW1641  (what Python does about the hash is what is asked)
        a: "int"
        b: "int" = 2

        def __eq__(self, other):
            return isinstance(other, type(self)) and self.a == other.a

        def __repr__(self):
            return f"one of {self.a}"

    return One


def hashed(room):
    class One:
        a: "int"
        b: "int" = 2

        def __hash__(self):
            return 1

    return One


def empty(room):
    class One:
        pass

    return One


def named(make):
    """Return a class as both rooms make it, under one name."""
    return [make(room) for room in (records, dataclasses)]


def is_refused(make):
    try:
        make()
    except TypeError:
        return True
    return False


BODIES = [plain, filled, followed, own, hashed, empty]


@pytest.mark.parametrize(
    ("body", "options"), list(product(BODIES, OPTIONS)), ids=lambda one: getattr(one, "__name__", str(one))
)
def test_classes_are_those_of_the_standard_library(body, options):
    if body is hashed and "unsafe_hash" in options:
        with pytest.raises(TypeError):
            records.dataclass(**options)(hashed(records))
        return
    ours, theirs = named(lambda room: room.dataclass(**options)(body(room)))
    for name in ("__match_args__", "__slots__", "__qualname__"):
        assert getattr(ours, name, None) == getattr(theirs, name, None)
    kinds = [[(one.name, one.kind) for one in inspect.signature(each).parameters.values()] for each in (ours, theirs)]
    assert kinds[0] == kinds[1]
    assert [one.name for one in records.fields(ours)] == [one.name for one in dataclasses.fields(theirs)]
    given = {} if body is empty else {"a": 1}
    one, other = ours(**given), theirs(**given)
    assert repr(one) == repr(other)
    assert (one == ours(**given)) == (other == theirs(**given))
    assert one != other
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    if ours.__hash__:
        assert (hash(one) == hash(ours(**given))) == (hash(other) == hash(theirs(**given)))
    if body is not empty:
        assert (one == ours(a=2)) == (other == theirs(a=2))
        assert repr(records.replace(one, a=7)) == repr(dataclasses.replace(other, a=7))
    assert is_refused(lambda: ours(1, 2, 3, 4, 5, 6)) == is_refused(lambda: theirs(1, 2, 3, 4, 5, 6))
    assert is_refused(ours) == is_refused(theirs)


@pytest.mark.parametrize("slots", [False, True])
def test_fields_of_bases_come_first_and_may_be_given_anew(slots):
    def make(room):
        @room.dataclass(frozen=True, slots=slots)
        class Base:
            a: "int"
            b: "int" = 2

        @room.dataclass(frozen=True, slots=slots)
        class One(Base):
            c: "int" = 3
            b: "int" = 4

        return One, Base

    (ours, base), (theirs, _) = named(make)
    assert repr(ours(1)) == repr(theirs(1))
    assert ours.__slots__ == theirs.__slots__ if slots else True
    assert ours(1) == ours(1) != ours(2)
    assert base(1, 4) != ours(1)
    assert hash(base(1, 2)) == hash(base(1))


def test_what_the_standard_library_asks_is_answered():
    ours = records.dataclass(frozen=True)(filled(records))
    one = ours(1)
    assert dataclasses.is_dataclass(one)
    assert dataclasses.asdict(one) == {"a": 1, "b": (), "c": 4, "d": 5, "e": (), "f": False}
    assert dataclasses.replace(one, c=6).c == 6
    assert [field.compare for field in dataclasses.fields(one)] == [field.compare for field in records.fields(one)]
    assert records.is_dataclass(ours)
    assert not records.is_dataclass(1)


def test_each_object_has_a_default_of_its_own():
    ours = records.dataclass(filled(records))
    assert ours(1).b is not ours(1).b
    assert ours(1, (2,)).b == (2,)


@records.dataclass(frozen=True, slots=True)
class Packed:
    """A class that can be found again."""

    a: "int"
    b: "tuple" = ()


def test_objects_go_through_pickles():
    assert pickle.loads(pickle.dumps(Packed(1, (2,)))) == Packed(1, (2,))


def test_threads_may_compare_first():
    ours = records.dataclass(frozen=True, slots=True)(plain(records))
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: hash(ours(1)) == hash(ours(1)) and ours(1) == ours(1), range(64)))


@pytest.mark.parametrize(("annotation", "default"), [("InitVar[int]", 1), ("KW_ONLY", 1), ("list", []), ("dict", {})])
def test_what_is_not_known_is_refused(annotation, default):
    cls = type("One", (), {"__annotations__": {"a": annotation}, "a": default})
    with pytest.raises(TypeError):
        records.dataclass(cls)
    with pytest.raises(TypeError):
        records.dataclass(order=True)(plain(records))


def test_unknown_changes_are_refused():
    with pytest.raises(TypeError, match="Packed is not made from c"):
        records.replace(Packed(1), c=2)
