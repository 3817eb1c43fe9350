r"""The last look at a table, `| step | value |⏎|---|---|⏎| result | 2x |`, and at rows of LaTeX's `tabular`.

The bars of a row are no absolute values. Its last row may be the answer, the one that says so in a cell, the last cell
of it, or all rows together as names with their values. Where one is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader.language.tokens.sentences import LABELS
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_ROWS, MAX_CELLS = 40, 12  # of a table that is looked at, and of one row
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|\s*")
_RULE = re.compile(r"(?=.*[-=])[\s|:=+-]*")  # between the head of a table and its rows
_BAR = re.compile(r"(?<=\s)\|(?=\s|\Z)|(?<=\A)\|")
_TABULAR = re.compile(
    r"\\begin\{(?P<kind>tabular|array)\}(?:\[[^\[\]]*\])?\{[^{}]*\}(?P<rows>.*?)\\end\{(?P=kind)\}", re.DOTALL
)
_NEW_ROW = re.compile(
    r"\\\\(?:\[[^\[\]]*\])?|\\(?:h|top|mid|bottom)(?:line|rule)(?![A-Za-z])|\\tabularnewline(?![A-Za-z])"
)
_OPERATOR = re.compile(r"(?:\A|.*\s)[-−+*/·×^=<>≤≥]\s*\Z|\s*[+*/·×^=<>≤≥].*", re.DOTALL)
_NAME = re.compile(r"\$?\\?[^\W\d_]\w{0,12}(?:_(?:\w|\{\w+\}))?['’′]*\$?")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a table that is refuted, open where one of its rows is right by itself."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    text = (field.said or field.text).strip(" $\n")
    rows = _rows(text)
    return between_right(question, (name, field), _texts(rows), verdict, mark) if rows else verdict


def _rows(text: str) -> list[list[str]]:
    """Return the cells of each row of a text that is a table; none where it is no table, or too large."""
    tabular = _TABULAR.search(text)
    if tabular is not None:
        lines = [[cell.strip(" $\n") for cell in row.split("&")] for row in _NEW_ROW.split(tabular["rows"])]
    else:
        found = [_ROW.fullmatch(line) for line in text.splitlines() if line.strip()]
        if not all(found):
            return []
        lines = [_cells(one["cells"]) for one in found if one is not None and not _RULE.fullmatch(one["cells"])]
    rows = [row for row in lines if any(row)]
    is_table = tabular is not None or len(rows) > 1 or not any(map(_OPERATOR.fullmatch, rows[0] if rows else ()))
    is_small = len(rows) <= MAX_ROWS and all(len(row) <= MAX_CELLS for row in rows)
    return rows if is_table and is_small and max(map(len, rows), default=0) * len(rows) > 1 else []


def _cells(inside: str) -> list[str]:
    return [cell.strip(" $") for cell in _BAR.split(inside)]


def _texts(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what may be the answer in a table."""
    last = rows[-1]
    yield last[-1]
    yield ", ".join(filter(None, last))
    for row in rows:
        if len(row) > 1 and row[0].casefold().strip(" :*") in LABELS:
            yield row[-1]
    pairs = [row for row in rows if len(row) == len(("name", "value")) and _NAME.fullmatch(row[0])]
    yield "; ".join(f"{name} = {value}" for name, value in pairs)
