"""From trees to forms: products of sums are multiplied out, sums over indices are closed.

What is assumed: entries and functions are real numbers, and a sum is taken apart only where its range surely has no
fewer than no terms; where it may have none, only what is defined everywhere is taken out of it. log is taken apart
only where the factors are surely positive. So both trees have the same value wherever the given one has one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions.binding import Extrema, product_over
from grader.evidence.contractions.closing import Closing, delta, index, opaque
from grader.evidence.contractions.forms import (
    Atom,
    Form,
    Monomial,
    exponential,
    made,
    number,
    of_atom,
    of_monomial,
    plus,
    product,
    raised,
    times,
)
from grader.evidence.contractions.positive import Positive
from grader.evidence.contractions.ranges import is_total_in_entries, settled
from grader.evidence.contractions.triangles import Triangle, summed_over, triangle_of
from grader.evidence.contractions.writing import IDENTITY, written
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.evidence.trees.build import plain_number
from grader.evidence.trees.properties.total import is_total
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Builder,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    is_infinite,
    rebuild,
    substitute,
    symbols,
)
from grader.records import dataclass, field, replace


@dataclass
class Reader:
    """Reads trees; `open` are the indices of the sums around what is read, with their names in forms."""

    setting: Setting
    budget: Budget
    closing: Closing = field(default_factory=Closing)
    positive: Positive = field(init=False)
    open: dict[str, str] = field(init=False)
    ends: dict[str, tuple[Node, Node]] = field(init=False)  # of the open indices

    def __post_init__(self) -> None:
        self.positive = Positive(self.setting, self.budget)
        ranged = {v.name: v.domain for v in self.setting.variables if v.domain.is_integer and v.domain.high is not None}
        self.fixed = frozenset(ranged)  # indices that no sum binds
        self.open = {name: name for name in ranged}
        self.ends = {name: (domain.low, domain.high) for name, domain in ranged.items() if domain.low and domain.high}

    @cached_property
    def shapes(self) -> dict[str, tuple[Node, ...]]:
        """The shapes of the arrays."""
        return {v.name: v.domain.shape for v in self.setting.variables if v.domain.shape}

    def read(self, node: Node) -> Form:
        """Return the form of a tree; raises `DeclinedError`."""
        form = self._read(node)
        self.budget.spend(1 + len(form.terms))
        return form

    def _read(self, node: Node) -> Form:
        match node:
            case Num(value):
                return number(value)
            case Sym(name):
                return of_atom(index(self.open[name]) if name in self.open else Atom("symbol", name, tree=node))
            case Add(terms):
                return plus(map(self.read, terms))
            case Mul(factors):
                return product(map(self.read, factors))
            case Neg(arg):
                return times(number(-1), self.read(arg))
            case Div(num, den):
                return times(self.read(num), raised(self._nonzero(den), Fraction(-1)))
            case Pow(base, exponent):
                return self._power(node, base, exponent)
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Form:
        match node:
            case Call(name, args):
                return self._call(node, name, args)
            case Index(Sym(name), indices) if name not in self.open:
                return of_atom(made("entry", name, tuple(map(self.read, indices))))
            case Bind(kind="sum"):
                return self._sum(node)
            case Bind(kind="prod") if (logarithm := self._logarithm_of(node)) is not None:
                return exponential(logarithm)
            case Bind(kind="prod") if (factors := self._factors(node)) is not None:
                return factors
            case Bind(kind="max" | "min") if (extremum := self._extremum(node)) is not None:
                return extremum
            case Bind() | Derivative() | Builder():
                return self._opaque(node)
            case Cases(((there, Relation((op,), (Sym(one), Sym(other)))),), Node() as elsewhere):
                sides = (there, elsewhere) if op == "=" else (elsewhere, there)
                return self._node(node) if op not in {"=", "!="} else self._where_same(node, one, other, *sides)
            case _:
                return self._node(node)

    def _where_same(self, node: Node, one: str, other: str, same: Node, apart: Node) -> Form:
        """Return what has one value where two indices of one range are the same, and another where they are not."""
        ends = self.ends.get(one)
        if ends is None or ends != self.ends.get(other) or ends[0] != ONE:
            return self._node(node)
        if not (self._is_everywhere(same) and self._is_everywhere(apart)):
            return self._node(node)
        first, second = (of_atom(index(self.open[name])) for name in (one, other))
        rest = self.read(apart)
        entry = delta(first, second, self.read(ends[1]))
        return plus([rest, times(entry, plus([self.read(same), times(number(-1), rest)]))])

    def _is_everywhere(self, node: Node) -> bool:
        """Return whether a tree is defined wherever its entries exist; a divisor may be a sum of positive terms."""
        match node:
            case Div(num, den) if is_total_in_entries(den) and self.positive.is_sum_of_positive(self.read(den)):
                return self._is_everywhere(num)
            case Mul(parts) | Add(parts):
                return all(map(self._is_everywhere, parts))
            case Neg(arg):
                return self._is_everywhere(arg)
            case _:
                return is_total_in_entries(node)

    def _nonzero(self, node: Node) -> Form:
        form = self.read(node)
        if not form.terms:
            raise DeclinedError
        return form

    def _power(self, node: Pow, base: Node, exponent: Node) -> Form:
        power = plain_number(exponent)
        if base == Const("e"):
            return exponential(self.read(exponent))
        if power is None or power.denominator != 1:
            return self._node(node)
        return raised(self.read(base) if power >= 0 else self._nonzero(base), power)

    def _call(self, node: Call, name: str, args: tuple[Node, ...]) -> Form:
        match name, args:
            case "exp", (arg,):
                return exponential(self.read(arg))
            case "sigmoid", (arg,):
                return raised(plus([number(1), exponential(times(number(-1), self.read(arg)))]), Fraction(-1))
            case "log", (arg,):
                return self.positive.logarithm(self._nonzero(arg))
            case "abs", (arg,):
                return self.positive.modulus(self.read(arg))
            case _ if name == IDENTITY:
                first, second, size = map(self.read, args)
                return delta(first, second, size)
            case _:
                return self._node(node)

    def _sum(self, node: Bind) -> Form:
        """Return a sum over an index whose range is free of other indices."""
        low, high = node.low, node.high
        if low is None or high is None or (symbols(low) | symbols(high)) & self.open.keys() - self.fixed:
            return self._opaque(node)
        count = self.positive.count(low, high)
        if not count.within(Sign.NON_NEGATIVE):
            return self._opaque(node)
        if isinstance(node.body, Add):
            return plus([self._sum(replace(node, body=term)) for term in node.body.terms])
        if (triangle := triangle_of(node)) is not None and (found := self._over(triangle)) is not None:
            return found
        whole = settled(node, self.shapes)
        return self._closed(whole, count) if isinstance(whole, Bind) else self.read(whole)

    def _over(self, triangle: Triangle) -> Form | None:
        """Return the sum over a triangle, None where its terms have no symmetry."""
        less, more = self.closing.fresh(), self.closing.fresh()
        hidden = self.open, self.ends
        self.open = {**self.open, triangle.less: less, triangle.more: more}
        ends = {name: ends for name, ends in self.ends.items() if name not in {triangle.less, triangle.more}}
        self.ends = ends | dict.fromkeys((triangle.less, triangle.more), (triangle.low, triangle.high))
        try:
            body = self.read(triangle.body)
        finally:
            self.open, self.ends = hidden
        span = self.read(triangle.low), self.read(triangle.high)
        return summed_over(triangle, body, (less, more), span, self.closing)

    def _closed(self, node: Bind, count: Sign) -> Form:
        assert node.low is not None
        assert node.high is not None
        ends = self.read(node.low), self.read(node.high)
        label, body = self._inside(node)
        if count is not Sign.POSITIVE and not all(_is_safe(monomial, label) for monomial in body.terms):
            return self._opaque(node)
        return self.closing.summed(body, label, ends)

    def _logarithm_of(self, node: Bind) -> Form | None:
        """Return the logarithm of a finite product of surely positive factors as a sum, None for other products."""
        ends = [end for end in (node.low, node.high) if end is not None]
        if len(ends) < 2 or any(map(is_infinite, ends)) or not self.positive.is_sum_of_positive(self._inside(node)[1]):
            return None
        return self._sum(replace(node, kind="sum", body=Call("log", (node.body,))))

    def _factors(self, node: Bind) -> Form | None:
        """Return a product over an index of one term as the product of those of its factors, None for any other."""
        low, high = node.low, node.high
        if low is None or high is None or is_infinite(high) or (symbols(low) | symbols(high)) & self.open.keys():
            return None
        sign = self.positive.count(low, high)
        label, body = self._inside(node)
        if len(body.terms) != 1 or not sign.within(Sign.NON_NEGATIVE):
            return None
        ((monomial, value),) = body.terms.items()
        if sign is not Sign.POSITIVE and not _is_safe(monomial, label):
            return None
        outside = of_monomial(tuple(pair for pair in monomial if label not in pair[0].labels), value)
        if outside.labels or any(power.denominator != 1 for _, power in monomial):
            return None
        count = Add((high, Neg(low), ONE))
        found = number(1) if outside == number(1) else self._node(Pow(written(outside), count))
        inside = product_over(monomial, label, (self.read(low), self.read(high)), self.closing)
        return times(found, inside)

    def _extremum(self, node: Bind) -> Form | None:
        """Return a maximum or minimum over an index, None where it may have no terms."""
        low, high = node.low, node.high
        if low is None or high is None or (symbols(low) | symbols(high)) & self.open.keys():
            return None
        label, body = self._inside(node)
        if self.positive.count(low, high) is not Sign.POSITIVE:
            return None
        return Extrema(self.positive).over(node.kind, body, label, (self.read(low), self.read(high)))

    def _inside(self, node: Bind) -> tuple[str, Form]:
        """Return the index of a sum or product, and its body."""
        label, hidden = self.closing.fresh(), (self.open, self.ends)
        self.open = {**self.open, node.var: label}
        self.ends = {name: ends for name, ends in self.ends.items() if name != node.var}
        if node.low is not None and node.high is not None:
            self.ends[node.var] = node.low, node.high
        try:
            return label, self.read(node.body)
        finally:
            self.open, self.ends = hidden

    def _opaque(self, node: Node) -> Form:
        """Return a part that is not looked into."""
        labels = {name: self.open[name] for name in symbols(node) & self.open.keys()}
        tree = substitute(node, {old: Sym(new) for old, new in labels.items()}) if labels else node
        return of_atom(opaque(tree, frozenset(labels.values())))

    def _node(self, node: Node) -> Form:
        """Return a function, or another node, of the forms of its parts."""
        parts: list[Form] = []

        def hole(child: Node) -> Node:
            parts.append(self.read(child))
            return Sym(f"hole[{len(parts) - 1}]")

        template = rebuild(node, hole)
        return of_atom(made("node", repr(template), tuple(parts), template))


def _is_safe(monomial: Monomial, label: str) -> bool:
    """Return whether what is taken out of a sum, which may have no terms, is defined everywhere."""
    return all(is_total(written(of_atom(atom, power))) for atom, power in monomial if label not in atom.labels)
