"""An answer that is given case by case, over sentences, lines or displays: values with their conditions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from grader.claims.chains import last_member
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.restricted import cased, is_bare
from grader.submissions.extraction.pieces.marks import OTHERWISE, Mark
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import quiet, singles
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.forms.texts import is_single


def cases_of(asked: Asked, marks: Sequence[Mark]) -> tuple[str, bool]:
    """Return values with their conditions as cases, empty where not every mark is one of them.

    And whether that is sure: of an equation such as `|x - 1| = x - 1` nobody can tell whether its end is the value.
    """
    if sum(mark.kind == "condition" for mark in marks) < 2 or any(not _is_quiet(asked, mark) for mark in marks):
        return "", False
    pairs = _ahead(marks) if marks[0].kind == "condition" else _behind(marks)
    rows = [formulas.assignment(value.text) for value, _ in pairs]
    texts = [
        last_member(one.text) or (row.right if row else one.text) for (one, _), row in zip(pairs, rows, strict=True)
    ]
    if not pairs or not all(map(is_single, texts)) or any("≈" in text or "\\approx" in text for text in texts):
        return "", False
    lefts = {"".join(row.left.split()): row.left for row in rows if row}
    named = [left for left in lefts.values() if is_bare(left) or asked.asks_for(left)]
    is_sure = len(lefts) == len(named) <= 1 and all(map(_is_told, _steps(marks)))
    left = f"{named[0]} = " if is_sure and named else ""
    return left + cased([(text, condition.text) for text, (_, condition) in zip(texts, pairs, strict=True)]), is_sure


def _steps(marks: Sequence[Mark]) -> list[Mark]:
    """Return the values behind another value of the same case."""
    return [mark for before, mark in pairwise(marks) if before.kind == mark.kind == "value"]


def _is_told(mark: Mark) -> bool:
    """Whether a value behind another one is what is concluded: `so $f(x) = …$`."""
    row = formulas.assignment(mark.text)
    return row is not None and is_bare(row.left) and not singles(cues.CONCLUSION).isdisjoint(mark.before)


def _ahead(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Return values behind their conditions, of several steps the last one."""
    groups: list[list[Mark]] = []
    for mark in marks:
        if mark.kind == "condition":
            groups.append([])
        groups[-1].append(mark)
    return [] if any(len(group) < 2 for group in groups) else [(group[-1], group[0]) for group in groups]


def _behind(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Return values before their conditions, one by one; `otherwise` may stand before the last one."""
    marks = list(marks)
    if len(marks) % 2:
        return []
    if marks[-2].text == OTHERWISE and marks[-1].kind == "value":
        marks[-2:] = [marks[-1], marks[-2]]
    pairs = list(zip(marks[0::2], marks[1::2], strict=True))
    is_paired = all(value.kind == "value" and condition.kind == "condition" for value, condition in pairs)
    return pairs if is_paired else []


def _is_quiet(asked: Asked, mark: Mark) -> bool:
    """Whether the words around a mark only lead to it, or to its case."""
    return "?" not in mark.after and all(word in _known() or asked.says(word) for word in mark.words)


@cache
def _known() -> frozenset[str]:
    tables = (cues.CONDITION, cues.CASE, cues.EVERY, cues.OTHERWISE)
    return quiet() | singles(*tables)
