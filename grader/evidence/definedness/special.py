"""Points on the zero sets of open conditions: where an expression is likely to be undefined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import fmpq, fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.definedness.formulas import Atom
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.residue import failures
from grader.evidence.definedness.sides import Sides
from grader.evidence.signs import Facts
from grader.evidence.signs.roots import real_roots
from grader.evidence.trees.polynomials import Polynomial, kernels_of
from grader.language.tree import Sym

MOST = 12  # points of the region that are moved to a zero set


def special_points(sides: Sides) -> Iterator[Here]:
    """Yield points of the region at which the numerator of some open condition is zero."""
    for part, facts in failures(sides.answer_rest, sides.facts):
        if not isinstance(part, Atom):
            continue
        for count, here in enumerate(sides.points()):
            if count >= MOST:
                break
            yield from _moved(here, part, facts, sides)


def _moved(here: Here, atom: Atom, facts: Facts, sides: Sides) -> Iterator[Here]:
    region = sides.region
    try:
        num, _ = facts.algebra.quotient(atom.node)
    except ExceededError:
        return
    for kernel in kernels_of(num):
        node = facts.algebra.nodes[kernel]
        if not isinstance(node, Sym):
            continue
        for value in _solutions(num, kernel, facts, here):
            moved = Here({**here.env, node.name: value}, region.setting, region.budget, region.discrete)
            if region.formula is not None and moved.fails(region.formula) is None:
                yield moved


def _solutions(polynomial: Polynomial, kernel: int, facts: Facts, here: Here) -> Iterator[Any]:
    """Yield the rational zeros in one symbol, the others having the point's values."""
    coefficients: dict[int, Any] = {}
    for monomial, coefficient in polynomial.items():
        degree, value = 0, coefficient
        for k, exponent in monomial:
            if k == kernel:
                degree = exponent
                continue
            exact = here.exactly(facts.algebra.nodes[k])
            if exact is None:
                return
            value *= exact**exponent
        coefficients[degree] = coefficients.get(degree, fmpq(0)) + value
    dense = fmpq_poly([coefficients.get(i, fmpq(0)) for i in range(1 + max(coefficients))])
    if dense.degree() > 0:
        yield from (root.rational for root in real_roots(dense) if root.rational is not None)
