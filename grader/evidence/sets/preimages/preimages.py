"""Where an expression in one unknown has its value in a set of reals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from grader.evidence.budget import ExceededError
from grader.evidence.errors import UnclearError, UndefinedError
from grader.evidence.functions.formulas import definition, formula
from grader.evidence.functions.questions import BENT_AT_ZERO, CIRCLE, EXTREMA, JUMPS, SIGNED
from grader.evidence.functions.table import REALS
from grader.evidence.sets import inverses
from grader.evidence.sets.ends import ZERO, End, Order, rational
from grader.evidence.sets.kinks import UNSOLVED, cases_of, parts_of
from grader.evidence.sets.lines import (
    EVERYTHING,
    NOTHING,
    Line,
    combined,
    complement,
    contains,
    difference_of,
    intersection_of,
    interval,
    moved,
    point,
    union_of,
)
from grader.evidence.sets.preimages.exponentials import by_exponential, by_logarithms
from grader.evidence.sets.preimages.harmonics import by_harmonics
from grader.evidence.sets.preimages.powers import under_power
from grader.evidence.sets.preimages.rational import preimage
from grader.evidence.sets.preimages.signs_of_products import by_factors
from grader.evidence.sets.preimages.trigonometric import by_half_angle, under_wave
from grader.evidence.trees.build import minus, product_of, sum_of
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.rational import rational_function
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, RelationOp, Sym, replaced, symbols

REGIONS: dict[RelationOp, Line] = {
    "=": point(ZERO),
    "!=": complement(point(ZERO)),
    "<": Line((ZERO,), (False,), (True, False)),
    "<=": Line((ZERO,), (True,), (True, False)),
    ">": Line((ZERO,), (False,), (False, True)),
    ">=": Line((ZERO,), (True,), (False, True)),
}
NOT_NEGATIVE, POSITIVE = REGIONS[">="], REGIONS[">"]
BENT = BENT_AT_ZERO - JUMPS.keys() | EXTREMA
Way = Callable[[Node, Line], Line | None]


class Preimages:
    """Finds preimages under expressions in the number called `name`.

    Rational functions are solved by the roots of polynomials, monotone functions by their inverses, moduli by cases,
    waves on the stretch `within`, if there is one: outside, a preimage may hold anything.
    """

    def __init__(self, name: str, order: Order, within: tuple[End, End] | None = None) -> None:
        self.name = name
        self.order = order
        self.within = within
        self.cases = 0

    def preimage(self, node: Node, line: Line) -> Line:
        """Return where an expression has its value in a set; anything where it is undefined."""
        self.order.context.budget.spend()
        if not line.marks:
            return EVERYTHING if line.between[0] else NOTHING
        if not self.depends(node):
            return self.constant(node, line)
        if node == Sym(self.name):
            return line
        if all(mark.exact is not None for mark in line.marks):
            function = rational_function(node, Sym(self.name))
            if function is not None:
                return preimage(function, line, self.order)
        for way in (self._opened, self._by_kernel, self._by_cases, self._quadratic, *self._further()):
            found = way(node, line)
            if found is not None:
                return found
        raise UnclearError(UNSOLVED, final=True)

    def _further(self) -> tuple[Way, ...]:
        """Return the ways for expressions in several exponentials, logarithms or waves, and for products."""
        ways = by_exponential, by_half_angle, by_harmonics, by_logarithms, by_factors
        return tuple(partial(way, self) for way in ways)

    def constant(self, node: Node, line: Line) -> Line:
        """Return everything where a number without the unknown belongs to a set, else nothing."""
        try:
            value = self.order.end(node)
        except UndefinedError:
            return NOTHING
        return EVERYTHING if contains(line, value, self.order) else NOTHING

    def _opened(self, node: Node, line: Line) -> Line | None:
        """Return the preimage under the outermost operation, where that has one part with the unknown."""
        match node:
            case Neg(arg):
                return self.preimage(arg, moved(line, self.negated, flipped=True))
            case Add(parts):
                return self._shifted(parts, line)
            case Mul(parts):
                return self._scaled(parts, line)
            case Div(num, den) if not self.depends(den):
                return self._times(num, Div(Num(Fraction(1)), den), line)
            case Pow(base, exp) if self.depends(base) != self.depends(exp):
                return under_power(self, base, exp, line)
            case Call("root", (arg, degree)) if (n := literal(degree)) is not None and n.denominator == 1 and n > 0:
                return self.under(inverses.power_of_root(int(n)), arg, line)
            case Call("log", (arg, base)) if not self.depends(base):
                return self.preimage(Div(Call("log", (arg,)), Call("log", (base,))), line)
            case Call(name, (arg,)):
                return self._under_call(name, arg, line)
            case _:
                return None

    def _under_call(self, name: str, arg: Node, line: Line) -> Line | None:
        """Return the preimage under a function of one argument."""
        if name == "abs":
            return self._modulus(arg, line)
        function = inverses.monotone(name)
        if function is not None:
            return self.under(function, arg, line)
        if name in SIGNED and all(mark.exact == 0 for mark in line.marks):
            return self.preimage(arg, line)
        if name in CIRCLE:
            return under_wave(self, name, arg, line) or self._by_values(name, line)
        return self._by_values(name, line) or self._by_definition(name, arg, line)

    def _by_values(self, name: str, line: Line) -> Line | None:
        """Return everything where all values of a function belong to a set, nothing where none does."""
        facts = REALS.get(name)
        if facts is None or facts.convention is not None:
            return None
        values = NOTHING
        for part in facts.range:
            ends = (None if end is None else formula(end.text) for end in (part.low, part.high))
            low, high = (None if end is None else self.order.end(end) for end in ends)
            values = self._either(values, interval(low, high, (part.low_closed, part.high_closed), self.order))
        if not any(self._both(values, line).at) and not any(self._both(values, line).between):
            return NOTHING
        outside = combined(difference_of, values, line, self.order)
        return None if any(outside.at) or any(outside.between) else EVERYTHING

    def _by_definition(self, name: str, arg: Node, line: Line) -> Line | None:
        found = definition(name, arg)
        return None if found is None else self.preimage(found, line)

    def negated(self, end: End) -> End:
        """Return the negative of a number."""
        return rational(-end.exact) if end.exact is not None else self.order.end(Neg(end.written))

    def _split(self, parts: tuple[Node, ...]) -> tuple[Node, list[Node]] | None:
        """Return the one part with the unknown, and the others; None where several have it."""
        inner = [part for part in parts if self.depends(part)]
        return None if len(inner) != 1 else (inner[0], [part for part in parts if part is not inner[0]])

    def _shifted(self, parts: tuple[Node, ...], line: Line) -> Line | None:
        found = self._split(parts)
        if found is None:
            return None
        inner, others = found
        shift = sum_of(others)
        return self.preimage(inner, moved(line, lambda mark: self.order.end(minus(mark.written, shift))))

    def _scaled(self, parts: tuple[Node, ...], line: Line) -> Line | None:
        found = self._split(parts)
        if found is None:
            return None
        inner, others = found
        return self._times(inner, product_of(others), line)

    def _times(self, inner: Node, factor: Node, line: Line) -> Line:
        side = self.order.compare(self.order.end(factor), ZERO)
        if side == 0:
            return EVERYTHING if contains(line, ZERO, self.order) else NOTHING
        divided = moved(line, lambda mark: self.order.end(Div(mark.written, factor)), flipped=side < 0)
        return self.preimage(inner, divided)

    def under(self, function: inverses.Monotone, arg: Node, line: Line) -> Line:
        """Return the preimage under a monotone function of an expression."""
        return self.preimage(arg, self.pulled(function, line))

    def pulled(self, function: inverses.Monotone, line: Line) -> Line:
        """Return the arguments in a monotone function's domain at which it has its value in the line."""
        within = combined(intersection_of, self._span(function.range, function.closed), line, self.order)
        finite = [self.order.end(bound) for bound in function.range if bound is not None]
        ends = [] if function.closed else finite  # open ends of the range are nobody's value
        kept = [place for place, mark in enumerate(within.marks) if all(self.order.compare(mark, end) for end in ends)]
        if not kept:
            inside = any(within.between)
            return self._span(function.domain, function.closed) if inside else NOTHING
        gaps = (within.between[kept[0]], *(within.between[place + 1] for place in kept))
        marks = [self.order.end(function.inverse(within.marks[place].written)) for place in kept]
        found = Line(tuple(marks), tuple(within.at[place] for place in kept), gaps)
        found = moved(found, lambda mark: mark, flipped=True) if function.falls else found
        return combined(intersection_of, found, self._span(function.domain, function.closed), self.order)

    def _modulus(self, arg: Node, line: Line) -> Line:
        return self.preimage(arg, self.unbent(combined(intersection_of, line, NOT_NEGATIVE, self.order)))

    def unbent(self, line: Line) -> Line:
        """Return the numbers whose modulus belongs to a set of numbers that are not negative."""
        return self._either(line, moved(line, self.negated, flipped=True))

    def _by_kernel(self, node: Node, line: Line) -> Line | None:
        """Return the preimage where all of the unknown stands in one part, such as e^x, that occurs several times."""
        kernels = dict.fromkeys(self.kernels(node))
        if len(kernels) != 1 or node in kernels or Sym(self.name) in kernels:
            return None
        kernel = next(iter(kernels))
        outer = replaced(node, kernel, Sym(self.name))
        return self.preimage(kernel, self.preimage(outer, line))

    def kernels(self, node: Node) -> list[Node]:
        """Return the largest parts with the unknown that no arithmetic opens."""
        match node:
            case Neg() | Add() | Mul() | Div():
                parts = [node.arg] if isinstance(node, Neg) else []
                parts += [*node.terms] if isinstance(node, Add) else []
                parts += [*node.factors] if isinstance(node, Mul) else []
                parts += [node.num, node.den] if isinstance(node, Div) else []
                return [kernel for part in parts for kernel in self.kernels(part)]
            case Pow(base, exp) if (value := literal(exp)) is not None and value.denominator == 1:
                return self.kernels(base)
            case _:
                return [node] if self.depends(node) else []

    def _by_cases(self, node: Node, line: Line) -> Line | None:
        """Return the preimage of an expression with a modulus or a maximum, case by case."""
        bent = self._innermost(node)
        if bent is None:
            return None
        self.cases += 1
        if self.cases > self.order.context.budget.limits.max_cases:
            raise ExceededError("max_cases")
        condition, first, second = cases_of(bent)
        where = self.preimage(condition, NOT_NEGATIVE)
        there = self.preimage(replaced(node, bent, first), line)
        elsewhere = self.preimage(replaced(node, bent, second), line)
        outside = combined(difference_of, elsewhere, where, self.order)
        return self._either(self._both(there, where), outside)

    def _innermost(self, node: Node) -> Call | None:
        """Return a call of a function with a kink that holds no other one."""
        parts = [part for part in parts_of(node) if self.depends(part)]
        for part in parts:
            found = self._innermost(part)
            if found is not None:
                return found
        return node if isinstance(node, Call) and node.name in BENT else None

    def _quadratic(self, node: Node, line: Line) -> Line | None:
        """Return the preimage under a quadratic polynomial, by completing the square."""
        function = rational_function(node, Sym(self.name))
        if function is None or function.den.degree() != 0 or function.num.degree() != 2:
            return None
        c, b, a = (function.num[place] / function.den[0] for place in range(3))
        shift, top = rational(b / (2 * a)), rational(c - b * b / (4 * a))
        square = Pow(Add((Sym(self.name), shift.written)), Num(Fraction(2)))
        return self._opened(Add((Mul((rational(a).written, square)), top.written)), line)

    def _both(self, a: Line, b: Line) -> Line:
        return combined(intersection_of, a, b, self.order)

    def _either(self, a: Line, b: Line) -> Line:
        return combined(union_of, a, b, self.order)

    def depends(self, node: Node) -> bool:
        """Return whether the unknown stands in an expression."""
        return self.name in symbols(node)

    def _span(self, bounds: inverses.Bounds, closed: bool) -> Line:
        low, high = (None if bound is None else self.order.end(bound) for bound in bounds)
        return interval(low, high, (closed, closed), self.order)
