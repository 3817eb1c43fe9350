"""An assignment: what is set, what it is worth, when it is due, and by which rules it is marked. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from grader.problems.question import Problem, Problems
from grader.records import dataclass, field
from grader.verdict import ROUNDING

Attempts = Literal["last", "best"]
Unreadable = Literal["review", "zero"]
Reveal = Literal["verdict", "counterexample", "answer"]


@dataclass(frozen=True)
class LatePolicy:
    """What lateness costs. Days and `until` are counted from the end of `grace`.

    `per_day` is the share of what was earned that each begun day takes off. After `until` a submission counts 0.
    """

    grace: timedelta = timedelta()
    per_day: Fraction = Fraction()
    until: timedelta | None = None


@dataclass(frozen=True)
class Sheet:
    """What students see of an assignment: what each problem is called, and what is no answer to any.

    `labels` are by the id of the problem or part that is set; `stated`: whether an author wrote some of them, otherwise
    they are the places in the list. `words` are further words for problem. `ignore` are texts that nobody hands in as
    an answer; in them `*` stands for anything.
    """

    labels: Mapping[str, tuple[str, ...]]
    stated: bool = False
    words: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Assignment:
    """What is set, in order, and the points that each problem is worth in it.

    `due` has a time zone; `time_zone` is that of the times that platforms write without one, empty where nobody has
    said. `reveal` stands above that of the problems, None leaves it to them. `given`: whether an
    instructor wrote it; otherwise all problems are set, each with its own points.

    `reading` is what submissions are read against: the same problems, but that parts which are set by themselves
    stand in their problem. `tree` are all problems that there are, set or not. `sheet` says what students call the
    problems; without an assignment there are no numbers.
    """

    problems: Mapping[str, Problem]
    points: Mapping[str, Fraction]
    title: str = ""
    due: datetime | None = None
    time_zone: str = ""
    late: LatePolicy | None = None
    attempts: Attempts = "last"
    unreadable: Unreadable = "review"
    reveal: Reveal | None = None
    rounding: Fraction = ROUNDING
    given: bool = False
    reading: Problems = field(default_factory=dict)
    tree: Problems = field(default_factory=dict)
    sheet: Sheet | None = None


def all_of(problems: Problems) -> Assignment:
    """Return the assignment that sets every problem, by the usual rules."""
    return Assignment(
        problems, {id_: problem.points for id_, problem in problems.items()}, reading=problems, tree=problems
    )
