r"""What constant formulas come to that are no sums and products of numbers: `ln 2`, `17 mod 5`, `\binom{5}{2}`.

They are read as answers are and worked out exactly. A logarithm without a base may have any usual one, angles may be
meant in degrees. Where one reading cannot be worked out, nothing is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.errors import AnswerError, LimitError
from grader.evidence import value
from grader.language.domains import Domain
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.tree import Call, CaptureError, Const, Div, Mul, Node, Num, rebuild, substitute, symbols, walk
from grader.verdict import Enclosure, Exact, Value

MAX_CHARACTERS = 80  # of a formula that is worked out
MAX_TREES = 4  # readings of it
HALF_TURN = Num(Fraction(180))
_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_INVERSE = frozenset({"arcsin", "arccos", "arctan", "asin", "acos", "atan", "arccot"})
_LOG = re.compile(r"\\?(?<![A-Za-z])log(?![A-Za-z_])")
_DIGIT = re.compile(r"[\d½⅓¼⅔¾∞]")
_FORMULA = re.compile(r"[A-Za-z\\!√∛∑∏|½⅓¼⅔¾²³^(]|\.\.\.|…")


def values_of(member: str, letters: Mapping[str, float]) -> tuple[float, ...]:
    """Return what a formula comes to in each of its readings; nothing where one of them has no known value."""
    if len(member) > MAX_CHARACTERS or not (_FORMULA.search(member) and _DIGIT.search(member)):
        return ()  # `sine` is no sin(e)
    found: list[float] = []
    for text in _with_bases(member):
        trees = _read(text, letters)
        if not 0 < len(trees) <= MAX_TREES:
            return ()
        for tree in trees:
            worked = [_number(one) for one in (tree, *in_degrees(tree))]
            if None in worked:
                return ()
            found += [one for one in worked if one is not None]
    return tuple(found)


def _with_bases(member: str) -> Iterator[str]:
    """Yield a formula with each usual base of its logarithms."""
    if _LOG.search(member) is None:
        yield member
        return
    for base in ("ln", "log_{10}", "log_2"):
        yield base.join(_LOG.split(member))


def _read(text: str, letters: Mapping[str, float]) -> list[Node]:
    known = {letter: Symbol(letter, Domain()) for letter in letters if letter in text}
    values: dict[str, Node] = {letter: Num(Fraction(letters[letter])) for letter in known}
    try:
        trees = [substitute(one.tree, values) for one in read(text.strip(" $"), Names(known), "expression")]
    except (AnswerError, CaptureError, LimitError):
        return []
    return [] if any(map(symbols, trees)) else trees


def in_degrees(tree: Node) -> Iterator[Node]:
    """Yield a formula with its angles in degrees, where it has any that are numbers."""
    calls = {one.name for one in walk(tree) if isinstance(one, Call)}
    if not calls.isdisjoint(_ANGLES | _INVERSE):
        yield _turned(tree)


def _turned(tree: Node) -> Node:
    tree = rebuild(tree, _turned)
    if not isinstance(tree, Call) or len(tree.args) != 1:
        return tree
    if tree.name in _ANGLES:
        return Call(tree.name, (Div(Mul((tree.args[0], Const("pi"))), HALF_TURN),))
    return Div(Mul((tree, HALF_TURN)), Const("pi")) if tree.name in _INVERSE else tree


def _number(tree: Node) -> float | None:
    number = _float(value(tree))
    return number if number is not None and math.isfinite(number) else None


def _float(found: Value) -> float | None:
    if isinstance(found, Exact):
        above, _, below = found.text.partition("/")
        try:
            return float(above) / float(below or 1)
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
    try:
        return float(found.low) if isinstance(found, Enclosure) else None
    except ValueError:
        return None
