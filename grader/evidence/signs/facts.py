"""What is known at the points of a setting: the symbols' domains, its assumptions, and conditions added on the way."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.signs.algebra import Algebra
from grader.evidence.signs.angles import arc_of
from grader.evidence.signs.structural import NotRealError, structural_range
from grader.evidence.trees.polynomials import (
    Key,
    Polynomial,
    content,
    kernels_of,
    literal,
    normal,
    times,
)
from grader.evidence.trees.ranges.domains import range_of_domain
from grader.evidence.trees.ranges.ranges import (
    ANY,
    ONE,
    ZERO,
    Range,
    hull,
    integral,
    meet,
)
from grader.evidence.trees.ranges.sign import FLIPPED, PRODUCTS, SIGNS, Sign
from grader.language.domains import REAL, Domain
from grader.language.tree import Add, Bind, Const, Logic, Neg, Node, Num, Relation, Sym, symbols

# The signs of left - right that a relation allows.
RELATIONS = {
    "=": Sign.ZERO,
    "!=": Sign.NONZERO,
    "<": Sign.NEGATIVE,
    "<=": Sign.NON_POSITIVE,
    ">": Sign.POSITIVE,
    ">=": Sign.NON_NEGATIVE,
}
ZERO_NODE = Num(Fraction(0))
_INFINITE = (Const("oo"), Neg(Const("oo")))


def flipped(sign: Sign) -> Sign:
    """Return the signs of -u where u has these."""
    return SIGNS[FLIPPED[sign]]


def product(a: Sign, b: Sign) -> Sign:
    """Return the signs that a b may have."""
    return SIGNS[PRODUCTS[a][b]]


def difference(a: Node, b: Node) -> Node:
    """Return the tree a - b."""
    if isinstance(b, Num) and b.value == 0:
        return a
    return Neg(b) if isinstance(a, Num) and a.value == 0 else Add((a, Neg(b)))


class Facts:
    """Ranges and signs that hold at every point under consideration.

    `known` holds ranges of symbols and calls, `signs` of polynomials up to a positive factor (by `normal`),
    `inequalities` polynomials that are >= 0, > 0 or = 0. Facts are never changed: `assuming` returns new ones.
    """

    def __init__(self, setting: Setting, budget: Budget) -> None:
        told = [variable for variable in setting.variables if variable.domain is not REAL]  # of others nothing is known
        shaped = [variable for variable in told if variable.domain.shape]
        self.complex = frozenset(v.name for v in told if v.domain.base == "complex")
        self.algebra = Algebra(frozenset(variable.name for variable in shaped), budget, bool(self.complex))
        self.vectors = frozenset(variable.name for variable in shaped if len(variable.domain.shape) == 1)
        self.conventions = setting.conventions
        # where 0 log 0 is something else than 0, products do not follow from their factors
        self.is_unusual = setting.conventions.get("0 log 0", ZERO_NODE) != ZERO_NODE
        self.known: dict[Node, Range] = {}
        self.ranges: dict[Node, Range] = {}  # of trees that were asked for before, while `known` stays as it is
        self.signs: dict[Key, Sign] = {}
        self.nonzero: tuple[Polynomial, ...] = ()
        self.inequalities: tuple[tuple[Polynomial, Sign], ...] = ()
        self.factor_keys: frozenset[Key] = frozenset()  # of the first `factored` polynomials in `nonzero`
        self.factored = 0
        self.found: dict[tuple[Key, Sign], Sign] = {}  # signs of polynomials that were asked for before
        self.arcs: dict[str, Range] = {}
        for variable in told:
            if (arc := arc_of(variable.domain, self.arcs)) is not None:
                self.arcs[variable.name] = arc
            self._declare(Sym(variable.name), variable.domain)
            self.ranges.clear()
        assumed = [pair for condition in setting.assume for pair in relations(condition)]
        for node, sign in assumed * min(len(assumed), 2):  # again, for what a later one says of an earlier
            self._add(node, sign)

    def assuming(self, node: Node, sign: Sign) -> Facts:
        """Return these facts and one more: `node` is defined and has one of the signs."""
        new = self._copy()
        new._add(node, sign)
        return new

    def _copy(self) -> Facts:
        new = object.__new__(Facts)
        new.__dict__.update(self.__dict__)
        new.known, new.signs, new.found, new.ranges = dict(self.known), dict(self.signs), {}, {}
        return new

    def bound(self, node: Bind) -> Facts:
        """Return the facts inside a sum or another binder: the bound symbol hides one of the same name."""
        new = self._copy()
        new.arcs = {name: arc for name, arc in self.arcs.items() if name != node.var}
        new.known = {key: value for key, value in self.known.items() if node.var not in symbols(key)}
        # polynomials that mention the outer symbol of the same name would be read as the inner one's
        number = next((i for i, kernel in enumerate(self.algebra.nodes) if kernel == Sym(node.var)), None)
        if number is not None or any(node.var in symbols(kernel) for kernel in self.algebra.nodes):
            new.signs, new.inequalities, new.nonzero = {}, (), ()
            new.factor_keys, new.factored = frozenset(), 0
        if node.kind in {"sum", "prod", "max", "min"}:
            low = ANY if node.low is None else structural_range(node.low, self)
            high = ANY if node.high is None else structural_range(node.high, self)
            new.known[Sym(node.var)] = Range(low.low, high.high, low.low_open, high.high_open, integer=low.integer)
            self._order(new, node)
        elif node.kind == "int" and node.low is not None and node.high is not None:
            new.known[Sym(node.var)] = hull(structural_range(end, self) for end in (node.low, node.high))
        return new

    @staticmethod
    def _order(inside: Facts, node: Bind) -> None:
        """Add that the index lies between bounds that are no literals."""
        index = Sym(node.var)
        for end, below in ((node.low, True), (node.high, False)):
            if end is not None and literal(end) is None and end not in _INFINITE and node.var not in symbols(end):
                inside._add(difference(index, end) if below else difference(end, index), Sign.NON_NEGATIVE)

    def is_inhabited(self, node: Bind) -> bool:
        """Whether a sum surely has a term."""
        if node.low is None or node.high is None:
            return False
        low, high = structural_range(node.low, self), structural_range(node.high, self)
        return low.high is not None and high.low is not None and bool(low.high <= high.low)

    def _declare(self, node: Sym, domain: Domain) -> None:
        if domain.base == "complex":
            return
        if domain.members is not None:
            self.known[node] = hull([structural_range(member, self) for member in domain.members] or [ANY])
            return
        known = range_of_domain(domain)
        if known != ANY:
            self.known[node] = known
        for end, is_closed, is_low in ((domain.low, domain.low_closed, True), (domain.high, domain.high_closed, False)):
            if end is not None and literal(end) is None:
                self._enclose(node, end, is_low, is_closed)
                gap = difference(node, end) if is_low else difference(end, node)
                self._add(gap, Sign.NON_NEGATIVE if is_closed else Sign.POSITIVE)

    def _enclose(self, node: Sym, end: Node, is_low: bool, is_closed: bool) -> None:
        """Put a rational number beyond an end in its place: x < sqrt(2) is below 3/2, and t < p < 1 is below 1."""
        try:
            known = ANY if end in _INFINITE else structural_range(end, self)
        except NotRealError:
            return
        if is_low and known.low is not None:
            more = Range(known.low, None, known.low_open or not is_closed)
        elif not is_low and known.high is not None:
            more = Range(None, known.high, high_open=known.high_open or not is_closed)
        else:
            return
        self.known[node] = meet(self.known.get(node, ANY), more)

    def _add(self, node: Node, sign: Sign) -> None:
        try:
            num, den = self.algebra.quotient(node)
            polynomial = num if len(den) == 1 and () in den else times(num, den)
            self._learn(polynomial, sign if len(den) > 1 or den.get((), ONE) > 0 else flipped(sign))
        except (ExceededError, NotRealError):
            return

    def _learn(self, polynomial: Polynomial, sign: Sign) -> None:
        if not polynomial or (len(polynomial) == 1 and () in polynomial):
            return
        polynomial, sign = self._peeled(polynomial, sign)
        self._record(polynomial, sign)

    def _peeled(self, polynomial: Polynomial, sign: Sign) -> tuple[Polynomial, Sign]:
        """Divide out kernels whose own sign is known, and learn which kernels are not zero."""
        monomial, rest = content(polynomial)
        for kernel, exponent in monomial:
            if not sign & 2:
                self._tighten(kernel, Range(nonzero=True))
            own = self.kernel_range(kernel).sign
            if exponent % 2 == 0 and not own & 2:
                continue
            if own in {Sign.POSITIVE, Sign.NEGATIVE}:
                sign = sign if own is Sign.POSITIVE else flipped(sign)
                continue
            even = exponent % 2 == 0
            rest = times(rest, {((kernel, 2 if even else 1),): ONE})
        return rest, sign

    def _record(self, polynomial: Polynomial, sign: Sign) -> None:
        if set(polynomial) == {()}:
            return
        key, positive = normal(polynomial)
        old = self.signs.get(key, Sign.UNKNOWN)
        new = old & (sign if positive else flipped(sign))
        self.signs[key] = Sign(new) if new else old
        if sign.within(Sign.NON_NEGATIVE):
            self.inequalities = (*self.inequalities, (polynomial, sign))
        elif sign.within(Sign.NON_POSITIVE):
            self.inequalities = (*self.inequalities, ({m: -c for m, c in polynomial.items()}, flipped(sign)))
        elif not sign & 2:
            self.nonzero = (*self.nonzero, polynomial)
        kernels = kernels_of(polynomial)
        if len(kernels) == 1 and all(monomial in {(), ((kernels[0], 1),)} for monomial in polynomial):
            self._tighten_affine(kernels[0], polynomial, sign)

    def _tighten_affine(self, kernel: int, polynomial: Polynomial, sign: Sign) -> None:
        """Use a k + b in `sign`."""
        slope, value = polynomial[((kernel, 1),)], polynomial.get((), ZERO)
        end = -value / slope
        sign = sign if slope > 0 else flipped(sign)
        if sign is Sign.NONZERO:
            if end == 0:
                self._tighten(kernel, Range(nonzero=True))
            return
        is_open = not sign & Sign.ZERO
        low = (None, True) if sign & Sign.NEGATIVE else (end, is_open)
        high = (None, True) if sign & Sign.POSITIVE else (end, is_open)
        self._tighten(kernel, Range(low[0], high[0], low[1], high[1]))

    def _tighten(self, kernel: int, more: Range) -> None:
        node = self.algebra.nodes[kernel]
        old = self.known.get(node, ANY)
        new = meet(old, more)
        self.known[node] = integral(new) if new.integer else new
        self.ranges.clear()

    def kernel_range(self, kernel: int) -> Range:
        """Return the range of a kernel."""
        return structural_range(self.algebra.nodes[kernel], self)


def relations(condition: Node) -> Iterator[tuple[Node, Sign]]:
    """Yield trees with the signs that a condition gives them; what is not an order between numbers is left out."""
    match condition:
        case Relation(ops=ops, operands=operands):
            for op, left, right in zip(ops, operands, operands[1:], strict=False):
                if op in RELATIONS:
                    yield difference(left, right), RELATIONS[op]
        case Logic(op="and", args=args):
            for arg in args:
                yield from relations(arg)
        case _:
            return
