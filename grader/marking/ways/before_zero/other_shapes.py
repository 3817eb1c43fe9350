r"""The last look at arrays of another shape: `(2/5, 3/5)` where 2/5 is asked for, a table of which one row is the list.

A distribution is listed with the probability of the other outcome, a permutation in two lines with its places above.
Where such an entry is proved to be the number that is asked for, or a row the list, it is open; and so is a matrix
whose lines stand between bars, `| cos t  -sin t |`, which otherwise are absolute values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain

from grader.language.printing import show
from grader.language.tree import Array, Call, Div, Node, Num, Tup
from grader.marking.answer import Answer
from grader.marking.read import trees_of
from grader.marking.ways.candidates import between_right, is_piece
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_ENTRIES = 12  # of an array that are looked at one by one
MAX_ROWS = 4  # of a table, and columns

_NAMED = re.compile(r"\s*\\?[A-Za-z]\w{0,7}(?:\([^()=]{1,12}\))?\s*=")
_BARRED = re.compile(r"\|[^\n]+\|")
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s{2,}")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an array that is refuted by its shape, open where a part of it is proved right."""
    if len(answer.fields) > 1 or not (is_piece(verdict) or any("matrix" in one.text for one in answer.fields.values())):
        return verdict
    ((name, field),) = answer.fields.items()
    arrays = [array for tree in trees_of(question, name, field.text) for array in _arrays(tree)]
    parts = _rows if question.kind.is_array else _entries
    texts = (show(part) for array in arrays for part in parts(array))
    return between_right(question, (name, field), chain(_drawn(field.text), texts), verdict, mark)


def _drawn(text: str) -> Iterator[str]:
    """Yield the matrix of which each line is a row between bars, its entries parted by wide blanks, commas or bars."""
    begins = _NAMED.match(text)
    lines = [one.strip() for one in text[begins.end() if begins else 0 :].strip(" $\n").split("\n")]
    if 1 < len(lines) <= MAX_ENTRIES and all(map(_BARRED.fullmatch, lines)):
        rows = [", ".join(_BETWEEN.split(one[1:-1].strip())) for one in lines]
        yield f"[{', '.join(f'[{row}]' for row in rows)}]"


def _arrays(tree: Node) -> Iterator[Array]:
    """Yield the array that a tree is, or may be: a pair in round brackets, a column of two, which is a binomial too."""
    if isinstance(tree, Array):
        yield tree
    elif isinstance(tree, Tup):
        yield Array(tree.items)
    elif isinstance(tree, Call) and tree.name == "binom":
        yield Array(tree.args)


def _entries(tree: Array) -> Iterator[Node]:
    """Yield the entries of a distribution, which are no less than 0 and sum to 1; none of another list."""
    entries = [one for item in tree.items for one in (item.items if isinstance(item, Array) else (item,))]
    values = [_value(one) for one in entries[: MAX_ENTRIES + 1]]
    known = [one for one in values if one is not None and one >= 0]
    if len(known) == len(entries) and sum(known) == 1:
        yield from entries


def _value(tree: Node) -> Fraction | None:
    if isinstance(tree, Num):
        return tree.value
    if isinstance(tree, Div) and isinstance(tree.num, Num) and isinstance(tree.den, Num) and tree.den.value:
        return tree.num.value / tree.den.value
    return None


def _rows(tree: Array) -> Iterator[Node]:
    """Yield the rows and the columns of a table of numbers; none of a larger one."""
    rows = [one.items for one in tree.items if isinstance(one, Array)]
    lengths = {len(one) for one in rows}
    is_table = len(rows) == len(tree.items) > 1 and len(lengths) == 1
    if not is_table or any(isinstance(one, Array) for row in rows for one in row):
        return
    if len(rows) <= MAX_ROWS:
        yield from map(Array, rows)
    if max(lengths) <= MAX_ROWS:
        yield from map(Array, zip(*rows, strict=True))
