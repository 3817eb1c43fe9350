"""What a class run is asked to do, and where it may keep its reports and its cache: not among what was handed in."""

from __future__ import annotations

from pathlib import Path

from grader.errors import RequestError
from grader.isolation.limits import LIMITS, RunLimits
from grader.records import dataclass


@dataclass(frozen=True)
class Plan:
    """What one run marks, by which files of the instructor, and the folder `reports` of its journals.

    `folder` has the problems. `single`: each path is one submission. `trust`: what submissions say of themselves is
    believed. `platform`: where class folders were downloaded; unless said, told by names. `timing`: results hold the
    seconds taken. `fresh`: nothing of the journal counts; `retry_open`: what a clock or a crash decided there does not.
    `cache` is the file of verdicts that other runs share. `scheduler`: the address of a cluster that decides.
    """

    submissions: tuple[Path, ...]
    folder: Path
    assignment: Path | None = None
    roster: Path | None = None
    metadata: Path | None = None
    marks: Path | None = None
    reports: Path | None = None
    single: bool = False
    trust: bool = False
    platform: str | None = None
    timing: bool = False
    fresh: bool = False
    retry_open: bool = False
    cache: Path | None = None
    limits: RunLimits = LIMITS
    scheduler: str | None = None

    @property
    def staff(self) -> tuple[Path, ...]:
        """Return the files and folders of the instructor, which may lie in the class folder."""
        named = (self.folder, self.assignment, self.roster, self.metadata, self.marks)
        return tuple(path for path in named if path is not None)


class ReportsAmongSubmissionsError(RequestError):
    """The journals would lie where the next run would take them for something a student handed in."""

    def __init__(self, reports: Path, path: Path) -> None:
        super().__init__(f"{reports} lies among the submissions in {path}; choose a folder elsewhere")


def cache_path(plan: Plan) -> Path | None:
    """Return the file of the cache, None where none is wanted, or where it would lie in what was handed in."""
    if plan.cache is None:
        return None
    place = plan.cache.resolve()
    return None if any(place.is_relative_to(path.resolve()) for path in plan.submissions) else plan.cache


def refuse_reports_among_submissions(plan: Plan) -> None:
    """Raise ReportsAmongSubmissionsError where the folder of reports would lie among the submissions."""
    if plan.reports is None:
        return
    folder = plan.reports.resolve()
    for path in plan.submissions:
        if folder == path.resolve() or path.resolve() in folder.parents:
            raise ReportsAmongSubmissionsError(plan.reports, path)
