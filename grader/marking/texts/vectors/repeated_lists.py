"""Lists as programs write them: `[1]*n`, `[1/n] + [2/n]*(n - 1)`, `[-i/n for i in range(n)]`.

Brackets around one entry would group in mathematics, and `[1]*n` be n. So what is not read here, of lists that are
multiplied with what stands behind them, is not read at all.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.chains import depths
from grader.errors import AnswerError, Span
from grader.language.grammar.brackets.linear import less, linear
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Add, Array, Bind, Cases, Neg, Node, Num, Relation, Sym, symbols
from grader.problems.question import Field
from grader.wording import unreadable_answers

_LOOP = re.compile(
    r"\[(?P<body>[^\[\]]{1,200}?)\sfor\s(?P<letter>[A-Za-z])\sin\srange\((?P<ends>[^\[\]]{1,60}?)\)\s?\]"
)
_PART = re.compile(r"\s?\[(?P<items>[^\[\]]+)\]\s?(?:\*\s?(?P<count>[^\[\]]{1,40}?)\s?)?")
_TIMES = re.compile(r"\[[^\[\],;]+\]\s?\*(?!\*)|\*\s?\[[^\[\],;]+\]")
ONE = Num(Fraction(1))
MAX_PARTS = 20


def repeated(field: Field, names: Names, text: str) -> Node | None:
    """Return the array of a list that a program would make; None of any other text. Raises AnswerError."""
    plain = " ".join(text.split())
    if (loop := _LOOP.fullmatch(plain)) is not None:
        return _of_loop(field, names, loop)
    if not _TIMES.search(plain):
        return None
    parts = [_PART.fullmatch(part) for part in _summands(plain)]
    found = [_part(names, part) for part in parts if part is not None]
    letters = sum(_counts_on(count) for _, count in found)
    if len(found) < len(parts) or len(parts) > MAX_PARTS or letters > 1:
        raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER, text, Span(0, len(text)))
    return _joined(field, found) if letters else _of_known_length(field, found, text)


def _of_known_length(field: Field, found: list[tuple[list[Node], Node]], text: str) -> Node:
    """Return a list whose length is a number; one that does not fit may be meant to be a product."""
    items, (size, *_) = _entries(found), field.domain.shape
    if isinstance(size, Num) and size.value != len(items):
        raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER, text, Span(0, len(text)))
    return Array(tuple(items))


def _of_loop(field: Field, names: Names, loop: re.Match[str]) -> Node:
    """Return the array of `[body for i in range(…)]`."""
    ends = [_one(end, names) for end in _parted(loop["ends"], ",")]
    if not 1 <= len(ends) <= 2 or loop["letter"] not in names.symbols or loop["letter"] == field.size:
        raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER, loop[0], Span(0, len(loop[0])))
    low: Node = ends[0] if len(ends) == 2 else Num(Fraction(0))
    return Bind("array", _one(loop["body"], names), loop["letter"], low, Add((ends[-1], Neg(ONE))))


def _part(names: Names, part: re.Match[str]) -> tuple[list[Node], Node]:
    """Return the entries of a part, and how often they stand there."""
    count = ONE if part["count"] is None else _one(part["count"], names)
    return [_one(item, names) for item in _parted(part["items"], ",;")], count


def _counts_on(count: Node) -> bool:
    """Whether a part stands there as often as a letter says."""
    return bool(symbols(count))


def _joined(field: Field, parts: list[tuple[list[Node], Node]]) -> Node:
    """Return the array of parts one behind the other, of which one entry alone is repeated by a letter."""
    place = next(number for number, (_, count) in enumerate(parts) if _counts_on(count))
    before, after = _entries(parts[:place]), _entries(parts[place + 1 :])
    (repeat, *others), count = parts[place]
    total = Add((count, Num(Fraction(len(before) + len(after)))))
    size = linear(total)
    if others or size is None:
        raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER)
    index, last = Sym("i"), total if less(size, {field.size: Fraction(1)}) else Sym(field.size)
    branches = [(item, Relation(("=",), (index, Num(Fraction(number))))) for number, item in enumerate(before, 1)]
    for number, item in enumerate(reversed(after)):
        at = last if number == 0 else Add((last, Neg(Num(Fraction(number)))))
        branches.append((item, Relation(("=",), (index, at))))
    return Bind("array", Cases(tuple(branches), repeat) if branches else repeat, "i", ONE, last)


def _entries(parts: list[tuple[list[Node], Node]]) -> list[Node]:
    """Return the entries of parts that stand there so often as a number says; raises AnswerError for many."""
    found: list[Node] = []
    for items, count in parts:
        if not isinstance(count, Num) or count.value.denominator != 1 or not 0 <= count.value <= MAX_PARTS:
            raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER)
        found += items * int(count.value)
    if len(found) > MAX_PARTS:
        raise AnswerError(unreadable_answers.LIST_TIMES_A_NUMBER)
    return found


def _summands(text: str) -> list[str]:
    """Return what plus signs outside of brackets part."""
    return _parted(text, "+")


def _parted(text: str, signs: str) -> list[str]:
    depth = depths(text)
    cuts = [place for place, sign in enumerate(text) if sign in signs and not depth[place]]
    starts, stops = [0, *(place + 1 for place in cuts)], [*cuts, len(text)]
    return [text[start:stop].strip() for start, stop in zip(starts, stops, strict=True)]


def _one(text: str, names: Names) -> Node:
    """Return the only reading of a part; raises AnswerError where there are more."""
    readings = read(text, names)
    if len(readings) > 1:
        ways = " or ".join(f"`{one.spelling}`" for one in readings)
        raise AnswerError(unreadable_answers.PART_HAS_TWO_READINGS.format(ways=ways), text, Span(0, len(text)))
    return readings[0].tree
