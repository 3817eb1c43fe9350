"""What is surely positive: numbers of terms, atoms and forms; logarithms of positive factors are taken apart."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions.closing import ranges
from grader.evidence.contractions.forms import (
    Atom,
    Form,
    Power,
    leading,
    made,
    number,
    of_atom,
    of_monomial,
    plus,
    times,
)
from grader.evidence.contractions.writing import written
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.language.tree import ONE, Add, Neg, Node, Num
from grader.records import dataclass


@dataclass(frozen=True)
class Positive:
    """Tells what is positive in a setting."""

    setting: Setting
    budget: Budget

    def count(self, low: Node, high: Node) -> Sign:
        """Return the sign of the number of terms, 1 less than which the range may be short of none."""
        return sign_of(Add((high, Neg(low), ONE)), self.setting, self.budget)

    def sign_of_power(self, atom: Atom, power: Power) -> Sign:
        """Return the sign of a power of an atom where it has a value, whatever its indices are."""
        if self.is_positive(atom):
            return Sign.POSITIVE
        if power.numerator % 2 == 0 or power.denominator % 2 == 0:
            return Sign.NON_NEGATIVE
        if atom.labels or atom.kind in {"delta", "index"}:
            return Sign.UNKNOWN
        return sign_of(written(of_atom(atom)), self.setting, self.budget)  # an odd root has the sign of its radicand

    def sign_of(self, form: Form) -> Sign:
        """Return the sign of a form that is free of indices where it has a value."""
        return Sign.UNKNOWN if form.labels else sign_of(written(form), self.setting, self.budget)

    def modulus(self, form: Form) -> Form:
        """Return the modulus of a form: of one term it is the product of those of its factors; |a - b| is |b - a|."""
        if not form.terms:
            return form
        if len(form.terms) != 1:
            lead = leading(form)
            return times(number(abs(lead)), of_atom(made("call", "abs", (times(number(1 / lead), form),))))
        ((monomial, value),) = form.terms.items()
        found = number(abs(value))
        for atom, power in monomial:
            is_own = self.sign_of_power(atom, power).within(Sign.NON_NEGATIVE)
            size = of_atom(atom, power) if is_own else of_atom(made("call", "abs", (of_atom(atom),)), power)
            found = times(found, size)
        return found

    def is_positive(self, atom: Atom) -> bool:
        """Return whether an atom is surely positive, whatever its indices are."""
        match atom.kind:
            case "exp":
                return True
            case "symbol" | "entry":
                known = next((v.domain for v in self.setting.variables if v.name == atom.name), None)
                return known is not None and known.low == Num(Fraction(0)) and not known.low_closed
            case "sum":
                return self.is_sum_of_positive(atom.forms[-1]) and all(
                    self.count(*map(written, ends)) is Sign.POSITIVE for ends in ranges(atom)
                )
            case "group":
                return self.is_sum_of_positive(atom.forms[0])
            case _:
                return False

    def is_sum_of_positive(self, form: Form) -> bool:
        """Return whether a form is surely a sum of one or more positive terms."""
        return bool(form.terms) and all(value > 0 and all(self.is_positive(atom) for atom, _ in monomial)
                                        for monomial, value in form.terms.items())  # fmt: skip

    def logarithm(self, form: Form) -> Form:
        """Return the logarithm of a form, positive factors of one term by themselves."""
        if len(form.terms) != 1:
            return of_atom(made("call", "log", (form,)))
        ((monomial, value),) = form.terms.items()
        found, rest = [], []
        for atom, power in monomial:
            if atom.kind == "exp":
                found.append(times(number(power), atom.forms[0]))
            elif self.is_positive(atom):
                found.append(times(number(power), of_atom(made("call", "log", (of_atom(atom),)))))
            else:
                rest.append((atom, power))
        if rest or value != 1:
            found.append(of_atom(made("call", "log", (of_monomial(tuple(rest), value),))))
        return plus(found)
