"""Relations that are not solved: inequalities before the solution of a question for a set are steps to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.tree import SetOf
from grader.problems.question import Question
from grader.submissions.extraction.formulas.restricted import interval, is_solved, members_of, set_behind
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.pieces.marks import is_of_symbols
from grader.submissions.extraction.stated.clauses.clause_premises import UNEQUAL
from grader.submissions.forms.spans import pieces


def without_unsolved(question: Question, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without inequalities that are not solved, `x + 1 >= 2 (x - 3)`, before the solution."""
    last = texts[-1] if texts else None
    if not question.kind.is_set or last is None or last.kind != "formula":
        return list(texts)
    is_whole = bool(interval(last.text) or members_of(last.text) or set_behind(last.text))
    is_bounds = is_solved(question, last.text) and len(UNEQUAL.findall(last.text)) > 1  # one may be one of two
    if not is_whole and not is_bounds:
        return list(texts)
    return [one for one in texts[:-1] if not _is_unsolved(question, one)] + [last]


def is_equation_beside(question: Question, texts: Sequence[Found], place: int | None) -> bool:
    """Whether an equation that is not solved would count as its finite set of solutions beside what may be these."""
    one = texts[place] if place is not None and place < len(texts) else None
    if one is None or one.kind != "formula" or not all(isinstance(tree, SetOf) for tree in question.accepted):
        return False
    is_equation = question.accepted and "=" in one.text and is_of_symbols(question, one.text)
    return bool(is_equation) and not is_solved(question, one.text) and any(each.kind == "doubtful" for each in texts)


def is_solved_behind(question: Question, texts: Sequence[Found], place: int) -> bool:
    """Whether behind a condition that is not solved, `|1 - x| < 1`, a sentence of which nobody can tell solves it.

    What stands there, `This holds for $x \\in (0, 2)$`, may be what is meant, whether it is right or not.
    """
    if not question.kind.is_solutions or is_solved(question, texts[place].text):
        return False
    behind = (one.text for one in texts[place + 1 :] if one.kind == "doubtful")
    formulas = (piece.text for text in behind for piece in pieces(text) if piece.is_formula)
    return any(is_solved(question, text) or members_of(text) or interval(text) for text in formulas)


def _is_unsolved(question: Question, one: Found) -> bool:
    if (
        one.kind != "formula"
        or not UNEQUAL.search(one.text)
        or re.search(r"\||\\[lr]?vert|\\abs|[{\[]\s*\w+\s*[:|]", one.text)
    ):
        return False
    return is_of_symbols(question, one.text) and not is_solved(question, one.text)
