"""Definedness as a claim of its own: does one expression have a value wherever another has one?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.definedness.covering.coverages import PROVED, Coverage, unknown
from grader.evidence.definedness.covering.several import covered, included
from grader.evidence.definedness.covering.sides import Sides, sides_of, witness
from grader.evidence.definedness.covering.survey import Survey
from grader.evidence.definedness.formulas import TRUE, Role, conjunction, mentioned
from grader.evidence.definedness.line.cells import Cell, cells, own_domain, sampled, simple_cells
from grader.evidence.definedness.line.verdicts import covering, gap_runs, outside_runs
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.residue import is_never, residue
from grader.evidence.errors import DeclinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.trees.build import number_tree
from grader.language.domains import REAL
from grader.language.tree import Node, Num
from grader.records import replace
from grader.wording import undecided_reasons

Placed = Callable[[Cell], dict[str, Node]]  # a counterexample with a value from a cell


def covers(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether the answer is defined where the expected expression is, up to a set without interior.

    Proved: both are defined at some common point, and D(expected) without D(answer) has no interior in the domain
    (over integers and finite sets: is empty). Refuted: the witness and all points of the domain near it are in it.
    """
    return _question_of(expected, answer, Survey(setting, budget), exactly=False)


def each_covers(left: Node, right: Node, setting: Setting, budget: Budget) -> tuple[Coverage, Coverage]:
    """Return whether the right side covers the left one, and whether the left one covers the right one."""
    survey = Survey(setting, budget)
    found = _both_plainly(left, right, survey) or _both_on_line(left, right, survey)
    if found is not None:
        return found
    return _question_of(left, right, survey, exactly=False), _question_of(right, left, survey, exactly=False)


def same_domain(expected: Node, answer: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether both are defined at the same points of the domain, those apart where a convention decides."""
    survey = Survey(setting, budget)
    there = _question_of(expected, answer, survey, exactly=True)
    if there.status != "proved":
        return there
    back = _question_of(answer, expected, survey, exactly=True)
    return back if back.status != "proved" else there


def defined_everywhere(tree: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether a tree is defined at every point of the domain."""
    found = _question_of(Num(Fraction(1)), tree, Survey(setting, budget), exactly=True)
    if found.status == "proved" and found.gaps:  # a convention decides there
        return replace(found, status="unknown", reason=f"A convention that is not named decides: {found.gaps[0]}.")
    return found


def _question_of(expected: Node, answer: Node, survey: Survey, *, exactly: bool) -> Coverage:
    try:
        if _have_no_gap(expected, answer, survey):
            return PROVED
        if survey.reduced(expected)[2] == TRUE and survey.reduced(answer)[2] == TRUE:
            return Coverage("proved")
        return _decided(sides_of(expected, answer, survey), exactly=exactly)
    except DeclinedError as error:
        return unknown(str(error))
    except ExceededError as error:
        return unknown(undecided_reasons.WHERE_EXPRESSIONS_DEFINED, error.limit)


def _have_no_gap(left: Node, right: Node, survey: Survey) -> bool:
    """Return whether both sides plainly have values everywhere. Raises DeclinedError and ExceededError."""
    return survey.formula(left) == TRUE and survey.formula(right) == TRUE


def _decided(sides: Sides, *, exactly: bool) -> Coverage:
    if is_never(sides.expected_rest):
        return unknown(undecided_reasons.EXPECTED_EXPRESSION_DEFINED_NOWHERE)
    for method in (_finitely, _on_line):
        try:
            found = method(sides, exactly)
        except DeclinedError:
            continue
        if found is not None:
            return found
    return included(sides) if exactly else covered(sides)


# One symbol, or finitely many points: decided exactly.


def _finitely(sides: Sides, exactly: bool) -> Coverage | None:
    """Look at every point of a finite domain."""
    region = sides.region
    needed = sides.names | sides.mentioned
    if region.formula is None or not needed or not needed <= region.discrete:
        return None
    variables = [v for v in region.setting.variables if v.name in needed or region.setting.assume]
    places = all_points(variables, region.setting.assume, Context(region.budget, region.setting.conventions))
    if places is None:
        return None
    shared = 0
    for place in places:
        here = Here(place, region.setting, region.budget, region.discrete)
        roles = here.fails(sides.expected), here.fails(sides.answer)
        if Role.UNCLEAR in roles or Role.LEFT_OUT in roles:
            return None
        if roles == (None, Role.UNDEFINED):
            return Coverage("refuted", sides.gaps(), witness=witness(here, region))
        shared += roles == (None, None)
    return Coverage("proved") if shared else None


def _on_line(sides: Sides, exactly: bool) -> Coverage | None:
    """Cut the line of the only symbol that matters into cells."""
    if len(sides.mentioned) != 1:
        return None
    (name,) = sides.mentioned
    region = sides.region
    if not _is_on_line(name, region.setting):
        return None
    alone = () if sides.left_out == TRUE else (residue(sides.answer, region.facts),)
    line = cells(name, (sides.expected_rest, sides.answer_rest, *alone), region)
    return _along(line, name, lambda cell: _place(sides, name, cell), whole=name in region.discrete, exactly=exactly)


def _is_on_line(name: str, setting: Setting, *, whole: bool = True) -> bool:
    """Return whether a symbol is a real number; an integer, too, unless `whole` is false."""
    declared = next((v.domain for v in setting.variables if v.name == name), REAL)
    is_other = declared.shape or declared.members is not None or declared.base == "complex"
    return not is_other and (whole or not declared.is_integer)


def _along(line: Sequence[Cell], name: str, place: Placed, *, whole: bool, exactly: bool) -> Coverage:
    status, reason, cell = covering(line, whole, exactly=exactly)
    gaps, outside = gap_runs(line, name), outside_runs(line, name)
    return Coverage(status, gaps, reason, {} if cell is None else place(cell), outside)


def _both_plainly(left: Node, right: Node, survey: Survey) -> tuple[Coverage, Coverage] | None:
    try:
        return (PROVED, PROVED) if _have_no_gap(left, right, survey) else None
    except (DeclinedError, ExceededError):
        return None


def _both_on_line(left: Node, right: Node, survey: Survey) -> tuple[Coverage, Coverage] | None:
    """Cut the line once for both directions, where that is simple."""
    try:
        formulas, setting, domain = [survey.formula(tree) for tree in (left, right)], survey.setting, survey.domain
        names = mentioned(conjunction(formulas))
        if setting.assume or len(names) != 1:  # what is known may leave less
            formulas, setting = [survey.reduced(tree)[2] for tree in (left, right)], survey.region.setting
            names = mentioned(conjunction(formulas))
        if len(names) != 1:
            return None
        (name,) = names
        is_simple = _is_on_line(name, setting, whole=False)
        line = simple_cells(name, (own_domain(name, domain), *formulas), survey.budget) if is_simple else None
        if line is None:
            return None
        there = _along(line, name, lambda cell: _placed(left, right, survey, name, cell), whole=False, exactly=False)
        if there.status == "unknown":
            return None
        back = [cell.turned for cell in line]
        here = _along(back, name, lambda cell: _placed(right, left, survey, name, cell), whole=False, exactly=False)
        return None if here.status == "unknown" else (there, here)
    except (DeclinedError, ExceededError):
        return None


def _placed(expected: Node, answer: Node, survey: Survey, name: str, cell: Cell) -> dict[str, Node]:
    """Return a counterexample with a value from the cell; it is the only value where no other symbol is declared."""
    if survey.setting.assume or any(variable.name != name for variable in survey.setting.variables):
        return _place(sides_of(expected, answer, survey), name, cell)
    sample = sampled(cell, survey.budget)
    return {} if sample is None else {name: sample if isinstance(sample, Node) else number_tree(sample)}


def _place(sides: Sides, name: str, cell: Cell) -> dict[str, Node]:
    """Return a counterexample with a value from the cell, the other symbols having any that the domain allows."""
    region = sides.region
    if (sample := sampled(cell, region.budget)) is None:
        return {}
    here = next(iter(sides.points()), None)
    env: dict[str, Any] = {**(here.env if here is not None else {}), name: sample}
    return witness(Here(env, region.setting, region.budget, region.discrete), region)
