"""Which of several rows of marks count for an answer, and which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grader.records import dataclass
from grader.submissions.mark_rows import MarkRow


@dataclass(frozen=True)
class Choice:
    """Of the rows that fit an answer, those that count, and groups of rows that contradict each other."""

    rows: tuple[MarkRow, ...] = ()
    clashes: tuple[tuple[MarkRow, ...], ...] = ()


def choose(rows: Iterable[tuple[MarkRow, bool]]) -> Choice:
    """Return which rows count for an answer, of those that fit it, each with whether it holds the very same text.

    A row for the student beats rows for groups, and one with the same text beats those that are proved equal. Two
    rows for one thing clash, as do a row for the whole answer and one for a claim; what clashes does not count.
    """
    own: dict[str, list[tuple[MarkRow, bool]]] = {}
    group: dict[str, list[tuple[MarkRow, bool]]] = {}
    for row, is_same in sorted(rows, key=lambda pair: _place(pair[0])):
        (own if row.student else group).setdefault(row.mark.claim, []).append((row, is_same))
    first = _of_level(own)
    if "" in own:
        return first
    if own:
        group.pop("", None)
    second = _of_level({claim: found for claim, found in group.items() if claim not in own})
    return Choice(first.rows + second.rows, first.clashes + second.clashes)


def _place(row: MarkRow) -> tuple[str, int]:
    return (row.mark.source.file, row.mark.source.line) if row.mark.source else ("", 0)


def _of_level(found: Mapping[str, Sequence[tuple[MarkRow, bool]]]) -> Choice:
    best = {claim: _nearest(rows) for claim, rows in found.items()}
    if "" in best and len(best) > 1:
        every = sorted((row for rows in best.values() for row in rows), key=_place)
        return Choice(clashes=(tuple(every),))
    single = [rows[0] for rows in best.values() if len(rows) == 1]
    return Choice(tuple(single), tuple(tuple(rows) for rows in best.values() if len(rows) > 1))


def _nearest(rows: Sequence[tuple[MarkRow, bool]]) -> list[MarkRow]:
    return [row for row, is_same in rows if is_same] or [row for row, _ in rows]
