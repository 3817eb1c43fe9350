"""Trees as quotients of polynomials over kernels: symbols, and calls that no arithmetic opens."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.trees.polynomials import (
    MAX_EXPONENT,
    Polynomial,
    constant,
    integer_literal,
    kernels_of,
    literal,
    plus,
    raised,
    times,
    tree_of,
)
from grader.evidence.trees.ranges.ranges import ONE, fmpq_of
from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    Tup,
    children,
)

MAX_ROOT = 8  # order of a root whose power is noted to be a polynomial


class Algebra:
    """A numbering of kernels, shared by all polynomials that are compared with each other."""

    def __init__(self, arrays: frozenset[str], budget: Budget, is_complex: bool = False) -> None:
        self.is_complex = is_complex
        self.nodes: list[Node] = []
        self.arrays = arrays
        self.budget = budget
        self._numbers: dict[Node, int] = {}
        self._relations: dict[int, tuple[int, Polynomial]] = {}  # kernel^n is the polynomial
        self._are_arrays: dict[Node, bool] = {}
        self._quotients: dict[Node, tuple[Polynomial, Polynomial]] = {}

    def kernel(self, node: Node) -> Polynomial:
        """Return the polynomial of a tree that stands for itself."""
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
            self._relate(number, node)
        return {((number, 1),): ONE}

    def _relate(self, number: int, node: Node) -> None:
        """Note which power of a root or an absolute value is a polynomial."""
        match node:
            case Call(name="sqrt", args=(u,)):
                degree, power = 2, u
            case Call(name="cbrt", args=(u,)):
                degree, power = 3, u
            case Call(name="abs", args=(u,)) if not self.is_array(u) and not self.is_complex:
                degree, power = 2, Mul((u, u))
            case Pow(base=u, exp=Div() | Num() as exp) if (
                (q := literal(exp)) and q.numerator == 1 and q.denominator <= MAX_ROOT
            ):
                degree, power = q.denominator, u
            case _:
                return
        num, den = self._quotient(power)
        if set(den) == {()}:
            self._relations[number] = degree, plus({}, num, 1 / den[()])

    def quotient(self, node: Node) -> tuple[Polynomial, Polynomial]:
        """Return numerator and denominator of a tree, equal to it wherever it is defined."""
        found = self._quotients.get(node)
        if found is None:
            num, den = self._quotient(node)
            found = self._reduced(num), self._reduced(den)
            if not found[1]:  # nowhere defined
                found = self.kernel(node), constant(ONE)
            self._quotients[node] = found
        return found

    def _reduced(self, polynomial: Polynomial) -> Polynomial:
        """Replace powers of roots and absolute values."""
        for kernel in reversed(kernels_of(polynomial)) if self._relations else ():
            if kernel in self._relations:
                polynomial = self._replaced(polynomial, kernel, *self._relations[kernel])
        return polynomial

    def _replaced(self, polynomial: Polynomial, kernel: int, degree: int, power: Polynomial) -> Polynomial:
        out: Polynomial = {}
        for monomial, coefficient in polynomial.items():
            exponents = dict(monomial)
            whole, rest = divmod(exponents.pop(kernel, 0), degree)
            if rest:
                exponents[kernel] = rest
            term: Polynomial = {tuple(sorted(exponents.items())): coefficient}
            out = plus(out, times(term, raised(power, whole)) if whole else term)
        return out

    def _quotient(self, node: Node) -> tuple[Polynomial, Polynomial]:
        self.budget.spend()
        match node:
            case Num(value=value):
                return constant(fmpq_of(value)), constant(ONE)
            case Neg(arg=arg):
                num, den = self._quotient(arg)
                return plus({}, num, fmpq(-1)), den
            case Add(terms=terms):
                return self._sum(terms)
            case Mul(factors=factors) if sum(self.is_array(factor) for factor in factors) < 2:
                out = self._quotient(factors[0])
                for factor in factors[1:]:
                    num, den = self._quotient(factor)
                    out = times(out[0], num), times(out[1], den)
                return out
            case Div(num=above, den=below) if not self.is_array(below):
                (p, q), (r, s) = self._quotient(above), self._quotient(below)
                if not r:  # divided by zero: nowhere defined
                    return self.kernel(node), constant(ONE)
                return times(p, s), times(q, r)
            case Pow(base=base, exp=exp) if (n := integer_literal(exp)) is not None and not self.is_array(base):
                return self._power(node, base, n)
            case Call(name="exp", args=(u,)) | Pow(base=Const(name="e"), exp=u) if not self.is_array(u):
                return self._exponential(node, u)
            case _:
                return self.kernel(node), constant(ONE)

    def _exponential(self, node: Node, u: Node) -> tuple[Polynomial, Polynomial]:
        """Return exp of a sum as a product: exp(p/q m) is the p-th power of exp(m/q)."""
        num, den = self._quotient(u)
        if set(den) != {()}:
            return self.kernel(node), constant(ONE)
        above, below = constant(ONE), constant(ONE)
        for monomial, coefficient in num.items():
            scaled = coefficient / den[()]
            if abs(scaled.p) > MAX_EXPONENT:
                return self.kernel(node), constant(ONE)
            unit: Node = Const("e")
            if monomial or scaled.q != 1:
                unit = Call("exp", (tree_of({monomial: fmpq(1, scaled.q)}, self.nodes),))
            power = raised(self.kernel(unit), abs(int(scaled.p)))
            above, below = (times(above, power), below) if scaled > 0 else (above, times(below, power))
        return above, below

    def _sum(self, terms: tuple[Node, ...]) -> tuple[Polynomial, Polynomial]:
        num, den = self._quotient(terms[0])
        for term in terms[1:]:
            p, q = self._quotient(term)
            if q == den:
                num = plus(num, p)
            else:
                num, den = plus(times(num, q), times(p, den)), times(den, q)
        return num, den

    def _power(self, node: Node, base: Node, n: int) -> tuple[Polynomial, Polynomial]:
        num, den = self._quotient(base)
        if n < 0:
            if not num:
                return self.kernel(node), constant(ONE)
            num, den, n = den, num, -n
        if not num:
            return (constant(ONE) if n == 0 else {}), constant(ONE)
        return raised(num, n), raised(den, n)

    def is_array(self, node: Node) -> bool:
        """Whether a tree may stand for an array rather than a number."""
        match node:
            case Sym(name=name):
                return name in self.arrays
            case Num() | Const() | Index():
                return False
            case Array() | Tup() | Transpose() | ArrayMul():
                return True
        found = self._are_arrays.get(node)
        if found is None:
            found = self._are_arrays[node] = self._is_array(node)
        return found

    def _is_array(self, node: Node) -> bool:
        match node:
            case Call(name="norm" | "tr" | "det" | "logsumexp" | "max" | "min"):
                return False
            case Call(name="softmax" | "diag" | "inv" | "grad"):
                return True
            case _:
                return any(self.is_array(child) for child in children(node))
