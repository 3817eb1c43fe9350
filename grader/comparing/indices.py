r"""Indices that are formulas: the names `a_{n^2+1}` and `a_{1+n^2}`, which nothing declares, are one value.

Each such index is read, and of two names that differ in their indices alone it is asked whether these are equal. Where
nobody can tell, nothing is said of a difference. An index that is no formula in counting letters is a label: `E_{C-H}`.
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
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols, walk
from grader.records import dataclass
from grader.verdict import Point, Proof, Undefined

Trees = tuple[Node, Node]
MAX_NAMES = 8  # names with a formula below them, of one letter
MAX_INDEX = 60  # characters of an index that is read
_BELOW = re.compile(r"([^_]*)_\{?([^{}]*(?:\{[^{}]*\}[^{}]*){0,6})\}?")
_WRITTEN = re.compile(r"[-+*/^·(!]|floor|ceil|frac")  # what an index has that is no label
_COMMANDS = re.compile(r"frac|[lr]floor|[lr]ceil|sqrt")  # which names write without their sign
_COUNTING = re.compile(r"[a-z]")  # a letter of an index that counts
_FORMULA = (Add, Mul, Neg, Num, Sym, Pow, Div)
_STEPS = frozenset({"floor", "ceil", "factorial"})


@dataclass(frozen=True)
class OneName:
    """Trees in which equal indices are written in one way, and the names of which nobody can tell whether they are."""

    trees: Trees
    doubtful: tuple[str, str] | None = None


def with_equal_indices(trees: Trees, known: Mapping[str, Domain]) -> OneName:
    """Return trees in which names with the same value below them are one name."""
    names = frozenset[str]().union(*(facts_of(tree).symbols for tree in trees)) - known.keys()
    found = {name: parts for name in sorted(names) if (parts := _parts(name)) is not None}
    if len(found) < 2 or len(found) > MAX_NAMES or not any(map(_WRITTEN.search, found)):
        return OneName(trees)
    other: dict[str, Node] = {}
    doubtful = None
    budget = Budget()  # one for all pairs
    for one, two in combinations(found, 2):
        if one in other or two in other or found[one][0] != found[two][0]:
            continue
        same = _are_equal(found[one][1], found[two][1], budget)
        if same:
            other[two] = Sym(one)
        elif same is None:
            doubtful = doubtful or (one, two)
    changed = (substitute(trees[0], other), substitute(trees[1], other)) if other else trees
    return OneName(changed, doubtful)


def _parts(name: str) -> tuple[str, tuple[Node, ...]] | None:
    """Return the letter of a name and the formulas below it, parted by commas; None where one is no formula."""
    match = _BELOW.fullmatch(name)
    if match is None or len(match[2]) > MAX_INDEX or not match[2]:
        return None
    parts = [_formula(part) for part in match[2].split(",")]
    trees = tuple(part for part in parts if part is not None)
    return (match[1], trees) if len(trees) == len(parts) and any(map(symbols, trees)) else None


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


def _are_equal(one: tuple[Node, ...], two: tuple[Node, ...], budget: Budget) -> bool | None:
    """Return whether two lists of indices are equal at all integers; None where nobody can tell."""
    if len(one) != len(two):
        return False
    pairs = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
    said = [_of_pair(*pair, budget) for pair in pairs]
    if False in said:
        return False
    return None if None in said else True


def _of_pair(one: Node, two: Node, budget: Budget) -> bool | None:
    if symbols(one) != symbols(two):
        return False  # as a letter that cancels
    setting = Setting(tuple(Variable(name, INTEGER) for name in sorted(symbols(one))))
    match compare_trees(one, two, setting, budget):
        case Proof(gaps=()):
            return True
        case Point(left=Undefined()) | Point(right=Undefined()):
            return None
        case Point():
            return False
        case _:
            return None
