"""What a run of `grade` notes for the commands that look at its reports later."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from grader.reports.journals import RUN


def noted_run(reports: Path, folder: Path) -> Mapping[str, str]:
    """Return what a run notes for `queue`: where its problems are, seen from the folder of its reports."""
    return {"problems": Path(os.path.relpath(folder.resolve(), reports.resolve())).as_posix()}


def noted_problems(reports: Path) -> Path:
    """Return where the problems of a run are. Raises OSError, ValueError or LookupError where that is not noted."""
    noted = json.loads((reports / RUN).read_text(encoding="utf-8"))
    if not isinstance(noted, dict) or not isinstance(noted.get("problems"), str):
        raise LookupError("problems")
    return Path(os.path.normpath(reports / noted["problems"]))
