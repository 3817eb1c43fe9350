"""What the oracle loads of higher floors, each when it is first asked for: values, closed forms, coverage and more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from grader.claims.solutions import SameFamily
from grader.claims.statements import SameCode, Setting, Statement
from grader.evidence.budget import Budget
from grader.evidence.method import Prover, Scope
from grader.evidence.question.goal import Goal
from grader.evidence.question.question import Question
from grader.faces import loaded
from grader.language.domains import Variable
from grader.language.tree import Bind, Node
from grader.verdict import Evidence, Point, Probable, Proof

if TYPE_CHECKING:
    from grader.evidence.numbers.evaluator import Evaluator, Number


@loaded
def load_agreement() -> Sequence[Prover]:
    """Return provers that look at no bound index."""
    from grader.evidence.families.integers.residues import agree_on_classes
    from grader.evidence.normal_form import by_normal_form

    return by_normal_form, agree_on_classes


@loaded
def load_values() -> Callable[[Evaluator, Bind], Number]:
    """Return what has the values of integrals, limits and series at points."""
    from grader.evidence.calculus.at_points import value_of

    return value_of


@loaded
def load_coverage() -> Callable[[Question, Proof | Probable], Evidence]:
    """Return what makes a proof of agreement, once definedness is proved too."""
    from grader.evidence.question.covered import covered

    return covered


@loaded
def load_families() -> Callable[[SameFamily, Callable[[Statement], Evidence]], Evidence]:
    """Return what compares functions with arbitrary constants."""
    from grader.evidence.statements.arbitrary_constants.solution_family import same_family

    return same_family


@loaded
def load_closed_forms() -> Callable[[Node, Setting, Budget], Node]:
    """Return what puts in the closed forms of integrals, limits and sums."""
    from grader.evidence.calculus.at_points.second_look.confirmed import closed_forms

    return closed_forms


@loaded
def load_domains() -> Callable[[Node, Node, Variable, Setting, Budget], bool]:
    """Return what tells whether two expressions have values at the same points, by exact sets."""
    from grader.evidence.sets.intervals import have_one_domain

    return have_one_domain


@loaded
def load_witness() -> Callable[[Goal, Point], Evidence]:
    """Return what makes counterexamples simpler."""
    from grader.evidence.statements.witness import nicer

    return nicer


@loaded
def load_one_entry() -> Callable[[Goal], Evidence | None]:
    """Return what looks at arrays of one entry each."""
    from grader.evidence.statements.arrays.one_entry import at_one_entry

    return at_one_entry


@loaded
def load_code() -> Callable[[SameCode, Scope], Evidence]:
    """Return what decides whether two programs do the same."""
    from grader.evidence.families.code.decide import same_code

    return same_code


LOADED = (
    load_agreement,
    load_values,
    load_coverage,
    load_families,
    load_closed_forms,
    load_domains,
    load_witness,
    load_one_entry,
    load_code,
)
