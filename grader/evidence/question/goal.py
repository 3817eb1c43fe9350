"""A statement to be decided, before anything is written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from grader.claims.growth import SameGrowth
from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import Equal, Holds, Member, Rounded, Setting, Within
from grader.evidence import functions, question, trees
from grader.evidence.budget import Budget
from grader.evidence.kept import kept
from grader.evidence.method import Scope
from grader.evidence.trees.features import Facts, together
from grader.language.names.functions import FUNCTIONS, PREDICATES, WHOLE
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    symbols,
    walk,
)
from grader.records import dataclass, replace
from grader.verdict import Unknown
from grader.wording import undecided_reasons

OPEN = Unknown(undecided_reasons.NO_PROOF_NO_COUNTEREXAMPLE)
PLAIN_KINDS = frozenset({Num, Sym, Const, Neg, Add, Mul, Div, Pow, Call})
PLAIN_CONSTANTS = frozenset({"pi", "e"})
POINTWISE = (Pow, Call)  # of arrays, these have not the derivatives of numbers
SCALAR_KINDS = PLAIN_KINDS | {Bind, Derivative}
SCALAR_CONSTANTS = PLAIN_CONSTANTS | {"i", "oo"}
SCALAR_CALLS = frozenset(name for name, known in FUNCTIONS.items() if not known.arrays or name in {"max", "min"})
SCALAR_CALLS -= PREDICATES
NUMERIC = (Equal, Rounded, Holds, Member)
Claimed = Equal | Within | Rounded | Holds | Member | SameSet | SameSolutions | SameGrowth


@dataclass(unsafe_hash=True)
class Goal:
    """Does the statement hold? `both`: each side of an equality must cover the other.

    `undeclared`: nobody said what the sides are, so sets, conditions and families of functions are told by their form.
    `may_be_probable`: evidence with a bounded error is of use. `reason` is what is to be said where it stays open.
    """

    statement: Final[Claimed]
    scope: Final[Scope]
    both: Final[bool] = False
    undeclared: Final[bool] = False
    may_be_probable: Final[bool] = False
    reason: Final[Unknown] = OPEN

    @property
    def setting(self) -> Setting:
        """Return the symbols, their domains and conditions."""
        return self.scope.setting

    @property
    def budget(self) -> Budget:
        """Return the budget of the decision."""
        return self.scope.budget

    @kept
    def kinds(self) -> frozenset[type[Node]]:
        """Return the kinds of nodes in the trees and in the conditions of the setting."""
        return self.facts.kinds

    @kept
    def calls(self) -> frozenset[str]:
        """Return the functions that are called in the trees and in the conditions of the setting."""
        return self.facts.calls

    @kept
    def facts(self) -> Facts:
        """Return the facts about the trees and the conditions of the setting."""
        return together((*self.trees, *self.setting.assume))

    @kept
    def trees(self) -> tuple[Node, ...]:
        """Return the trees that the statement speaks of."""
        statement = self.statement
        return (statement.answer, statement.expected) if type(statement) is Equal else trees_of(statement)

    @kept
    def is_scalar(self) -> bool:
        """Whether functions of numbers shall be equal, without arrays, conditions, cases and unknown functions.

        Few of the ways to decide concern such a question, and nothing in it lacks a size.
        """
        statement, setting, facts = self.statement, self.setting, self.facts
        if type(statement) is not Equal or statement.up_to is not None or not facts.kinds <= SCALAR_KINDS:
            return False
        if not facts.calls <= SCALAR_CALLS or not facts.constants <= SCALAR_CONSTANTS or "array" in facts.binders:
            return False
        if setting.assume or setting.compact or setting.functions:
            return False
        return not [True for variable in setting.variables if variable.domain.shape]

    @kept
    def is_plain(self) -> bool:
        """Whether real functions of numbers shall be equal, without pieces, sums, integrals and derivatives, too.

        Of such a question nothing but its two sides matters.
        """
        facts = self.facts
        if not self.is_scalar or not facts.kinds <= PLAIN_KINDS or not facts.constants <= PLAIN_CONSTANTS:
            return False
        return not facts.calls or facts.calls <= functions.questions.PLAIN

    @kept
    def has_units(self) -> bool:
        """Return whether kinks, jumps, units of networks or properties of whole functions occur, or a tolerance."""
        if isinstance(self.statement, Within):
            return True
        if not isinstance(self.statement, NUMERIC):
            return False
        facts = self.facts
        if Cases in facts.kinds or not facts.calls:
            return Cases in facts.kinds
        return not (functions.questions.UNITS.isdisjoint(facts.calls) and WHOLE.isdisjoint(facts.calls))

    @kept
    def plain(self) -> Claimed:
        """Return the statement with the derivatives of smooth bodies written out."""
        if not self.facts.has_derivatives:
            return self.statement
        if self._may_hide_values() or any(_is_of_arrays(tree, self._arrays) for tree in self.trees):
            return self.statement
        return with_trees(self.statement, [trees.slopes.explicit.explicit(tree, self.budget) for tree in self.trees])

    @property
    def _arrays(self) -> frozenset[str]:
        return frozenset(one.name for one in self.setting.variables if one.domain.shape)

    def _may_hide_values(self) -> bool:
        """Whether derivatives, written out, may lack a value where they have one and that counts.

        It does where a side may be anything there, and where single points of the domains count.
        """
        is_strict = isinstance(self.statement, Equal) and self.statement.same_domain
        if not is_strict and Cases not in self.kinds and functions.questions.JUMPS.keys().isdisjoint(self.calls):
            return False
        return question.soft_kinks.may_meet_edges(self.trees, self.setting, self.budget)

    def because(self, reason: Unknown) -> Goal:
        """Return the same goal, with what is to be said where it stays open."""
        found = object.__new__(Goal)
        found.__dict__.update(self.__dict__, reason=reason)  # with what was worked out
        return found

    def about(self, statement: Claimed, setting: Setting | None = None) -> Goal:
        """Return the goal of another statement, asked in the same way."""
        scope = self.scope if setting is None else replace(self.scope, setting=setting)
        return replace(self, statement=statement, scope=scope)


def _is_of_arrays(tree: Node, arrays: frozenset[str]) -> bool:
    """Whether a derivative is by an array, or of what is no sum of products of arrays: the rules are those of numbers.

    Factors keep their places, so a product of arrays has its derivative by a number; a power of a matrix has not.
    """
    slopes = [part for part in walk(tree) if isinstance(part, Derivative)] if arrays else []
    return any(
        one.var in arrays or any(isinstance(part, POINTWISE) and symbols(part) & arrays for part in walk(one.body))
        for one in slopes
    )


def with_trees(statement: Claimed, trees: Sequence[Node]) -> Claimed:
    """Return a statement that speaks of other trees, in the order of `trees_of`."""
    match statement:
        case Holds():
            return Holds(trees[0])
        case Member():
            return replace(statement, value=trees[0])
        case Equal() | Within() | Rounded() | SameSet() | SameSolutions() | SameGrowth():
            return replace(statement, answer=trees[0], expected=trees[1])
        case _:
            assert_never(statement)


def trees_of(statement: Claimed) -> tuple[Node, ...]:
    """Return the trees that a statement speaks of: both sides, a condition or a value."""
    match statement:
        case Holds(condition):
            return (condition,)
        case Member(value=value):
            return (value,)
        case Equal() | Within() | Rounded() | SameSet() | SameSolutions() | SameGrowth():
            return statement.answer, statement.expected
        case _:
            assert_never(statement)
