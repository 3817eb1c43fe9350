r"""Indices that are formulas: the names `a_{n^2+1}` and `a_{1+n^2}`, which nothing declares, are one value.

Each such index is read, and of two names that differ in their indices alone it is asked whether these are equal. Where
nobody can tell, nothing is said of a difference. An index that is no formula in counting letters is a label: `E_{C-H}`,
and one without letters, `t_{1/2}`, or whose letters cancel, is a label or a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from grader.claims.statements import Setting
from grader.errors import AnswerError
from grader.evidence import Budget
from grader.evidence import compare as compare_trees
from grader.evidence.trees.features import facts_of
from grader.language.domains import INTEGER, Domain, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols, walk
from grader.records import dataclass
from grader.verdict import Point, Proof, Undefined

Trees = tuple[Node, Node]
MAX_NAMES = 8  # names with a formula below them, of one letter
MAX_NUMBERED = 30  # names with a formula or a number below them
MAX_INDEX = 60  # characters of an index that is read
_BELOW = re.compile(r"([^_]*)_\{?([^{}]*(?:\{[^{}]*\}[^{}]*){0,6})\}?")
_WRITTEN = re.compile(r"[-+*/^·(!]|floor|ceil|frac")  # what an index has that is no label
_COMMANDS = re.compile(r"frac|[lr]floor|[lr]ceil|sqrt")  # which names write without their sign
_COUNTING = re.compile(r"[a-z]")  # a letter of an index that counts
_SUM = re.compile(r"[A-Za-z0-9]{1,9}(?:\+[A-Za-z0-9]{1,9}){1,6}")  # of what may be labels, in any order
_DASH = re.compile(r"\d{1,9}-\d{1,9}")  # from one number to another
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_UNREAD = re.compile(r"binom.|.b?mod.")  # formulas that names write without their brackets
_FORMULA = (Add, Mul, Neg, Num, Sym, Pow, Div, Const)
_STEPS = frozenset({"floor", "ceil", "factorial"})


@dataclass(frozen=True)
class OneName:
    """Trees in which equal indices are written in one way, and the names of which nobody can tell whether they are."""

    trees: Trees
    doubtful: tuple[str, str] | None = None


@dataclass(frozen=True)
class Below:
    """What stands below the letter of a name: a text, and its formulas, parted by commas; none of a label."""

    letter: str
    text: str
    trees: tuple[Node, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it is a number alone."""
        return _NUMBER.fullmatch(self.text) is not None


def with_equal_indices(trees: Trees, known: Mapping[str, Domain]) -> OneName:
    """Return trees in which names with the same value below them are one name."""
    names = frozenset[str]().union(*(facts_of(tree).symbols for tree in trees)) - known.keys()
    if not any(map(_WRITTEN.search, names)):
        return OneName(trees)
    found = {name: parts for name in sorted(names) if (parts := _parts(name)) is not None}
    if len(found) < 2:
        return OneName(trees)
    if sum(not below.is_number for below in found.values()) > MAX_NAMES or len(found) > MAX_NUMBERED:
        first, second, *_ = sorted(found)
        return OneName(trees, (first, second))
    other: dict[str, Node] = {}
    doubtful = None
    budget = Budget()  # one for all pairs
    for one, two in combinations(found, 2):
        is_apart = found[one].letter != found[two].letter or (found[one].is_number and found[two].is_number)
        if one in other or two in other or is_apart:
            continue
        same = _are_equal(found[one], found[two], budget)
        if same:
            other[two] = Sym(one)
        elif same is None:
            doubtful = doubtful or (one, two)
    changed = (substitute(trees[0], other), substitute(trees[1], other)) if other else trees
    return OneName(changed, doubtful)


def _parts(name: str) -> Below | None:
    """Return the letter of a name and what stands below it, parted by commas; None where a part is no formula."""
    match = _BELOW.fullmatch(name)
    if match is None or len(match[2]) > MAX_INDEX or not match[2]:
        return None
    parts = [_formula(part) for part in match[2].split(",")]
    trees = tuple(part for part in parts if part is not None)
    if len(trees) == len(parts):
        return Below(match[1], match[2], trees)
    return Below(match[1], match[2]) if _SUM.fullmatch(match[2]) or _UNREAD.search(match[2]) else None


def _formula(text: str) -> Node | None:
    """Return the tree of an index that is a formula in counting letters; None for a label."""
    if text.isalpha() and len(text) > 1 and not _COMMANDS.search(text):
        return None  # `ij` are two indices, and `max` is a word
    try:
        readings = read(_COMMANDS.sub(lambda found: rf"\{found[0]} ", text), Names(free=True), "expression")
    except AnswerError:
        return None
    tree = readings[0].tree
    is_formula = len(readings) == 1 and all(map(_is_formula, walk(tree)))
    return tree if is_formula and all(map(_COUNTING.fullmatch, symbols(tree))) else None


def _is_formula(node: Node) -> bool:
    return isinstance(node, _FORMULA) or (isinstance(node, Call) and node.name in _STEPS)


def _are_equal(one: Below, two: Below, budget: Budget) -> bool | None:
    """Return whether two indices, or lists of them, are equal at all integers; None where nobody can tell."""
    if _SUM.fullmatch(one.text) and sorted(one.text.split("+")) == sorted(two.text.split("+")):
        return True
    if not one.trees or not two.trees:
        return None if _UNREAD.search(one.text) or _UNREAD.search(two.text) else False
    if len(one.trees) != len(two.trees):
        return False
    pairs = [pair for pair in zip(one.trees, two.trees, strict=True) if pair[0] != pair[1]]
    said = [_of_pair(*pair, budget) for pair in pairs]
    if False in said or all(_DASH.fullmatch(below.text) for below in (one, two)):
        return False
    return None if None in said else True


def _of_pair(one: Node, two: Node, budget: Budget) -> bool | None:
    names = sorted(symbols(one) | symbols(two))
    setting = Setting(tuple(Variable(name, INTEGER) for name in names))
    match compare_trees(one, two, setting, budget):
        case Proof(gaps=()):
            return True if names and symbols(one) == symbols(two) else None  # a label of numbers, or letters cancel
        case Point(left=Undefined()) | Point(right=Undefined()):
            return None
        case Point():
            return False
        case _:
            return None
