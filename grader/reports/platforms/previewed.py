"""How a submission would be read, for the checks of a student's own repository: at the line, and without a verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator

from grader.marking.preview import Previewed, State
from grader.records import dataclass
from grader.reports.clean import cut, escape_json, safe_line, without_caret
from grader.reports.platforms.github import SHOWN, command
from grader.reports.platforms.items import place
from grader.reports.previews import SubmissionPreview
from grader.reports.texts import many

MESSAGE = 1_000  # characters of what is said of one field


@dataclass(frozen=True)
class _Finding:
    """A field that could not be taken as it is; `path` and `line` are empty and 0 where it stands nowhere."""

    name: str
    state: State
    message: str
    path: str
    line: int


def preview_annotated(found: SubmissionPreview, failing: Collection[str]) -> str:
    """Return a workflow command of GitHub for each field that is not read, and last one that counts all.

    What is in one of the states `failing` is an error, all else a warning.
    """
    every = list(_findings(found))
    lines = []
    for level, some in (
        ("error", [one for one in every if one.state.value in failing]),
        ("warning", [one for one in every if one.state.value not in failing]),
    ):
        shown = some if len(some) <= SHOWN else some[: SHOWN - 1]
        lines += [_command(level, one) for one in shown]
        if len(shown) < len(some):
            left = f"{many(len(some) - len(shown), 'field')} more; grader preview lists all."
            lines.append(command(level, {"title": "And more"}, left))
    counts = ", ".join(f"{count} {state.value}" for state, count in found.counts().items())
    return "\n".join([*lines, command("notice", {"title": "Preview"}, counts or "nothing is asked")])


def preview_codequality(found: SubmissionPreview) -> str:
    """Return GitLab's code quality report with a finding for each field that is not read."""
    return escape_json(json.dumps([_quality(one) for one in _findings(found)], ensure_ascii=False, indent=2))


def _findings(found: SubmissionPreview) -> Iterator[_Finding]:
    for id_, fields in found.questions.items():
        for field in fields:
            if field.state is not State.READ:
                name = id_ if field.name == "answer" else f"{id_}, {field.name}"
                path, line = place(found.folder, field.result.source)
                yield _Finding(name, field.state, _message(field), path, line)


def _message(field: Previewed) -> str:
    said = without_caret(field.result.error) if field.result.error else f"This field is {field.state.value}."
    return "\n".join(safe_line(line) for line in cut(said, MESSAGE).split("\n"))


def _command(level: str, one: _Finding) -> str:
    where = {"file": one.path, **({"line": str(one.line)} if one.line else {})} if one.path else {}
    return command(level, where | {"title": f"{one.name}: {one.state.value}"}, one.message)


def _quality(one: _Finding) -> dict[str, object]:
    told = "\0".join((one.name, one.path)).encode("utf-8", "surrogatepass")
    return {
        "description": f"{one.name}: {one.state.value}. {' '.join(one.message.split())}",
        "check_name": one.name,
        "fingerprint": hashlib.sha256(told).hexdigest(),
        "severity": "minor" if one.state is State.MISSING else "critical",
        "location": {"path": one.path or ".", "lines": {"begin": one.line or 1}},
    }
