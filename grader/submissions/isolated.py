"""Submissions are read in a worker process, which is killed where one takes more than its limits: untrusted work."""

from __future__ import annotations

import struct
from collections.abc import Generator, Sequence
from contextlib import closing
from mmap import mmap

from grader.isolation.endings import Unread
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import Done, Result, TimedOut, map_ordered
from grader.problems.assignment import Sheet
from grader.problems.question import Problems
from grader.records import dataclass, replace
from grader.submissions.model import Submission, SubmissionFiles
from grader.submissions.reading import read_submission

FIRST_SECONDS = 5.0  # of a first try; what takes longer is tried again at the end, with all the time there is
_PLACE = struct.Struct("=i")


def read_all(
    every: Sequence[SubmissionFiles],
    problems: Problems,
    tree: Problems | None = None,
    jobs: int = 1,
    limits: RunLimits = LIMITS,
    sheet: Sheet | None = None,
) -> Generator[tuple[int, Submission | Unread], None, None]:
    """Yield the number of each submission with what it holds, in order, but last those that took long.

    These are tried once more when all others are read, up to `jobs` at once. Submissions are read as they are asked
    for, and a few ahead.
    """
    if not every:
        return
    with closing(mmap(-1, _PLACE.size * len(every))) as shared:
        work = _Work(every, problems, tree, sheet, shared)
        late: list[int] = []
        first = replace(limits, wall_seconds=min(FIRST_SECONDS, limits.wall_seconds))
        with closing(map_ordered(work.read, range(len(every)), 1, first)) as results:
            for number, result in results:
                if isinstance(result, TimedOut):
                    late.append(number)
                else:
                    yield number, work.found(number, result)
        with closing(map_ordered(work.read, late, jobs, limits)) as results:
            yield from ((number, work.found(number, result)) for number, result in results)


@dataclass(frozen=True)
class _Work:
    """Submissions by their numbers; `shared` is known to the workers too: which document of each is in work."""

    every: Sequence[SubmissionFiles]
    problems: Problems
    tree: Problems | None
    sheet: Sheet | None
    shared: mmap

    def read(self, number: int) -> Submission:
        """Return what a submission holds, in a worker."""

        def begin(place: int) -> None:
            _PLACE.pack_into(self.shared, _PLACE.size * number, place)

        return read_submission(self.every[number], self.problems, self.tree, self.sheet, begin)

    def found(self, number: int, result: Result[Submission]) -> Submission | Unread:
        """Return what a worker found, or at which document it ended."""
        if isinstance(result, Done):
            return result.value
        (place,) = _PLACE.unpack_from(self.shared, _PLACE.size * number)
        files = self.every[number]
        return Unread(files.documents[place - 1].name if place else files.name, result)
