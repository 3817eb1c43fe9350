r"""Equality that rests on the order of factors: `AB` and `BA` are one number, and two matrices, words or vectors.

Products of letters that need not commute are taken in their order. If all products of two texts, expanded, keep one
order of these letters, then each is equal to what it is among numbers, and the texts are equal without commuting them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from grader.language.spelling import ACCENTS
from grader.language.tree import (
    Add,
    ArrayMul,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    Transpose,
    children,
    rebuild,
    symbols,
    walk,
)

Keeps = Callable[[str], bool]
_COMPOSED = re.compile(r"(?<!\^)(?<!\^\{)(?:\\circ(?![A-Za-z])|∘)\s{0,9}[\\A-Za-z({]")  # no sign of degrees
_OF_PHYSICS = re.compile(r"hat_.*|(?:sigma|gamma)_\{?[xyz\d]\}?")  # operators, and matrices of spin
_VECTORS = frozenset({"cross", "dot"})


def is_composed(text: str) -> bool:
    r"""Return whether a sign of composition, `f \circ g`, stands in a text."""
    return _COMPOSED.search(text) is not None


def keeps_place(name: str) -> bool:
    """Return whether a letter may be a matrix, an operator or a sign of a word: capitals, operators."""
    letter, _, below = name.partition("_")
    return (below if letter in ACCENTS and below else letter)[:1].isupper() or _OF_PHYSICS.fullmatch(name) is not None


def rests_on_order(left: Sequence[Node], right: Sequence[Node], keeps: Keeps) -> bool:
    """Return whether trees that are equal among numbers need not be so, where some letters keep their places."""
    if all(_ordered(one, keeps) == _ordered(other, keeps) for one in left for other in right):
        return False
    trees = (*left, *right)
    numbers = frozenset[str]().union(*(symbols(part) for tree in trees for part in _of_numbers(tree)))
    before = _Orders(lambda name: keeps(name) and name not in numbers)
    for tree in trees:
        before.visit(tree)
    return before.contradict()


def _of_numbers(tree: Node) -> Iterable[Node]:
    """Yield the parts that can only be numbers: what divides, is compared, or stands in a function or an exponent."""
    for part in walk(tree):
        match part:
            case Div(_, den):
                yield den
            case Call(name) if name not in _VECTORS:
                yield part
            case Pow(base, exp) if base != Const("e") and not _is_indexed(part):
                yield exp
            case Relation(ops) if not {"=", "!="}.issuperset(ops):
                yield part


def _is_indexed(power: Pow) -> bool:
    """Whether a power may be a tensor with indices above, `C^{ab}`."""
    match power:
        case Pow(Sym(name), Mul(factors)):
            return name[:1].isupper() and all(isinstance(one, Sym) for one in factors)
        case _:
            return False


class _Orders:
    """Which letters stand before which ones in the products of trees."""

    def __init__(self, keeps: Keeps) -> None:
        self._keeps = keeps
        self._before: dict[str, set[str]] = {}

    def contradict(self) -> bool:
        """Return whether no order of the letters is that of all products."""
        try:
            TopologicalSorter(self._before).prepare()
        except CycleError:
            return True
        return False

    def visit(self, tree: Node) -> frozenset[str]:
        """Return the letters of a tree that keep their places, and note their order."""
        match tree:
            case Sym(name):
                return frozenset({name}) if self._keeps(name) else frozenset()
            case Mul(factors) | ArrayMul(_, factors):
                return self._product([self.visit(factor) for factor in factors])
            case Pow(base, exp) if _is_indexed(tree):
                self._product([frozenset({f"^{symbol}"}) for part in children(exp) for symbol in symbols(part)])
                return self.visit(base)
            case Pow(base, exp):
                found = self.visit(exp if base == Const("e") else base)
                return self._mixed(found) if not _is_one_product(tree) else found
            case Transpose(arg):
                return self._mixed(self.visit(arg))
            case _:
                return frozenset[str]().union(*map(self.visit, children(tree)))

    def _product(self, factors: Sequence[frozenset[str]]) -> frozenset[str]:
        for one, other in combinations(factors, 2):
            for name in other:
                self._before.setdefault(name, set()).update(one - {name})
        return frozenset[str]().union(*factors)

    def _mixed(self, letters: frozenset[str]) -> frozenset[str]:
        """Note that letters stand in more orders than one, as in `(A + B)^2` and `(AB)^{-1}`."""
        self._product([letters, letters])
        return letters


def _is_one_product(power: Pow) -> bool:
    """Whether the letters of a power keep the order in which they are written: `e^{AB}` among all powers."""
    return power.base == Const("e") and not any(isinstance(part, Add) for part in walk(power.exp))


def _ordered(tree: Node, keeps: Keeps) -> Node:
    """Return a tree with sums in one order, and in products first what has no letters that keep their places."""
    if isinstance(tree, Pow) and _is_indexed(tree):
        return tree
    tree = rebuild(tree, lambda part: _ordered(part, keeps))
    match tree:
        case Add(terms):
            return Add(tuple(sorted(terms, key=repr)))
        case Mul(factors):
            plain = sorted((one for one in factors if not _has(one, keeps)), key=repr)
            return Mul((*plain, *(one for one in factors if _has(one, keeps))))
        case Neg(Neg(arg)):
            return arg
        case _:
            return tree


def _has(tree: Node, keeps: Keeps) -> bool:
    return any(map(keeps, symbols(tree)))
