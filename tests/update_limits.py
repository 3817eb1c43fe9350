"""Writes docs/limits.md from the code: `python -m tests.update_limits`. Read the difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.pairs import ROOT

PAGE = ROOT / "docs" / "limits.md"
ROOM = ROOT / "grader" / "evidence"
NUMBER = re.compile(
    r"( {4}[a-z]\w*|_?[A-Z][A-Z0-9_]*)(?:: int)? = ([0-9][0-9_]*(?:\*\*[0-9]+)?|0\.[0-9]+)(?:  # (.*))?"
)
COMMENT = re.compile(r"# (.*)")
HEAD = """# Limits of deciding

Every number that says how much is worked out, or looked at, before a question is left open: for who changes the code.
A limit stands at the head of the file that refuses by it, with what it counts behind it: it belongs to the hypotheses
of the method there, several methods have one of the same name, and a file of all would be loaded with each of them.
This page puts them side by side; it is written from the code by `python -m tests.update_limits`, and a test holds it
up to date and demands of each number that it says what it counts. What is beyond a limit is declined or left open: no
proof leaves it out, and where fewer candidates are tried, fewer questions are decided. Those of a whole decision are
`Limits` in `budget.py`, and come first.
"""


class Limit(NamedTuple):
    """A named number: the file from `evidence`, its name, its value as it is written, and what it counts."""

    file: str
    name: str
    value: str
    counts: str


def limits() -> Iterator[Limit]:
    """Yield every named number of the engine, those of a whole decision first, then in the order of its files."""
    for path in sorted(ROOM.rglob("*.py"), key=lambda path: (path.name != "budget.py", path)):
        yield from _in_file(path)


def page() -> str:
    """Return the page."""
    parts, room = [HEAD], None
    for limit in limits():
        top, _, file = limit.file.partition("/")
        if top != room:
            parts.append(f"\n## {top.removesuffix('.py')}\n\n| number | value | counts | file |\n|---|---|---|---|\n")
            room = top
        parts.append(f"| `{limit.name}` | {limit.value} | {limit.counts} | `{file or top}` |\n")
    return "".join(parts)


def _in_file(path: Path) -> Iterator[Limit]:
    before = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if (found := NUMBER.fullmatch(line)) and (line[0] != " " or path.name == "budget.py"):
            counts = found[3] or before
            yield Limit(path.relative_to(ROOM).as_posix(), found[1].strip(), found[2], counts.replace("|", "\\|"))
        before = said[1] if (said := COMMENT.fullmatch(line)) else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
