"""Products, maxima and minima over an index: what does not depend on it, or scales what does, stands outside."""

from __future__ import annotations

from grader.evidence.contractions.closing import Closing, Range, opaque
from grader.evidence.contractions.forms import (
    Atom,
    Form,
    Monomial,
    exponential,
    labels_of,
    leading,
    number,
    of_atom,
    plus,
    raised,
    times,
)
from grader.evidence.contractions.writing import written
from grader.language.tree import Bind, BindKind, Sym, substitute, walk


def product_over(monomial: Monomial, label: str, ends: Range, closing: Closing) -> Form:
    """Return the product over an index of those factors of a term that depend on it."""
    found = number(1)
    for atom, power in monomial:
        if atom.kind == "exp" and label in atom.labels:
            found = times(found, exponential(closing.summed(times(number(power), atom.forms[0]), label, ends)))
        elif label in atom.labels:
            found = times(found, raised(of_atom(_bound("prod", of_atom(atom), label, ends)), power))
    return found


def extremum_over(kind: BindKind, body: Form, label: str, ends: Range) -> Form:
    """Return max(a f + b) as a max(f) + b, as a min(f) + b for a negative a."""
    outside = Form({monomial: value for monomial, value in body.terms.items() if label not in labels_of(monomial)})
    inside = plus([body, times(number(-1), outside)])
    if not inside.terms:
        return outside
    lead = leading(inside)
    turned: BindKind = kind if lead > 0 else "min" if kind == "max" else "max"
    atom = _bound(turned, times(number(1 / lead), inside), label, ends)
    return plus([outside, times(number(lead), of_atom(atom))])


def _bound(kind: BindKind, form: Form, label: str, ends: Range) -> Atom:
    """Return a product, maximum or minimum over an index, whose name tells only how many others stand inside."""
    body = written(form)
    name = f"bound[{sum(isinstance(part, Bind) for part in walk(body))}]"
    low, high = map(written, ends)
    return opaque(Bind(kind, substitute(body, {label: Sym(name)}), name, low, high), form.labels - {label})
