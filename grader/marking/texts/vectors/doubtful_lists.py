"""Lists that may be something else: numbers with hyphens between, rows with commas that may be decimal ones."""

from __future__ import annotations

import re

from grader.errors import AnswerError, Span
from grader.language.tree import Array, Node
from grader.problems.question import Field, Question
from grader.wording import unreadable_answers


def refuse_doubtful_lists(question: Question, field: Field, text: str) -> None:
    """Raise AnswerError for `1-4-2` where three numbers are asked for, and for `(1,2; 3,4)` where a matrix is.

    The first may be a list or a difference, the second a matrix or two numbers with decimal commas.
    """
    if _HYPHENATED.fullmatch(text) and len(re.findall(r"\d+", text)) in set(map(_length, question.accepted)):
        raise AnswerError(unreadable_answers.LIST_OR_DIFFERENCE, text, Span(0, len(text)))
    if question.kind.is_one_number == "always" and (doubt := _REMARK.search(text) or _ERROR.search(text)):
        raise AnswerError(unreadable_answers.NUMBER_AND_MORE, text, Span(*doubt.span()))
    found = _MAY_BE_ROWS.search(text)
    if found is None or field.names.numbers != "plain":
        return
    rows = (item for tree in question.accepted if isinstance(tree, Array) for item in tree.items[:1])
    if len(field.domain.shape or ()) > 1 or any(isinstance(item, Array) for item in rows):
        raise AnswerError(unreadable_answers.ROWS_OR_DECIMALS, text, Span(*found.span()))


def _length(tree: Node) -> int:
    return len(tree.items) if isinstance(tree, Array) else 0


# `55 (11*5)` may be a product, or a number with how it came about; `6.9 ± 0.5` is one with an error, or two.
_TERMS = r"[ \t]*[-+−*/·×.,\d \t^]*\d[-+−*/·×.,\d \t^]*\\?%?[ \t]*"
_REMARK = re.compile(rf"(?:\A|=)[\s$]*[-+−]?\d[\d.,/]*(?:(?: |\\,)\d{{3}})*[ \t]*\\?%?[ \t]+\({_TERMS}\)[\s$.]*\Z")
_ERROR = re.compile(r"±|\+\s?/?\s?-(?=\s*[\d.])|\\pm(?![A-Za-z])")
_HYPHENATED = re.compile(r"\s*+(?:\$\s*+)?\d++(?:\s*+[-–—−]\s*+\d++)+\s*+(?:\$\s*+)?")
_MAY_BE_ROWS = re.compile(r"\([^()\[\]]*\d,\d[^()\[\]]*;[^()\[\]]*\)")
