r"""Whole numbers in a row without their braces, `n = 1, ..., 6`, `-2, -1, …, 2`: the set that they are with them."""

from __future__ import annotations

import re

from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question

DOTS = r"(?:\.{2,3}|…|\\[lc]?dots(?![A-Za-z]))"
_NUMBER = r"[-−+]?\d{1,9}"
_ROW = re.compile(
    rf"[\s$]*(?:(?P<name>\\?[^\W\d_]\w{{0,3}})(?:_\{{?\w{{1,3}}\}}?)?\s*=\s*)?"
    rf"(?P<first>{_NUMBER}(?:\s*,\s*{_NUMBER}){{0,3}})\s*,\s*{DOTS}\s*,\s*(?P<last>{_NUMBER})[\s$.]*"
)


def in_braces(question: Question, text: str) -> str:
    """Return a row of whole numbers with dots in it as a set, without the prompt's letter before it; else the text."""
    row = _ROW.fullmatch(text) if "," in text else None
    if row is None:
        return text
    name = row["name"]
    known = {*question.names.symbols, *prompt_names.letters(question)}
    if name is not None and name.lstrip("\\") not in known:
        return text
    return f"{{{row['first'].replace('+', '')}, ..., {row['last'].lstrip('+')}}}"
