"""Files of code become blocks: the name of the file is a heading, and so is a line `# %% 3a`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from grader.submissions.forms.blocks import Block, Code, Heading
from grader.verdict import Source

_CELL = re.compile(r"#\s*%%\s*(?:\[\w+\]\s*)?(?P<title>.*)")


def read_python(text: str, file: str) -> tuple[Block, ...]:
    """Return the headings and the code under them; lines before the first heading stand under the file's name."""
    blocks: list[Block] = [Heading(PurePosixPath(file).stem, 1, Source(file, 1))]
    lines: list[str] = []
    begun = 1
    for number, line in enumerate(text.split("\n"), 1):
        cell = _CELL.fullmatch(line.strip())
        if cell is None:
            lines.append(line)
            continue
        blocks += _code(lines, Source(file, begun))
        blocks.append(Heading(cell["title"].strip(), 2, Source(file, number)))
        lines, begun = [], number + 1
    return (*blocks, *_code(lines, Source(file, begun)))


def _code(lines: list[str], source: Source) -> list[Block]:
    text = "\n".join(lines)
    return [Code(text, source)] if text.strip() else []
