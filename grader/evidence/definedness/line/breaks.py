"""Exact places on a line at which expressions in one symbol may change their sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flint import arb, fmpq, fmpq_poly

from grader.evidence.budget import Budget
from grader.evidence.definedness.empty_interior import Thinness
from grader.evidence.definedness.gaps import surd
from grader.evidence.definedness.line.sheets import branches, sheets, switches
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.functions.questions import CONTINUOUS, ZERO_AT_ZERO
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.signs import Facts, Sign
from grader.evidence.signs.decide import factors_of, polynomial_sign
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.signs.facts import difference
from grader.evidence.signs.roots import Root, real_roots, side
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import Polynomial, kernels_of
from grader.evidence.trees.ranges.ranges import ZERO, Range
from grader.language.tree import (
    Add,
    Call,
    Cases,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    symbols,
    walk,
)
from grader.records import dataclass

PRECISIONS = (64, 128, 256, 512, 1024)


@dataclass(frozen=True, slots=True)
class Place:
    """A real number: a root of a polynomial, or the value of a transcendental constant expression."""

    root: Root | None
    node: Node | None  # None for a root of degree above 2

    @property
    def rational(self) -> fmpq | None:
        """Return the place where it is a rational number, else None."""
        return None if self.root is None else self.root.rational

    def ball(self, precision: int, budget: Budget) -> arb:
        """Return an enclosure."""
        if self.root is not None:
            return self.root.ball(precision)
        assert self.node is not None
        return arb(Evaluator(Context(budget), {}, precision).number(self.node))


class Breaks:
    """The places for one symbol under facts that hold on the whole region."""

    def __init__(self, name: str, facts: Facts, budget: Budget, places: dict[Place, set[Node]] | None = None) -> None:
        self.symbol = Sym(name)
        self.facts = facts
        self.budget = budget
        self.thinness = Thinness(facts, frozenset())
        self.places = {} if places is None else places  # with the trees that surely are zero there
        self._seen: set[Node] = set()

    def add(self, node: Node) -> None:
        """Add all places where a tree, or a branch of it, may change its sign or its smoothness."""
        if node in self._seen:
            return
        self._seen.add(node)
        if not all(_is_continuous(part) for part in walk(node)):
            raise DeclinedError("A condition does not vary continuously.")
        for switch in switches(node):
            self.add(switch)
        smooth = sheets(node)
        for sheet in smooth:
            for place in self._zeros_of(sheet):
                self.places.setdefault(place, set()).update({node} if smooth == [node] else ())

    def _zeros_of(self, node: Node) -> Iterator[Place]:
        num, den = self.facts.algebra.quotient(node)
        if num:
            yield from self._zeros(num)
        if set(den) != {()}:
            list(self._poles(den))

    def _poles(self, den: Polynomial) -> Iterator[None]:
        for place in self._zeros(den):
            self.places.setdefault(place, set())
            yield

    def _zeros(self, polynomial: Polynomial) -> Iterator[Place]:
        """Yield the zeros of a polynomial over kernels, and perhaps a few places more."""
        for factor, _ in factors_of(polynomial)[1] if kernels_of(polynomial) else ():
            if polynomial_sign(factor, self.facts) in {Sign.POSITIVE, Sign.NEGATIVE}:
                continue
            kernels = kernels_of(factor)
            if len(kernels) == 1:
                yield from self._kernel_zeros(factor, kernels[0])
                continue
            rest = self.thinness.eliminated(factor)
            if not rest or any(self.facts.algebra.nodes[kernel] != self.symbol for kernel in kernels_of(rest)):
                raise DeclinedError("The zeros of a condition are not known exactly.")
            yield from self._uncertain(self._roots(rest))

    def _uncertain(self, roots: Sequence[Root]) -> Iterator[Place]:
        """Keep roots as places at which nothing is known to vanish."""
        for root in roots:
            self.places.setdefault(Place(root, surd(root)), set())
        yield from ()

    def _roots(self, polynomial: Polynomial) -> list[Root]:
        coefficients = [ZERO] * (1 + max((m[0][1] for m in polynomial if m), default=0))
        for monomial, coefficient in polynomial.items():
            coefficients[monomial[0][1] if monomial else 0] = coefficient
        return real_roots(fmpq_poly(coefficients))

    def _kernel_zeros(self, factor: Polynomial, kernel: int) -> Iterator[Place]:
        node = self.facts.algebra.nodes[kernel]
        roots = self._roots(factor)
        if node == self.symbol:
            yield from (Place(root, surd(root)) for root in roots)
            return
        if symbols(node) != {self.symbol.name}:
            raise DeclinedError("A condition depends on constants that are not known exactly.")
        span = self.facts.kernel_range(kernel)
        for root in roots:
            if not _outside(root, span):
                yield from self._level(node, root)

    def _level(self, node: Node, root: Root) -> Iterator[Place]:
        """Yield where a call has the value of the root."""
        value = root.rational
        match node:
            case Call(name="exp", args=(u,)) | Pow(base=Const(name="e"), exp=u):
                yield from self._zeros_of(u) if value == 1 else self._affine(u, Call("log", (_tree(root),)))
            case Call(name="log", args=(u,)):
                shifted = difference(u, number_tree(fmpq(1)))
                yield from self._zeros_of(shifted) if value == 0 else self._affine(u, Call("exp", (_tree(root),)))
            case Call(name="cosh", args=(u,)) if value == 1:
                yield from self._zeros_of(u)
            case Call(name="sigmoid", args=(u,)) if value == fmpq(1, 2):
                yield from self._zeros_of(u)
            case Call(name="sqrt", args=(u,)) if value is not None:
                yield from self._zeros_of(difference(u, number_tree(value**2)))
            case Call(name="cbrt", args=(u,)) if value is not None:
                yield from self._zeros_of(difference(u, number_tree(value**3)))
            case Call(name=name, args=(u,)) if value == 0 and name in ZERO_AT_ZERO:
                yield from self._zeros_of(u)
            case Pow(base=u) if value == 0:
                yield from self._zeros_of(u)
            case _:
                raise DeclinedError("The zeros of a condition are not known exactly.")

    def _affine(self, u: Node, value: Node) -> Iterator[Place]:
        """Yield where a u + b equals a transcendental constant."""
        num, den = self.facts.algebra.quotient(u)
        if set(den) != {()} or {self.facts.algebra.nodes[kernel] for kernel in kernels_of(num)} != {self.symbol}:
            raise DeclinedError("The zeros of a condition are not known exactly.")
        slope = next((c for monomial, c in num.items() if monomial and monomial[0][1] == 1), None)
        if slope is None or any(monomial and monomial[0][1] > 1 for monomial in num):
            raise DeclinedError("The zeros of a condition are not known exactly.")
        slope, offset = slope / den[()], num.get((), ZERO) / den[()]
        shifted = value if offset == 0 else Add((value, Neg(number_tree(offset))))
        if slope.q == 1:
            yield Place(None, shifted if slope == 1 else Div(shifted, number_tree(slope)))
        else:
            yield Place(None, Mul((number_tree(1 / slope), shifted)))


def _is_continuous(part: Node) -> bool:
    """Whether a node is continuous between the zeros of its conditions and of its switches."""
    match part:
        case Call(name=name):
            return name in CONTINUOUS or branches(part) is not None or name == "root"
        case Const(name=name):
            return name in {"pi", "e"}
        case _:
            return isinstance(part, Num | Sym | Neg | Add | Mul | Div | Pow | Cases | Relation | Logic)


def _outside(root: Root, span: Range) -> bool:
    """Whether a root surely is no value of a range."""
    below = 1 if span.low is None else side(root, span.low)
    above = -1 if span.high is None else side(root, span.high)
    return below < 0 or above > 0 or (below == 0 and span.low_open) or (above == 0 and span.high_open)


def _tree(root: Root) -> Node:
    node = surd(root)
    if node is None:
        raise DeclinedError("The zeros of a condition are not known exactly.")
    return node


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with rational numbers on both sides of it, or equal to it."""

    place: Place
    low: fmpq
    high: fmpq


def ordered(places: Sequence[Place], budget: Budget) -> list[Spot]:
    """Return the places from left to right with disjoint enclosures.

    Raises DeclinedError where two transcendental ones cannot be told apart.
    """
    for precision in PRECISIONS:
        try:
            spans = [enclosing(place.ball(precision, budget)) for place in places]
        except NoValueError:
            continue
        spots = [
            Spot(place, span.low, span.high)
            for place, span in zip(places, spans, strict=True)
            if span.low is not None and span.high is not None
        ]
        if len(spots) < len(places):
            continue
        spots.sort(key=lambda spot: (spot.low, spot.high))
        if all(left.high < right.low for left, right in pairwise(spots)):
            return spots
    raise DeclinedError("Two places on the line cannot be told apart.")
