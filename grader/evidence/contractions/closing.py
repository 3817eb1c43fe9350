"""Sums over an index in a normal form: what does not depend on the index stands outside, products are taken apart.

A finite sum of c f is c times the sum of f; the sum of f over i and over j is one contraction over both, in any order,
and where f = g h with g free of j and h free of i it is a product of two. The bound indices of a contraction are
named by their place in the least of all texts that naming them gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from itertools import product as choices

from grader.evidence.contractions.forms import (
    Atom,
    Form,
    Monomial,
    Power,
    exponential,
    made,
    number,
    of_atom,
    of_monomial,
    plus,
    raised,
    times,
)
from grader.evidence.errors import DeclinedError, refuse_above
from grader.language.tree import Node, Sym, substitute
from grader.records import dataclass, field

MAX_INDICES = 6  # of one contraction
MAX_NAMINGS = 120  # of the indices of one contraction
Range = tuple[Form, Form]  # the first and the last index


@dataclass
class Closing:
    """Binds indices; open ones have names of their own, so that no two are confused."""

    used: int = field(default=0)

    def fresh(self) -> str:
        """Return a label that nothing else has."""
        self.used += 1
        return f"open[{self.used}]"

    def summed(self, form: Form, label: str, ends: Range) -> Form:
        """Return the sum of a form over an index from the first to the last one."""
        return plus([times(of_monomial((), value), self._term(one, label, ends)) for one, value in form.terms.items()])

    def _term(self, monomial: Monomial, label: str, ends: Range) -> Form:
        outside = tuple(pair for pair in monomial if label not in pair[0].labels)
        inside = tuple(pair for pair in monomial if label in pair[0].labels)
        if not inside:
            count = plus([ends[1], times(number(-1), ends[0]), number(1)])
            return times(of_monomial(outside), count)
        indices = {label: ends}
        body = of_monomial(())
        for atom, power in inside:
            body = times(body, self._opened(atom, power, indices))
        return times(of_monomial(outside), self._contracted(body, indices))

    def _opened(self, atom: Atom, power: Power, indices: dict[str, Range]) -> Form:
        """Return a power of a contraction as a product over indices of their own, added to `indices`."""
        if atom.kind != "sum" or power.denominator != 1 or power < 0:
            return of_atom(atom, power)
        result = of_monomial(())
        for _ in range(int(power)):
            names = {}
            for name, ends in zip(bound(atom), ranges(atom), strict=True):
                names[name] = self.fresh()
                indices[names[name]] = ends
            refuse_above(len(indices), MAX_INDICES, "max_cases")
            result = times(result, self.renamed(atom.forms[-1], names))
        return result

    def _contracted(self, body: Form, indices: dict[str, Range]) -> Form:
        """Return the contraction of a monomial over indices that hang together."""
        if len(body.terms) != 1:
            raise DeclinedError
        ((monomial, value),) = body.terms.items()
        for atom, power in monomial:
            met = _meeting(atom, power, indices)
            if met is not None:
                rest = tuple(pair for pair in monomial if pair[0] is not atom)
                gone, kept = met
                left = {label: ends for label, ends in indices.items() if label != gone}
                found = self.renamed(of_monomial(rest, value), {gone: kept})
                return self._all(found, left)
        return times(of_monomial((), value), self._named(monomial, indices))

    def _all(self, body: Form, indices: dict[str, Range]) -> Form:
        for label, ends in indices.items():
            body = self.summed(body, label, ends)
        return body

    def _named(self, monomial: Monomial, indices: dict[str, Range]) -> Form:
        """Return a contraction with the names of its indices in their normal form."""
        height = of_monomial(monomial).height
        least: tuple[str, Form, list[Range]] | None = None
        for order in self._orders(monomial, indices):
            names = {label: f"index[{height + place}]" for place, label in enumerate(order)}
            body = self.renamed(of_monomial(monomial), names)
            if least is None or body.text < least[0]:
                least = (body.text, body, [indices[label] for label in order])
        assert least is not None
        ends = tuple(end for pair in least[2] for end in pair)
        if len(least[1].terms) != 1:
            raise DeclinedError  # with other names a quotient of sums comes apart
        ((inner, value),) = least[1].terms.items()
        labels = of_monomial(inner).labels - {f"index[{height + place}]" for place in range(len(indices))}
        name = f"{height} {len(indices)}"
        atom = Atom("sum", name, (*ends, of_monomial(inner)), None, labels, height + len(indices))
        return of_atom(atom) if value == 1 else of_monomial(((atom, 1),), value)

    def _orders(self, monomial: Monomial, indices: dict[str, Range]) -> Iterator[tuple[str, ...]]:
        """Yield the orders of the indices that are to be tried: indices that differ by what they do never change."""
        if len(indices) == 1:
            yield tuple(indices)
            return
        groups: dict[str, list[str]] = {}
        for label, ends in indices.items():
            names = {other: "this" if other == label else "other" for other in indices}
            text = f"{ends[0].text} {ends[1].text} {self.renamed(of_monomial(monomial), names).text}"
            groups.setdefault(text, []).append(label)
        ordered = [permutations(groups[text]) for text in sorted(groups)]
        for count, chosen in enumerate(choices(*ordered), 1):
            refuse_above(count, MAX_NAMINGS, "max_cases")
            yield tuple(label for part in chosen for label in part)

    # Other names for free indices.

    def renamed(self, form: Form, names: dict[str, str]) -> Form:
        """Return a form with other names for free indices."""
        if names.keys().isdisjoint(form.labels):
            return form
        found = []
        for monomial, value in form.terms.items():
            term = of_monomial((), value)
            for atom, power in monomial:
                if names.keys().isdisjoint(atom.labels):
                    term = times(term, of_atom(atom, power))
                elif atom.kind == "group":
                    term = times(term, raised(self.renamed(atom.forms[0], names), power))
                else:
                    term = times(term, raised(self._renamed(atom, names), power))
            found.append(term)
        return plus(found)

    def _renamed(self, atom: Atom, names: dict[str, str]) -> Form:
        match atom.kind:
            case "index":
                return of_atom(index(names.get(atom.name, atom.name)))
            case "tree":
                assert atom.tree is not None
                return of_atom(
                    opaque(
                        substitute(atom.tree, {old: Sym(new) for old, new in names.items()}),
                        frozenset(names.get(label, label) for label in atom.labels),
                    )
                )
            case "sum":
                own = {name: self.fresh() for name in bound(atom)}
                body = self.renamed(self.renamed(atom.forms[-1], own), names)
                return self._contracted(body, dict(zip(own.values(), ranges(atom), strict=True)))
            case "exp":
                return exponential(self.renamed(atom.forms[0], names))
            case "delta":
                first, second = (self.renamed(part, names) for part in atom.forms[:2])
                return delta(first, second, atom.forms[2])
            case kind:
                inner = tuple(self.renamed(part, names) for part in atom.forms)
                return of_atom(made(kind, atom.name, inner, atom.tree))


def index(label: str) -> Atom:
    """Return an index as a number."""
    return Atom("index", label, labels=frozenset({label}))


def opaque(tree: Node, labels: frozenset[str]) -> Atom:
    """Return a part that is equal only to the very same tree."""
    return Atom("tree", repr(tree), (), tree, labels)


def delta(first: Form, second: Form, size: Form) -> Form:
    """Return an entry of the identity matrix."""
    if first == second:
        return number(1)
    if all(form.terms.keys() <= {()} for form in (first, second)):
        return number(0)
    return of_atom(made("delta", "", (*sorted((first, second), key=lambda form: form.text), size)))


def bound(atom: Atom) -> list[str]:
    """Return the names of the indices that a contraction binds."""
    height, count = map(int, atom.name.split())
    return [f"index[{height + place}]" for place in range(count)]


def ranges(atom: Atom) -> list[Range]:
    """Return the ranges of the indices that a contraction binds."""
    ends = atom.forms[:-1]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _meeting(atom: Atom, power: Power, indices: dict[str, Range]) -> tuple[str, str] | None:
    """Return a bound index and the index that it is equal to, where an entry of an identity matrix is not 0."""
    if atom.kind != "delta" or power < 0:
        return None
    first, second, size = atom.forms
    for one, other in ((first, second), (second, first)):
        here, there = _label(one), _label(other)
        if here in indices and there is not None and here != there and _is_from_one_to(indices[here], size):
            return here, there
    return None


def _label(form: Form) -> str | None:
    match list(form.terms.items()):
        case [(((Atom(kind="index", name=name), power),), value)] if power == value == 1:
            return name
        case _:
            return None


def _is_from_one_to(ends: Range, size: Form) -> bool:
    return ends[0] == number(1) and ends[1] == size
