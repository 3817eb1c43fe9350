"""The strategy: a claim and a budget in, evidence out. Deciding is pure; only `Unknown` leaves a claim open.

Every layer answers a proof, a refutation or `Unknown`. A spent budget becomes `Unknown`; any other exception is a bug.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import assert_never

from grader.claims.solutions import SameSet, SameSolutions
from grader.claims.statements import (
    AllOf,
    AnyOf,
    Chosen,
    Claim,
    Equal,
    ForPerson,
    Holds,
    Member,
    Rounded,
    Setting,
    Settled,
    Statement,
    Unread,
    Within,
)
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import LIMIT_WORDS, LIMITS, Budget, ExceededError
from grader.evidence.combine import all_of, any_of
from grader.evidence.errors import UnclearError
from grader.evidence.families import matrices, piecewise
from grader.evidence.families.derivatives.indefinite import compared_families
from grader.evidence.families.relations import same_truth
from grader.evidence.precision import own_precision
from grader.evidence.sets import compared_sets, same_set
from grader.evidence.statements.entries import equal_trees
from grader.evidence.statements.holds import holds
from grader.evidence.statements.member import member
from grader.evidence.statements.unknown_functions import instances, put_in, shown, without_functions
from grader.evidence.statements.within import rounded, within
from grader.evidence.statements.witness import nicer
from grader.evidence.trees.build import is_condition
from grader.evidence.trees.explicit import Computed, explicit, written_out
from grader.language.tree import Node
from grader.verdict import MISFIT, Evidence, Point, Proof, Reason, Unknown

# No pair of two hundred decided ones took a tenth of this; what takes more is mostly never decided.
COMPARING = replace(LIMITS, max_steps=50_000, max_solver_steps=200_000)


@own_precision()
def decide(claim: Claim, budget: Budget | None = None) -> Evidence:
    """Return the evidence for or against a claim."""
    return decide_statement(claim.statement, claim.setting, budget or Budget())


@own_precision()
def compare(left: Node, right: Node, setting: Setting, budget: Budget | None = None) -> Evidence:
    """Return evidence whether two expressions are equal, each covering the other."""
    spent = budget or Budget(COMPARING)
    found = _guarded(lambda inner: _compared(left, right, setting, inner), spent)
    return nicer(Equal(left, right), setting, found, spent)


def _compared(left: Node, right: Node, setting: Setting, budget: Budget) -> Evidence:
    if (found := compared_families(left, right, setting, budget, partial(_equal, both=True))) is not None:
        return found
    plain_left, plain_right = explicit(left, budget), explicit(right, budget)
    if (found := compared_sets(plain_left, plain_right, setting, budget)) is not None:
        return found
    if (found := piecewise.decide(Equal(left, right), setting, budget, both=True)) is not None:
        return found
    if is_condition(plain_left) and is_condition(plain_right):
        return same_truth(plain_left, plain_right, setting, budget)
    return _equal(Equal(plain_left, plain_right), setting, budget, both=True)


def _equal(statement: Equal, setting: Setting, budget: Budget, both: bool = False) -> Evidence:
    """Return evidence for or against an equality; arrays may have symbols as sizes."""
    found = matrices.decide(statement, setting, budget, both)
    return equal_trees(statement, setting, budget, both=both, may_be_probable=True) if found is None else found


def decide_statement(statement: Statement, setting: Setting, budget: Budget) -> Evidence:
    """Return the evidence for or against a statement."""
    match statement:
        case Settled(holds=True):
            return Proof("comparison")
        case Settled(code=code, text=text):
            return Reason(code, text)
        case Chosen(chosen, expected):
            return _chosen(chosen, expected)
        case ForPerson(text):
            return Unknown(text)
        case Unread(fields):
            return Unknown(f"{', '.join(fields)} could not be read")
        case AnyOf(statements):
            return any_of([decide_statement(part, setting, budget) for part in statements])
        case AllOf(statements):
            return all_of([decide_statement(part, setting, budget) for part in statements])
        case SameSet() | SameSolutions():
            found = _guarded(partial(_solutions, statement, setting), budget)
            if isinstance(found, Unknown) and setting.functions:
                return _for_one_function(statement, setting, budget) or found
            return found
        case Equal() | Within() | Rounded() | Holds() | Member():
            found = _guarded(lambda inner: _computed(statement, setting, inner), budget)
            if isinstance(statement, Equal) and isinstance(found, Unknown) and setting.functions:
                return _for_one_function(statement, setting, budget) or found
            return nicer(statement, setting, found, budget)
        case _:
            assert_never(statement)


def _computed(given: Computed, setting: Setting, budget: Budget) -> Evidence:
    if (found := piecewise.decide(given, setting, budget)) is not None:
        return found
    statement = written_out(given, budget)
    match statement:
        case Equal(answer=answer, expected=expected) if is_condition(answer) and is_condition(expected):
            return same_truth(answer, expected, setting, budget)
        case Equal():
            return _equal(statement, setting, budget)
        case Within():
            return within(statement, setting, budget)
        case Rounded():
            return rounded(statement, setting, budget)
        case Holds(condition):
            return holds(condition, setting, budget)
        case Member():
            return member(statement, setting, budget)
        case _:
            assert_never(statement)


def _solutions(statement: SameSet | SameSolutions, setting: Setting, budget: Budget) -> Evidence:
    answer, expected = explicit(statement.answer, budget), explicit(statement.expected, budget)
    if isinstance(statement, SameSet):
        return same_set(answer, expected, statement.unknown, setting, budget)
    return same_truth(answer, expected, setting, budget)


def _for_one_function(statement: Equal | SameSet | SameSolutions, setting: Setting, budget: Budget) -> Point | None:
    """Return a counterexample with polynomials for the unknown functions, if one is found."""
    for chosen in instances(setting.functions):
        answer, expected = put_in(statement.answer, chosen), put_in(statement.expected, chosen)
        known = replace(statement, answer=answer, expected=expected)
        decided = partial(_computed, known) if isinstance(known, Equal) else partial(_solutions, known)
        found = _guarded(partial(decided, without_functions(setting, chosen)), budget)
        if isinstance(found, Point):
            return shown(found, chosen)
    return None


def _guarded(work: Callable[[Budget], Evidence], budget: Budget) -> Evidence:
    """Return the evidence that `work` finds, or `Unknown` where a limit or an unsupported part stopped it."""
    try:
        return work(budget)
    except ExceededError as error:
        return Unknown(LIMIT_WORDS.get(error.limit, "a limit was exceeded"), error.limit)
    except ShapeError as error:
        return Reason("shape", error.text, MISFIT)
    except UnclearError as error:
        return Unknown(error.why, error.limit)
    except RecursionError:
        return Unknown(LIMIT_WORDS["max_depth"], "max_depth")


def _chosen(chosen: frozenset[str], expected: frozenset[str]) -> Evidence:
    if chosen == expected:
        return Proof("comparison")
    return Reason(
        "choice", f"{', '.join(sorted(chosen)) or 'nothing'} was chosen; {', '.join(sorted(expected))} is right."
    )
