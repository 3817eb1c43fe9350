"""What a bound expression is at a point: enclosed, or replaced by its exact value there, or proved to have none.

A point may be a small box: then what is found holds at every point of it.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

from flint import arb, fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import DECLINED, LIMIT_WORDS, Budget, ExceededError
from grader.evidence.calculus.at_points.divergence import why_no_value
from grader.evidence.calculus.at_points.pieces import Pieces, has_edges
from grader.evidence.calculus.at_points.quadrature import MAX_BITS, enclosed
from grader.evidence.calculus.at_points.second_look.confirmed import closed_forms
from grader.evidence.calculus.at_points.tails import enclosed_series
from grader.evidence.calculus.sums.series.rational.hurwitz import is_zeta
from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Evaluator, Number
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.language.domains import Domain, Variable
from grader.language.tree import SIDES, Add, Bind, CaptureError, Node, is_infinite, substitute, symbols, walk
from grader.records import replace

SHARE = 6_000  # steps that the exact value at one point may take
FIRST = number_tree(fmpq(7))  # terms of a series that are looked at for one without a value, beside the very first
MAX_FAILURES = 3  # points at which an integral is not enclosed, before no more are tried
MAX_OPEN = 3  # points in a row, none with a 0, at which no exact value is known, before no more are tried
MAX_SHARE = 3  # one in so many steps may go into integrals, limits and series at points
SPENT = "steps"  # key of the steps that went into this
EXTREMUM = "an extremum cannot be evaluated yet"
UNBOUNDED = "an integral without bounds has no value at a point"
UNKNOWN = {
    "int": "the value of an integral is not known",
    **dict.fromkeys(SIDES, "the value of a limit is not known"),
    "sum": "the value of an infinite series is not known",
    "prod": "the value of an infinite product is not known",
}


def value_of(at: Evaluator, node: Bind) -> Number:
    """Return the value of an integral, a limit or an infinite series; raises NoValueError."""
    if node.kind not in UNKNOWN or node.low is None or (node.high is None and node.kind not in SIDES):
        raise UnclearError(EXTREMUM if node.kind in {"max", "min"} else UNBOUNDED, final=True)
    kept, before = at.context.bound_values, at.budget.spent
    if kept.get(SPENT, 0) * MAX_SHARE > at.budget.steps:
        raise UnclearError(UNKNOWN[node.kind], final=True, limit="max_steps")
    try:
        return _value(at, node)
    finally:
        kept[SPENT] = kept.get(SPENT, 0) + at.budget.spent - before


def _value(at: Evaluator, node: Bind) -> Number:
    if node.kind == "int" and not (is_infinite(node.low) or is_infinite(node.high)):
        try:
            return _area(at, node)
        except UnclearError:
            pass  # the exact value may be known
    found = _exact(at, node)
    if found is None and node.kind == "sum":
        _look_at_first_terms(at, node)
        if (sum_ := _added_up(at, node)) is not None:
            return sum_
    if found is None:
        limit = at.context.bound_values.get(("limit", node), "")
        why = f"{UNKNOWN[node.kind]}: {LIMIT_WORDS[limit]}" if limit else UNKNOWN[node.kind]
        raise UnclearError(why, final=True, limit=limit)
    if isinstance(found, NoValueError):
        raise found
    return at.value(found)


def _look_at_first_terms(at: Evaluator, node: Bind) -> None:
    """Raise UndefinedError where one of the first terms of a series has no value: then the series has none."""
    assert node.low is not None
    with suppress(UnclearError, LeftOutError):
        at.value(replace(node, high=Add((node.low, FIRST))))


def _area(at: Evaluator, node: Bind) -> arb:
    """Return an enclosure of an integral between finite ends; at a point of rational numbers it is kept."""
    kept = at.context.bound_values
    failures = kept.get((node,), 0)
    if failures >= MAX_FAILURES:
        raise UnclearError(UNKNOWN["int"], final=True)
    place = [(name, at.env[name]) for name in sorted(symbols(node) & at.env.keys())]
    key = None if any(isinstance(value, arb) for _, value in place) else (node, *place, min(at.precision, MAX_BITS))
    if key is None or key not in kept:
        kind = Evaluator if has_edges(node.body) and not _has_values_inside(at, node) else Pieces
        try:
            found = enclosed(at, node, kind(at.context, at.env, at.precision, at.pure))
        except UnclearError:
            kept[(node,)] = failures + 1
            raise
        if key is None:
            return found
        kept[key] = found
    known: arb = kept[key]
    return known


def _added_up(at: Evaluator, node: Bind) -> arb | None:
    """Return an enclosure of a series at a point of rational numbers, kept with the point."""
    ground, variables = _ground(at, node)
    key = ("tail", ground)
    if variables:
        return None
    if key not in at.context.bound_values:
        budget = _share(at)
        try:
            at.context.bound_values[key] = enclosed_series(ground, budget, MAX_BITS)
        except (ExceededError, NoValueError):
            at.context.bound_values[key] = None
    found: arb | None = at.context.bound_values[key]
    return found


def _has_values_inside(at: Evaluator, node: Bind) -> bool:
    """Return whether an integrand is proved to be defined between the ends."""
    ground, variables = _ground(at, node)
    low, high = ground.low, ground.high
    assert low is not None
    assert high is not None
    budget = _share(at)
    setting = Setting(variables, conventions=at.context.conventions)
    try:
        order = sign_of(minus(high, low), setting, budget)
        if order not in {Sign.POSITIVE, Sign.NEGATIVE} or any(variable.name == node.var for variable in variables):
            return False
        low, high = (low, high) if order is Sign.POSITIVE else (high, low)
        inside = Variable(node.var, Domain(low=low, high=high, text="between the ends"))
        return defined_everywhere(ground.body, replace(setting, variables=(*variables, inside)), budget)
    except (ExceededError, NoValueError):
        return False


def _exact(at: Evaluator, node: Bind) -> Node | NoValueError | None:
    """Return the value at the point as a tree, why there is none, or None; each point is worked at once."""
    ground, variables = _ground(at, node)
    kept = at.context.bound_values
    key = (ground, variables)
    if key not in kept:
        if kept.get(("open", node), 0) >= MAX_OPEN:
            return None
        kept[key] = _limited(at, ground, Setting(variables, conventions=at.context.conventions))
        kept[("limit", node)] = at.budget.known.get((DECLINED, ground), "")
        if kept[key] is not None:
            kept[("open", node)] = 0
        elif not variables and all(at.env[name] != 0 for name in symbols(node) & at.env.keys()):  # no special point
            kept[("open", node)] = kept.get(("open", node), 0) + 1
    found: Node | NoValueError | None = kept[key]
    return found


def _limited(at: Evaluator, node: Bind, setting: Setting) -> Node | NoValueError | None:
    """Return what is found within a share of the budget."""
    budget = _share(at)
    try:
        found = closed_forms(node, setting, budget)
        if not any(isinstance(part, Bind) for part in walk(found)):
            return found
        why = why_no_value(node, setting, budget)
        if why is None:
            return found if _is_told_by_series(found, node) else None
        return UndefinedError(why)
    except (ExceededError, NoValueError):
        return None


def _is_told_by_series(found: Node, node: Bind) -> bool:
    """Return whether all that is left to do is to add up zeta at odd numbers, which the node itself is not."""
    return not is_zeta(node) and all(is_zeta(part) for part in walk(found) if isinstance(part, Bind))


def _share(at: Evaluator) -> Budget:
    """Return a part of the budget for the work at one point."""
    return at.budget.share(1, SHARE)


def _ground(at: Evaluator, node: Bind) -> tuple[Bind, tuple[Variable, ...]]:
    """Return a tree with the point's coordinates put in; one that is a ball stays a variable in an interval."""
    values: dict[str, Node] = {}
    variables: list[Variable] = []
    for name in sorted(symbols(node) & at.env.keys()):
        value = at.env[name]
        if isinstance(value, Node):
            values[name] = value
        elif isinstance(value, arb):
            variables.append(Variable(name, _interval(value)))
        else:
            values[name] = number_tree(value)
    try:
        ground = substitute(node, values)
    except CaptureError as error:
        raise UnclearError(str(error), final=True) from None
    assert isinstance(ground, Bind)
    return ground, tuple(variables)


def _interval(ball: arb) -> Domain:
    low, high = (_tree(end) for end in (ball.lower(), ball.upper()))
    return Domain(low=low, high=high, low_closed=True, high_closed=True, text="an interval")


def _tree(end: arb) -> Node:
    mantissa, exponent = end.mid().man_exp()
    return number_tree(Fraction(int(mantissa)) * Fraction(2) ** int(exponent))
