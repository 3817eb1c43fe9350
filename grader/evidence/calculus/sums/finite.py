"""Finite sums whose bounds are symbols and whose terms hold binomial coefficients or waves, in closed form.

A sum is replaced only where each of its terms is proved to have a closed form at all points of the domain. Empty sums
are 0, x^0 is 1, and binomials are 0 outside the triangle.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.binomial import binomial_sum
from grader.evidence.calculus.sums.choices import column_sum, paired_sum
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, number, plus
from grader.evidence.calculus.sums.trigonometric import wave_sum
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import tree_of
from grader.language.tree import (
    ONE,
    TWO,
    Add,
    Bind,
    Call,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    is_infinite,
    substitute,
    symbols,
    walk,
)
from grader.records import replace

KNOWN = frozenset({"binom", "factorial", "cos", "sin"})
ALGEBRAIC = frozenset({"binom", "exp", "factorial"})


def finite_sum(node: Bind, setting: Setting, budget: Budget, is_complex: bool = False) -> Node | None:
    """Return the closed form of a finite sum, or None where none is known."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high):
        return None
    if not any(isinstance(part, Call) and part.name in KNOWN and node.var in symbols(part) for part in walk(node.body)):
        return None
    try:
        frame = Frame(node.var, form_of(low), form_of(high), setting, budget, is_complex)
        if not (frame.is_whole(frame.low) and frame.is_whole(frame.high)):
            return None
        shift = _shift(node.body, node.var)
        if shift:
            moved = substitute(node.body, {node.var: tree_of({node.var: Fraction(1), "": shift})})
            node = replace(node, body=moved)
            frame = replace(frame, low=plus(frame.low, number(1), -shift), high=plus(frame.high, number(1), -shift))
        terms = [term for one in expanded(node.body, node.var) for term in _without_products(one)]
        return total([_closed(_with_choice(term, frame), frame) for term in terms])
    except DeclinedError as error:
        budget.declined(error)
        return None


def binomial_theorem(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a finite sum by the binomial theorem alone, or None: it holds among complex numbers, too."""
    calls = {part.name for part in walk(node.body) if isinstance(part, Call) and node.var in symbols(part)}
    return finite_sum(node, setting, budget, is_complex=True) if calls and calls <= ALGEBRAIC else None


def _shift(body: Node, var: str) -> Fraction:
    """Return c where the first binomial coefficient C(n, k - c) with a fixed n asks for the index k + c."""
    for part in walk(body):
        if isinstance(part, Call) and part.name == "binom" and var not in symbols(part.args[0]):
            gap = {name: value for name, value in form_of(part.args[1]).items() if value}
            if gap.pop(var, Fraction(0)) == 1 and gap.keys() <= {""}:
                return -gap.get("", Fraction(0))
            return Fraction(0)
    return Fraction(0)


def _without_products(term: Term) -> list[Term]:
    """Return a term with a product of two waves as half the waves of the sum and the difference of their angles."""
    waves = [part for part in term.factors if isinstance(part, Call) and part.name in {"cos", "sin"}]
    if len(waves) != 2 or len(term.factors) != 2:
        return [term]
    first, second = sorted(waves, key=lambda wave: wave.name)  # a cosine before a sine
    (one,), (other,) = first.args, second.args
    name = "cos" if first.name == second.name else "sin"
    waved = [(Mul((TWO, one)) if one == other else Add((one, other)), -1 if first.name == "sin" else 1)]
    if one != other:
        waved.append((Add((other, Neg(one))), 1))
    found = [
        Term((*term.coefficient, rational(Fraction(sign, 2))), term.power, term.exponents, (Call(name, (angle,)),))
        for angle, sign in waved
    ]
    if one == other and name == "cos":
        found.append(Term((*term.coefficient, rational(Fraction(1, 2))), term.power, term.exponents))
    return found


def _with_choice(term: Term, frame: Frame) -> Term:
    """Return a term with C(n, k) / n! for 1 / (k! (n - k)!), which has the same values from 0 to n."""
    below = [part for part in term.factors if _factorial(part) is not None]
    args = [form_of(arg) for part in below if (arg := _factorial(part)) is not None]
    if len(args) != 2 or any(isinstance(part, Call) for part in term.factors):
        return term
    first, second = args if is_same(args[0], {frame.var: Fraction(1)}) else args[::-1]
    whole = plus(first, second)
    if not is_same(first, {frame.var: Fraction(1)}) or whole.get(frame.var):
        return term
    kept = tuple(part for part in term.factors if part not in below)
    choice = Call("binom", (tree_of(whole), tree_of(first)))
    inverse = Div(ONE, Call("factorial", (tree_of(whole),)))
    return replace(term, coefficient=(*term.coefficient, inverse), factors=(*kept, choice))


def _factorial(part: Node) -> Node | None:
    match part:
        case Div(Num(value), Call("factorial", (arg,))) if value == 1:
            return arg
        case _:
            return None


def _of_constant(term: Term, frame: Frame) -> Node:
    """Return the sum of a number for each index."""
    length = plus(minus(frame.high, frame.low), number(1))
    if term.power or term.exponents or not frame.is_least(length, 0):
        raise DeclinedError
    return product((*term.coefficient, tree_of(length)))


def _closed(term: Term, frame: Frame) -> Node:
    """Return the sum of one term."""
    if not all(frame.has_value(part) for part in term.coefficient):
        raise DeclinedError
    choices = [part for part in term.factors if isinstance(part, Call) and part.name == "binom"]
    match choices:
        case []:
            return wave_sum(term, frame) if term.factors else _of_constant(term, frame)
        case [Call(_, (top, _))] if frame.var in symbols(top):
            return column_sum(term, choices, frame)
        case [_]:
            return binomial_sum(term, choices, frame)
        case _:
            return paired_sum(term, choices, frame)
