"""From trees to elements of the tower: one visit of each node, under the facts of one case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.claims.statements import Setting
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form import derivatives, indexed, ring, rules
from grader.evidence.normal_form.cases import scope
from grader.evidence.normal_form.cases.case import Case, EmptyError
from grader.evidence.normal_form.cases.conditions import chosen
from grader.evidence.normal_form.ring.field import ZeroDivisorError
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.language.tree import (
    Add,
    Apply,
    Bind,
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
    Sym,
)

MAX_DEPTH = 200  # levels of a tree, since each is a call
MAX_EXPONENT = 1 << 32  # of a power within a power


class ComplexError(Exception):
    """The sides have complex values: the proof must start again without what holds for real numbers only."""


class Converter:
    """Converts trees under one case; `splits` collects factors whose sign would help."""

    def __init__(self, case: Case, setting: Setting, complex_mode: bool) -> None:
        self.case: Case = case
        self.tower: Tower = case.tower
        self.setting = setting
        self.scope = scope.Scope(self.tower, setting)
        self.complex = complex_mode
        self.splits: list[Any] = []
        self.memo: dict[int, tuple[Node, Element]] = {}
        self.depth = 0
        self.nodes = 0
        self.max_nodes = self.tower.budget.limits.max_nodes
        self.plain: dict[str, Element] = {}  # symbols that stand for themselves
        self.rough = False  # a derivative's formula may have gaps where the derivative has none
        self.least: set[int] = set()  # kernels that stand for a power or a factorial that is evaluated
        self.lowered: set[int] = set()  # kernels that others are multiples of
        self.jumps: list[tuple[Poly, Poly]] = []
        self.unwritten: ExceededError | None = None  # why a power was not written out

    def convert(self, node: Node) -> Element:
        """Return the element of a tree; raises `DeclinedError`, `SplitError` and `ExceededError`."""
        kind = type(node)
        if kind is Sym:
            return self._symbol(node.name)  # type: ignore[attr-defined]
        if kind is Num:
            return self.tower.literal(node.value)  # type: ignore[attr-defined]
        known = self.memo.get(id(node))
        if known is not None:
            return known[1]
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH:
            raise DeclinedError("a tree that is nested too deeply")
        if self.nodes > self.max_nodes:
            raise ExceededError("max_nodes")
        self.tower.budget.spend()
        element = INNER[kind](self, node) if kind in INNER else self._other(node)
        self.depth -= 1
        self.memo[id(node)] = (node, element)
        return element

    def _other(self, node: Node) -> Element:
        match node:
            case Const():
                return self._constant(node)
            case Apply(name, args, primes):
                return self.opaque(f"apply {name} {primes}", [self.convert(arg) for arg in args])
            case Cases():
                return self.convert(chosen(self, node))
            case Index():
                return self._entry(node)
            case Bind():
                return indexed.bound.bound(self, node)
            case Derivative():
                return derivatives.slopes.slope_of(self, node)
            case _:
                raise DeclinedError(f"{type(node).__name__.lower()} in a formula")

    def under(self, case: Case) -> Converter:
        """Return a converter of the same kind under another case."""
        return Converter(case, self.setting, self.complex)

    def opaque(self, name: str, args: list[Element]) -> Element:
        """Return a function's value as a kernel; equal arguments give the same one."""
        normal = [self.tower.normal(arg) for arg in args]
        kernel = self.tower.kernel(name, tuple(poly for arg in normal for poly in (arg.num, arg.den)))
        self.tower.set_real(kernel, kernel.real and not self.complex)
        return kernel.element

    def constant_power(self, base: Element, exponent: Rational) -> Element:
        """Return base^exponent for a rational number."""
        return rules.exponents.constant_power(self, base, exponent)

    @property
    def in_body(self) -> bool:
        """Whether what is converted is below a bound symbol, and perhaps never evaluated."""
        return bool(self.scope.bound)

    def note_shift(self, kernel: Kernel, is_least: bool) -> None:
        """Record that a kernel was used for its own expression, or for one with a larger exponent or argument."""
        if not is_least:
            self.lowered.add(kernel.index)
        elif not self.in_body or kernel.bound:
            self.least.add(kernel.index)

    @property
    def is_grounded(self) -> bool:
        """Whether each kernel in use has a value: x^n is x x^(n-1) only where x^(n-1) is evaluated too."""
        return self.lowered <= self.least

    def convention(self, name: str) -> Element | None:
        """Return the value that a named convention gives, or None where the setting has none."""
        node = self.setting.conventions.get(name)
        return None if node is None else self.convert(node)

    def _symbol(self, name: str) -> Element:
        if self.case.values or self.scope.bound:
            return self._scoped(name)
        element = self.plain.get(name)
        if element is None:
            element = self.plain[name] = self._scoped(name)
        return element

    def _scoped(self, name: str) -> Element:
        if self.scope.is_complex(name):
            self._require_complex()
            return self.scope.complex_symbol(name)
        kernel = self.scope.kernel(name)
        return self.case.values.get(kernel.index) or kernel.element

    def _entry(self, node: Index) -> Element:
        if self.scope.is_array(node.base) and not all(isinstance(index, Num) for index in node.indices):
            assert isinstance(node.base, Sym)
            return self.scope.moving_entry(node.base.name, [self.convert(index) for index in node.indices])
        element = self.scope.entry(node)
        if not self.tower.all_real(element.num):
            self._require_complex()
        return element

    def _require_complex(self) -> None:
        if not self.complex:
            raise ComplexError

    def _sum(self, node: Add) -> Element:
        terms, add = node.terms, self.tower.add
        total = self.convert(terms[0])
        for term in terms[1:]:
            total = add(total, self.convert(term))
        return total

    def _product(self, node: Mul) -> Element:
        factors, mul = node.factors, self.tower.mul
        total = self.convert(factors[0])
        for factor in factors[1:]:
            total = mul(total, self.convert(factor))
        return total

    def _negative(self, node: Neg) -> Element:
        return self.tower.neg(self.convert(node.arg))

    def _quotient(self, node: Div) -> Element:
        num, den = self.convert(node.num), self.convert(node.den)
        if len(den.num) > 1 or not den.num.is_constant():
            self.case.divide(den.num)
        try:
            return self.tower.div(num, den)
        except ZeroDivisorError:
            if self.case.learning:
                raise EmptyError from None  # no point of this case is one where the side has a value
            raise

    def power(self, base: Element, exponent: Element) -> Element:
        """Return base^exponent."""
        return rules.exponents.power(self, base, exponent)

    def _power(self, node: Pow) -> Element:
        exponent = node.exp
        if type(exponent) is Num:
            times, parts = exponent.value.as_integer_ratio()
            if parts == 1:
                return self._natural_power(node, times)
        if node.base == Const("e"):
            return rules.functions.exp(self, self.convert(exponent))
        return rules.exponents.power(self, self.convert(node.base), self.convert(exponent))

    def _natural_power(self, node: Pow, times: int) -> Element:
        """Return base^times, with powers of powers joined; one too long to be written out becomes a kernel."""
        base = node.base
        while type(base) is Pow and times > 0 and (inner := _natural(base.exp)):
            times, base = times * inner, base.base
        if type(base) is Call and base.name == "abs" and not times % 2:
            element, times = rules.moduli.squared(self.case, self.convert(base.args[0])), times // 2
        else:
            element = self.convert(base)
        try:
            return self.tower.power(element, times)
        except ExceededError as error:
            if error.limit not in {"max_degree", "max_terms"}:
                raise
            self.unwritten = self.unwritten or error
            return ring.factors.long_power(self.tower, element, times)

    def _call(self, node: Call) -> Element:
        return rules.functions.call(self, node)

    def _constant(self, node: Const) -> Element:
        match node.name:
            case "pi":
                return rules.angles.trigonometry.pi(self.tower)
            case "e":
                return rules.exponentials_and_logarithms.exponential(self.case, self.tower.poly(self.tower.one))
            case "i":
                self._require_complex()
                return self.scope.imaginary()
            case name:
                raise DeclinedError(f"the constant {name} in a formula")


def _natural(exponent: Node) -> int:
    """Return a positive integer that is written as a number; 0 for any other exponent."""
    if type(exponent) is not Num or exponent.value.denominator != 1:
        return 0
    return exponent.value.numerator if exponent.value.numerator < MAX_EXPONENT else 0


INNER: dict[type[Node], Callable[[Converter, Any], Element]] = {
    Add: Converter._sum,
    Mul: Converter._product,
    Neg: Converter._negative,
    Div: Converter._quotient,
    Pow: Converter._power,
    Call: Converter._call,
}
