"""Two classes of growth, `O(n log n)` and `O(n log n + n)`: whether the functions within are of the same order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeGuard

from grader.claims.growth import SameGrowth
from grader.claims.statements import Claim, Setting
from grader.errors import AnswerError
from grader.evidence import decide
from grader.language.domains import Domain, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Call, Node, Pow, symbols, walk
from grader.verdict import Evidence, Unknown, status_of
from grader.wording import open_reasons

_SIZE = Domain(base="size", text="size")
_SIZES = frozenset("nmNMdkK")  # sizes where nothing is declared; x may tend to 0, and a graph has E <= V^2
_CLASS = re.compile(r"\s*\$?\s*(?:\\mathcal\s*\{?O\}?|\\?(?:Theta|Omega)|[OΘΩ])\s*(?:\\left\s*)?\(")
Sides = tuple[Call, Call]
_LETTERS = frozenset({"O", "Theta", "Omega"})


def of_classes(left: str, right: str, names: Names, domains: Mapping[str, Domain]) -> tuple[Sides, Evidence] | None:
    """Return both classes of growth and whether they are the same; None where one of the texts is no class."""
    if not (_CLASS.match(left) and _CLASS.match(right)):
        return None
    one, other = _class_of(left, names), _class_of(right, names)
    if one is None or other is None:
        return None
    return (one, other), _same(one, other, domains)


def _class_of(text: str, names: Names) -> Call | None:
    try:
        readings = read(text, names, "growth")
    except AnswerError:
        return None
    match [reading.tree for reading in readings]:
        case [Call(name, (_,)) as tree] if name in _LETTERS:
            return tree
        case _:
            return None


def _same(one: Call, other: Call, domains: Mapping[str, Domain]) -> Evidence:
    if one.name != other.name:
        return Unknown(open_reasons.CLASSES_DIFFER)
    sizes = sorted(symbols(one) | symbols(other))
    for name in sizes:
        if domains.get(name, _SIZE).base != "size" or (name not in domains and name not in _SIZES):
            return Unknown(open_reasons.NO_SIZE.format(letter=name))
    exponents = frozenset[str]().union(*(symbols(node.exp) for node in (*walk(one), *walk(other)) if _is_power(node)))
    if constant := min(exponents - domains.keys(), default=""):
        return Unknown(open_reasons.NO_SIZE.format(letter=constant))  # `n^k`, with a constant k
    setting = Setting(tuple(Variable(name, _SIZE) for name in sizes))
    ways = [
        decide(Claim("classes", "", SameGrowth(*pair), setting))
        for pair in ((one.args[0], other.args[0]), (other.args[0], one.args[0]))
    ]
    return ways[0] if status_of(ways[0]) is status_of(ways[1]) else Unknown(open_reasons.CLASSES_UNCLEAR)


def _is_power(node: Node) -> TypeGuard[Pow]:
    return isinstance(node, Pow) and bool(symbols(node.base))
