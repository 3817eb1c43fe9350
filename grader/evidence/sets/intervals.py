"""The intervals on which expressions in one symbol have values, all of them together, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.sets.build import Sets
from grader.evidence.sets.ends import Order
from grader.evidence.sets.kinks import UNSOLVED
from grader.evidence.sets.lines import NOTHING, Line, apart, combined, intersection_of
from grader.evidence.sets.periods import on_one_period
from grader.evidence.sets.preimages.trigonometric import stretch
from grader.evidence.sets.solve import Solver
from grader.evidence.trees.build import distinct
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Variable
from grader.language.tree import Const, Node, Pow
from grader.records import replace

MAX_PIECES = 8  # marks of a domain between which pieces are taken one by one


def stretches(trees: Sequence[Node], variable: Variable, setting: Setting, budget: Budget) -> list[Variable]:
    """Return the variable on each maximal interval of its domain on which all trees have values; [a, a] is a point.

    Where the trees repeat, those of one period. Empty where that is not known, or there are too many intervals.
    """
    single = on_one_period(variable, *trees)
    assert single is not None
    try:
        domain, lines, order = _lines(trees, single, setting, budget)
        for line in lines:
            domain = combined(intersection_of, domain, line, order)
        return list(_pieces(domain, single)) if len(domain.marks) <= MAX_PIECES else []
    except (NoValueError, ExceededError):
        return []


def have_one_domain(left: Node, right: Node, variable: Variable, setting: Setting, budget: Budget) -> bool:
    """Return whether two trees are proved to have values at the same points of a symbol's domain, and at some.

    Powers whose exponents are no numbers, and values by convention, are left to others.
    """
    if setting.conventions or setting.assume or not all(map(_has_plain_powers, (left, right))):
        return False
    single = on_one_period(variable, left, right)
    assert single is not None
    try:
        domain, lines, order = _lines((left, right), single, setting, budget)
        first, second = (combined(intersection_of, domain, line, order) for line in lines)
        return any(first.between) and combined(apart, first, second, order) == NOTHING
    except (NoValueError, ExceededError):
        return False


def _has_plain_powers(tree: Node) -> bool:
    powers = [node for node in distinct(tree) if isinstance(node, Pow)]
    return all(power.base == Const("e") or literal(power.exp) is not None for power in powers)


def _lines(
    trees: Sequence[Node], variable: Variable, setting: Setting, budget: Budget
) -> tuple[Line, list[Line], Order]:
    """Return a symbol's domain, where each tree has a value in it, and the order of the ends.

    Raises UnclearError where that is not known.
    """
    order = Order(Context(budget, setting.conventions), replace(setting, variables=()))
    sets = Sets(order, variable)
    domain = sets.domain(variable.domain)
    if not domain.is_plain:
        raise UnclearError(UNSOLVED, final=True)
    solver = Solver(variable.name, order, sets.set_of, stretch(domain.whole))
    return domain.whole, [solver.defined(tree) for tree in trees], order


def _pieces(line: Line, variable: Variable) -> Iterator[Variable]:
    """Yield the variable on each interval and each single point of a line. Raises UnclearError for nameless ends."""
    marks = [None, *(mark.written for mark in line.marks), None]
    at = (False, *line.at, False)
    for place, inside in enumerate(line.between):
        if inside:
            yield _within(variable, marks[place], marks[place + 1], at[place], at[place + 1])
        if place < len(line.at) and line.at[place] and not inside and not line.between[place + 1]:
            yield _within(variable, marks[place + 1], marks[place + 1], True, True)


def _within(variable: Variable, low: Node | None, high: Node | None, low_closed: bool, high_closed: bool) -> Variable:
    domain = replace(variable.domain, low=low, high=high, low_closed=low_closed, high_closed=high_closed, nonzero=False)
    return replace(variable, domain=domain)
