"""Documents that are made to cost much: one construct repeated until the document has the size that is wanted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.submissions import find_submissions, read_submission
from tests.caselists import read_values

from .support import RUNNING

CASES = Path(__file__).parents[1] / "cases" / "hostile-documents.yaml"
# What stands above and below a running text: nothing, a problem with one field, several fields, parts, or words.
FRAMES = {
    "answers.md": (
        "# q2\n\n{}\n",
        "# tent\n\n{}\n",
        "{}",
        "# q3\n\n{}\n",
        "# yes-no\n\n{}\n",
        "# word\n\nSo $x$ {} $1$\n",
    ),
    "answers.tex": (
        "\\section{{q2}}\n{}\n",
        "\\section{{tent}}\n{}\n",
        "{}",
        "\\section{{q3}}\n{}\n",
        "\\newcommand{{\\z}}{{1}}\\begin{{document}}\\section{{kind}}\n{}\\end{{document}}\n",
        "\\section{{vec}}\n\\[{}\\]\n",
    ),
}
NAMES = {"yaml": "answers.yaml", "json": "answers.json", "notebook": "answers.ipynb", "html": "answers.html"}


@dataclass(frozen=True)
class Hostile:
    """One family: documents of any size, by how often `unit` is repeated."""

    name: str
    unit: str
    before: str
    after: str
    close: str = ""  # repeated as often as the unit, behind it

    @property
    def id(self) -> str:
        """A name for reports."""
        return f"{self.name} {self.before[-30:]!r} {self.unit!r} {self.after[:10]!r}"

    def text(self, size: int) -> str:
        """Return a document of about so many characters."""
        times = size // len(self.unit + self.close)
        return self.before + self.unit * times + self.close * times + self.after


def seconds(one: Hostile, size: int, folder: Path, times: int = 1) -> float:
    """Return the processor time of reading a document of a size, in a folder of its own, so many times."""
    folder.mkdir(exist_ok=True)
    path = folder / one.name
    path.write_text(one.text(size), encoding="utf-8", errors="surrogateescape", newline="")
    (found,), _ = find_submissions([folder], single=True)
    start = time.process_time()
    for _ in range(times):
        read_submission(found, RUNNING)
    spent = time.process_time() - start
    path.unlink()
    return spent


def families(every_frame: bool = False) -> Iterator[Hostile]:
    """Yield all families; a running text stands in one frame of each form, or in each."""
    cases = read_values(CASES)
    for number, case in enumerate(cases.pop("running")):
        for name, frames in FRAMES.items():
            for frame in frames if every_frame else [frames[number % len(frames)]]:
                before, after = (part.format() for part in frame.split("{}"))
                yield Hostile(
                    name,
                    case["repeat"],
                    before + case.get("before", ""),
                    case.get("then", "") + after,
                    case.get("close", ""),
                )
    for form, rows in cases.items():
        for case in rows:
            yield Hostile(
                NAMES[form], case["repeat"], case.get("before", ""), case.get("then", ""), case.get("close", "")
            )
