"""Integrals, limits and infinite sums with a known value: they are replaced by it before anything is decided.

A replacement is made only where the value is proved for all points of the domain; all others stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count as count_from

from grader.claims.statements import Setting
from grader.evidence.budget import DECLINED, Budget
from grader.evidence.calculus.binders import renamed
from grader.evidence.calculus.branches import on_agreed_branches, with_moduli
from grader.evidence.calculus.extrema import extremum_at_an_end, extremum_written_out
from grader.evidence.calculus.integrals.circular import circular_integral
from grader.evidence.calculus.integrals.definite import between, definite_integral
from grader.evidence.calculus.integrals.divisors import without_divisor
from grader.evidence.calculus.integrals.improper.euler import euler_integral, gaussian_integral
from grader.evidence.calculus.integrals.improper.euler_logarithms import euler_logarithm
from grader.evidence.calculus.integrals.improper.frullani import frullani_integral
from grader.evidence.calculus.integrals.improper.halves import by_halves
from grader.evidence.calculus.integrals.improper.mellin import mellin_integral
from grader.evidence.calculus.integrals.improper.stretched import stretched_integral
from grader.evidence.calculus.integrals.improper.test_functions import test_function_integral
from grader.evidence.calculus.integrals.improper.transforms.fourier import fourier_integral, fourier_over_all
from grader.evidence.calculus.integrals.improper.transforms.geometric import geometric_integral
from grader.evidence.calculus.integrals.improper.transforms.laplace import laplace_integral
from grader.evidence.calculus.integrals.improper.transforms.logarithmic import logarithmic_integral
from grader.evidence.calculus.integrals.improper.turned_signs import by_signs
from grader.evidence.calculus.integrals.leibniz import slope_of_integral
from grader.evidence.calculus.integrals.mirrored import mirrored_integral
from grader.evidence.calculus.limit_rules import AT_A_POINT, ONE_SIDED
from grader.evidence.calculus.sums.arcs import arc_sum
from grader.evidence.calculus.sums.every_second import every_second_choice
from grader.evidence.calculus.sums.exchanged import exchanged_sum
from grader.evidence.calculus.sums.finite import finite_sum
from grader.evidence.calculus.sums.kinks import sum_by_pieces
from grader.evidence.calculus.sums.logarithms import with_spread_logarithms
from grader.evidence.calculus.sums.periods import over_whole_periods
from grader.evidence.calculus.sums.products.by_gamma import infinite_product, logarithmic_series
from grader.evidence.calculus.sums.products.unity import product_by_factors
from grader.evidence.calculus.sums.series.geometric import infinite_sum
from grader.evidence.calculus.sums.series.log_series import logarithmic_power_series
from grader.evidence.calculus.sums.series.negative import choice_series
from grader.evidence.calculus.sums.series.rational.central import central_series
from grader.evidence.calculus.sums.series.rational.over_squares import series_over_squares
from grader.evidence.calculus.sums.series.rational.rational import rational_series
from grader.evidence.calculus.sums.series.rational.shifted import shifted_series
from grader.evidence.calculus.sums.series.tails import series_from_letter
from grader.evidence.calculus.sums.series.taylor import taylor_series
from grader.evidence.calculus.sums.series.telescoping import telescoping_series
from grader.evidence.calculus.sums.series.term_by_term import integrated_series
from grader.evidence.calculus.sums.series.waves.wave_powers import wave_over_power
from grader.evidence.calculus.sums.series.waves.waves import wave_series
from grader.evidence.calculus.sums.unit_steps import by_unit_steps
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import ANALYTIC
from grader.evidence.method import Rewriter
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.properties.total import is_total
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.domains import INTEGER, REAL, Domain, Variable
from grader.language.tree import (
    SIDES,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Neg,
    Node,
    Sym,
    is_infinite,
    rebuild,
    symbols,
    walk,
)
from grader.records import replace

INFINITE = (Const("oo"), Neg(Const("oo")))


def unfolded(node: Node, setting: Setting, budget: Budget, rules: set[str]) -> Node:
    """Return a tree with the values of integrals, limits and infinite sums put in where they are known.

    `rules` gains the names of the rules that are not proved by differentiation.
    """
    if Bind not in facts_of(node).kinds:
        return node
    if (slope := slope_of(node, setting, budget)) is not None:
        return unfolded(slope, setting, budget, rules)
    if isinstance(node, Derivative) and isinstance(node.body, Bind) and node.body.kind == "int":
        return node
    if not isinstance(node, Bind):
        return rebuild(node, lambda child: unfolded(child, setting, budget, rules))
    if node.kind == "int" and _runs_back(node):
        return Neg(unfolded(replace(node, low=node.high, high=node.low), setting, budget, rules))
    low, high = (None if end is None else unfolded(end, setting, budget, rules) for end in (node.low, node.high))
    body = unfolded(node.body, _within(setting, node, budget), budget, rules)
    if node.kind in SIDES and body is not node.body and Bind in facts_of(node.body).kinds:
        found = _value(replace(node, body=body, low=low), setting, budget, rules)
        return found or _value(replace(node, low=low), setting, budget, rules) or replace(node, body=body, low=low)
    if body is not node.body or low is not node.low or high is not node.high:
        node = replace(node, body=body, low=low, high=high)
    spread = with_spread_logarithms(node, setting, budget) if node.kind in {"sum", "int"} else None
    found = None if spread is None else _value(spread, setting, budget, rules)
    return found or _value(node, setting, budget, rules) or node


def _runs_back(node: Bind) -> bool:
    """Whether an integral begins at oo or ends at -oo: with its bounds swapped it is the same but for the sign."""
    above, below = INFINITE
    return node.low != node.high and None not in (node.low, node.high) and (node.low == above or node.high == below)


def slope_of(node: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return the derivative of an integral with bounds, None for other trees and where it is not known."""
    if not (isinstance(node, Derivative) and isinstance(node.body, Bind) and node.body.kind == "int"):
        return None
    return _slope_of_integral(node, node.body, budget) or slope_of_integral(node, setting, budget)


def _slope_of_integral(node: Derivative, body: Bind, budget: Budget) -> Node | None:
    """Return the derivative of an integral by its bounds, which are smooth and defined everywhere."""
    ends = [end for end in (body.low, body.high) if end is not None]
    smooth = all(is_total(end) and not any(isinstance(part, Call) and part.name not in ANALYTIC for part in walk(end))
                 for end in ends)  # fmt: skip
    if node.order != 1 or len(ends) < 2 or not smooth:
        return None
    try:
        return differentiated(node, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _within(setting: Setting, node: Bind, budget: Budget) -> Setting:
    """Return the setting inside a binder, where it binds others.

    Its symbol is an integer not below the lower bound of a sum or product, a number between the ends of an integral.
    """
    if Bind not in facts_of(node.body).kinds:
        return setting
    kept = tuple([variable for variable in setting.variables if variable.name != node.var])
    domain = REAL
    if node.kind in {"sum", "prod", "max", "min"}:
        low, high = (None if end is None or affine(end) is None else end for end in (node.low, node.high))
        domain = Domain("integer", low, high, low is not None, high is not None, text="integer")
    if node.kind == "int" and node.low is not None and node.high is not None:
        is_own = node.var in symbols(node.low) | symbols(node.high)  # `int_0^x f(x) dx`: the end is another x
        domain = REAL if is_own else between(node.low, node.high, setting, budget)[0] or REAL
    return setting.over((*kept, Variable(node.var, domain)))


def _value(node: Bind, setting: Setting, budget: Budget, rules: set[str]) -> Node | None:
    if any(variable.name == node.var for variable in setting.variables):
        if node.low is None:
            return None  # an integral without bounds is a function of its symbol
        node = renamed(node, setting)
    if setting.assume and node.kind != "sum":
        return None
    if node.kind == "int" and (split := without_divisor(node)) is not None:
        found = _value(split[0], setting, budget, rules)
        return None if found is None else Div(found, split[1])
    before = budget.known.get(DECLINED, "")
    node = on_agreed_branches(with_moduli(node, setting, budget) if node.kind == "int" else node, setting, budget)
    for name, rule in RULES.get(node.kind, {}).items():
        found = _found(rule, node, setting, budget)
        if found is not None:
            budget.known[DECLINED] = before  # others declined, which matters no more
            if name not in BY_DIFFERENTIATION:
                rules.add(name)
            return unfolded(found, setting, budget, rules) if name in IN_TURN else found
    return None


def _found(rule: Rewriter, node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return what a rule finds; the limit by which it declines is kept."""
    try:
        return rule(node, setting, budget)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _of_terms(rule: Rewriter) -> Rewriter:
    """Return a rule for sums that holds where each term is proved to have a value."""

    def closed(node: Bind, setting: Setting, budget: Budget) -> Node | None:
        found = rule(node, setting, budget)
        return found if found is not None and _has_all_terms(node, setting, budget) else None

    return closed


def _with_letters(rule: Rewriter) -> Rewriter:
    """Return a rule for what holds other symbols, whose antiderivatives cost much."""
    return lambda node, setting, budget: rule(node, setting, budget) if symbols(node) else None


def _by_sign(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    return by_signs(node, setting, budget, lambda tree, where, part: unfolded(tree, where, part, set()))


def _again(rule: Rewriter) -> Rewriter:
    """Return a rule that gives sums in place of one, which are worked out in their turn."""

    return lambda node, setting, budget: (
        (found := rule(node, setting, budget)) and unfolded(found, setting, budget, set())
    )


def _closing(rule: Callable[[Bind, Setting, Budget, Callable[[Node, Setting, Budget], Node]], Node | None]) -> Rewriter:
    """Return a rule that works out parts of its own."""

    def close(tree: Node, setting: Setting, budget: Budget) -> Node:
        return unfolded(tree, setting, budget, set())

    return lambda node, setting, budget: rule(node, setting, budget, close)


def _of_series(rule: Rewriter) -> Rewriter:
    """Return a rule for infinite series only."""
    return _of_terms(lambda node, setting, budget: rule(node, setting, budget) if is_infinite(node.high) else None)


def _has_all_terms(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether each term is proved to have a value: closed forms cancel what has none, such as k/k at 0."""
    if is_infinite(node.high):
        names = symbols(node) | {variable.name for variable in setting.variables}
        end = next(name for count in count_from(1) if (name := f"N{count}") not in names)
        node = replace(node, high=Sym(end))
        setting = setting.over((*setting.variables, Variable(end, INTEGER)))
    return defined_everywhere(node, setting, budget)


RULES: dict[str, dict[str, Rewriter]] = {
    "int": {
        "test functions at infinity": test_function_integral,
        "Gaussian integrals with letters": _with_letters(gaussian_integral),
        "antiderivative": definite_integral,
        "Gaussian integrals": gaussian_integral,
        "Euler": euler_integral,
        "finite parts": by_halves(laplace_integral),
        "beta function": by_halves(mellin_integral),
        "Laplace's integrals": by_halves(fourier_integral),
        "waves over quadratics": fourier_over_all,
        "geometric series under an integral": by_halves(geometric_integral),
        "Euler's logarithms": euler_logarithm,
        "logarithms as rates": logarithmic_integral,
        "half angle": circular_integral,
        "exponentials of powers": by_halves(stretched_integral),
        "Frullani": frullani_integral,
        "whole periods": over_whole_periods,
        "unit steps": by_unit_steps,
        "mirror images": mirrored_integral,
        "signs of a parameter": _by_sign,
    },
    "lim": AT_A_POINT,
    "lim+": ONE_SIDED,
    "lim-": ONE_SIDED,
    "max": {"extremum at an end": extremum_at_an_end, "extremum written out": extremum_written_out},
    "min": {"extremum at an end": extremum_at_an_end, "extremum written out": extremum_written_out},
    "prod": {
        "products by gamma": _of_series(infinite_product),
        "factors of a product": product_by_factors,
    },
    "sum": {
        "finite sum": _of_terms(finite_sum),
        "every second binomial": _of_terms(every_second_choice),
        "pieces of a sum": _of_terms(_again(sum_by_pieces)),
        "order of a double sum": _of_terms(_again(exchanged_sum)),
        "geometric or exponential series": _of_series(infinite_sum),
        "series from a letter on": _of_series(series_from_letter),
        "rational series": _of_series(lambda node, setting, budget: rational_series(node, budget)),
        "negative binomial series": _of_series(choice_series),
        "Taylor series": _of_series(taylor_series),
        "logarithmic series": _of_series(_again(logarithmic_power_series)),
        "series of waves": _of_series(wave_series),
        "central binomial series": _of_series(central_series),
        "steps of reciprocals": _of_series(shifted_series),
        "logarithms by gamma": _of_series(logarithmic_series),
        "arcs that telescope": _of_terms(arc_sum),
        "differences that telescope": _of_series(_closing(telescoping_series)),
        "series over squares": _of_series(series_over_squares),
        "waves over powers": _of_series(wave_over_power),
        "series integrated term by term": _of_series(_closing(integrated_series)),
    },
}
# They put in what is worked out in its turn.
IN_TURN = frozenset(
    {"factors of a product", "mirror images", "Riemann sum", "unit steps", "logarithms as rates"}
    | {"geometric series under an integral", "series integrated term by term"}
)
BY_DIFFERENTIATION = frozenset({"antiderivative", "difference quotient", "test functions at infinity"})
