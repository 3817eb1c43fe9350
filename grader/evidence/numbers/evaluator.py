"""Numbers at a point: rational subtrees exactly, all others as balls; definedness and truth three-valued.

The semantics is the contract's: real numbers; `x^(p/q)` with a literal reduced exponent is real for all x where q
is odd; other exponents need a positive base or an integer exponent; `x^0` is 1; empty sums are 0, products 1.
Subtrees are strict: where a part is undefined, so is the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

from flint import arb, ctx, fmpq

from grader.evidence import functions, numbers
from grader.evidence.budget import Budget
from grader.evidence.errors import LeftOutError, UnclearError, UndefinedError
from grader.evidence.trees.build import NO_NUMBER, exact
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Cases,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    walk,
)
from grader.records import dataclass, field

Number: TypeAlias = fmpq | arb  # exact, or a ball

EXTRA_BITS = 64  # of a ball where no precision is named


@dataclass
class Context:
    """What all evaluations of one decision share: the budget, named conventions, what is known of exponents."""

    budget: Budget
    conventions: Mapping[str, Node] = field(default_factory=dict)
    literals: dict[int, bool] = field(default_factory=dict)
    kept: list[Node] = field(default_factory=list)  # keeps alive the keys of `literals`
    bound_values: dict[Any, Any] = field(default_factory=dict)  # of integrals, limits and series at points

    def is_literal(self, node: Node) -> bool:
        """Return whether an exponent is written with numbers only."""
        known = self.literals.get(id(node))
        if known is None:
            known = all(isinstance(part, Num | Neg | Div | Mul | Add) for part in walk(node))
            self.literals[id(node)] = known
            self.kept.append(node)
        return known


def magnitude(number: Number) -> Number:
    """Return the absolute value: exact of what is exact."""
    return number.__abs__()  # `abs` would not be known to keep the type


class Evaluator:
    """Evaluates real trees at one point and precision. `pure`: every number is a ball (an independent path)."""

    __slots__ = ("bound", "budget", "context", "env", "max_bits", "precision", "pure")
    rules: ClassVar[dict[type[Node], Callable[[Any, Any], Number]]]

    def __init__(
        self, context: Context, env: Mapping[str, Number | Node], precision: int = EXTRA_BITS, pure: bool = False
    ) -> None:
        self.context = context
        self.budget = context.budget
        self.env: dict[str, Number | Node] = dict(env)
        self.precision = precision
        self.pure = pure
        self.bound: set[str] = set()
        self.max_bits = context.budget.limits.max_bits

    def number(self, node: Node) -> Number:
        """Return the value of a tree; raises NoValueError."""
        before = ctx.prec
        ctx.prec = self.precision
        try:
            return self.value(node)
        finally:
            ctx.prec = before

    def value(self, node: Node) -> Number:
        """Return the value of a tree at the precision that is set."""
        kind = type(node)
        if kind is Sym:
            known = self.env.get(node.name)  # type: ignore[attr-defined]
            return known if type(known) is fmpq and not self.pure else self._symbol(node, known)  # type: ignore[arg-type]
        if kind is Num:
            return arb(exact(node)) if self.pure else exact(node)  # type: ignore[arg-type]
        self.budget.spend()
        rule = self.rules.get(kind)
        if rule is not None:
            return rule(self, node)
        raise UnclearError(f"{WORDS.get(kind.__name__, 'this')} cannot be evaluated yet", final=True)

    def rational(self, value: fmpq) -> Number:
        """Return an exact number, as a ball on the pure path."""
        return arb(value) if self.pure else value

    def _symbol(self, node: Sym, known: Number | Node | None) -> Number:
        if type(known) is fmpq:
            return self.rational(known)
        if known is None:
            raise UnclearError(f"{node.name} has no value", final=True)
        return self.value(known) if isinstance(known, Node) else known

    def _constant(self, node: Const) -> Number:
        match node.name:
            case "pi":
                return arb.pi()
            case "e":
                return arb.const_e()
            case NO_NUMBER.name:
                raise UndefinedError("infinity is no real number")
            case name:
                raise UnclearError(f"{name} is not a real number", final=True)

    def limited(self, value: Number) -> Number:
        """Return a number, as a ball where it has too many bits to stay exact."""
        return arb(value) if type(value) is fmpq and value.height_bits() > self.max_bits else value

    def _negative(self, node: Neg) -> Number:
        return -self.value(node.arg)

    def _sum(self, node: Add) -> Number:
        first, *rest = node.terms
        result = self.value(first)
        for term in rest:
            result += self.value(term)
        return self.limited(result)

    def _product(self, node: Mul) -> Number:
        if "0 log 0" in self.context.conventions and (value := self._zero_log_zero(node.factors)) is not None:
            return value
        first, *rest = node.factors
        result = self.value(first)
        for factor in rest:
            result *= self.value(factor)
        return self.limited(result)

    def _zero_log_zero(self, factors: Sequence[Node]) -> Number | None:
        """Return the convention's value where a factor is 0 and the others are logarithms of 0 or numbers."""
        logs = [part.args[0] for part in factors if isinstance(part, Call) and part.name == "log"]
        if not logs or not all(self.value(arg) == 0 for arg in logs):
            return None
        others = [self.value(part) for part in factors if not (isinstance(part, Call) and part.name == "log")]
        if not any(isinstance(other, fmpq) and other == 0 for other in others):
            return None
        return self.value(self.context.conventions["0 log 0"])

    def _quotient(self, node: Div) -> Number:
        num, den = self.value(node.num), self.value(node.den)
        if isinstance(den, fmpq):
            if not den:
                raise UndefinedError("division by zero")
            return self.limited(num / den)
        return numbers.balls.divide(arb(num), den)

    def exponent(self, node: Node) -> Number:
        """Return an exponent or a bound, exact where it is rational, also on the pure path."""
        if not self.pure:
            return self.value(node)
        return Evaluator(self.context, self.env, self.precision).value(node)

    def power(self, node: Pow) -> Number:
        """Return a power under the contract's rules."""
        base, exp_node = self.value(node.base), node.exp
        if type(exp_node) is Num and type(base) is fmpq:  # most powers are such
            times, parts = exp_node.value.as_integer_ratio()
            if parts == 1 and times > 0 and times * base.height_bits() <= self.max_bits:
                return base**times
        exp = self.exponent(exp_node)
        if isinstance(exp, arb):
            return numbers.balls.general_power(arb(base), exp)
        if exp.q != 1 and not base > 0 and not self.context.is_literal(exp_node):
            return self._unusual_power(base, exp, exp_node)
        if isinstance(base, fmpq):
            if base == 0 and exp < 0:
                raise UndefinedError(f"0 to the power {exp}")
            if base < 0 and exp.q % 2 == 0:
                raise UndefinedError(f"{base} to the power {exp}")
            value = numbers.exact.power(base, exp, self.max_bits)
            if value is not None:
                return value
        return numbers.balls.power(arb(base), exp)

    def _unusual_power(self, base: Number, exp: fmpq, exp_node: Node) -> Number:
        """Raise: a fractional exponent that is not literal needs a positive base, unless it is that of an odd root."""
        inner = any(isinstance(part, Sym) and part.name in self.bound for part in walk(exp_node))
        free = any(isinstance(part, Sym) for part in walk(exp_node))
        if base == 0 and exp > 0:
            raise UnclearError("0 to a positive power that is not written with numbers", final=True)
        if base <= 0 and free and not inner and exp.q % 2 == 0:
            raise UndefinedError(f"{numbers.exact.words(base)} to the power {exp}")
        raise UnclearError("a power of a number that may not be positive", final=bool(base <= 0))

    def _call(self, node: Call) -> Number:
        return self.applied(node.name, [self.value(arg) for arg in node.args])

    def applied(self, name: str, args: list[Number]) -> Number:
        """Return a function's value for the values of its arguments."""
        if name in functions.questions.JUMPS and (value := self._at_jump(name, args[0])) is not None:
            return value
        if name == "root":
            return self._root(args[0], args[1])
        known = [arg for arg in args if isinstance(arg, fmpq)]
        if len(known) < len(args):
            return numbers.balls.apply(name, [arb(arg) for arg in args])
        value = numbers.exact.apply(name, known, self.max_bits)
        if value is None:
            return numbers.balls.apply(name, [arb(arg) for arg in args])
        return arb(value) if self.pure else value

    def _at_jump(self, name: str, x: Number) -> Number | None:
        if x > 0:
            return self.rational(fmpq(1))
        if x < 0:
            return self.rational(fmpq(0 if name == "heaviside" else -1))
        certainly_zero = x == 0  # of balls, `!=` would mean certainly different
        if not certainly_zero:
            return None
        convention = functions.questions.JUMPS[name]
        if convention not in self.context.conventions:
            raise LeftOutError(convention)
        return self.value(self.context.conventions[convention])

    def _root(self, x: Number, degree: Number) -> Number:
        if isinstance(degree, arb):
            whole = degree.unique_fmpz() if self.pure and degree.is_integer() else None
            degree = degree if whole is None else fmpq(whole)
        if isinstance(degree, arb) or degree.q != 1:
            if not x > 0:
                raise UnclearError("a root of a degree that is no integer", final=True)
            return numbers.balls.general_power(arb(x), numbers.balls.divide(arb(1), arb(degree)))
        if degree == 0:
            raise UndefinedError("root of degree 0")
        if isinstance(x, fmpq):
            if (x == 0 and degree < 0) or (x < 0 and degree.p % 2 == 0):
                raise UndefinedError(f"root of degree {degree} of {x}")
            value = numbers.exact.power(x, 1 / degree, self.max_bits)
            if value is not None:
                return value
        return numbers.balls.power(arb(x), 1 / degree)

    def _cases(self, node: Cases) -> Number:
        for value, condition in node.branches:
            if self.decided(condition):
                return self.value(value)
        if node.otherwise is None:
            raise UndefinedError("no case applies")
        return self.value(node.otherwise)

    def decided(self, condition: Node) -> bool:
        """Return the truth of a condition; raises UnclearError where it is not certain or is undefined."""
        try:
            known = numbers.truth.truth(self, condition)
        except UndefinedError as error:
            raise UnclearError(f"a condition is undefined: {error.why}", final=True) from None
        if known is None:
            raise UnclearError("a condition is too close to call")
        return known

    def _bound(self, node: Bind) -> Number:
        if numbers.repeated.is_repeated(node):
            return numbers.repeated.repeated(self, node)
        if self.budget.asked is None:
            raise UnclearError("integrals, limits and series have values within a decision only", final=True)
        return self.budget.asked.value(self, node)


Evaluator.rules = {
    Neg: Evaluator._negative,
    Add: Evaluator._sum,
    Mul: Evaluator._product,
    Div: Evaluator._quotient,
    Pow: Evaluator.power,
    Call: Evaluator._call,
    Const: Evaluator._constant,
    Cases: Evaluator._cases,
    Bind: Evaluator._bound,
}

WORDS = {
    "Apply": "an unknown function",
    "Derivative": "a derivative",
    "Index": "an entry of an array",
    "Array": "an array",
    "Transpose": "a transposed array",
}
