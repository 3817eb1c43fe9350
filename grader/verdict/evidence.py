"""Evidence for or against a claim, the values that it shows, and the status that it gives the claim."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from grader.records import dataclass


class Status(StrEnum):
    """The status of one claim."""

    PROVED = "proved"
    PROBABLE = "probable"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


# Values, as evidence shows them.


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact value in the answer language, such as `1/3` or `sqrt(2)`."""

    text: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rigorous enclosure: the value lies between two decimals."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """No value, and why: `log of -1`."""

    why: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of a condition."""

    value: bool


@dataclass(frozen=True, slots=True)
class Complex:
    """A complex value by its parts."""

    re: Value
    im: Value


Value = Exact | Enclosure | Undefined | Truth | Complex | tuple["Value", ...]


# Evidence.


@dataclass(frozen=True, slots=True)
class Proof:
    """The claim holds. `gaps` name the places where only one side, or neither, is defined."""

    method: str
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probable:
    """The claim holds but for an error of probability at most `error` (a decimal such as `1e-36`)."""

    method: str
    error: str


@dataclass(frozen=True, slots=True)
class Point:
    """The claim fails at a point: both values there, exact or enclosed and disjoint; `note` says how to read them."""

    at: Mapping[str, Value]
    left: Value
    right: Value
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """The claim fails along a direction, with both sides as texts in t."""

    along: Mapping[str, str]
    left: str
    right: str
    method: str


MISFIT = "shapes"  # the method of a reason that finds no value, as shapes within the answer do not fit


@dataclass(frozen=True, slots=True)
class Reason:
    """The claim fails for a named reason: a wrong choice, a wrong shape, a missing field."""

    code: str
    text: str
    method: str = "comparison"

    @property
    def is_misfit(self) -> bool:
        """Whether the shapes within the answer do not fit, so that it has no value."""
        return self.method == MISFIT


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither proved nor refuted; `reason` is a sentence for a person, `limit` the named limit that was hit.

    `is_unread`: what was written cannot be read, which only running it has shown.
    """

    reason: str
    limit: str = ""
    is_unread: bool = False


Evidence = Proof | Probable | Point | Direction | Reason | Unknown


def status_of(evidence: Evidence) -> Status:
    """Return the status that a piece of evidence gives its claim."""
    match evidence:
        case Proof():
            return Status.PROVED
        case Probable():
            return Status.PROBABLE
        case Unknown():
            return Status.UNDECIDED
        case Point() | Direction() | Reason():
            return Status.REFUTED
