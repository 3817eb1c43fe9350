"""Sums a sin u + b cos u + c of one angle u are R sin(u + f) + c with R = sqrt(a^2 + b^2) and tan f = b/a."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.sets.ends import ZERO as NIL
from grader.evidence.sets.inverses import TWO
from grader.evidence.sets.lines import Line
from grader.evidence.sets.trigonometric import replaced
from grader.evidence.trees.build import ONE, ZERO, minus, times
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Pow

if TYPE_CHECKING:
    from grader.evidence.sets.preimages import Preimages


def by_harmonics(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where a sum of a sine and a cosine of one angle has its value in a set; None for other expressions."""
    kernels = {kernel for kernel in solver.kernels(node) if isinstance(kernel, Call)}
    if {kernel.name for kernel in kernels} != {"sin", "cos"} or len({kernel.args for kernel in kernels}) != 1:
        return None
    if len(kernels) != 2 or not _is_linear(solver, node, kernels):
        return None
    (arg,) = next(iter(kernels)).args
    sine, cosine = Call("sin", (arg,)), Call("cos", (arg,))
    rest = replaced(replaced(node, sine, ZERO), cosine, ZERO)
    a = minus(replaced(replaced(node, sine, ONE), cosine, ZERO), rest)
    b = minus(replaced(replaced(node, sine, ZERO), cosine, ONE), rest)
    side = solver.order.compare(solver.order.end(a), NIL)
    if side == 0:
        return None
    phase: Node = Call("arctan", (Div(b, a),))
    phase = phase if side > 0 else Add((phase, Const("pi")))
    radius = Call("sqrt", (Add((Pow(a, TWO), Pow(b, TWO))),))
    return solver.preimage(Add((times(radius, Call("sin", (Add((arg, phase)),))), rest)), line)


def _is_linear(solver: Preimages, node: Node, kernels: set[Call]) -> bool:
    """Return whether a tree is a sum of multiples of kernels, with constants as factors."""
    match node:
        case Neg(arg):
            return _is_linear(solver, arg, kernels)
        case Add(terms):
            return all(_is_linear(solver, term, kernels) for term in terms)
        case Mul(factors):
            inner = [factor for factor in factors if solver.depends(factor)]
            return not inner or (len(inner) == 1 and _is_linear(solver, inner[0], kernels))
        case Div(num, den):
            return not solver.depends(den) and _is_linear(solver, num, kernels)
        case _:
            return node in kernels or not solver.depends(node)
