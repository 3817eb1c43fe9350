"""Where both sides of an equality of arrays of any size have values: at the same points, but for thin gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.contractions import rearranged
from grader.evidence.families.matrices.almost_everywhere.gaps import ThinGaps
from grader.evidence.families.matrices.almost_everywhere.jumps import jump_texts
from grader.evidence.families.matrices.build import Builder
from grader.evidence.families.matrices.words.values import Several
from grader.evidence.oracle import defined_everywhere, same_domain
from grader.language.tree import ZERO, Add, Node, rebuild
from grader.verdict import Proof, Unknown
from grader.wording import undecided_reasons

if TYPE_CHECKING:
    from grader.evidence.families.matrices.decide import Decision

METHOD = "normal form for all sizes"


class Coverage:
    """What the parts of both sides that may be undefined say of a decision whose sides agree."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.ordered: dict[Node, Node] = {}  # parts that may be undefined, with their sums in a normal form

    def proof(self) -> Proof | Unknown:
        """Return the proof once both sides are known to be defined at the same points, but for thin gaps."""
        of = self.decision
        left, right = of.builders
        parts = [[of.plain(part) for part in side.partial] for side in (left, right)]
        inverted = left.inverted, right.inverted
        if left.is_narrowed or right.is_narrowed:  # none of these inverses may be in the text
            inverted = [*left.inverted, *right.inverted], []
        gaps = self._gaps(*inverted)
        if gaps is None or (gaps and of.statement.same_domain):
            return Unknown(undecided_reasons.WHERE_INVERSES_EXIST)
        if all(defined_everywhere(tree, of.of_numbers(), of.budget) for side in parts for tree in side):
            return Proof(METHOD, gaps)
        first, second = (Add((ZERO, *(self._settled(part) for part in side))) for side in (left.partial, right.partial))
        if same_domain(second, first, of.of_numbers(), of.budget).status == "proved":
            jumps = jump_texts((*left.partial, *right.partial), of.setting, of.sizes, of.speller)
            if jumps is None:
                return Unknown(undecided_reasons.WHERE_BOTH_SIDES_DEFINED)
            return Proof(METHOD, (*gaps, *jumps))
        thin = self._thin(left, right)
        if thin is None or of.statement.same_domain:
            return Unknown(undecided_reasons.WHERE_BOTH_SIDES_DEFINED)
        return Proof(METHOD, (*gaps, *thin))

    def _thin(self, left: Builder, right: Builder) -> list[str] | None:
        """Return where quotients have no value, in words; None where that may be on a set with interior."""
        of = self.decision
        thin, generic = ThinGaps(of.of_numbers(), of.bound(), of.sizes, of.speller, of.budget), of.generic()
        found: dict[str, None] = {}
        for part in (*left.partial, *right.partial):
            if not defined_everywhere(of.plain(part), of.of_numbers(), of.budget):
                gap = generic.where_zero(part, of.speller) or thin.where(part)
                if gap is None:
                    return None
                found[gap] = None
        return list(found)

    def _settled(self, part: Node) -> Node:
        """Return such a part with its sums in a normal form, so that those of both sides have the same symbols.

        What may be undefined in the parts of a part is looked at by itself.
        """
        known = self.decision.of_numbers()

        def in_order(child: Node) -> Node:
            if child not in self.ordered:  # both sides mostly have the same parts
                self.ordered[child] = (
                    rearranged(self.decision.speller.number(child), known, self.decision.budget) or child
                )
            return self.ordered[child]

        return self.decision.plain(rebuild(part, in_order))

    def _gaps(self, left: list[Several], right: list[Several]) -> tuple[str, ...] | None:
        """Return where only one side has an inverse, in words; None where that may be on a set with interior."""
        lonely = [one for ours, theirs in ((left, right), (right, left)) for one in ours
                  if not any(self._alike(one, other) for other in theirs)]  # fmt: skip
        return self.decision.generic().where_singular(lonely, self.decision.speller)

    def _alike(self, one: Several, other: Several) -> bool:
        return one.height == other.height and self.decision.same(one, other)
