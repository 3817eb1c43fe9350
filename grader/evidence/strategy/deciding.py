"""What is decided: claims, and pairs of expressions. Deciding is pure; only `Unknown` leaves a claim open."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import assert_never

from grader.claims.growth import SameGrowth
from grader.claims.solutions import SameFamily, SameSet, SameSolutions
from grader.claims.statements import (
    AllOf,
    AnyOf,
    Chosen,
    Claim,
    Equal,
    ForPerson,
    HasForm,
    Holds,
    Member,
    Rounded,
    SameCode,
    Setting,
    Settled,
    Statement,
    Unread,
    Within,
)
from grader.evidence import arrays, forms, trees
from grader.evidence.budget import LIMITS, Budget, ExceededError
from grader.evidence.combine import all_of, any_of
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.method import Scope
from grader.evidence.precision import own_precision
from grader.evidence.question.goal import Goal, with_trees
from grader.evidence.strategy.driver import ENGINE, guarded
from grader.evidence.strategy.loading import load_code, load_families, load_one_entry, load_witness
from grader.evidence.trees.build import NO_NUMBER
from grader.language.domains import Domain
from grader.language.tree import (
    SIDES,
    Apply,
    Bind,
    Derivative,
    Index,
    Node,
    is_infinite,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Direction, Evidence, Point, Proof, Reason, Status, Unknown, status_of
from grader.wording import reasons, undecided_reasons

# No pair of two hundred decided ones took a tenth of this; what takes more is mostly never decided.
COMPARING = replace(LIMITS, max_steps=50_000, max_solver_steps=200_000)


@own_precision
def decide(claim: Claim, budget: Budget | None = None) -> Evidence:
    """Return the evidence for or against a claim."""
    return decide_statement(claim.statement, claim.setting, budget_of(budget))


@own_precision
def compare(left: Node, right: Node, setting: Setting, budget: Budget | None = None) -> Evidence:
    """Return evidence whether two expressions are equal, each covering the other."""
    scope = Scope(setting, Budget(COMPARING, ENGINE) if budget is None else budget_of(budget))
    return _of_goal(Goal(Equal(left, right), scope, both=True, undeclared=True, may_be_probable=True))


def decide_statement(statement: Statement, setting: Setting, budget: Budget) -> Evidence:
    """Return the evidence for or against a statement."""
    match statement:
        case Settled(holds=True, note=note):
            return Proof("comparison", notes=(note,) if note else ())
        case Settled(code=code, text=text):
            return Reason(code, text)
        case Chosen(chosen, expected):
            return _chosen(chosen, expected)
        case ForPerson(text):
            return Unknown(text)
        case HasForm():
            return forms.decide.decide_form(statement)
        case Unread(fields):
            return Unknown(undecided_reasons.COULD_NOT_READ.format(listed=", ".join(fields)))
        case AnyOf(statements, lacking):
            found = any_of(_up_to(Status.PROVED, statements, setting, budget))
            is_refuted = lacking is not None and status_of(found) is Status.REFUTED
            return Reason(lacking.code, lacking.text) if is_refuted and lacking is not None else found
        case AllOf(statements):
            return all_of(_up_to(Status.REFUTED, statements, setting, budget))
        case SameFamily():
            return load_families()(statement, lambda part: decide_statement(part, setting, budget))
        case SameCode():
            return guarded(lambda: load_code()(statement, Scope(setting, budget)))
        case Equal() | Within() | Rounded() | Holds() | Member() | SameSet() | SameSolutions() | SameGrowth():
            both = isinstance(statement, Equal) and statement.both
            return _of_goal(Goal(statement, Scope(setting, budget), both, may_be_probable=True))
        case _:
            assert_never(statement)


def _up_to(last: Status, statements: Sequence[Statement], setting: Setting, budget: Budget) -> list[Evidence]:
    """Return the evidence for statements in order, up to the first with a status that settles them together."""
    found: list[Evidence] = []
    for part in statements:
        found.append(decide_statement(part, setting, budget))
        if status_of(found[-1]) is last:
            break
    return found


def _of_goal(goal: Goal) -> Evidence:
    """Return the evidence for or against a statement, once all in it has a size."""
    if goal.is_plain:
        return _decided(goal)
    if isinstance(goal.statement, Equal) and any(map(is_infinite, goal.trees)):
        if (found := _of_infinity(goal)) is not None:
            return found
        goal = goal.about(with_trees(goal.statement, [NO_NUMBER if is_infinite(tree) else tree for tree in goal.trees]))
    if Apply in goal.kinds:
        with_steps, conventions = trees.slopes.step_slopes.with_steps, goal.setting.conventions
        goal = goal.about(with_trees(goal.statement, [with_steps(tree, conventions) for tree in goal.trees]))
    if (why := _of_no_meaning(goal)) is not None:
        return Unknown(why)
    if goal.is_scalar:
        return _decided(goal)
    if Index in goal.kinds:
        goal = with_rows(goal)
    by_entry = Bind in goal.kinds and any(map(arrays.of_any_size.sizing.by_rule, goal.trees))
    with_all_sizes = guarded(lambda: with_sizes(goal, by_entry=by_entry))
    if not isinstance(with_all_sizes, Goal):
        return with_all_sizes
    goal = with_all_sizes
    found = _decided(goal)
    if (
        not by_entry
        or not isinstance(found, Point | Direction)
        or all(map(arrays.of_any_size.by_entry.has_all_entries, goal.trees))
    ):
        return found
    if not isinstance(found, Point) or not arrays.of_any_size.by_entry.is_only_entry(goal.setting, found.at):
        return _of_only_entry(goal) or Unknown(undecided_reasons.ENTRY_DIFFERS_WHERE_ANOTHER)
    return found


def _of_infinity(goal: Goal) -> Evidence | None:
    """Return what decides that one side is infinite: that both are, or that a constant on the left has a value.

    None where the side beside it may be undefined, as infinity is.
    """
    left, right = goal.trees
    if is_infinite(left) and is_infinite(right):
        return Proof("identical") if left == right else Reason("sign", reasons.TWO_SIDES_INFINITE_WITH)
    if is_infinite(left) or symbols(left):
        return None
    other_way_round = _decided(goal.about(with_trees(goal.statement, [NO_NUMBER, left])))
    return Reason("domain", reasons.NUMBER_FOR_INFINITY) if isinstance(other_way_round, Point) else None


def _decided(goal: Goal) -> Evidence:
    found = ENGINE.decide(goal)
    return load_witness()(goal, found) if isinstance(found, Point) else found


def _of_only_entry(goal: Goal) -> Evidence | None:
    """Return a counterexample where arrays have one entry each, None where none is found."""
    try:
        return load_one_entry()(goal)
    except (DeclinedError, NoValueError, ExceededError):
        return None


def _of_no_meaning(goal: Goal) -> str | None:
    """Return why a derivative or a limit by one of the symbols says nothing that is decided, None where it does."""
    if Derivative in goal.kinds and (name := _isolated(goal)) is not None:
        return undecided_reasons.DERIVATIVE_BY_ISOLATED.format(name=name)
    if Bind in goal.kinds and (name := _approached(goal)) is not None:
        return undecided_reasons.LIMIT_BY_COMPLEX.format(name=name)
    return None


def _isolated(goal: Goal) -> str | None:
    """Return a symbol whose values have gaps between them by which something is differentiated, if there is one."""
    domains = {variable.name: variable.domain for variable in goal.setting.variables}
    for node in (node for tree in goal.trees for node in walk(tree) if isinstance(node, Derivative)):
        domain = domains.get(node.var)
        if domain is not None and (domain.is_integer or domain.members is not None):
            return node.var
    return None


def _approached(goal: Goal) -> str | None:
    """Return a complex symbol by which a limit is taken, if there is one: from all sides, and not along a line.

    Where a problem has complex symbols, one that nothing declares may be complex too.
    """
    domains = {variable.name: variable.domain for variable in goal.setting.variables}
    if all(domain.base != "complex" for domain in domains.values()):
        return None
    limits = (node for tree in goal.trees for node in walk(tree) if isinstance(node, Bind) and node.kind in SIDES)
    return next((node.var for node in limits if _may_be_complex(node, domains.get(node.var))), None)


def _may_be_complex(limit: Bind, domain: Domain | None) -> bool:
    if domain is not None:
        return domain.base == "complex"
    if limit.low is not None and is_infinite(limit.low):  # `n -> oo` counts, `t -> oo` is real
        return limit.kind == "lim" and limit.var in _USUALLY_COMPLEX
    return limit.kind == "lim" and not trees.properties.analytic.is_meromorphic(
        limit.body
    )  # a line tells all of a pole and of a gap


_USUALLY_COMPLEX = frozenset({"z", "w", "zeta", "xi"})


def with_rows(goal: Goal) -> Goal:
    """Return a goal with norms and products of rows of matrices as sums over their entries."""
    found = arrays.rows.rows_written(goal.trees, goal.setting.variables)
    return goal if found is goal.trees else goal.about(with_trees(goal.statement, found))


def with_sizes(goal: Goal, *, by_entry: bool) -> Goal:
    """Return a goal with sizes for what is written without one, such as `I`; raises UnclearError."""
    if by_entry:
        if not isinstance(goal.statement, Equal):
            raise UnclearError("an array by a rule for its entries stands in a condition", final=True)
        goal = goal.about(*arrays.of_any_size.by_entry.at_each_entry(goal.statement, goal.setting, goal.budget))
    found, setting = arrays.of_any_size.sizing.sized(goal.trees, goal.setting, of_letters=goal.both)
    if setting is goal.setting and (found is goal.trees or all(map(operator.is_, found, goal.trees))):
        return goal
    return goal.about(with_trees(goal.statement, found), setting)


def budget_of(budget: Budget | None = None) -> Budget:
    """Return the budget of a new decision, which brings the oracle."""
    budget = budget or Budget()
    budget.asked = budget.asked or ENGINE
    return budget


def _chosen(chosen: frozenset[str], expected: frozenset[str]) -> Evidence:
    if chosen == expected:
        return Proof("comparison")
    return Reason(
        "choice",
        reasons.CHOSEN_RIGHT.format(some=", ".join(sorted(chosen)) or "nothing", listed=", ".join(sorted(expected))),
    )
