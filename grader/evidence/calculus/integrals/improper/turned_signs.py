"""Integrals to infinity with a parameter of any sign: one value where it is positive, one where negative, one at 0.

So the integral of cos(w x) / (1 + x^2) over all x is pi e^(-w) for w > 0 and pi e^w for w < 0. For p < 0 the integral
is that with -p for p, whose parameter is positive. At 0 the parameter is put in. Where it depends on which of two
waves is the faster one, as that of sin(a x) cos(b x) / x does, b + a with a positive a is put in for a.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import combinations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.integrals.antiderivatives.parameters import folded
from grader.evidence.calculus.integrals.improper.growing import has_no_value, value_without_scale
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import Affine, affine, tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain, Variable
from grader.language.tree import (
    ZERO,
    Add,
    Bind,
    Call,
    CaptureError,
    Cases,
    Const,
    Derivative,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    is_infinite,
    substitute,
    symbols,
    walk,
)
from grader.records import replace

PART = 2  # one in so many of the steps that are left may go into all signs of one parameter
MAX_SPEEDS = 4  # of waves that are compared, two at a time
LAZY = frozenset({Bind, Cases, Derivative})
INSIDE = frozenset({"sin", "cos", "exp", "abs", "arctan"})
Integrate = Callable[[Node, Setting, Budget], Node]


def by_signs(node: Bind, setting: Setting, budget: Budget, integrate: Integrate) -> Node | None:
    """Return an integral by the sign of a parameter, or None where it is not known for one of the signs."""
    if node.low is None or node.high is None or not (is_infinite(node.high) or is_infinite(node.low)):
        return None
    variable = _parameter(node, setting)
    gap = _gap(node, setting, budget) if variable is None else None
    if variable is None and gap is None:
        return None
    part = budget.share(PART)

    def known(tree: Node, where: Setting) -> Node:
        return _known(integrate(tree, where, part))

    def known_or_none(tree: Bind, where: Setting) -> Node | None:
        if has_no_value(tree, where, part):
            return None
        return value_without_scale(tree, where, part) or known(tree, where)

    try:
        if variable is not None:
            return _by_signs(node, variable, setting, known_or_none)
        assert gap is not None
        return _by_order(node, gap, setting, known)
    except (DeclinedError, CaptureError, ExceededError) as error:
        budget.declined(error)
        return None


def _by_signs(
    node: Bind, variable: Variable, setting: Setting, integrate: Callable[[Bind, Setting], Node | None]
) -> Node | None:
    """Return the values by the sign, but for signs at which there is no value; None where there is none at all."""
    name, domain = variable.name, variable.domain
    mirror: dict[str, Node] = {name: Neg(Sym(name))}
    branches: list[tuple[Node, Node]] = []
    last = None
    if (above := integrate(node, _with_sign(setting, variable))) is not None:
        branches.append((above, Relation((">",), (Sym(name), ZERO))))
    if domain.low is None:
        turned = integrate(_put_in(node, mirror), _with_sign(setting, variable))
        if turned is not None:
            branches.append((substitute(turned, mirror), Relation(("<",), (Sym(name), ZERO))))
    if not domain.nonzero:
        last = integrate(_folded(_put_in(node, {name: ZERO})), setting)
    if last is not None and len(branches) < (1 if domain.low is not None else 2):
        branches.append((last, Relation(("=",), (Sym(name), ZERO))))
        last = None
    return Cases(tuple(branches), last) if branches else None


def _put_in(node: Bind, values: dict[str, Node]) -> Bind:
    found = substitute(node, values)
    assert isinstance(found, Bind)
    return found


def _folded(node: Bind) -> Bind:
    return replace(node, body=folded(node.body))


def _by_order(node: Node, gap: Affine, setting: Setting, integrate: Callable[[Node, Setting], Node]) -> Node:
    """Return an integral by the sign of a difference of positive speeds: p is q + p' where it is greater.

    Raises `DeclinedError` where it is not known for one of the signs.
    """
    (first, second), kinds = _sides(gap, setting), {one.name: one for one in setting.variables}
    values = []
    for greater, lesser in ((first, second), (second, first)):
        name = next(iter(lesser if set(greater) == {""} else greater))
        if set(greater) == {""}:  # below a number
            domain = replace(kinds[name].domain, high=tree_of(_over(greater, lesser[name])), text="below a number")
            values.append(integrate(node, _with_domain(setting, kinds[name], domain)))
            continue
        rest = tree_of(_over(lesser, greater[name]))
        moved = integrate(substitute(node, {name: Add((rest, Sym(name)))}), setting)
        values.append(substitute(moved, {name: minus(Sym(name), rest)}))
    name = next(one for one in gap if one)
    equal = tree_of(_over({one: -value for one, value in gap.items() if one != name}, gap[name]))
    last = integrate(folded(substitute(node, {name: equal})), setting)
    above, below = (Relation((op,), (tree_of(gap), ZERO)) for op in (">", "<"))
    return Cases(((values[0], above), (values[1], below)), last)


def _over(form: Affine, scale: Fraction) -> Affine:
    return {name: value / scale for name, value in form.items()}


def _sides(gap: Affine, setting: Setting) -> tuple[Affine, Affine]:
    """Return what is added and what is taken away, each a multiple of one positive symbol or of 1."""
    above = {name: value for name, value in gap.items() if value > 0}
    below = {name: -value for name, value in gap.items() if value < 0}
    positive = {one.name for one in setting.variables if _is_positive(one.domain)}
    if len(above) != 1 or len(below) != 1 or not (above.keys() | below.keys()) - {""} <= positive:
        raise DeclinedError
    return above, below


def _is_positive(domain: Domain) -> bool:
    """Whether a domain has all positive numbers."""
    is_plain = domain.base == "real" and not domain.shape and domain.members is None and domain.high is None
    return is_plain and domain.low is not None and literal(domain.low) == 0 and not domain.low_closed


def _gap(node: Bind, setting: Setting, budget: Budget) -> Affine | None:
    """Return a difference of speeds of two waves whose sign is open, each as often as its wave is a factor."""
    speeds: list[Affine] = []
    for part in walk(node.body):
        times, wave = 1, part
        if isinstance(part, Pow) and (exponent := literal(part.exp)) is not None and exponent.denominator == 1:
            times, wave = int(exponent), part.base
        if isinstance(wave, Call) and wave.name in {"sin", "cos"} and times > 0:
            found = linear(wave.args[0], node.var)
            form = None if found is None else affine(found[0])
            if form is not None:
                turn = -times if all(value <= 0 for value in form.values()) else times
                speeds.append({name: value * turn for name, value in form.items() if value})
    if budget.is_above(len(speeds), MAX_SPEEDS, "max_cases"):
        return None
    for first, second in combinations(speeds, 2):
        gaps = {name: first.get(name, Fraction(0)) - second.get(name, Fraction(0)) for name in {**first, **second}}
        gap = {name: value for name, value in gaps.items() if value}
        with suppress(DeclinedError):
            _sides(gap, setting)
            sign = sign_of(tree_of(gap), setting, budget)
            if not (sign.within(Sign.NON_NEGATIVE) or sign.within(Sign.NON_POSITIVE)):
                return gap
    return None


def _known(found: Node) -> Node:
    """Return a value without integrals; raises `DeclinedError` for others."""
    if Bind in facts_of(found).kinds:
        raise DeclinedError
    return found


def _parameter(node: Bind, setting: Setting) -> Variable | None:
    """Return the first real number of unknown sign that stands within a wave or an exponential."""
    if not facts_of(node.body).kinds.isdisjoint(LAZY):
        return None
    names = set[str]()
    for part in walk(node.body):
        if isinstance(part, Call) and part.name in INSIDE:
            names |= symbols(part)
        elif isinstance(part, Pow) and part.base == Const("e"):
            names |= symbols(part.exp)
    return next((one for one in setting.variables if one.name in names - {node.var} and _is_open(one.domain)), None)


def _is_open(domain: Domain) -> bool:
    """Whether a domain has all real numbers, all integers, or those that are not negative."""
    if domain.base not in {"real", "integer"} or domain.shape or domain.members is not None or domain.high is not None:
        return False
    return domain.low is None or (literal(domain.low) == 0 and domain.low_closed and not domain.nonzero)


def _with_sign(setting: Setting, variable: Variable) -> Setting:
    domain = variable.domain
    positive = replace(domain, low=ZERO, low_closed=False, nonzero=False, text=f"positive {domain.text}")
    return _with_domain(setting, variable, positive)


def _with_domain(setting: Setting, variable: Variable, domain: Domain) -> Setting:
    kept = (Variable(one.name, domain) if one is variable else one for one in setting.variables)
    return replace(setting, variables=tuple(kept))
