"""The base polynomials of conditions, which have no factors in common, and conditions written by their signs.

`2x - 2y > 0` speaks of the sign of x - y; `x y = 0` of the signs of x and of y. Functions such as exp(x) stand for
themselves. Where an operation needs it, that its arguments have a sign (a divisor is not 0) is part of the condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import Ordering, fmpq_mpoly_ctx

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError, check_degrees
from grader.evidence.errors import UnclearError
from grader.evidence.families.relations.formulas import Atom, Conjugate, Formula, Junction, Product, Vector, is_one_of
from grader.evidence.functions.questions import TOTAL
from grader.evidence.oracle import Sign, defined_everywhere, range_of, sign_of
from grader.evidence.sets.inverses import monotone
from grader.evidence.signs import Facts
from grader.evidence.signs.facts import RELATIONS
from grader.evidence.trees.build import minus, times
from grader.evidence.trees.polynomials import Monomial, Polynomial, kernels_of, literal, tree_of
from grader.language.tree import (
    MIRRORED,
    ONE,
    Add,
    Apply,
    Call,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    RelationOp,
    Sym,
)
from grader.records import dataclass, field

MAX_TERMS = 200  # of a polynomial that is factored
MAX_DEGREE = 30  # its total degree


@dataclass
class Base:
    """The base polynomials met so far, and the facts about their kernels."""

    setting: Setting
    budget: Budget
    polynomials: list[Polynomial] = field(default_factory=list)
    kernel_needs: list[tuple[int, tuple[tuple[Product, Sign], ...]]] = field(default_factory=list)
    places: dict[frozenset[tuple[Monomial, Any]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = Facts(self.setting, self.budget)

    def tree(self, place: int) -> Node:
        """Return a base polynomial as a tree."""
        return tree_of(self.polynomials[place], self.facts.algebra.nodes)

    def mask(self, place: int) -> Sign:
        """Return the signs that a base polynomial may have on the domain."""
        return sign_of(self.tree(place), self.setting, self.budget)

    # conditions

    def formula(self, node: Node) -> Formula:
        """Return a condition as a formula; raises UnclearError for conditions of other kinds."""
        match node:
            case Const("true" | "false" as name):
                return name == "true"
            case Relation(ops, operands):
                links = tuple(
                    self._link(op, left, right) for op, left, right in zip(ops, operands, operands[1:], strict=False)
                )
                return links[0] if len(links) == 1 else Junction("and", links)
            case Logic("and" | "or" | "not" as op, args):
                return Junction(op, tuple(self.formula(arg) for arg in args))
            case Logic("implies", (premise, conclusion)):
                return Junction("or", (Junction("not", (self.formula(premise),)), self.formula(conclusion)))
            case Logic("iff", (first, second)):
                ways = (Logic("implies", (first, second)), Logic("implies", (second, first)))
                return Junction("and", tuple(self.formula(way) for way in ways))
            case _:
                raise UnclearError("no proof is known for conditions of this kind", final=True)

    def _link(self, op: RelationOp, left: Node, right: Node) -> Formula:
        if op not in RELATIONS or Const("oo") in (left, right, Neg(left), Neg(right)):
            raise UnclearError(f"no proof is known for conditions with `{op}` of this kind", final=True)
        needed = tuple(dict.fromkeys((*self._needs(left), *self._needs(right))))
        op, left, right = stripped(op, left, right)
        return Atom(self.product(minus(left, right)), RELATIONS[op], needed)

    def _needs(self, node: Node) -> Iterator[tuple[Product, Sign]]:
        """Yield the signs that parts of an expression must have for it to be defined."""
        self.budget.spend()
        match node:
            case Num() | Sym() | Const("pi" | "e"):
                return
            case Neg(arg):
                yield from self._needs(arg)
            case Add(parts) | Mul(parts) | Apply(_, parts):
                for part in parts:
                    yield from self._needs(part)
            case Div(num, den):
                yield from self._needs(num)
                yield from self._needs(den)
                yield self.product(den), Sign.NONZERO
            case Pow(base, exp):
                yield from self._needs(base)
                yield from self._needs(exp)
                yield from self._power_needs(base, exp)
            case Call(name, args):
                for arg in args:
                    yield from self._needs(arg)
                yield from self._call_needs(node, name, args)
            case _:
                self._must_be_defined(node)

    def dead(self, vector: Vector) -> frozenset[int]:
        """Return the kernels that are not certainly defined where the base polynomials have these signs."""
        return frozenset(
            kernel
            for kernel, needed in self.kernel_needs
            if not all(is_one_of(one.at(vector), wanted) for one, wanted in needed)
        )

    def note_kernels(self) -> None:
        """Enter what each kernel needs to be defined; new base polynomials may be met."""
        nodes = self.facts.algebra.nodes
        used = dict.fromkeys(kernel for polynomial in self.polynomials for kernel in kernels_of(polynomial))
        self.kernel_needs = [(kernel, needed) for kernel in used if (needed := tuple(self._needs(nodes[kernel])))]

    def _power_needs(self, base: Node, exp: Node) -> Iterator[tuple[Product, Sign]]:
        value = literal(exp)
        if value is None and range_of(exp, self.setting, self.budget).integer:
            self._must_be_defined(Pow(base, exp))
        elif value is None:
            yield self.product(base), Sign.POSITIVE
        elif value.denominator % 2 == 0:
            yield self.product(base), Sign.POSITIVE if value < 0 else Sign.NON_NEGATIVE
        elif value < 0:
            yield self.product(base), Sign.NONZERO

    def _call_needs(self, node: Node, name: str, args: tuple[Node, ...]) -> Iterator[tuple[Product, Sign]]:
        first = args[0]
        inside = times(minus(ONE, first), Add((ONE, first)))
        match name, len(args):
            case ("log", 1):
                yield self.product(first), Sign.POSITIVE
            case ("sqrt", 1):
                yield self.product(first), Sign.NON_NEGATIVE
            case ("arcsin" | "arccos", 1):
                yield self.product(inside), Sign.NON_NEGATIVE
            case ("artanh", 1):
                yield self.product(inside), Sign.POSITIVE
            case _ if name not in TOTAL:
                self._must_be_defined(node)

    def _must_be_defined(self, node: Node) -> None:
        if not defined_everywhere(node, self.setting, self.budget):
            raise UnclearError("it is not proved where the conditions are defined", final=True)

    # factors

    def conjugates(self, bent: frozenset[int]) -> list[Conjugate]:
        """Return, for polynomials a + b s with a square root or modulus s, the sign of (a + b s)(a - b s).

        Where s is one of `bent`, whose values are known, those of degree 1 are left out.
        """
        found = []
        algebra = self.facts.algebra
        for place, polynomial in enumerate(tuple(self.polynomials)):
            for kernel in kernels_of(polynomial):
                node = algebra.nodes[kernel]
                powers = {dict(monomial).get(kernel, 0) for monomial in polynomial}
                if kernel in bent and all(sum(power for _, power in monomial) < 2 for monomial in polynomial):
                    continue
                if powers - {0, 1} or not (isinstance(node, Call) and node.name in {"sqrt", "abs"}):
                    continue
                turned = {m: -value if dict(m).get(kernel) else value for m, value in polynomial.items()}
                norm = times(tree_of(polynomial, algebra.nodes), tree_of(turned, algebra.nodes))
                kernels = frozenset(kernels_of(polynomial))
                found.append(Conjugate(place, self._factored(turned), self.product(norm), kernels))
                break
        return found

    def product(self, tree: Node) -> Product:
        """Return the sign of an expression, where it is defined, by those of base polynomials."""
        num, den = self.facts.algebra.quotient(tree)
        above, below = self._factored(num), self._factored(den)
        odd = set(above.odd) ^ set(below.odd)
        even = {*above.even, *below.even, *above.odd, *below.odd} - odd
        return Product(above.constant * below.constant, tuple(sorted(odd)), tuple(sorted(even)))

    def _factored(self, polynomial: Polynomial) -> Product:
        if not polynomial:
            return Product(0)
        kernels = kernels_of(polynomial)
        degree = max(sum(power for _, power in monomial) for monomial in polynomial)
        if len(polynomial) > MAX_TERMS or degree > MAX_DEGREE:
            raise ExceededError("max_terms" if len(polynomial) > MAX_TERMS else "max_degree")
        self.budget.spend(len(polynomial) * (degree + 1))
        if not kernels:
            return Product(1 if polynomial[()] > 0 else -1)
        ring = fmpq_mpoly_ctx.get([f"k{kernel}" for kernel in kernels], Ordering.lex)
        whole = ring.from_dict({_powers(monomial, kernels): value for monomial, value in polynomial.items()})
        check_degrees(whole.degrees())
        constant, factors = whole.factor()
        sign = 1 if constant > 0 else -1
        odd: list[int] = []
        even: list[int] = []
        for factor, power in factors:
            lead = factor.leading_coefficient()
            sign *= -1 if lead < 0 and power % 2 else 1
            place = self._place(factor, lead, kernels)
            (odd if power % 2 else even).append(place)
        return Product(sign, tuple(sorted(odd)), tuple(sorted(even)))

    def _place(self, factor: Any, lead: Any, kernels: tuple[int, ...]) -> int:
        plain = {
            tuple((kernel, int(power)) for kernel, power in zip(kernels, powers, strict=True) if power): value / lead
            for powers, value in factor.to_dict().items()
        }
        key = frozenset(plain.items())
        if key not in self.places:
            self.places[key] = len(self.polynomials)
            self.polynomials.append(plain)
        return self.places[key]


def stripped(op: RelationOp, left: Node, right: Node) -> tuple[RelationOp, Node, Node]:
    """Return the same relation without a strictly monotone function on both sides: e^x < e^y is x < y."""
    while True:
        match left, right:
            case Call(name, (a,)), Call(other, (b,)) if name == other and (function := monotone(name)) is not None:
                op, left, right = MIRRORED[op] if function.falls else op, a, b
            case Pow(Const("e"), a), Pow(Const("e"), b):
                left, right = a, b
            case Pow(a, Num(n)), Pow(b, Num(m)) if n == m and n.denominator == 1 and n % 2:
                left, right = a, b
            case _:
                return op, left, right


def _powers(monomial: Monomial, kernels: tuple[int, ...]) -> tuple[int, ...]:
    known = dict(monomial)
    return tuple(known.get(kernel, 0) for kernel in kernels)
