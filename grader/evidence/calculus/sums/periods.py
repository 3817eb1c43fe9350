"""Integrals of waves of s x over whole periods: N / s times the integral over one period of the waves of t.

With s > 0 and a period P of f, that of f(s x + c) over an interval of length N P / s is N / s times that of f(t + c)
from 0 to P.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import definite_integral, with_variable
from grader.evidence.calculus.integrals.improper.euler import Scope
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.sums.frame import Frame, form_of
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import CIRCLE
from grader.evidence.oracle import prove_equal
from grader.evidence.signs.angles import turn_of
from grader.evidence.trees.build import fraction, minus, number_tree
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.domains import REAL
from grader.language.tree import (
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Div,
    Mul,
    Node,
    Sym,
    is_infinite,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Proof


def over_whole_periods(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral of a function of sines and cosines of s x over a natural number of periods, or None."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high):
        return None
    scope = Scope(node.var, setting, budget)
    try:
        speeds = set(_speeds(node))
        if len(speeds) != 1 or not any(symbols(speed) for speed in speeds):
            return None
        speed = scope.require_positive(speeds.pop())
        turns = _half_turns(low, high, speed)
    except DeclinedError as error:
        budget.declined(error)
        return None
    wave, frame = _slowed(node.body, node.var), Frame(node.var, {}, {}, setting, budget)
    for halves in (1, 2):
        count = {name: value / halves for name, value in turns.items()}
        period = Mul((number_tree(halves), Const("pi")))
        if not (frame.is_whole(count) and frame.is_least(count, 1) and _repeats(wave, period, node, setting, budget)):
            continue
        area = definite_integral(replace(node, body=wave, low=ZERO, high=period), setting, budget)
        return None if area is None else Mul((Div(tree_of(count), speed), area))
    return None


def _speeds(node: Bind) -> list[Node]:
    """Return the factors of the variable in sines and cosines; raises DeclinedError where it stands elsewhere."""
    waves = [part for part in walk(node.body) if isinstance(part, Call) and part.name in CIRCLE]
    lines = [line for wave in waves if (line := linear(wave.args[0], node.var)) is not None]
    if node.var in symbols(_slowed(node.body, node.var, at=ZERO)):
        raise DeclinedError
    return [tree_of(form_of(slope)) for slope, _ in lines]


def _slowed(node: Node, var: str, at: Node | None = None) -> Node:
    """Return a tree with f(t + c) for each sine or cosine f(s x + c); t keeps the name of x, or is a number."""
    if isinstance(node, Call) and node.name in CIRCLE and (line := linear(node.args[0], var)) is not None:
        return Call(node.name, (Add((Sym(var) if at is None else at, line[1])),))
    return rebuild(node, lambda part: _slowed(part, var, at))


def _half_turns(low: Node, high: Node, speed: Node) -> Affine:
    """Return how often pi goes into the length of the interval times the speed."""
    length = turn_of(minus(high, low))
    if length is None or length.symbol:
        raise DeclinedError
    ratio = fraction(length.offset)
    return {name: value * ratio for name, value in form_of(speed).items()}


def _repeats(wave: Node, period: Node, node: Bind, setting: Setting, budget: Budget) -> bool:
    moved = substitute(wave, {node.var: Add((Sym(node.var), period))})
    return isinstance(prove_equal(moved, wave, with_variable(setting, node.var, REAL), budget), Proof)
