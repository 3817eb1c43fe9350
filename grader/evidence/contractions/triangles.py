"""Sums over pairs of indices i < j: half of the sum over all pairs without the diagonal.

Where f(i, j) = f(j, i), the sum over i < j is half of what the sum over all i and j has more than the one over i = j.
A part in which only one index stands is counted: i stands for each j > i, n - i times.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.contractions.closing import Closing, Range, index
from grader.evidence.contractions.forms import Form, number, of_atom, of_monomial, plus, times
from grader.evidence.contractions.ranges import is_total_in_entries
from grader.evidence.trees.build import minus
from grader.evidence.trees.linear import affine
from grader.language.tree import Bind, Node, Sym, symbols
from grader.records import dataclass

HALF = number(Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Triangle:
    """The sum of a body over all pairs from `low` to `high` with less < more, or less <= more where `is_weak`."""

    less: str
    more: str
    body: Node
    low: Node
    high: Node
    is_weak: bool


def triangle_of(node: Bind) -> Triangle | None:
    """Return a double sum over a triangle, whose terms are defined also elsewhere; None for any other."""
    inner = node.body
    if not isinstance(inner, Bind) or inner.kind != "sum" or inner.var == node.var:
        return None
    low, high, first, last = node.low, node.high, inner.low, inner.high
    if low is None or high is None or first is None or last is None or not is_total_in_entries(inner.body):
        return None
    outer = Sym(node.var)
    if node.var in symbols(low) | symbols(high):
        return None  # another symbol of the same name
    if last == high and (gap := _step(outer, first)) is not None:
        return Triangle(node.var, inner.var, inner.body, low, high, gap == 0)
    if first == low and (gap := _step(last, outer)) is not None:
        return Triangle(inner.var, node.var, inner.body, low, high, gap == 0)
    return None


def _step(less: Node, more: Node) -> Fraction | None:
    """Return more - less where that is 0 or 1."""
    form = affine(minus(more, less))
    if form is None or any(value for name, value in form.items() if name):
        return None
    gap = form.get("", Fraction(0))
    return gap if gap in {0, 1} else None


def summed_over(triangle: Triangle, body: Form, labels: tuple[str, str], ends: Range, closing: Closing) -> Form | None:
    """Return the sum over a triangle of a form, in which its two indices have labels; None where it has no symmetry."""
    less, more = labels
    kinds: dict[bool | str, list[Form]] = {less: [], more: [], True: []}
    for monomial, value in body.terms.items():
        term = of_monomial(monomial, value)
        kinds[True if {less, more} <= term.labels else more if more in term.labels else less].append(term)
    both = plus(kinds[True])
    if closing.renamed(both, {less: more, more: less}) != both:
        return None
    weak = number(1 if triangle.is_weak else 0)
    above = plus([ends[1], times(number(-1), of_atom(index(less))), weak])
    below = plus([of_atom(index(more)), times(number(-1), ends[0]), weak])
    counted = [
        closing.summed(times(plus(kinds[less]), above), less, ends),
        closing.summed(times(plus(kinds[more]), below), more, ends),
    ]
    everywhere = closing.summed(closing.summed(both, more, ends), less, ends)
    diagonal = closing.summed(closing.renamed(both, {more: less}), less, ends)
    sign = number(1 if triangle.is_weak else -1)
    return plus([*counted, times(HALF, plus([everywhere, times(sign, diagonal)]))])
