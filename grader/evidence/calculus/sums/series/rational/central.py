"""Series of central binomial coefficients and of Catalan numbers, for |r| < 1/4.

The sum over k >= 0 of C(2k, k) r^k is 1 / sqrt(1 - 4r), the binomial series with exponent -1/2. Its integral from 0 to
r, divided by r, is that of C(2k, k) r^k / (k + 1): 2 / (1 + sqrt(1 - 4r)), which is 1 where r is 0.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, without
from grader.evidence.calculus.sums.frame import number as constant
from grader.evidence.calculus.sums.series.waves.waves import power_of
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Mul, Node, Pow, symbols

TWO, FOUR = number_tree(2), number_tree(4)


def central_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a sum of such series over k >= 0, or None."""
    if node.low is None or literal(node.low) != 0 or node.high != Const("oo"):
        return None
    try:
        frame = Frame(node.var, {}, {}, setting, budget)
        return total([_value(term, frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, frame: Frame) -> Node:
    powers = [part for part in term.factors if isinstance(part, Pow) and frame.var not in symbols(part.base)]
    rest = [part for part in term.factors if part not in powers]
    if term.power or term.exponents or not all(map(frame.has_value, term.coefficient)):
        raise DeclinedError
    match sorted(rest, key=lambda part: isinstance(part, Div)):
        case [Call("binom", args)]:
            is_next = False
        case [Call("binom", args), Div(above, below)] if above == ONE:
            is_next = True
            _require_step(below, 1, 1, frame)
        case _:
            raise DeclinedError
    _require_step(args[0], 2, 0, frame)
    _require_step(args[1], 1, 0, frame)
    steps = [power_of(part, frame.var) for part in powers]
    ratio, scale = product(tuple(step for step, _ in steps)), product(tuple(one for _, one in steps))
    times = Mul((FOUR, ratio))
    if not frame.has_value(ratio) or any(
        frame.sign(gap) is not Sign.POSITIVE for gap in (minus(ONE, times), Add((ONE, times)))
    ):
        raise DeclinedError
    root = Call("sqrt", (minus(ONE, times),))
    value = Div(TWO, Add((ONE, root))) if is_next else Div(ONE, root)
    return product((*term.coefficient, scale, value))


def _require_step(node: Node, slope: int, shift: int, frame: Frame) -> None:
    """Raise DeclinedError where a tree is not slope * k + shift."""
    found, rest = without(form_of(node), frame.var)
    if found != slope or not is_same(rest, constant(shift)):
        raise DeclinedError
