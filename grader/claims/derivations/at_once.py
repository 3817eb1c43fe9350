"""What an equation tells at once, without being solved: `sqrt(x + 2) = x` that x >= 0, `log(x) = 1` that x > 0.

It has a side where both sides have values, and where one is never negative the other is not, either. That `x > 1` holds
for the one solution 2 is another thing: who says it knows the solution already.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.claims.derivations.wholes import ORDER
from grader.claims.solutions import SameSolutions
from grader.claims.statements import AllOf, AnyOf, Holds, Statement
from grader.language.tree import ZERO, Logic, Node, Relation


def follows(premise: Node, conclusion: Node) -> Statement:
    """Return that a condition follows from another: both hold where it does, and what is undefined does not hold."""
    both = SameSolutions(Logic("and", (premise, conclusion)), premise)
    return AnyOf((Holds(Logic("implies", (premise, conclusion))), both))


def is_order(tree: Node) -> bool:
    """Whether a condition is one of inequalities alone, `x >= 0`, which selects solutions and gives none."""
    if isinstance(tree, Logic):
        return all(map(is_order, tree.args))
    return isinstance(tree, Relation) and ORDER.issuperset(tree.ops)


def told_at_once(start: Node, condition: Node) -> Statement:
    """Return that an inequality is told by an equation, or a system of them, without its solutions."""
    return AnyOf((Holds(condition), *(way for one in _equations(start) for way in _ways(one, condition))))


def _equations(tree: Node) -> Iterator[Relation]:
    if isinstance(tree, Relation) and tree.ops == ("=",):
        yield tree
    elif isinstance(tree, Logic) and tree.op == "and":
        for one in tree.args:
            yield from _equations(one)


def _ways(equation: Relation, condition: Node) -> Iterator[Statement]:
    left, right = equation.operands
    defined = Logic("and", tuple(Relation(("=",), (side, side)) for side in (left, right)))
    yield follows(defined, condition)
    for side, other in ((left, right), (right, left)):
        signed, told = (Relation((">=",), (one, ZERO)) for one in (side, other))
        yield AllOf((follows(defined, signed), follows(Logic("and", (defined, told)), condition)))
