"""One pass over a tree: how large it is, which symbols are free in it, which kinds of nodes it has.

What a pass finds is kept, so that all layers share it: one look tells most that a question is not theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from grader.evidence.budget import ExceededError, Limits
from grader.language.tree import CHILDREN, Apply, Bind, Builder, Call, Const, Derivative, Node, Num, Sym, symbols

BINDING = frozenset({Bind, Builder, Derivative})  # kinds of nodes with a symbol of their own
SLOPES = frozenset[type[Node]]({Derivative, Apply})
NOTHING = frozenset[str]()
_make = tuple.__new__  # facts from the tuple of their fields, as most trees are asked for theirs


class Facts(NamedTuple):
    """What one pass over some trees found. `bits`: of the longest number; `is_shared`: a part stands in several places;
    `binders`: the kinds of sums, integrals, limits and their like.

    `nodes` and `depth` are those of the tree as it is written where no part is shared, else less.
    """

    nodes: int = 0
    depth: int = 0
    bits: int = 0
    is_shared: bool = False
    symbols: frozenset[str] = NOTHING
    kinds: frozenset[type[Node]] = frozenset()
    calls: frozenset[str] = NOTHING
    constants: frozenset[str] = NOTHING
    binders: frozenset[str] = NOTHING

    @property
    def is_complex(self) -> bool:
        """Whether the imaginary unit occurs."""
        return "i" in self.constants

    @property
    def has_derivatives(self) -> bool:
        """Whether something is differentiated, by a symbol, at a point or by an array."""
        return not SLOPES.isdisjoint(self.kinds) or "grad" in self.calls

    def concerns(self, kinds: frozenset[type[Node]], calls: frozenset[str]) -> bool:
        """Return whether one of the kinds of nodes or functions occurs."""
        return not (kinds.isdisjoint(self.kinds) and calls.isdisjoint(self.calls))


def facts_of(tree: Node) -> Facts:
    """Return the facts about a tree, worked out once: the tree keeps them."""
    try:
        found: Facts = tree._found
    except AttributeError:
        tree._found = found = _facts_of(tree)
    return found


def _facts_of(tree: Node) -> Facts:
    names, constants = set[str](), set[str]()
    numbers: list[Fraction] = []
    inner: dict[int, Node] = {}  # nodes with parts, each of them once
    count = depth = met = 0
    level: Sequence[Node] = (tree,)
    while level:
        depth += 1
        count += len(level)
        below: list[Node] = []
        for node in level:
            kind = type(node)
            if kind is Sym:
                names.add(node.name)  # type: ignore[attr-defined]
            elif kind is Num:
                numbers.append(node.value)  # type: ignore[attr-defined]
            elif kind is Const:
                constants.add(node.name)  # type: ignore[attr-defined]
            else:
                met += 1
                key = id(node)
                if key not in inner:
                    inner[key] = node
                    below += CHILDREN[kind](node)
        level = below
    kinds = set(map(type, inner.values()))
    called = frozenset([node.name for node in inner.values() if type(node) is Call]) if Call in kinds else NOTHING
    binders = frozenset([node.kind for node in inner.values() if type(node) is Bind]) if Bind in kinds else NOTHING
    kinds.update([leaf for leaf, found in ((Sym, names), (Num, numbers), (Const, constants)) if found])
    free = frozenset(names) if BINDING.isdisjoint(kinds) else symbols(tree)
    constant = frozenset(constants) if constants else NOTHING
    bits = _longest(numbers) if numbers else 0
    facts = (count, depth, bits, met > len(inner), free, frozenset(kinds), called, constant, binders)
    return _make(Facts, facts)


def _longest(values: Sequence[Fraction]) -> int:
    """Return the bits of the longest of some numbers."""
    longest = 0
    for value in values:
        above, under = value.as_integer_ratio()
        if (size := above.bit_length() + under.bit_length()) > longest:
            longest = size
    return longest


def scan(trees: Sequence[Node], limits: Limits) -> Facts:
    """Return the facts about some trees; raises ExceededError where they are too large, before anything is computed."""
    return within(together(trees), trees, limits)


def together(trees: Sequence[Node]) -> Facts:
    """Return the facts about some trees together."""
    return reduce(_both, map(facts_of, trees)) if trees else Facts()


def _both(a: Facts, b: Facts) -> Facts:
    return Facts(
        a.nodes + b.nodes,
        max(a.depth, b.depth),
        max(a.bits, b.bits),
        a.is_shared or b.is_shared,
        a.symbols | b.symbols,
        a.kinds | b.kinds,
        a.calls | b.calls,
        a.constants | b.constants,
        a.binders | b.binders,
    )


def within(found: Facts, trees: Sequence[Node], limits: Limits) -> Facts:
    """Return the facts about some trees; raises ExceededError where they are too large."""
    if found.is_shared:
        _refuse_large(trees, limits)
    if found.depth > limits.max_depth:
        raise ExceededError("max_depth")
    if found.bits > limits.max_bits:
        raise ExceededError("max_bits")
    if found.nodes > limits.max_nodes:
        raise ExceededError("max_nodes")
    return found


def _refuse_large(trees: Sequence[Node], limits: Limits) -> None:
    """Raise ExceededError where trees with shared parts are too large when they are written out."""
    depth, left = 0, limits.max_nodes
    level: Sequence[Node] = trees
    while level:
        depth += 1
        left -= len(level)
        if depth > limits.max_depth:
            raise ExceededError("max_depth")
        below: list[Node] = []
        for node in level:
            below += CHILDREN[type(node)](node)
            if len(below) > left:
                raise ExceededError("max_nodes")
        level = below
