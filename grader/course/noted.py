"""What a run of `grade` notes for the commands that look at its reports later."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.batch.keys import question_key
from grader.batch.versions import versions
from grader.problems.question import Problem
from grader.records import dataclass, field
from grader.reports.journals import RUN


@dataclass(frozen=True)
class Noted:
    """What is known of a run: its id, what decided in it, and each question's key, another one where it changed."""

    id: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


def noted_run(reports: Path, folder: Path, problems: Iterable[Problem]) -> Mapping[str, Any]:
    """Return what a run notes: where its problems are, seen from the folder of its reports, and what `Noted` holds."""
    questions = (question for problem in problems for question in problem.questions)
    return {
        "problems": Path(os.path.relpath(folder.resolve(), reports.resolve())).as_posix(),
        "versions": dict(versions()),
        "questions": {question.id: question_key(question, b"").hex() for question in questions},
    }


def noted_problems(reports: Path) -> Path:
    """Return where the problems of a run are. Raises OSError, ValueError or LookupError where that is not noted."""
    noted = json.loads((reports / RUN).read_text(encoding="utf-8"))
    if not isinstance(noted, dict) or not isinstance(noted.get("problems"), str):
        raise LookupError("problems")
    return Path(os.path.normpath(reports / noted["problems"]))


def noted(reports: Path) -> Noted:
    """Return what a run noted; of what an older version of `grader` noted, nothing. Raises OSError and ValueError."""
    found = json.loads((reports / RUN).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{RUN} is no object")
    return Noted(str(found.get("run", "")), _texts(found.get("versions")), _texts(found.get("questions")))


def _texts(found: object) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
