"""Definedness in one setting: what was worked out for one question serves the next ones."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.formulas import TRUE, Formula
from grader.evidence.definedness.plainly import Plainly, is_plain
from grader.evidence.definedness.region import Region, domain_of, region_of
from grader.evidence.definedness.residue import residue
from grader.evidence.kept import kept
from grader.language.tree import Node


class Survey:
    """A setting, its region once that is asked for, and the formulas of trees, known by identity."""

    def __init__(self, setting: Setting, budget: Budget) -> None:
        self.setting = setting
        self.budget = budget
        # the trees are kept, so that no other gets their identity
        self._formulas: dict[int, tuple[Node, Formula]] = {}
        self._reduced: dict[int, tuple[Node, tuple[Node, Formula, Formula]]] = {}

    @kept
    def _plainly(self) -> Plainly | None:
        """Return what drops conditions that plainly hold; None where the setting is no plain one of real scalars."""
        if not is_plain(self.setting) or any([variable.domain.shape for variable in self.setting.variables]):  # noqa: C419
            return None
        return Plainly(self.setting)

    @kept
    def region(self) -> Region:
        """Return the region of the setting."""
        return region_of(self.setting, self.budget)

    @kept
    def domain(self) -> Formula | None:
        """Return what holds at the setting's points, None where some assumption cannot be evaluated."""
        return self.region.formula if self.setting.assume else domain_of(self.setting, self.budget)

    def formula(self, tree: Node) -> Formula:
        """Return where a tree is defined. Raises DeclinedError where a rule is missing."""
        known = self._formulas.get(id(tree))
        if known is None:
            formula = conditions(tree, self.setting, self.budget)
            if self._plainly is not None and formula != TRUE:
                formula = self._plainly.rest(formula)
            known = self._formulas[id(tree)] = tree, formula
        return known[1]

    def reduced(self, tree: Node) -> tuple[Node, Formula, Formula]:
        """Return a tree without the symbols that equalities fix, where it is defined, and what is open about that."""
        known = self._reduced.get(id(tree))
        if known is None:
            without, formula = tree, self.formula(tree)
            if self.region.solved:
                without = self.region.reduced(tree)
                formula = conditions(without, self.region.setting, self.budget)
            known = self._reduced[id(tree)] = tree, (without, formula, residue(formula, self.region.facts))
        return known[1]
