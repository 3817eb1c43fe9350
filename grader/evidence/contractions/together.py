"""Sums over one range put together: a combination of them is 0 where the combination of their terms is.

For a range of N > 0 indices, c S(f) + d S(g) + r is the sum of c f + d g + r / N.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.evidence.contractions.closing import Closing, bound, ranges
from grader.evidence.contractions.forms import (
    Form,
    Monomial,
    number,
    of_monomial,
    plus,
    raised,
    times,
)
from grader.evidence.contractions.writing import written
from grader.language.tree import Node

INDEX = "at[]"  # no text can spell it


def term_of_sums(form: Form) -> tuple[Node, Node, Node] | None:
    """Return a form as one sum: its term at `INDEX`, the first index, and how many there must be; None for others."""
    parts = list(_parts(form))
    found = {(low.text, high.text): (low, high) for is_sum, _, (low, high) in parts if is_sum}
    if len(found) != 1:
        return None
    ((low, high),) = found.values()
    count = plus([high, times(number(-1), low), number(1)])
    terms = [body if is_sum else times(body, raised(count, Fraction(-1))) for is_sum, body, _ in parts]
    return written(plus(terms)), written(low), written(count)


def _parts(form: Form) -> Iterator[tuple[bool, Form, tuple[Form, Form]]]:
    """Yield the terms of a form: whether it is a sum, then what is summed and its range, else the term."""
    for monomial, value in form.terms.items():
        place = _only_sum(monomial)
        if place is None:
            yield False, of_monomial(monomial, value), (number(1), number(1))
            continue
        atom = monomial[place][0]
        rest = of_monomial(monomial[:place] + monomial[place + 1 :], value)
        body = Closing().renamed(atom.forms[-1], {bound(atom)[0]: INDEX})
        yield True, times(rest, body), ranges(atom)[0]


def _only_sum(monomial: Monomial) -> int | None:
    """Return the place of a factor that is a sum over one index, which stands for the whole."""
    found = [place for place, (atom, power) in enumerate(monomial) if atom.kind == "sum" and power == 1]
    return found[0] if len(found) == 1 and len(bound(monomial[found[0]][0])) == 1 else None
