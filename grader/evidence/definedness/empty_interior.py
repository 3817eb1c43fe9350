"""Zero sets without interior.

A function that is analytic on a connected open set vanishes on the whole of it or on no open part. The proofs here
are algebraic, so they hold on every open piece at once: numerators are polynomials over kernels; roots, absolute
values and maxima are eliminated by resultants; what is left are the symbols and transcendental kernels, of which
only such systems are accepted as are known to be algebraically independent on every open set.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq_mpoly_ctx

from grader.evidence.budget import ExceededError
from grader.evidence.functions.questions import CIRCLE, EXPONENTIAL, NOWHERE_CONSTANT, TRANSCENDENTAL
from grader.evidence.signs import Facts, Sign
from grader.evidence.signs.decide import factors_of, polynomial_sign
from grader.evidence.signs.structural import NotRealError
from grader.evidence.trees.polynomials import Polynomial, constant, kernels_of, literal, plus, raised, times
from grader.evidence.trees.ranges.ranges import ONE, ZERO
from grader.language.tree import Add, Call, Const, Index, Mul, Neg, Node, Pow, Sym, Transpose, symbols

MAX_ELIMINATIONS = 6  # roots and absolute values in one expression
MAX_RESULTANT_TERMS = 300  # both degrees times the number of terms


class Thinness:
    """Proofs about zero sets in a setting whose symbols in `discrete` do not vary continuously."""

    def __init__(self, facts: Facts, discrete: frozenset[str]) -> None:
        self.facts = facts
        self.discrete = discrete

    def vanishes_thinly(self, node: Node) -> bool:
        """Whether the zeros of a tree, where it is defined, surely have no interior."""
        try:
            num, _ = self.facts.algebra.quotient(node)
            return bool(num) and self._polynomial(num)
        except (ExceededError, NotRealError):
            return False

    def is_nowhere_constant(self, node: Node) -> bool:
        """Whether a tree surely is not constant on any open set on which it is defined."""
        try:
            num, den = self.facts.algebra.quotient(node)
            return self._varies(num, den)
        except (ExceededError, NotRealError):
            return False

    def _polynomial(self, polynomial: Polynomial) -> bool:
        if self.facts.complex:
            return all(self._is_coordinate(kernel) for kernel in kernels_of(polynomial))
        _, parts = factors_of(polynomial) if self._moving(polynomial) else (ONE, [])
        return bool(parts) and all(self._factor(part) for part, _ in parts)

    def _moving(self, polynomial: Polynomial) -> list[int]:
        """Return the kernels that depend on a symbol that varies continuously."""
        return [k for k in kernels_of(polynomial) if symbols(self.facts.algebra.nodes[k]) - self.discrete]

    def _factor(self, factor: Polynomial) -> bool:
        if not polynomial_sign(factor, self.facts, Sign.NONZERO) & 2:
            return True
        moving = self._moving(factor)
        if len(moving) == 1 and len(kernels_of(factor)) == 1:
            return self._kernel_varies(moving[0]) or (len(factor) == 1 and self._root_vanishes(moving[0]))
        return bool(moving) and self._is_independent(self.eliminated(factor))

    def _root_vanishes(self, kernel: int) -> bool:
        """Whether |u| or a root of u is 0 on a set without interior, as u is."""
        match self.facts.algebra.nodes[kernel]:
            case Call(name="abs" | "sqrt" | "cbrt" | "root", args=(u, *_)):
                return self.vanishes_thinly(u)
            case _:
                return False

    def _varies(self, num: Polynomial, den: Polynomial) -> bool:
        """Whether num/den is nowhere constant: where num - c den has no interior of zeros, whatever c."""
        moving = sorted({*self._moving(num), *self._moving(den)})
        if len(moving) == 1 and len(kernels_of(num)) <= 1 and set(den) == {()}:
            return self._kernel_varies(moving[0])
        if moving and not self._moving(den) and all(self._is_coordinate(kernel) for kernel in moving):
            parts = _coefficients(num, frozenset(moving)).items()
            return any(key and not polynomial_sign(part, self.facts, Sign.NONZERO) & 2 for key, part in parts)
        if not moving or not all(self._is_coordinate(kernel) for kernel in {*kernels_of(num), *kernels_of(den)}):
            return False
        lead, below = max(num, default=()), max(den)
        scale = num.get(lead, ZERO) / den[below]
        return bool(plus(num, den, -scale)) or lead != below

    def _kernel_varies(self, kernel: int) -> bool:
        node = self.facts.algebra.nodes[kernel]
        match node:
            case Sym() | Index():
                return self._is_coordinate(kernel)
            case Call(name=name, args=(u,)) if name in NOWHERE_CONSTANT:
                return self.is_nowhere_constant(u)
            case Call(name="root", args=(u, degree)) if literal(degree):
                return self.is_nowhere_constant(u)
            case Call(name="det", args=(Sym(name=name),)):
                return name in self.facts.algebra.arrays
            case Call(name="norm", args=(u, *_)):
                return self._is_free_array(u)
            case Mul(factors=(Transpose(arg=Sym(name=left)), Sym(name=right))):
                return {left, right} <= self.facts.vectors
            case Pow(base=Const(name="e"), exp=u):
                return self.is_nowhere_constant(u)
            case Pow(base=u, exp=exp) if literal(exp):
                return self.is_nowhere_constant(u)
            case _:
                return False

    def _is_free_array(self, node: Node) -> bool:
        """Whether an array takes all values: a symbol, or a sum in which a symbol stands once."""
        terms = node.terms if isinstance(node, Add) else (node,)
        bare = [term.arg if isinstance(term, Neg) else term for term in terms]
        names = [term.name for term in bare if isinstance(term, Sym) and term.name in self.facts.algebra.arrays]
        return any(sum(name in symbols(term) for term in terms) == 1 for name in names)

    def _is_coordinate(self, kernel: int) -> bool:
        """Whether a kernel is a symbol of its own, independent of all others."""
        node = self.facts.algebra.nodes[kernel]
        if isinstance(node, Sym):
            return node.name not in self.discrete and node.name not in self.facts.algebra.arrays
        return isinstance(node, Index) and all(literal(index) is not None for index in node.indices)

    def eliminated(self, polynomial: Polynomial) -> Polynomial:
        """Return a polynomial without algebraic kernels that vanishes wherever this one does."""
        for _ in range(MAX_ELIMINATIONS):
            kernels = kernels_of(polynomial)
            for kernel in reversed(kernels):
                relation = self._relation(kernel) or self._circular(kernel, kernels)
                if relation is not None:
                    polynomial = resultant(polynomial, relation, kernel)
                    break
            else:
                return polynomial
        raise ExceededError("max_cases")

    def _relation(self, kernel: int) -> Polynomial | None:
        """Return a polynomial that an algebraic kernel satisfies, or None where the kernel is none."""
        node = self.facts.algebra.nodes[kernel]
        own: Polynomial = {((kernel, 1),): ONE}
        match node:
            case Call(name="sqrt", args=(u,)):
                return self._power_relation(own, u, 1, 2)
            case Call(name="cbrt", args=(u,)):
                return self._power_relation(own, u, 1, 3)
            case Call(name="root", args=(u, degree)) if (order := literal(degree)) and order.denominator == 1 < order:
                return self._power_relation(own, u, 1, order.numerator)
            case Call(name="abs", args=(u,)):
                return self._power_relation(own, u, 2, 2)
            case Call(name="relu", args=(u,)):
                num, den = self.facts.algebra.quotient(u)
                return times(own, plus(times(own, den), num, -ONE))
            case Call(name="max" | "min", args=args) if len(args) > 1:
                out = constant(ONE)
                for arg in args:
                    num, den = self.facts.algebra.quotient(arg)
                    out = times(out, plus(times(own, den), num, -ONE))
                return out
            case Pow(base=u, exp=exp) if (exponent := literal(exp)) is not None:
                return self._power_relation(own, u, exponent.numerator, exponent.denominator)
            case _:
                return None

    def _circular(self, kernel: int, kernels: tuple[int, ...]) -> Polynomial | None:
        """Return what binds a circle function to the cosine and sine of its angle, where another one is at hand."""
        nodes = self.facts.algebra.nodes
        node = nodes[kernel]
        if not isinstance(node, Call) or node.name not in CIRCLE:
            return None
        others = {other.name for k in kernels if isinstance(other := nodes[k], Call) and other.args == node.args}
        if not others & CIRCLE - {node.name} or (node.name == "sin" and others & CIRCLE != {"sin", "cos"}):
            return None
        own: Polynomial = {((kernel, 1),): ONE}
        cosine, sine = (self.facts.algebra.quotient(Call(name, node.args))[0] for name in ("cos", "sin"))
        match node.name:
            case "sin":
                return plus(plus(times(own, own), times(cosine, cosine), ONE), constant(ONE), -ONE)
            case "tan" | "sec":
                return plus(times(own, cosine), sine if node.name == "tan" else constant(ONE), -ONE)
            case "cot" | "csc":
                return plus(times(own, sine), cosine if node.name == "cot" else constant(ONE), -ONE)
            case _:
                return None

    def _power_relation(self, own: Polynomial, u: Node, p: int, q: int) -> Polynomial:
        """Return own^q - u^p, its denominators cleared."""
        num, den = self.facts.algebra.quotient(u)
        if p < 0:
            num, den, p = den, num, -p
        return plus(times(raised(own, q), raised(den, p)), raised(num, p), -ONE)

    def _is_independent(self, polynomial: Polynomial) -> bool:
        """Whether a polynomial over symbols and transcendental kernels vanishes on no open set."""
        if not polynomial:
            return False
        moving = self._moving(polynomial)
        special = [kernel for kernel in moving if not self._is_coordinate(kernel)]
        if not moving or not self._are_independent(special):
            return False
        return any(
            not polynomial_sign(coefficient, self.facts, Sign.NONZERO) & 2
            for coefficient in _coefficients(polynomial, frozenset(moving)).values()
        )

    def _are_independent(self, special: list[int]) -> bool:
        """Whether kernels are algebraically independent over the rational functions of the symbols."""
        nodes = [self.facts.algebra.nodes[kernel] for kernel in special]
        arguments = [_argument(node) for node in nodes]
        if not all(argument is not None and self._is_rational(argument) for argument in arguments):
            return False
        if len(special) <= 1:
            return all(self.is_nowhere_constant(argument) for argument in arguments if argument is not None)
        names = [node.name if isinstance(node, Call) else "exp" for node in nodes]
        if not set(names) <= CIRCLE | EXPONENTIAL:
            return False
        pairs = list(zip(names, (argument for argument in arguments if argument is not None), strict=True))
        kinds = [[u for name, u in pairs if (name in CIRCLE) is turning] for turning in (False, True)]
        return all(map(self._are_linearly_independent, kinds))

    def _is_rational(self, node: Node) -> bool:
        num, den = self.facts.algebra.quotient(node)
        return all(self._is_coordinate(kernel) for p in (num, den) for kernel in kernels_of(p))

    def _are_linearly_independent(self, arguments: list[Node]) -> bool:
        """Whether no rational combination of polynomials is constant; then their exponentials are independent.

        This is the theorem of Lindemann, Weierstrass and Ax for functions. Each of cos u, sin u, tan u and e^(iu) is
        algebraic over each other, as are cosh u, sinh u, tanh u and e^u, so it holds for them too; and real u and i v
        are independent of each other when the u are and the v are.
        """
        rows = []
        for argument in arguments:
            num, den = self.facts.algebra.quotient(argument)
            if set(den) != {()}:
                return False
            rows.append({monomial: c / den[()] for monomial, c in num.items() if monomial})
        return _rank(rows) == len(rows)


def _argument(node: Node) -> Node | None:
    match node:
        case Call(name=name, args=(u,)) if name in TRANSCENDENTAL:
            return u
        case Pow(base=Const(name="e"), exp=u):
            return u
        case _:
            return None


def _rank(rows: list[Polynomial]) -> int:
    rank = 0
    rows = [row for row in rows if row]
    while rows:
        pivot, *rest = rows
        lead = max(pivot)
        reduced = (plus(row, pivot, -row.get(lead, ZERO) / pivot[lead]) for row in rest)
        rows = [row for row in reduced if row]
        rank += 1
    return rank


def _coefficients(polynomial: Polynomial, moving: frozenset[int]) -> dict[Any, Polynomial]:
    """Return a polynomial's coefficients as polynomials in the kernels that do not move."""
    out: dict[Any, Polynomial] = {}
    for monomial, coefficient in polynomial.items():
        key = tuple(pair for pair in monomial if pair[0] in moving)
        rest = tuple(pair for pair in monomial if pair[0] not in moving)
        out.setdefault(key, {})[rest] = coefficient
    return out


def resultant(a: Polynomial, b: Polynomial, kernel: int) -> Polynomial:
    """Return the resultant of two polynomials with respect to a kernel."""
    kernels = sorted({*kernels_of(a), *kernels_of(b)})
    context = fmpq_mpoly_ctx.get([f"k{index}" for index in range(len(kernels))], "lex")
    dense = [context.from_dict(_dense(polynomial, kernels)) for polynomial in (a, b)]
    degrees = [polynomial.degrees()[kernels.index(kernel)] for polynomial in dense]
    if degrees[0] * degrees[1] * max(len(a), len(b)) > MAX_RESULTANT_TERMS:
        raise ExceededError("max_terms")
    found = dense[0].resultant(dense[1], kernels.index(kernel))
    return {
        tuple((k, int(e)) for k, e in zip(kernels, exponents, strict=True) if e): coefficient
        for exponents, coefficient in found.to_dict().items()
    }


def _dense(polynomial: Polynomial, kernels: list[int]) -> dict[tuple[int, ...], Any]:
    out = {}
    for monomial, coefficient in polynomial.items():
        exponents = dict(monomial)
        out[tuple(exponents.get(kernel, 0) for kernel in kernels)] = coefficient
    return out
