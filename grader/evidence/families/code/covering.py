"""Has an answer's formula a value wherever the expected one has?

A part of a formula may have no value where its own parts have one: a quotient, a logarithm, a root, a power. What
stands in cases counts under their conditions only.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.evidence.families.code.letters import Table, settled
from grader.evidence.families.code.spaces.formulas import negated, risk
from grader.evidence.method import Scope
from grader.evidence.oracle import defined_everywhere, same_domain
from grader.evidence.trees.build import conjuncts
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, Bind, Cases, Index, Node, children, rebuild, walk
from grader.records import dataclass, replace


@dataclass(frozen=True)
class Part:
    """A part that may have no value: with the indices around it, from 1 to a size, and when it is looked at."""

    tree: Node
    indices: tuple[tuple[str, Node], ...] = ()
    conditions: frozenset[Node] = frozenset()

    def scope(self, scope: Scope) -> Scope:
        """Return a scope that knows the indices."""
        for name, size in self.indices:
            scope = scope.inside(Variable(name, Domain("integer", ONE, size, True, True, text="index")))
        return scope


def is_covered(answer: Node, expected: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    """Return whether the answer's formula surely has a value wherever the expected one has."""
    wanted = set(_partial(expected, Part(expected)))
    normal: set[Part] = set()
    for part in dict.fromkeys(_partial(answer, Part(answer))):
        if _is_among(part, wanted):
            continue
        normal = normal or {_settled(one, scope) for one in wanted}
        own = _settled(part, scope)
        if _is_among(own, normal):
            continue
        table = Table(part.scope(scope))
        if not defined_everywhere(table.abstract(own.tree), table.setting(), scope.budget):
            return _same_domain(answer, expected, scope, assume)
    return True


def _is_among(part: Part, others: set[Part]) -> bool:
    """Return whether a part is looked at only where one of some others is, at the same indices."""
    return part in others or any(
        one.tree == part.tree and one.indices == part.indices and one.conditions <= part.conditions for one in others
    )


def _settled(part: Part, scope: Scope) -> Part:
    return replace(part, tree=settled(part.tree, part.scope(scope)))


def _same_domain(answer: Node, expected: Node, scope: Scope, assume: tuple[Node, ...]) -> bool:
    if any(isinstance(part, Bind) and any(_partial(part.body, Part(part.body))) for part in walk(answer)):
        return False
    table = Table(scope)
    first, second = (table.abstract(_with_sums(side, scope)) for side in (expected, answer))
    return same_domain(first, second, table.setting(assume), scope.budget).status == "proved"


def _with_sums(tree: Node, scope: Scope) -> Node:
    """Return a formula with its sums in a normal form, each by itself: quotients are not reduced."""
    match tree:
        case Bind():
            return settled(tree, scope)
        case Index():
            return tree
        case _:
            return rebuild(tree, lambda child: _with_sums(child, scope))


def _partial(tree: Node, around: Part) -> Iterator[Part]:
    """Yield the parts that may have no value where their own parts have one; `around` says where the tree stands."""
    match tree:
        case Bind(_, body, var, _, high) if high is not None:
            yield from _partial(body, replace(around, indices=(*around.indices, (var, high))))
        case Index():
            return
        case Cases(((value, condition),), other) if other is not None:
            yield from _partial(condition, around)
            for inner, test in ((value, condition), (other, negated(condition))):
                yield from _partial(inner, replace(around, conditions=around.conditions | {*conjuncts(test)}))
        case _:
            for child in children(tree):
                yield from _partial(child, around)
            part = risk(tree)
            if part is not None:
                yield replace(around, tree=part)
