"""Values as bytes between processes: whatever is packed comes back equal and of the same type."""

import pickle
from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from grader.isolation.packing import packed, unpacked
from grader.isolation.pool import Done, TimedOut
from grader.verdict import Exact, Outcome, Proof, Source


@dataclass(frozen=True, slots=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True)
class Kept:
    """One whose fields do not make it anew."""

    name: str
    size: int = field(init=False, default=0)

    def __post_init__(self):
        object.__setattr__(self, "size", len(self.name) + self.size)


@dataclass(frozen=True)
class Open:
    name: str


@dataclass(frozen=True, slots=True)
class Below(Open):
    """One with slots that has a dictionary all the same."""

    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str


VALUES = [
    None, "α", Fraction(1, 3), Outcome.CORRECT, Proof("exact", ("x = 1",)), Source("a.md", 3), Empty(), Kept("ab"),
    Open("x"), Below("x", 2), Named(name="x"), Done((Exact("1"), [Exact("2")], {"a": Exact("3")}), 0.5), TimedOut(1.0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_packed_comes_back(value):
    found = unpacked(packed(value))
    assert found == value
    assert type(found) is type(value)
    assert found == pickle.loads(pickle.dumps(value))


def test_what_is_made_of_more_than_its_fields_is_not_made_anew():
    assert unpacked(packed(Kept("abc"))).size == 3


def test_what_is_one_stays_one():
    one = Exact("1")
    left, right = unpacked(packed((one, one)))
    assert left is right


def test_what_cannot_be_packed_says_so():
    with pytest.raises((pickle.PicklingError, AttributeError)):
        packed(lambda: None)
