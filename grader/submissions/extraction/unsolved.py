"""Inequalities that are not solved, before the solution of a question for a set: they are steps to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.extraction.clause_premises import UNEQUAL
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.marks import is_of_symbols
from grader.submissions.extraction.restricted import interval, is_solved, members_of, set_behind


def without_unsolved(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without inequalities that are not solved, `x + 1 >= 2 (x - 3)`, before the solution."""
    last = texts[-1] if texts else None
    if question.kind.expects != "set" or last is None or last.kind != "formula":
        return list(texts)
    is_whole = bool(interval(last.text) or members_of(last.text) or set_behind(last.text))
    is_bounds = is_solved(question, last.text) and len(UNEQUAL.findall(last.text)) > 1  # one may be one of two
    if not is_whole and not is_bounds:
        return list(texts)
    return [one for one in texts[:-1] if not _is_unsolved(question, one)] + [last]


def _is_unsolved(question: Question, one: Found) -> bool:
    if (
        one.kind != "formula"
        or not UNEQUAL.search(one.text)
        or re.search(r"\||\\[lr]?vert|\\abs|[{\[]\s*\w+\s*[:|]", one.text)
    ):
        return False
    return is_of_symbols(question, one.text) and not is_solved(question, one.text)
