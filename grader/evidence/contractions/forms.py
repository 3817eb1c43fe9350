"""Polynomials in entries of arrays, functions of them and sums over indices: the data, and how forms are combined.

A form is a sum of monomials; a monomial is a product of powers of atoms. An atom is a symbol, an entry at some indices,
exp of a monomial, another function of forms, or a contraction: the sum of one monomial over several indices. Atoms
are equal where their texts are; the text of a form does not depend on the order in which it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.kept import kept
from grader.language.tree import Node
from grader.records import dataclass, field

MAX_TERMS = 400  # of a form
MAX_POWER = 8  # that is multiplied out
NO_LABELS = frozenset[str]()


@dataclass(frozen=True, eq=False)
class Atom:
    """A factor. `kind`: symbol, index, entry, exp, call, group, sum, node or delta; `labels`: its free indices.

    `height` is greater than the number of each index that a sum inside of it binds.
    """

    kind: str
    name: str
    forms: tuple[Form, ...] = ()
    tree: Node | None = None
    labels: frozenset[str] = NO_LABELS
    height: int = 0

    @kept
    def text(self) -> str:
        """What is equal for equal atoms only."""
        return f"{self.kind} {self.name}({','.join(form.text for form in self.forms)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


Power = Fraction | int  # of an atom: mostly an int, whose hash costs nothing
Monomial = tuple[tuple[Atom, Power], ...]  # sorted by text; no power is 0
ONE: Monomial = ()
UNIT = Fraction(1)


@dataclass(frozen=True)
class Form:
    """A sum of monomials with rational coefficients, none of which is 0."""

    terms: Mapping[Monomial, Fraction] = field(default_factory=dict)

    @kept
    def text(self) -> str:
        """What is equal for equal forms only."""
        return "+".join(sorted(f"{value}{monomial_text(monomial)}" for monomial, value in self.terms.items()))

    @kept
    def labels(self) -> frozenset[str]:
        """The free indices."""
        return NO_LABELS.union(*map(labels_of, self.terms))

    @kept
    def height(self) -> int:
        """Greater than the number of each index that a sum inside binds."""
        return max((atom.height for monomial in self.terms for atom, _ in monomial), default=0)


NIL = Form()


def labels_of(monomial: Monomial) -> frozenset[str]:
    """Return the free indices in a monomial."""
    return NO_LABELS.union(*(atom.labels for atom, _ in monomial))


def monomial_text(monomial: Monomial) -> str:
    """Return a text of a monomial, equal for equal ones only."""
    return "".join(f"*{atom.text}^{power}" for atom, power in monomial)


def number(value: Fraction | int) -> Form:
    """Return a number."""
    return of_monomial(ONE, value)


def of_atom(atom: Atom, power: Power = 1) -> Form:
    """Return a power of an atom."""
    return Form({((atom, power),): UNIT})


def of_monomial(monomial: Monomial, value: Fraction | int = UNIT) -> Form:
    """Return a number times a monomial."""
    return Form({monomial: value if type(value) is Fraction else Fraction(value)}) if value else NIL


def plus(forms: Iterable[Form]) -> Form:
    """Return a sum."""
    parts = [form for form in forms if form.terms]
    if len(parts) <= 1:
        return parts[0] if parts else NIL
    terms = dict(parts[0].terms)
    for form in parts[1:]:
        for monomial, value in form.terms.items():
            terms[monomial] = terms[monomial] + value if monomial in terms else value
    return _checked(terms)


def times(left: Form, right: Form) -> Form:
    """Return a product."""
    refuse_above(len(left.terms) * len(right.terms), MAX_TERMS, "max_terms")
    terms: dict[Monomial, Fraction] = {}
    for first, one in left.terms.items():
        for second, other in right.terms.items():
            monomial, value = multiplied(first, second), other if one is UNIT else one if other is UNIT else one * other
            terms[monomial] = terms[monomial] + value if monomial in terms else value
    return _checked(terms)


def product(forms: Iterable[Form]) -> Form:
    """Return a product of several forms."""
    result = number(1)
    for form in forms:
        result = times(result, form)
    return result


def _checked(terms: dict[Monomial, Fraction]) -> Form:
    if not all(terms.values()):
        terms = {monomial: value for monomial, value in terms.items() if value}
    refuse_above(len(terms), MAX_TERMS, "max_terms")
    return Form(terms)


def multiplied(first: Monomial, second: Monomial) -> Monomial:
    """Return the product of two monomials."""
    if not first or not second:
        return first or second
    powers = dict(first)
    for atom, power in second:
        powers[atom] = powers[atom] + power if atom in powers else power
    return tuple(sorted(((atom, power) for atom, power in powers.items() if power), key=lambda pair: pair[0].text))


def raised(form: Form, power: Power) -> Form:
    """Return a power of a form: of one term, or a small natural one; f^0 is 1."""
    if power == 0:
        return number(1)
    if power == 1:
        return form
    power = power.numerator if power.denominator == 1 else power
    if len(form.terms) == 1 and (power.denominator == 1 or list(form.terms.values()) == [1]):
        ((monomial, value),) = form.terms.items()
        return of_monomial(tuple((atom, one * power) for atom, one in monomial), value ** int(power))
    if power.denominator == 1 and 0 <= power <= MAX_POWER:
        return product([form] * int(power))
    if power.denominator == 1 and form.terms:
        return times(raised(_group(form), power), number(leading(form) ** int(power)))
    raise DeclinedError


def _group(form: Form) -> Form:
    """Return a sum with its first coefficient 1 as one atom, for a negative power."""
    scaled = Form({monomial: value / leading(form) for monomial, value in form.terms.items()})
    return of_atom(made("group", "", (scaled,)))


def leading(form: Form) -> Fraction:
    """Return the coefficient of the first of the monomials by their texts."""
    return form.terms[min(form.terms, key=monomial_text)]


def made(kind: str, name: str, forms: tuple[Form, ...], tree: Node | None = None) -> Atom:
    """Return an atom of forms."""
    labels = NO_LABELS.union(*(form.labels for form in forms))
    return Atom(kind, name, forms, tree, labels, max((form.height for form in forms), default=0))


def exponential(form: Form) -> Form:
    """Return exp of a form as a product over its terms."""
    return product(of_atom(made("exp", "", (of_monomial(one),)), value) for one, value in form.terms.items())
