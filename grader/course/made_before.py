"""What the results of a run are made from, so that a later run makes only those anew that would be others."""

from __future__ import annotations

import json
from functools import partial

from grader.batch.journal import Journal
from grader.batch.keys import digest
from grader.batch.records import NO_KEY, Kind
from grader.batch.versions import shown_key
from grader.course.spool import Spool, digests
from grader.errors import RefusedError
from grader.reports.classes import ClassReport
from grader.reports.origins import Made, Origins, sound


def origins_of(report: ClassReport, students: Spool, journal: Journal, *, timing: bool, fresh: bool) -> Origins:
    """Return digests of all that a report is made from, with what the journal knows of files that were made before."""
    basis = digest(shown_key(), report.assignment, report.problems, timing)
    whole = digest(basis, students.digest, report.notes, report.remarks, report.asked)
    before = dict if fresh else partial(_before, journal)
    return Origins(whole.hex(), partial(digests, basis), before)


def knows_whole(journal: Journal, origins: Origins) -> bool:
    """Whether the journal knows of files that were made of the whole class as it is now."""
    known = journal.origins
    return known is not None and f'"{origins.whole} '.encode("ascii") in journal.read(known)


def _before(journal: Journal) -> Made:
    if journal.origins is None:
        return {}
    try:
        return sound(json.loads(journal.read(journal.origins)))
    except ValueError:
        return {}


def keep_origins(journal: Journal, made: Made) -> None:
    """Have it on the disk what the files of a finished set were made from, and leave out what no run needs any more."""
    data = json.dumps(made, separators=(",", ":")).encode("ascii")
    if journal.origins is not None and journal.read(journal.origins) == data:
        journal.use(journal.origins)
    else:
        journal.append(Kind.ORIGINS, NO_KEY, data)
    try:
        journal.compact()
    except RefusedError as error:  # the results are there; the journal is only longer than it need be
        journal.said.append(str(error))
