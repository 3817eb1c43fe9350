"""Integrals of rational functions of sines and cosines between multiples of pi, by t = tan(g x / 2) (Weierstrass).

On each interval between odd multiples of pi/g, t rises from -oo to oo and dx = 2 / (g (1 + t^2)) dt. The integrand must
be defined, and so continuous, on the whole closed range; the antiderivative in t is differentiated, and the formula in
t is proved to be the integrand.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import (
    rational_antiderivative,
    small_function,
    tree_of,
)
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.integrals.integrands.tangents import (
    calls,
    circle,
    doubled,
    in_tangent,
    least_angle,
    of_line,
)
from grader.evidence.calculus.limits.sides import limit_at
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import (
    ONE,
    TWO,
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    rebuild,
    replaced,
    substitute,
    symbols,
    walk,
)
from grader.records import dataclass, replace
from grader.verdict import Proof

MAX_CUTS = 24  # odd multiples of pi/g between the ends
PI = Const("pi")
INFINITY = Const("oo")
PLAIN = (Num, Sym, Const, Neg, Add, Mul, Div, Pow, Call)
NONZERO = frozenset({Sign.POSITIVE, Sign.NEGATIVE, Sign.NONZERO})
WAVES = frozenset({"sin", "cos", "tan"})


def circular_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of an integral of a rational function of sines and cosines, or None."""
    if not any(isinstance(part, Div) and _has_waves(part.den, node.var) for part in walk(node.body)):
        return None
    ends = _turns(node.low), _turns(node.high)
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0] > ends[1]:
        found = circular_integral(replace(node, low=node.high, high=node.low), setting, budget)
        return None if found is None else Neg(found)
    try:
        return _Circle(node, setting, budget).value(ends[0], ends[1])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _has_waves(node: Node, var: str) -> bool:
    return any(call.name in WAVES and var in symbols(call) for call in calls(node))


def _turns(node: Node | None) -> Fraction | None:
    """Return r of an end r pi."""
    found = None if node is None or symbols(node) else linear(_with_symbol(node), "pi")
    if found is None:
        return Fraction(0) if node is not None and literal(node) == 0 else None
    return literal(found[0]) if literal(found[1]) == 0 else None


def _with_symbol(node: Node) -> Node:
    return Sym("pi") if node == PI else rebuild(node, _with_symbol)


@dataclass(slots=True)
class _Circle:
    """One integral; all raise DeclinedError."""

    node: Bind
    setting: Setting
    budget: Budget

    def value(self, low: Fraction, high: Fraction) -> Node:
        """Return the value between low pi and high pi."""
        node, place = self.node, f"tan {self.node.var}"
        waves = doubled(node.body, node.var)
        unit = least_angle(waves, node.var)
        inside = in_tangent(waves, node.var, unit, Sym(place))
        if node.var in symbols(inside):
            raise DeclinedError
        slope = Mul((inside, Div(TWO, Mul((number_tree(unit), circle(Sym(place)))))))
        whole = rational_antiderivative(slope, place, self.budget) or of_line(waves, node.var, unit, Sym(place))
        cuts = _cuts(low, high, unit)
        self._require(inside, slope, whole, place, unit, (low, high, bool(cuts)))
        return self._difference(whole, place, unit, [low, *cuts, high])

    def _require(
        self, inside: Node, slope: Node, whole: Node, place: str, unit: Fraction, ends: tuple[Fraction, Fraction, bool]
    ) -> None:
        """Raise DeclinedError unless all hypotheses are proved."""
        node, budget = self.node, self.budget
        low, high, is_cut = ends
        first, last = (None if is_cut or _is_pole(end, unit) else _tangent(end, unit) for end in (low, high))
        tangents = Domain(low=first, high=last, low_closed=first is not None, high_closed=last is not None, text="real")
        over = _with(self.setting, place, tangents)
        if not (is_continuous(node.body, node.var) and self._is_defined(low, high, unit, over)):
            raise DeclinedError
        if not (is_continuous(whole, place) and defined_everywhere(whole, over, budget)):
            raise DeclinedError
        if not isinstance(prove_equal(Derivative(whole, place), slope, over, budget), Proof):
            raise DeclinedError
        half = Call("tan", (Mul((number_tree(unit / 2), Sym(node.var))),))
        back = substitute(inside, {place: half})
        if not isinstance(prove_equal(back, node.body, _with(self.setting, node.var, REAL), budget), Proof):
            raise DeclinedError

    def _is_defined(self, low: Fraction, high: Fraction, unit: Fraction, over: Setting) -> bool:
        """Return whether the integrand is proved to have values between the ends and at them."""
        node, budget = self.node, self.budget
        ends = Domain(low=_angle(low), high=_angle(high), low_closed=True, high_closed=True, text="between the ends")
        if defined_everywhere(node.body, _with(self.setting, node.var, ends), budget):
            return True
        if not all(isinstance(part, PLAIN) for part in walk(node.body)) or any(map(_is_partial, walk(node.body))):
            return False
        t = Sym(over.variables[-1].name)
        for part in walk(node.body):
            if isinstance(part, Div):
                below = small_function(in_tangent(doubled(part.den, node.var), node.var, unit, t), t.name, budget)
                at_pole = substitute(part.den, {node.var: _angle(1 / unit)})
                if below is None or sign_of(at_pole, self.setting, budget) not in NONZERO:
                    return False
                if not defined_everywhere(Div(ONE, tree_of(below[0], t.name)), over, budget):
                    return False
        return True

    def _difference(self, whole: Node, place: str, unit: Fraction, places: list[Fraction]) -> Node:
        """Return the sum over the pieces."""
        terms: list[Node] = []
        for low, high in pairwise(places):
            for end, side in ((high, 1), (low, -1)):
                found = self._at(whole, place, unit, end, side)
                terms.append(found if side == 1 else Neg(found))
        return Add(tuple(terms)) if terms else ZERO

    def _at(self, whole: Node, place: str, unit: Fraction, end: Fraction, side: int) -> Node:
        """Return the antiderivative at an end, from below (1) or above (-1)."""
        if not _is_pole(end, unit):
            return substitute(whole, {place: _tangent(end, unit)})
        there: Node = INFINITY if side == 1 else Neg(INFINITY)
        rest = self._without_arcs(whole, place, side)
        found = limit_at(rest, place, there, self.setting, self.budget) if place in symbols(rest) else rest
        if found is None:
            raise DeclinedError
        return found

    def _without_arcs(self, whole: Node, place: str, side: int) -> Node:
        """Return an antiderivative with the limits of its arctangents of linear functions, times constants, put in."""
        arcs = dict.fromkeys(call for call in calls(whole) if call.name == "arctan" and place in symbols(call))
        for number, arc in enumerate(arcs):
            name = f"arc {number}"
            whole = replaced(whole, arc, Sym(name))
            lines = linear(whole, name), linear(arc.args[0], place)
            if lines[0] is None or lines[1] is None or place in symbols(lines[0][0]):
                raise DeclinedError
            sign = sign_of(lines[1][0], self.setting, self.budget)
            if sign not in {Sign.POSITIVE, Sign.NEGATIVE}:
                raise DeclinedError
            half = Div(PI, TWO)
            whole = substitute(whole, {name: half if (sign is Sign.POSITIVE) == (side == 1) else Neg(half)})
        return whole


def _is_partial(node: Node) -> bool:
    """Return whether a function or a power may have no value where its parts have one, beside quotients."""
    match node:
        case Call(name):
            return name not in {"sin", "cos"}
        case Pow(_, exponent):
            return not isinstance(exponent, Num) or exponent.value.denominator != 1
        case _:
            return False


def _with(setting: Setting, name: str, domain: Domain) -> Setting:
    variables = tuple(variable for variable in setting.variables if variable.name != name)
    return replace(setting, variables=(*variables, Variable(name, domain)))


def _angle(turns: Fraction) -> Node:
    return ZERO if turns == 0 else PI if turns == 1 else Mul((number_tree(turns), PI))


def _is_pole(turns: Fraction, unit: Fraction) -> bool:
    """Return whether x = turns pi is an odd multiple of pi/g."""
    return (turns * unit) % 2 == 1


def _tangent(turns: Fraction, unit: Fraction) -> Node:
    """Return tan(g x / 2) at x = turns pi, which is no odd multiple of pi/g."""
    half = turns * unit / 2
    return ZERO if half.denominator == 1 else Call("tan", (_angle(half - round(half)),))


def _cuts(low: Fraction, high: Fraction, unit: Fraction) -> list[Fraction]:
    """Return the odd multiples of 1/g strictly between the ends."""
    first = ceil((low * unit - 1) / 2)
    found: list[Fraction] = []
    while (cut := (2 * first + 1) / unit) < high:
        if len(found) > MAX_CUTS:
            raise DeclinedError(limit="max_pieces")
        if cut > low:
            found.append(cut)
        first += 1
    return found
