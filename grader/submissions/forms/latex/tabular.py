r"""Tables of LaTeX: the cells of `tabular`, of which nothing is expanded."""

from __future__ import annotations

import re

from grader.submissions.forms.blocks import Block, Prose, Table, Unread
from grader.submissions.forms.latex.comments import NOTHING
from grader.submissions.forms.latex.dress import cleaned
from grader.submissions.forms.spans import brace_ends
from grader.verdict import Source
from grader.wording import file_notices

TABULARS = ("tabular", "tabularx", "tabulary", "longtable", "array")
_COLUMNS = re.compile(r"\s*(?:\[[^\]\n]{0,20}\]\s*)?(?=\{)")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|centering|endhead|endfoot|endfirsthead|endlastfoot|raggedright)(?![A-Za-z])"
    r"|\\(?:cline|cmidrule)\s*(?:\([lr]*\))?\s*\{[^{}]*\}"
)
_SIGN = re.compile(
    r"\\begin\s*\{|\\end\s*\{[^{}]*\}|\\\\(?:\*|\s*\[[^\[\]\n]{0,20}\])?|\\tabularnewline(?![A-Za-z])|\\.|[{}&$]",
    re.DOTALL,
)
_SPANNING = re.compile(r"\\multi(?:column|row)(?![A-Za-z])")


def read_tabular(name: str, inner: str, text: str, source: Source) -> Block:
    """Return the table that an environment is; `inner` stands between its begin and its end, `text` is all of it.

    Cells that reach over several are not read.
    """
    rest = _behind_columns(inner, 2 if name in {"tabularx", "tabulary"} else 1)
    if rest is None or _SPANNING.search(rest):
        return Unread(file_notices.TABLE, text, source)
    rows = [tuple(cleaned(cell).strip() for cell in row) for row in _rows(_RULES.sub(" ", rest))]
    rows = [row for row in rows if any(row)]
    if len(rows) == 1 and len(rows[0]) == 1:
        return Prose(rows[0][0], source)
    return Table(tuple(rows), text, source) if rows else Unread(file_notices.EMPTY_TABLE, text, source, lost=False)


def with_comments(inner: str, first: int, comments: dict[int, str]) -> str:
    """Return what stands in a table, which begins on the line `first`, with what is commented out in its rows.

    `comments` are given by lines. What stands behind the end of a row is said of it; each becomes a comment of HTML in
    the last cell above it. Those that stand on lines by themselves, or behind what begins a row, are left out, and
    those that are taken are taken out of `comments`.
    """
    kept = []
    for number, line in enumerate(inner.split("\n"), first):
        before, is_commented, _ = line.partition(NOTHING)
        end = _ROW_END.search(before) if is_commented and number in comments else None
        if end is not None and "&" in before:
            said = _PARTING.sub(" ", comments.pop(number)).replace("-->", " ")
            kept.append(f"{before[: end.start()]} <!--{said}-->{before[end.start() :]}")
        else:
            kept.append(line)
    return "\n".join(kept)


_ROW_END = re.compile(
    r"(?>(?:\s|\\\\(?:\*|\s*\[[^\[\]\n]{0,20}\])?|\\(?:tabularnewline|[a-z]*rule|hline)(?![A-Za-z]))*)\Z"
)
_PARTING = re.compile(r"[&\\${}]")


def _behind_columns(inner: str, arguments: int) -> str | None:
    """Return what stands behind the description of the columns, None where there is none."""
    ends = brace_ends(inner)
    place = 0
    for _ in range(arguments):
        match = _COLUMNS.match(inner, place)
        end = ends.get(match.end()) if match else None
        if end is None:
            return None
        place = end + 1
    return inner[place:]


def _rows(text: str) -> list[list[str]]:
    """Return the cells by row; signs within braces, formulas and environments part nothing."""
    rows: list[list[str]] = [[]]
    start = depth = 0
    is_formula = False
    for sign in _SIGN.finditer(text):
        if sign[0].startswith("\\begin") or sign[0] == "{":
            depth += 1
        elif sign[0].startswith("\\end") or sign[0] == "}":
            depth = max(0, depth - 1)
        elif sign[0] == "$":
            is_formula = not is_formula
        elif depth == 0 and not is_formula and (sign[0] == "&" or sign[0].startswith(("\\\\", "\\tabularnewline"))):
            rows[-1].append(text[start : sign.start()])
            rows += [] if sign[0] == "&" else [[]]
            start = sign.end()
    rows[-1].append(text[start:])
    return rows
