"""Products, maxima and minima over an index: what does not depend on it, or scales what does, stands outside."""

from __future__ import annotations

from grader.evidence.contractions.closing import Closing, Range, opaque
from grader.evidence.contractions.forms import (
    Atom,
    Form,
    Monomial,
    Power,
    exponential,
    labels_of,
    leading,
    made,
    number,
    of_atom,
    plus,
    raised,
    times,
)
from grader.evidence.contractions.positive import Positive
from grader.evidence.contractions.writing import written
from grader.evidence.functions.questions import RISING
from grader.evidence.signs import Sign
from grader.language.tree import Bind, BindKind, Call, Sym, substitute, walk
from grader.records import dataclass


def product_over(monomial: Monomial, label: str, ends: Range, closing: Closing) -> Form:
    """Return the product over an index of those factors of a term that depend on it."""
    found = number(1)
    for atom, power in monomial:
        if atom.kind == "exp" and label in atom.labels:
            found = times(found, exponential(closing.summed(times(number(power), atom.forms[0]), label, ends)))
        elif label in atom.labels:
            found = times(found, raised(of_atom(_bound("prod", of_atom(atom), label, ends)), power))
    return found


@dataclass(frozen=True)
class Extrema:
    """Maxima and minima in a normal form, by what is surely positive."""

    positive: Positive

    def over(self, kind: BindKind, body: Form, label: str, ends: Range) -> Form:
        """Return max(c f + b) as c max(f) + b for c from 0 on, as c min(f) + b for c up to 0, max(g(f)) as g(max(f)).

        There is an index, at which the body has a value: so have c and b, and g, which rises on one interval.
        """
        outside = Form({monomial: value for monomial, value in body.terms.items() if label not in labels_of(monomial)})
        inside = plus([body, times(number(-1), outside)])
        if not inside.terms:
            return outside
        factor, turned = number(1), False
        for atom, power in _common(inside, label):
            known = self.positive.sign_of_power(atom, power)
            if known.within(Sign.NON_NEGATIVE) or known.within(Sign.NON_POSITIVE):
                factor = times(factor, of_atom(atom, power))
                inside = times(inside, of_atom(atom, -power))
                turned ^= not known.within(Sign.NON_NEGATIVE)
        lead = leading(inside)
        factor, inside = times(number(lead), factor), times(number(1 / lead), inside)
        inner: BindKind = kind if turned == (lead < 0) else "min" if kind == "max" else "max"
        return plus([outside, times(factor, self._of_rising(inner, inside, label, ends))])

    def _of_rising(self, kind: BindKind, body: Form, label: str, ends: Range) -> Form:
        """Return the extremum of a rising function as the function of an extremum."""
        if (exponent := _exponent(body)) is not None:
            return exponential(self.over(kind, exponent, label, ends))
        if (rising := _rising(body)) is not None:
            name, argument = rising
            return self._called(name, self.over(kind, argument, label, ends))
        return of_atom(_bound(kind, body, label, ends))

    def _called(self, name: str, form: Form) -> Form:
        if name == "log":
            return self.positive.logarithm(form)
        template = Call(name, (Sym("hole[0]"),))
        return of_atom(made("node", repr(template), (form,), template))


def _rising(form: Form) -> tuple[str, Form] | None:
    """Return a function that rises on an interval and its argument where a form is its value, else None."""
    if len(form.terms) != 1:
        return None
    ((monomial, value),) = form.terms.items()
    if value != 1 or len(monomial) != 1 or monomial[0][1] != 1:
        return None
    atom = monomial[0][0]
    name = atom.tree.name if atom.kind == "node" and isinstance(atom.tree, Call) else atom.name
    is_call = atom.kind in {"call", "node"} and len(atom.forms) == 1
    return (name, atom.forms[0]) if is_call and name in RISING else None


def _common(form: Form, label: str) -> list[tuple[Atom, Power]]:
    """Return the powers that are factors of each term, and free of an index."""
    first, *others = (dict(monomial) for monomial in form.terms)
    return [(atom, power) for atom, power in first.items()
            if label not in atom.labels and all(other.get(atom) == power for other in others)]  # fmt: skip


def _exponent(form: Form) -> Form | None:
    """Return f where a form is e^f, else None."""
    if len(form.terms) != 1:
        return None
    ((monomial, value),) = form.terms.items()
    if value != 1 or any(atom.kind != "exp" for atom, _ in monomial):
        return None
    return plus(times(number(power), atom.forms[0]) for atom, power in monomial)


def _bound(kind: BindKind, form: Form, label: str, ends: Range) -> Atom:
    """Return a product, maximum or minimum over an index, whose name tells only how many others stand inside."""
    body = written(form)
    name = f"bound[{sum(isinstance(part, Bind) for part in walk(body))}]"
    low, high = map(written, ends)
    return opaque(Bind(kind, substitute(body, {label: Sym(name)}), name, low, high), form.labels - {label})
