"""What a method may ask of the whole engine: agreement, signs, definedness, coverage."""

from __future__ import annotations

from collections.abc import Callable

from grader.claims.statements import Setting
from grader.evidence import definedness, trees
from grader.evidence.budget import Budget
from grader.evidence.definedness import Coverage
from grader.evidence.definedness.covering.by_solver import included
from grader.evidence.method import Scope
from grader.evidence.normal_form import prove_equal
from grader.evidence.numbers.evaluator import Context
from grader.evidence.signs import Sign, range_of, sign_of
from grader.evidence.signs.structural import NotRealError
from grader.evidence.solver.decide import is_defined
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import ZERO, Cases, Node, symbols

__all__ = [
    "Coverage",
    "Sign",
    "covers",
    "defined_everywhere",
    "each_covers",
    "prove_equal",
    "range_of",
    "same_domain",
    "sign_of",
]

COMPLEX = Coverage("unknown", reason="Complex values stand where real ones are expected.")


def covers(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether the answer is defined where the expected side is, up to a set without interior."""
    found = _among_reals(lambda: definedness.covers(expected, answer, setting, budget))
    return _included(_solved(found, (expected, answer), setting, budget), expected, answer, setting, budget)


def each_covers(left: Node, right: Node, setting: Setting, budget: Budget) -> tuple[Coverage, ...]:
    """Return whether each side is defined where the other one is, up to a set without interior."""
    try:
        first, second = definedness.each_covers(left, right, setting, budget)
    except NotRealError:
        return (COMPLEX,)
    if "refuted" in {first.status, second.status}:
        return first, second
    if "unknown" in {first.status, second.status} and _share_a_domain(left, right, setting, budget):
        return (Coverage("proved"),)
    if "unknown" in {first.status, second.status} and (total := _total_sides((left, right), setting, budget)):
        first, second = definedness.each_covers(*total, setting, budget)
    first = _included(first, left, right, setting, budget)
    return first, (_included(second, right, left, setting, budget) if first.status == "proved" else second)


def same_domain(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether both sides are defined at the same points."""
    found = _among_reals(lambda: definedness.same_domain(expected, answer, setting, budget))
    return _solved(found, (expected, answer), setting, budget)


def defined_everywhere(tree: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is proved to be defined at every point of the domain."""
    if is_total(tree) and not any(variable.domain.base == "complex" for variable in setting.variables):
        return True
    found = _among_reals(lambda: definedness.defined_everywhere(tree, setting, budget))
    if found is COMPLEX:
        return trees.properties.total_complex.is_total_complex(
            tree, trees.properties.total_complex.integers_of(setting)
        )
    return _solved(found, (tree,), setting, budget).status == "proved"


def _total_sides(sides: tuple[Node, Node], setting: Setting, budget: Budget) -> tuple[Node, Node] | None:
    """Return the sides, 0 for one in whose cases the solver finds a value everywhere; None where there is none."""
    context = setting, Context(budget, setting.conventions)
    total = [Cases in facts_of(side).kinds and is_defined(context, (side,)) for side in sides]
    left, right = (ZERO if known else side for known, side in zip(total, sides, strict=True))
    return (left, right) if any(total) else None


def _share_a_domain(left: Node, right: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether two trees in one symbol are proved to have values at the same points, by exact sets."""
    used = symbols(left) | symbols(right)
    names = [variable for variable in setting.variables if variable.name in used]
    if budget.asked is None or not len(used) == len(names) == 1:
        return False
    return budget.asked.have_one_domain(left, right, names[0], Scope(setting, budget))


def _included(found: Coverage, expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return what was found; where that is open, what the solver makes of the conditions of both sides."""
    if found.status != "unknown" or found is COMPLEX:
        return found
    return included(expected, answer, setting, budget) or found


def _among_reals(question: Callable[[], Coverage]) -> Coverage:
    try:
        return question()
    except NotRealError:
        return COMPLEX


def _solved(found: Coverage, trees: tuple[Node, ...], setting: Setting, budget: Budget) -> Coverage:
    """Return what was found; where that is open, whether the solver proves that the trees have values everywhere."""
    if found.status == "unknown" and is_defined((setting, Context(budget, setting.conventions)), trees):
        return Coverage("proved")
    return found
