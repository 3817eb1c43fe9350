"""What a run and its client of a cluster tell each other."""

from __future__ import annotations

from typing import Any

from grader.batch.cluster.processes import Orders
from grader.isolation.pool import Result
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the scheduler is, what its workers are told once, and how many seconds the scheduler has to answer."""

    address: str
    orders: Orders
    patience: float


@dataclass(frozen=True, slots=True)
class Staffed:
    """The cluster is there, with so many threads at present; told first, and whenever they are others."""

    threads: int


@dataclass(frozen=True, slots=True)
class Group:
    """Items that travel together; `seconds` by the clock are the limit for each."""

    number: int
    seconds: float
    items: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of the first items of a group, in order.

    Behind one that ran out of time the others were not begun.
    """

    number: int
    results: tuple[Result[Any], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The cluster can no longer be used."""

    message: str
