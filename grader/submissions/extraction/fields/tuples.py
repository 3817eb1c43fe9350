r"""Several fields at once, by a tuple or a column of their names: `(x, y) = (2, 1)`, `\binom{a}{b} = \binom{2}{1}`."""

from __future__ import annotations

import re
from itertools import pairwise

from grader.claims.chains import chain, depths
from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named


def tuple_of(question: Question, text: str) -> tuple[formulas.Assignment, ...]:
    """Return the assignments that `(x, y) = (2, 1)` stands for, none where its left is no tuple of fields."""
    row = formulas.assignment(text)
    if row is None or len(question.fields) < 2:
        return ()
    left, right = inside_brackets(row.left) or _column(row.left), _entries(chain(row.right).members[-1])
    names = [field_named(question, part) for part in left]
    if len(left) < 2 or len(left) != len(right) or None in names or len(set(names)) != len(names):
        return ()
    return tuple(formulas.Assignment(one, other) for one, other in zip(left, right, strict=True))


def _entries(text: str) -> list[str]:
    r"""Return the entries of a tuple or a column, also behind one number that multiplies all: `\frac16 (9, 5)`."""
    factor = _FACTOR.match(text)
    rest = text[factor.end() :] if factor else text
    entries = inside_brackets(rest) or _column(rest)
    return [f"{factor[1]} \\cdot ({one})" for one in entries] if factor else entries


_FACTOR = re.compile(
    r"\s*(-?(?:\d{1,9}(?:/\d{1,9})?|\(\d{1,9}/\d{1,9}\)|\\[dt]?frac(?:\{\d{1,9}\}\{\d{1,9}\}|\d\d)))\s*(?:\\cdot|\*)?\s*(?=[(\\])"
)


def _column(text: str) -> list[str]:
    r"""Return the entries of a column or of a row, `\begin{pmatrix} 2 \\ 1 \end{pmatrix}`; none of anything else."""
    inner = _COLUMN.fullmatch(text)
    if inner is None or inner["above"] is not None:
        return [inner["above"].strip(), inner["below"].strip()] if inner else []
    signs = {sign for sign in ("&", "\\\\") if sign in inner["rows"]}
    parts = [one.strip() for one in inner["rows"].split(signs.pop())] if len(signs) == 1 else []
    return parts if all(parts) else []


_COLUMN = re.compile(
    r"\s*(?:\\begin\{(?P<name>[pb]?(?:small)?matrix)\}(?P<rows>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\\end\{(?P=name)\}"
    r"|\\binom\{(?P<above>[^{}]+)\}\{(?P<below>[^{}]+)\})\s*"
)


def inside_brackets(text: str) -> list[str]:
    """Return what commas part within the round brackets around a text."""
    inner = re.fullmatch(r"\s*(?:\\left\s*)?\((?P<inner>.*?)(?:\\right\s*)?\)\s*", text, re.DOTALL)
    if inner is None:
        return []
    depth = depths(inner["inner"])
    if depth[-1]:
        return []
    cuts = [-1, *(n for n, sign in enumerate(inner["inner"]) if sign == "," and not depth[n]), len(inner["inner"])]
    return [inner["inner"][start + 1 : stop].strip() for start, stop in pairwise(cuts)]
