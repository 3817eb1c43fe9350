"""Sums a sin u + b cos u + c of one angle u are R sin(u + f) + c with R = sqrt(a^2 + b^2) and tan f = b/a."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.sets.ends import ZERO as NIL
from grader.evidence.sets.lines import Line
from grader.evidence.trees.build import times
from grader.evidence.trees.linear import with_constants
from grader.language.tree import TWO, Add, Call, Const, Div, Node, Pow

if TYPE_CHECKING:
    from grader.evidence.sets.preimages.preimages import Preimages


def by_harmonics(solver: Preimages, node: Node, line: Line) -> Line | None:
    """Return where a sum of a sine and a cosine of one angle has its value in a set; None for other expressions."""
    angles = {kernel.args for kernel in solver.kernels(node) if isinstance(kernel, Call)}
    if len(angles) != 1 or len(args := next(iter(angles))) != 1:
        return None
    (arg,) = args
    sine, cosine = Call("sin", (arg,)), Call("cos", (arg,))
    form = with_constants(node, {solver.name}, (sine, cosine))
    if form is None or len(form.coefficients) < 2:
        return None
    a, b, rest = form.coefficients[sine].tree, form.coefficients[cosine].tree, form.constant.tree
    side = solver.order.compare(solver.order.end(a), NIL)
    if side == 0:
        return None
    phase: Node = Call("arctan", (Div(b, a),))
    phase = phase if side > 0 else Add((phase, Const("pi")))
    radius = Call("sqrt", (Add((Pow(a, TWO), Pow(b, TWO))),))
    return solver.preimage(Add((times(radius, Call("sin", (Add((arg, phase)),))), rest)), line)
