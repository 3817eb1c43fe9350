"""Products, maxima and minima over an index: what does not depend on it, or scales what does, stands outside."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

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
    of_monomial,
    plus,
    raised,
    times,
)
from grader.evidence.contractions.positive import Positive
from grader.evidence.contractions.writing import written
from grader.evidence.functions.questions import MONOTONE
from grader.evidence.signs import Sign
from grader.language.tree import Bind, BindKind, Call, Sym, substitute, walk
from grader.records import dataclass

OTHER: Mapping[BindKind, BindKind] = {"max": "min", "min": "max"}


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

        There is an index, at which the body has a value: so have c and b, and g, which never falls on one interval.
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
        if (apart := _apart(inside, label)) is not None:
            known = self.positive.sign_of(apart[0])
            if known.within(Sign.NON_NEGATIVE) or known.within(Sign.NON_POSITIVE):
                factor, inside = times(factor, apart[0]), apart[1]
                turned ^= not known.within(Sign.NON_NEGATIVE)
        lead = leading(inside)
        factor, inside = times(number(lead), factor), times(number(1 / lead), inside)
        inner = kind if turned == (lead < 0) else OTHER[kind]
        return plus([outside, times(factor, self._of_rising(inner, inside, label, ends))])

    def _of_rising(self, kind: BindKind, body: Form, label: str, ends: Range) -> Form:
        """Return the extremum of a rising function as the function of an extremum."""
        if (exponent := _exponent(body)) is not None:
            return exponential(self.over(kind, exponent, label, ends))
        if (rising := _rising(body)) is not None:
            name, argument = rising
            return self._called(name, self.over(kind, argument, label, ends))
        if (powered := self._powered(body)) is not None:
            base, power = powered
            return raised(self.over(kind if power > 0 else OTHER[kind], base, label, ends), power)
        return of_atom(_bound(kind, body, label, ends))

    def _powered(self, form: Form) -> tuple[Form, Power] | None:
        """Return f and n where a form is f^n and f is surely positive, else None."""
        ((monomial, value), *others) = form.terms.items()
        powers = {power for _, power in monomial}
        if others or value != 1 or len(powers) != 1 or not all(self.positive.is_positive(atom) for atom, _ in monomial):
            return None
        (power,) = powers
        if len(monomial) == 1 and monomial[0][0].kind == "group":
            return monomial[0][0].forms[0], power
        base = of_monomial(tuple((atom, 1) for atom, _ in monomial))
        return None if power == 1 or power.denominator != 1 else (base, power)

    def _called(self, name: str, form: Form) -> Form:
        if name == "log":
            return self.positive.logarithm(form)
        template = Call(name, (Sym("hole[0]"),))
        return of_atom(made("node", repr(template), (form,), template))


def _rising(form: Form) -> tuple[str, Form] | None:
    """Return a function that never falls on an interval and its argument where a form is its value, else None."""
    if len(form.terms) != 1:
        return None
    ((monomial, value),) = form.terms.items()
    if value != 1 or len(monomial) != 1 or monomial[0][1] != 1:
        return None
    atom = monomial[0][0]
    name = atom.tree.name if atom.kind == "node" and isinstance(atom.tree, Call) else atom.name
    is_call = atom.kind in {"call", "node"} and len(atom.forms) == 1
    return (name, atom.forms[0]) if is_call and name in MONOTONE else None


def _common(form: Form, label: str) -> list[tuple[Atom, Power]]:
    """Return the powers that are factors of each term, and free of an index."""
    first, *others = (dict(monomial) for monomial in form.terms)
    return [(atom, power) for atom, power in first.items()
            if label not in atom.labels and all(other.get(atom) == power for other in others)]  # fmt: skip


def _apart(form: Form, label: str) -> tuple[Form, Form] | None:
    """Return a sum c that is free of an index and f for c f, as a - b and x for a x - b x; None where there is none."""
    parts: dict[Monomial, dict[Monomial, Fraction]] = {}
    for monomial, value in form.terms.items():
        outside = tuple(pair for pair in monomial if label not in pair[0].labels)
        inside = tuple(pair for pair in monomial if label in pair[0].labels)
        parts.setdefault(inside, {})[outside] = value
    factor = next(iter(parts.values()))
    if len(factor) == 1:
        return None
    first, rest = next(iter(factor.items())), dict[Monomial, Fraction]()
    for inside, outer in parts.items():
        rest[inside] = outer.get(first[0], Fraction(0)) / first[1]
        if outer != {one: value * rest[inside] for one, value in factor.items()}:
            return None
    return Form(factor), Form(rest)


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
