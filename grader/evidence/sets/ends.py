"""Real numbers that bound sets, and their order, decided exactly or not at all."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx, fmpq

from grader.claims.statements import Setting
from grader.evidence.errors import NoValueError, UnclearError, UndefinedError
from grader.evidence.normal_form.constants import constant_zero
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.numbers.shown import shown, shown_tree
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, sign_of
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.signs.roots import Root, less
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.ranges.simplest import simplest as simplest_rational
from grader.language.printing import show
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, Relation, RelationOp, symbols
from grader.records import dataclass
from grader.verdict import Exact, Proof, Value

PRECISIONS = (64, 256, 1024)
MAX_DENOMINATOR, EPSILON = 1000, fmpq(1, 10**12)  # of simple numbers, and how near they must be
SIGNS: dict[RelationOp, Sign] = {"<": Sign.NEGATIVE, "=": Sign.ZERO, ">": Sign.POSITIVE}


@dataclass(frozen=True, slots=True)
class End:
    """A real number: `exact` where rational, a `root` of a polynomial, or a closed form, which may hold parameters."""

    tree: Node | None
    exact: fmpq | None = None
    root: Root | None = None

    def shown(self) -> Value:
        """Return the number as evidence shows it."""
        if self.exact is not None:
            return shown(self.exact)
        if self.tree is not None:
            return shown_tree(self.tree)
        assert self.root is not None
        with ctx.workprec(64):
            return shown(self.root.ball(64))

    @property
    def text(self) -> str:
        """Return the number in words."""
        value = self.shown()
        return value.text if isinstance(value, Exact) else str(value)

    @property
    def written(self) -> Node:
        """Return the number as a tree; raises UnclearError where it has no closed form."""
        if self.tree is None:
            raise UnclearError("a root of a polynomial has no closed form here", final=True)
        return self.tree


def rational(value: fmpq) -> End:
    """Return a rational number as an end."""
    return End(number_tree(value), value)


ZERO = rational(fmpq(0))


def of_root(root: Root) -> End:
    """Return a root of a polynomial, in closed form where its degree is at most 2 or it is a plain root."""
    exact = root.rational
    if exact is not None:
        return rational(exact)
    coefficients = root.factor
    if len(coefficients) == 3:
        return End(_quadratic(coefficients, root.index), None, root)
    if not any(coefficients[1:-1]):
        plain = Call(
            "root",
            (number_tree(fmpq(*map(abs, (coefficients[0], coefficients[-1])))), Num(Fraction(len(coefficients) - 1))),
        )
        is_negative = root.ball() < 0
        return End(Neg(plain) if is_negative else plain, None, root)
    return End(None, None, root)


def _quadratic(coefficients: tuple[int, ...], index: int) -> Node:
    """Return (-b ± sqrt(b^2 - 4 a c)) / 2a with the square factors of small primes taken out of the root."""
    c, b, a = coefficients
    inside, outside = b * b - 4 * a * c, 1
    for prime in (2, 3, 5, 7, 11, 13):
        while inside % (prime * prime) == 0:
            inside, outside = inside // (prime * prime), outside * prime
    middle, width = fmpq(-b, 2 * a), fmpq(outside, 2 * abs(a))
    surd: Node = Call("sqrt", (Num(Fraction(inside)),))
    if width.p != 1:
        surd = Mul((Num(Fraction(int(width.p))), surd))
    if width.q != 1:
        surd = Div(surd, Num(Fraction(int(width.q))))
    signed = surd if index else Neg(surd)
    return signed if middle == 0 else Add((number_tree(middle), signed))


def whole_number(ball: arb) -> int:
    """Return the only integer in a ball; raises UnclearError where it holds none or several."""
    found = ball.unique_fmpz()
    if found is None:
        raise UnclearError("an integer is not clear", final=True)
    return int(found)


class OrderError(UnclearError):
    """The order of two ends depends on the parameters, as far as is known."""

    def __init__(self, a: End, b: End, sign: Sign) -> None:
        pair = a.written, b.written
        self.cases = tuple(Relation((op,), pair) for op, part in SIGNS.items() if part.within(sign))
        super().__init__(f"the order of {a.text} and {b.text} is not clear", final=True)


class Order:
    """Orders ends in a setting of parameters; raises UnclearError where their order is not proved."""

    def __init__(self, context: Context, setting: Setting) -> None:
        self.context = context
        self.setting = setting
        self.known: dict[tuple[End, End], int] = {}

    def end(self, tree: Node) -> End:
        """Return a finite end; raises UndefinedError or UnclearError where it has no value."""
        if symbols(tree):
            if not defined_everywhere(tree, self.setting, self.context.budget):
                raise UnclearError(f"whether {show(tree)} is defined is not proved", final=True)
            return End(tree)
        seen = see(self.context, tree, {}, PRECISIONS[0])
        if isinstance(seen, UndefinedError):
            raise seen
        if isinstance(seen, NoValueError):
            seen = see(self.context, tree, {}, PRECISIONS[-1])
        if isinstance(seen, NoValueError):
            raise seen
        return rational(seen) if isinstance(seen, fmpq) else End(tree)

    def compare(self, a: End, b: End) -> int:
        """Return -1, 0 or 1 where a is below, at or above b."""
        self.context.budget.spend()
        if a.exact is not None and b.exact is not None:
            return int(a.exact > b.exact) - int(a.exact < b.exact)
        if a == b:
            return 0
        known = self.known.get((a, b))
        if known is None:
            known = self._decided(a, b)
            self.known[a, b], self.known[b, a] = known, -known
        return known

    def _decided(self, a: End, b: End) -> int:
        if any(end.tree is not None and symbols(end.tree) for end in (a, b)):
            return self._symbolic(a, b)
        if a.root is not None and b.root is not None:
            return 0 if a.root == b.root else (-1 if less(a.root, b.root) else 1)
        for precision in PRECISIONS:
            x, y = self.ball(a, precision), self.ball(b, precision)
            if x < y or x > y:
                return -1 if x < y else 1
            if precision == PRECISIONS[0] and self._are_equal(a, b):
                return 0
        raise UnclearError(f"the order of {a.text} and {b.text} is not clear", final=True, limit="max_precision")

    def _symbolic(self, a: End, b: End) -> int:
        budget = self.context.budget
        if isinstance(prove_equal(a.written, b.written, self.setting, budget), Proof):
            return 0
        sign = sign_of(minus(a.written, b.written), self.setting, budget)
        if sign in {Sign.NEGATIVE, Sign.POSITIVE}:
            return -1 if sign is Sign.NEGATIVE else 1
        raise OrderError(a, b, sign)

    def ball(self, end: End, precision: int) -> arb:
        """Return an enclosure of a constant."""
        with ctx.workprec(precision):
            if end.exact is not None:
                return arb(end.exact)
            if end.root is not None:
                return end.root.ball(precision)
        seen = see(self.context, end.written, {}, precision)
        if isinstance(seen, NoValueError):
            raise UnclearError(f"the value of {end.text} is not clear", final=True)
        with ctx.workprec(precision):
            return arb(seen)

    def _are_equal(self, a: End, b: End) -> bool:
        if a.tree is not None and b.tree is not None:
            return constant_zero(minus(a.tree, b.tree), self.context.budget) is True
        root, other = (a.root, b) if a.tree is None else (b.root, a)
        assert root is not None
        return self._is_root(other, root)

    def _is_root(self, end: End, root: Root) -> bool:
        """Return whether a number is proved to be this root: the polynomial is 0 there, and no other root is near."""
        value = end.written
        terms = tuple(
            Mul((number_tree(fmpq(c)), Pow(value, Num(Fraction(power))))) for power, c in enumerate(root.factor) if c
        )
        if constant_zero(Add(terms), self.context.budget) is not True:
            return False
        near = self.ball(end, PRECISIONS[1])
        others = range(len(root.factor) - 1)
        return all(not near.overlaps(ball) for index in others if (ball := _other(root, index)) is not None)

    def is_whole(self, end: End) -> bool:
        """Return whether a constant is an integer."""
        if end.exact is not None:
            return bool(end.exact.q == 1)
        if end.tree is not None and symbols(end.tree):
            raise UnclearError(f"whether {end.text} is an integer is not clear", final=True)
        near = self.ball(end, PRECISIONS[1])
        whole = near.unique_fmpz()
        if whole is None:
            return False
        return self.compare(end, rational(fmpq(whole))) == 0

    def floor(self, end: End) -> fmpq:
        """Return the greatest integer that is at most a constant."""
        if end.exact is not None:
            return fmpq(end.exact.floor())
        if end.tree is not None and symbols(end.tree):
            raise UnclearError(f"the integers near {end.text} are not clear", final=True)
        with ctx.workprec(PRECISIONS[1]):
            near = self.ball(end, PRECISIONS[1])
            whole = near.unique_fmpz()
            if whole is not None:
                return fmpq(whole) - (self.compare(end, rational(fmpq(whole))) < 0)
            return fmpq(whole_number(near.floor()))


def simplest(end: End, order: Order) -> fmpq | None:
    """Return the simplest rational number that a constant may be; None where it is not simple."""
    span = enclosing(order.ball(end, 64))
    if span.low is None or span.high is None:
        return None
    guess = simplest_rational(span.low - EPSILON, span.high + EPSILON)
    return guess if guess.q < MAX_DENOMINATOR else None


def _other(root: Root, index: int) -> arb | None:
    """Return the ball of another real root of the same polynomial, None where there is none of that number."""
    if index == root.index:
        return None
    try:
        return Root(root.factor, index).ball(PRECISIONS[1])
    except IndexError:
        return None
