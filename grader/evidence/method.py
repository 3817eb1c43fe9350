"""How ways of deciding are asked, on one page.

A question comes with its scope: a setting and one budget for the whole decision, which also brings the oracle. A
method decides it, or declines it by None or `DeclinedError`, and the next one is asked; a prover only shows that both
sides agree wherever both are defined. The order of methods is the table in `strategy`, and the driver there alone
turns declining into the next row, a spent budget into `Unknown`, and agreement and definedness into a proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.language.domains import Variable
from grader.language.tree import Bind, Node
from grader.records import dataclass, replace
from grader.verdict import Evidence, Probable, Proof, Unknown

if TYPE_CHECKING:
    from grader.evidence.numbers.evaluator import Evaluator, Number
    from grader.evidence.question.goal import Goal
    from grader.evidence.question.question import Question

Asked_contra = TypeVar("Asked_contra", contravariant=True)


@dataclass(slots=True, unsafe_hash=True)
class Scope:
    """What a question is asked in: the symbols with their domains and conditions, and the budget of the decision."""

    setting: Final[Setting]
    budget: Final[Budget]

    @property
    def oracle(self) -> Oracle:
        """Return whom to ask what belongs to higher floors; raises DeclinedError outside a decision."""
        return self.budget.oracle

    def inside(self, *variables: Variable, assume: tuple[Node, ...] = ()) -> Scope:
        """Return the scope with some symbols declared as given, and more conditions."""
        names = {variable.name for variable in variables}
        kept = tuple(variable for variable in self.setting.variables if variable.name not in names)
        setting = replace(self.setting, variables=(*kept, *variables), assume=(*self.setting.assume, *assume))
        return replace(self, setting=setting)


@dataclass(slots=True, unsafe_hash=True)
class Agreement:
    """Both sides have one value wherever both are defined: by a proof, or but for an error; where is another matter."""

    evidence: Final[Proof | Probable]


Found: TypeAlias = Evidence | Agreement | None


class Method(Protocol[Asked_contra]):
    """A way of deciding questions of one kind: a function of the question."""

    def __call__(self, question: Asked_contra, /) -> Found:
        """Return evidence or an agreement; `Unknown` ends the search but for last resorts, None asks the next method.

        Raises DeclinedError, with what is to be said where all others decline too, and ExceededError.
        """


class Prover(Protocol):
    """A way of proving that two sides agree wherever both are defined; Unknown and None decline."""

    def __call__(self, left: Node, right: Node, scope: Scope, /) -> Proof | Unknown | None:
        """Return the proof. Where the sides are defined is another matter; raises ExceededError."""


class Rewriter(Protocol):
    """A way of writing an expression otherwise: same values at the same points, where the new one has values at all."""

    def __call__(self, node: Bind, setting: Setting, budget: Budget, /) -> Node | None:
        """Return the new expression, None where there is none."""


class Oracle(Protocol):
    """What engines and methods may ask of floors above their own; it is handed down with the budget."""

    def decide(self, goal: Goal) -> Evidence:
        """Return evidence for or against a statement, by the whole table of methods."""

    def equal(self, question: Question) -> Evidence:
        """Return evidence for or against the equality of two prepared sides; raises ExceededError."""

    def agree(self, left: Node, right: Node, scope: Scope) -> bool:
        """Return whether two sides without bound indices agree wherever both are defined, by the first provers."""

    def value(self, at: Evaluator, bound: Bind) -> Number:
        """Return the value of an integral, a limit or an infinite series at a point; raises NoValueError."""

    def closed_forms(self, node: Node, scope: Scope) -> Node:
        """Return a tree with closed forms put in for its integrals, limits and sums, where they are known."""

    def have_one_domain(self, left: Node, right: Node, variable: Variable, scope: Scope) -> bool:
        """Return whether two expressions in one symbol are proved to have values at the same points."""
