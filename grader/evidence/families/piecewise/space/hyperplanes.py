"""Where a form with one layer of absolute values is not 0: beside a kink that does not cancel.

On the hyperplane L = 0 of a term c |L| take a point p that lies on no other kink, and a step t e along which L
changes and no other sign does. There f(p + t e) + f(p - t e) - 2 f(p) = 2 c |L(p + t e)|, so one of the three is
not 0; between p and it, f is linear, so a point off the kink is found too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from flint import fmpq

from grader.evidence.families.piecewise.space.forms import CONSTANT, NIL, ONE, Absolute, Atoms, Form
from grader.evidence.families.piecewise.space.region import FormValues
from grader.evidence.numbers.places.lattice import lattice

MOMENTS = 200  # points on the moment curve, which meets a hyperplane in few points
TRIED = 8  # kinks beside which a point is looked for


def is_shallow(atoms: Atoms, form: Form) -> bool:
    """Return whether a form has absolute values of linear functions only."""
    for number in form:
        definition = atoms.definition(number)
        if definition is None:
            continue
        if not isinstance(definition, Absolute) or any(inner >= atoms.count for inner, _ in definition.form):
            return False
    return True


def beside_kinks(atoms: Atoms, form: Form) -> Iterator[Sequence[fmpq]]:
    """Yield points of R^n where a shallow form is not 0, the simplest of each kink."""
    kinks = {number: dict(_definition(atoms, number).form) for number in sorted(form) if number >= atoms.count}
    values = FormValues(atoms, form)
    for number in list(kinks)[:TRIED]:
        others = [line for other, line in kinks.items() if other != number]
        found = _beside(atoms, kinks[number], others)
        if found is None:
            continue
        point, axis, step = found
        for move in (step, -step, step / 2, -step / 2):
            moved = list(point)
            moved[axis] += move
            values.place(moved)
            if values.form(form.items()) != NIL:
                yield moved
                break


def _definition(atoms: Atoms, number: int) -> Absolute:
    definition = atoms.definition(number)
    assert isinstance(definition, Absolute)
    return definition


def _beside(atoms: Atoms, line: Form, others: Sequence[Form]) -> tuple[list[fmpq], int, fmpq] | None:
    """Return a point on a hyperplane and on no other, an axis that crosses it, and how far no other is crossed."""
    axis = min(line.keys() - {CONSTANT})
    for rest in _choices(atoms.count - 1):
        point = [*rest[:axis], NIL, *rest[axis:]]
        point[axis] = -_at(line, point) / line[axis]
        values = [_at(other, point) for other in others]
        if all(value != NIL for value in values):
            return point, axis, _room(values, [other.get(axis, NIL) for other in others])
    return None


def _choices(count: int) -> Iterator[Sequence[fmpq]]:
    if count == 0:
        return iter([()])
    moments = ([ONE * number**power for power in range(1, count + 1)] for number in range(1, MOMENTS))
    return chain(lattice(count), moments)


def _room(values: Sequence[fmpq], slopes: Sequence[fmpq]) -> fmpq:
    """Return a step, a power of 2 at most 1, over which no value changes its sign."""
    step = ONE
    for value, slope in zip(values, slopes, strict=True):
        while step * abs(slope) >= abs(value):
            step /= 2
    return step


def _at(line: Form, point: Sequence[fmpq]) -> fmpq:
    terms = (factor * point[number] for number, factor in line.items() if number != CONSTANT)
    return sum(terms, line.get(CONSTANT, NIL))
