"""Where a derivative exists though its formula jumps: there the jump is 0.

Along the variable, the formula is A + s B with the sign s of a factor f and continuous A and B. Where f changes sign,
both one-sided limits A + B and A - B are the derivative (Darboux), so B = 0. Where f = 0 without a change of sign its
slope is 0, and B, which comes from |f| and its slope, is 0 too. With several factors that holds where their zeros are
distinct, as those of different polynomials of degree 1 in one variable are.
"""

from __future__ import annotations

from grader.evidence.functions.questions import EXTREMA
from grader.evidence.functions.table import of_reals
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.language.tree import Call, Node, walk

KINKED = of_reals(lambda facts: bool(facts.kinks)) | EXTREMA | {"root"}  # a root is a power, which has no row


def kinks(body: Node) -> int:
    """Return the number of calls in a tree that may have a kink."""
    return sum(isinstance(node, Call) and node.name in KINKED for node in walk(body))


def jumps(tower: Tower, slope: Element) -> list[tuple[Poly, Poly]]:
    """Return pairs of a factor f and a polynomial B that is 0 wherever f is and the derivative exists."""
    used = tower.used(slope.num)
    signs = [kernel for kernel in used if kernel.kind == "sigma"]
    below = [] if slope.den is tower.one else tower.used(slope.den)
    if not signs or any(kernel.kind in {"root", "sigma", "floor", "delta", "parity"} for kernel in below):
        return []
    if any(kernel.kind in {"root", "floor", "delta", "parity"} for kernel in used):
        return []
    if len(signs) > 1 and not _apart(tower, signs):
        return []
    return [(kernel.args[0], slope.num.derivative(tower.plan.size - 1 - kernel.index)) for kernel in signs]


def _apart(tower: Tower, signs: list[Kernel]) -> bool:
    used = {kernel.index for sign in signs for kernel in tower.used(sign.args[0])}
    return len(used) == 1 and all(sign.args[0].total_degree() == 1 for sign in signs)
