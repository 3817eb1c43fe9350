"""Equality, tolerance and conditions of piecewise-linear functions of several variables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice

from grader.claims.statements import Equal, Holds, Within
from grader.evidence.arrays.grids import Grid, ShapeError
from grader.evidence.arrays.shapes import mismatch, pairs
from grader.evidence.combine import all_of
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.piecewise.space.conditions import compared
from grader.evidence.families.piecewise.space.confirming import Pairs, difference, excess, failure
from grader.evidence.families.piecewise.space.forms import ONE, Choice, combined
from grader.evidence.families.piecewise.space.hyperplanes import beside_kinks, is_shallow
from grader.evidence.families.piecewise.space.region import Region, region_of
from grader.evidence.families.piecewise.space.scope import space_case, survey, values_at
from grader.evidence.families.piecewise.space.target import Target, proved, settle
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import points
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import as_tuple
from grader.evidence.trees.build import minus
from grader.evidence.trees.ranges.tolerance import tolerance_tree
from grader.language.tree import Call, Node, Relation, RelationOp
from grader.records import replace
from grader.verdict import Evidence, Point, Proof

SHARED = 40  # points at which a common value is looked for
Statement = Equal | Within | Holds


def decide_in_space(goal: Goal) -> Evidence | None:
    """Return evidence about piecewise-linear functions of two or more variables; None for all other claims.

    Raises ExceededError where a limit is hit.
    """
    statement, setting, budget = goal.statement, goal.setting, goal.budget
    if not isinstance(statement, Equal | Within | Holds):
        return None
    trees = _trees(statement)
    found = survey((*trees, *setting.assume), budget)
    if found is None or not found.has_kinks:
        return None
    try:
        made = space_case(found, trees, setting, budget)
        if made is None:
            return None
        case, entries = made
        if all_points(case.variables, case.setting.assume, case.context) is not None:
            return None
        region = region_of(case)
        if region.linear.left_out or region.linear.total:
            return None  # an assumption that may have no truth
        if not region.is_plain and next(iter(points(case.variables, case.setting.assume, case.context)), None) is None:
            return None
        return _decided(region, statement, trees, entries)
    except (DeclinedError, UnclearError, ShapeError):
        return None  # told in their own words by the layers that decide all other claims


def _trees(statement: Statement) -> list[Node]:
    match statement:
        case Holds(condition):
            return [condition]
        case Equal(answer=answer, expected=expected) | Within(answer=answer, expected=expected):
            return [as_tuple(tree) for tree in (answer, expected)]


def _decided(
    region: Region, statement: Statement, trees: Sequence[Node], entries: Sequence[Node | Grid]
) -> Evidence | None:
    match statement, entries:
        case Holds(), [Node() as condition]:
            return _holds(region, condition)
        case Equal(up_to=None), [answer, expected]:
            reason = mismatch(answer, expected, (trees[0], trees[1]))
            return reason or _equal(region, pairs(answer, expected))
        case Within(absolute=absolute, relative=relative, strict=strict), [answer, expected]:
            reason = mismatch(answer, expected, (trees[0], trees[1]))
            sides = pairs(answer, expected)
            limits = [tolerance_tree(expected, (absolute, relative, strict)) for _, expected in sides]
            return reason or _within(region, sides, limits, strict)
        case _:
            return None


def _equal(region: Region, sides: Pairs) -> Evidence | None:
    linear = region.linear
    gaps = [combined([(ONE, linear.form(answer)), (-ONE, linear.form(expected))]) for answer, expected in sides]
    if not _is_total(region) or not _is_shared(region, sides):
        return None
    found: list[Evidence] = []
    for number, gap in enumerate(gaps):
        target = Target(compared("=", gap), partial(difference, region.case, sides, number))
        if region.is_plain and is_shallow(linear.atoms, gap):
            target = replace(target, beside=partial(beside_kinks, linear.atoms, gap))
        found.append(settle(region, target))
        if isinstance(found[-1], Point):
            return found[-1]
    notes = tuple(f"the points where {convention} decides are left out" for convention in sorted(linear.left_out))
    result = all_of(found)
    return replace(result, notes=(*result.notes, *notes)) if isinstance(result, Proof) else result


def _within(region: Region, sides: Pairs, limits: Sequence[Node], strict: bool) -> Evidence | None:
    op: RelationOp = "<" if strict else "<="
    found: list[Evidence] = []
    for number, ((answer, expected), limit) in enumerate(zip(sides, limits, strict=True)):
        condition = Relation((op,), (Call("abs", (minus(answer, expected),)), limit))
        target = Target(region.linear.condition(condition), partial(excess, region.case, sides, number, condition))
        if region.linear.left_out or not _is_total(region):
            return None
        found.append(settle(region, target))
    return all_of(found)


def _holds(region: Region, condition: Node) -> Evidence | None:
    target = Target(region.linear.condition(condition), partial(failure, region.case, condition))
    return settle(region, target) if not region.linear.left_out and _is_total(region) else None


def _is_shared(region: Region, sides: Pairs) -> bool:
    """Return whether both sides have values together at a point, which jumps left out may prevent."""
    if not region.linear.left_out:
        return True
    trees = [tree for side in sides for tree in side]
    return any(values_at(region.case, trees, place) is not None for place in islice(region.candidates(), SHARED))


def _is_total(region: Region) -> bool:
    """Return whether all that was read is proved to have a value everywhere."""
    linear = region.linear
    if linear.left_out and any(isinstance(atom, Choice) for atom in linear.atoms.made):
        return False  # a jump in a branch that is not taken decides nothing
    return proved(region, linear.total)
