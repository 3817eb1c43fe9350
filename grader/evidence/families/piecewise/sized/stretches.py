"""An index over stretches on each of which one case of every definition by cases holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.sized.affine import ONE, Affine, affine
from grader.evidence.families.piecewise.sized.ring import PLACE, Ring
from grader.evidence.trees.build import distinct, minus
from grader.language.tree import MIRRORED, Cases, Logic, Node, Relation, RelationOp, rebuild, symbols


def stretches(
    body: Node, last: Affine, ring: Ring, size: str, at_least: list[Affine]
) -> Iterator[tuple[Affine, Affine, Node]]:
    """Yield the first and last index of stretches from 1 to `last`, each with the body there.

    What the order of their ends depends on is added to `at_least`; raises DeclinedError.
    """
    below = _Below(ring, size, last)
    for node in distinct(body):
        if isinstance(node, Cases):
            for _, condition in node.branches:
                below.collect(condition)
    cuts = sorted(set(below.cuts.values()))
    ends = [ONE, *cuts, last.plus(1)]
    at_least += [high.minus(low) for low, high in pairwise(ends) if not high.minus(low).is_never_negative]
    for low, high in pairwise(ends):
        yield low, high.plus(-1), _simple(body, below, low)


def _simple(node: Node, below: _Below, start: Affine) -> Node:
    """Return a body with one branch for each definition by cases, on the stretch that begins at `start`."""
    if isinstance(node, Cases):
        for value, condition in node.branches:
            if below.holds(condition, start):
                return _simple(value, below, start)
        if node.otherwise is None:
            raise DeclinedError
        return _simple(node.otherwise, below, start)
    return rebuild(node, lambda child: _simple(child, below, start))


class _Below:
    """Conditions on the index, all made of `index < cut`."""

    def __init__(self, ring: Ring, size: str, last: Affine) -> None:
        self.ring, self.size, self.last = ring, size, last
        self.cuts: dict[Affine, Affine] = {}

    def collect(self, condition: Node) -> None:
        """Enter where a condition may change its truth."""
        for op, cut in self._links(condition):
            for place in (cut, cut.plus(1)) if op in {"=", "!="} else (self._first(op, cut),):
                if not ONE.minus(place).is_never_negative and not place.minus(self.last.plus(1)).is_never_negative:
                    self.cuts[place] = place

    def holds(self, condition: Node, start: Affine) -> bool:
        """Return whether a condition holds on the stretch that begins at a cut."""
        match condition:
            case Logic("and", args):
                return all(self.holds(arg, start) for arg in args)
            case Logic("or", args):
                return any(self.holds(arg, start) for arg in args)
            case Logic("not", (arg,)):
                return not self.holds(arg, start)
            case _:
                return all(self._link(op, cut, start) for op, cut in self._links(condition))

    def _link(self, op: RelationOp, cut: Affine, start: Affine) -> bool:
        if op in {"=", "!="}:
            equal = not self._is_below(cut, start) and self._is_below(cut.plus(1), start)
            return equal is (op == "=")
        return self._is_below(self._first(op, cut), start) is (op in {"<", "<="})

    def _first(self, op: RelationOp, cut: Affine) -> Affine:
        """Return the first index at which `index op cut` is otherwise than before."""
        return cut.plus(1) if op in {"<=", ">"} else cut

    def _is_below(self, cut: Affine, start: Affine) -> bool:
        if ONE.minus(cut).is_never_negative:
            return False
        if cut.minus(self.last.plus(1)).is_never_negative:
            return True
        return start < cut  # in the order in which the cuts are sorted

    def _links(self, condition: Node) -> Sequence[tuple[RelationOp, Affine]]:
        """Return the relations of the index with whole numbers that a condition is made of."""
        if isinstance(condition, Logic):
            return [link for arg in condition.args for link in self._links(arg)]
        if not isinstance(condition, Relation):
            raise DeclinedError
        pairs = zip(condition.ops, condition.operands, condition.operands[1:], strict=False)
        return [self._of_pair(op, left, right) for op, left, right in pairs]

    def _of_pair(self, op: RelationOp, left: Node, right: Node) -> tuple[RelationOp, Affine]:
        if op not in MIRRORED or PLACE not in symbols(left) | symbols(right):
            raise DeclinedError
        line = self.ring.coefficients(self.ring.read(minus(left, right)), PLACE)
        if len(line) != 2 or not line[1].num.is_constant() or not line[1].den.is_constant():
            raise DeclinedError
        slope = line[1].num.leading_coefficient() / line[1].den.leading_coefficient()
        cut = affine(self.ring, self.ring.times(line[0], self.ring.constant(-1 / slope)), self.size)
        if cut is None:
            raise DeclinedError
        return (op if slope > 0 else MIRRORED[op]), cut
