"""Complex numbers at a point: exactly where both parts are rational, else as complex balls; equality of such trees.

Arithmetic, integer powers, sqrt (principal), conj, re, im, abs, and what is holomorphic but for poles, as its row says;
arguments, logarithms and powers that are not real on and above the real axis, where those from -pi to pi and from 0 to
2 pi are the same; all other functions only of real numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from flint import acb, arb, ctx, fmpq

from grader.evidence.errors import NoValueError, UnclearError, UndefinedError
from grader.evidence.functions.table import REALS, ROWS
from grader.evidence.numbers.evaluator import Context, Evaluator, Number
from grader.evidence.numbers.shown import shown
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, symbols
from grader.records import dataclass
from grader.verdict import Complex, Value

MAX_SUMMANDS = 200  # of a sum that is added up term by term
PRECISIONS = (64, 256, 1024)
ZERO = fmpq(0)


@dataclass(slots=True, unsafe_hash=True)
class Gauss:
    """A complex number by its parts, each a rational number or a ball."""

    re: Final[Number]
    im: Final[Number] = ZERO

    @property
    def is_real(self) -> bool:
        """Whether the imaginary part is exactly 0."""
        return bool(self.im == 0)

    def ball(self) -> acb:
        """Return an enclosure."""
        return acb(arb(self.re), arb(self.im))


NICE = tuple(
    Gauss(fmpq(*re), fmpq(*im))
    for re, im in (
        *(((1, 1), (1, 1)), ((2, 1), (-1, 1)), ((0, 1), (1, 1)), ((-1, 1), (2, 1)), ((3, 1), (0, 1))),
        *(
            ((1, 2), (3, 1)),
            ((-2, 1), (-1, 1)),
            ((0, 1), (-1, 1)),
            ((-3, 1), (1, 3)),
            ((5, 7), (-4, 3)),
            ((0, 1), (0, 1)),
            ((-1, 1), (0, 1)),
            ((1, 1), (7, 1)),
            ((-1, 1), (0, 1)),  # two places on, which is that of the next letter
        ),
    )
)


class ComplexEvaluator:
    """Evaluates complex trees at one point and precision."""

    def __init__(self, context: Context, env: Mapping[str, Gauss], precision: int) -> None:
        self.context = context
        self.env = env
        self.precision = precision

    def number(self, node: Node) -> Gauss:
        """Return the value of a tree; raises NoValueError."""
        before = ctx.prec
        ctx.prec = self.precision
        try:
            return self.value(node)
        finally:
            ctx.prec = before

    def value(self, node: Node) -> Gauss:
        """Return the value of a tree at the precision that is set."""
        self.context.budget.spend()
        match node:
            case Sym(name) if name in self.env:
                return self.env[name]
            case Const("i"):
                return Gauss(ZERO, fmpq(1))
            case Neg(arg):
                inner = self.value(arg)
                return Gauss(-inner.re, -inner.im)
            case Add(terms):
                parts = [self.value(term) for term in terms]
                return Gauss(sum((p.re for p in parts), ZERO), sum((p.im for p in parts), ZERO))
            case Mul(factors):
                return self._product([self.value(factor) for factor in factors])
            case Div(num, den):
                return self._quotient(self.value(num), self.value(den))
            case Pow(base, exp):
                return self._power(self.value(base), exp)
            case Call(name, args):
                values = [self.value(arg) for arg in args]
                if name == "log" and values[0].is_real and values[0].re < 0 and symbols(args[0]):
                    raise UnclearError("among real numbers this logarithm has no value")
                return self._call(name, values)
            case Bind("sum" | "prod", _, _, Node(), Node()):
                return self._over_integers(node)
            case Num() | Const():
                return Gauss(Evaluator(self.context, {}, self.precision).value(node))
            case _:
                raise UnclearError("this cannot be evaluated among complex numbers", final=True)

    def _over_integers(self, node: Bind) -> Gauss:
        """Return a sum or a product over integers between two ends."""
        assert node.low is not None
        assert node.high is not None
        ends = [self.value(end) for end in (node.low, node.high)]
        first, last = (
            int(end.re.p) if end.is_real and isinstance(end.re, fmpq) and end.re.q == 1 else None for end in ends
        )
        if first is None or last is None or last - first >= MAX_SUMMANDS:
            raise UnclearError("this sum is not added up", final=True)
        terms = [self._at(node, index) for index in range(first, last + 1)]
        if node.kind == "prod":
            return self._product([Gauss(fmpq(1)), *terms])
        return Gauss(sum((term.re for term in terms), ZERO), sum((term.im for term in terms), ZERO))

    def _at(self, node: Bind, index: int) -> Gauss:
        inner = {**self.env, node.var: Gauss(fmpq(index))}
        return ComplexEvaluator(self.context, inner, self.precision).value(node.body)

    def _product(self, factors: Sequence[Gauss]) -> Gauss:
        result = factors[0]
        for other in factors[1:]:
            result = Gauss(result.re * other.re - result.im * other.im, result.re * other.im + result.im * other.re)
        limit = self.context.budget.limits.max_bits
        if any(isinstance(part, fmpq) and part.height_bits() > limit for part in (result.re, result.im)):
            raise UnclearError("a number has too many digits", final=True, limit="max_bits")
        return result

    def _quotient(self, top: Gauss, bottom: Gauss) -> Gauss:
        size = bottom.re * bottom.re + bottom.im * bottom.im
        if size == 0:
            raise UndefinedError("division by zero")
        if not size > 0:
            raise UnclearError("perhaps division by zero")
        above = self._product([top, Gauss(bottom.re, -bottom.im)])
        return Gauss(above.re / size, above.im / size)

    def _power(self, base: Gauss, node: Node) -> Gauss:
        exp = self.value(node)
        if not (isinstance(exp.re, fmpq) and exp.is_real and exp.re.q == 1):
            return self._general_power(base, exp)
        count = abs(int(exp.re.p))
        if count > self.context.budget.limits.max_degree:
            raise UnclearError("the exponent is too large", final=True, limit="max_degree")
        result = Gauss(fmpq(1))
        for bit in bin(count)[2:]:
            result = self._product([result, result] if bit == "0" else [result, result, base])
        return result if exp.re >= 0 else self._quotient(Gauss(fmpq(1)), result)

    def _general_power(self, base: Gauss, exp: Gauss) -> Gauss:
        """Return a power of a positive base, or with an exponent that is not real: fractions mean several roots."""
        if base.is_real and base.re > 0:
            return self._exp(self._product([exp, Gauss(arb(base.re).log())]))
        if exp.is_real:
            raise UnclearError("a power of a complex number depends on a branch", final=True)
        return self._exp(self._product([exp, self._log(base)]))

    def _log(self, z: Gauss) -> Gauss:
        """Return the logarithm where all conventions on the argument agree."""
        angle = self._argument(z)
        return Gauss(abs(z.ball()).log(), angle)

    def _argument(self, z: Gauss) -> Number:
        """Return the argument from 0 to pi, of numbers on and above the real axis: conventions differ below it."""
        if z.is_real and z.re == 0:
            raise UndefinedError("0 has no argument")
        if z.is_real and z.re > 0:
            return ZERO
        if (z.is_real and z.re < 0) or z.im > 0:
            return z.ball().arg() if z.im > 0 else arb.pi()
        raise UnclearError("the argument of a complex number depends on a branch")

    def _call(self, name: str, args: list[Gauss]) -> Gauss:
        z = args[0]
        match name:
            case "exp":
                return self._exp(z)
            case "re":
                return Gauss(z.re)
            case "im":
                return Gauss(z.im)
            case "conj":
                return Gauss(z.re, -z.im)
            case "abs":
                return Gauss(self._real("sqrt", [z.re * z.re + z.im * z.im]))
            case "sqrt" if not z.is_real or z.re < 0:
                return self._sqrt(z)
            case "root" | "cbrt" if not (z.is_real and z.re >= 0):  # -8 has a real cube root and a principal one
                raise UnclearError("a root of a complex number depends on a branch", final=True)
            case "arg":
                return Gauss(self._argument(z))
            case "log" if len(args) == 1 and not (z.is_real and z.re >= 0):
                return self._log(z)
            case _ if all(arg.is_real for arg in args) and name != "arg":
                return self._of_real(name, args)
            case _ if ROWS[name].complex.entire or ROWS[name].complex.poles:
                return self._holomorphic(name, z)
            case _:
                raise UnclearError(f"{name} is not evaluated at complex numbers", final=True)

    def _holomorphic(self, name: str, z: Gauss) -> Gauss:
        facts = REALS[name]
        if not facts.flint:
            raise UnclearError(f"{name} is not evaluated at complex numbers", final=True)
        return _parts(getattr(z.ball(), facts.flint)())

    def _of_real(self, name: str, args: list[Gauss]) -> Gauss:
        try:
            return Gauss(self._real(name, [arg.re for arg in args]))
        except UndefinedError as error:  # such as log of -1, which has complex values
            raise UnclearError(f"{error.why} among complex numbers", final=True) from None

    def _real(self, name: str, args: list[Number]) -> Number:
        names = [f"a{i}" for i in range(len(args))]
        at = Evaluator(self.context, dict(zip(names, args, strict=True)), self.precision)
        return at.value(Call(name, tuple(Sym(part) for part in names)))

    def _exp(self, z: Gauss) -> Gauss:
        if z.is_real:
            return Gauss(self._real("exp", [z.re]))
        value = z.ball().exp()
        return _parts(value)

    def _sqrt(self, z: Gauss) -> Gauss:
        if z.is_real and z.re < 0:
            return Gauss(ZERO, self._real("sqrt", [-z.re]))
        if isinstance(z.re, fmpq) and isinstance(z.im, fmpq):
            size = self._real("sqrt", [z.re * z.re + z.im * z.im])
            above, below = (self._real("sqrt", [part]) for part in ((size + z.re) / 2, (size - z.re) / 2))
            return Gauss(above, below if z.im > 0 else -below)
        if z.re > 0 or z.im > 0 or z.im < 0:
            return _parts(z.ball().sqrt())
        raise UnclearError("a square root too close to the cut")


def _parts(value: acb) -> Gauss:
    if not (value.real.is_finite() and value.imag.is_finite()):
        raise UnclearError("a value is too large")
    return Gauss(value.real, value.imag)


def see_complex(context: Context, tree: Node, env: Mapping[str, Gauss], precision: int) -> Gauss | NoValueError:
    """Return a tree's complex value at a place, or the error that says why there is none."""
    try:
        return ComplexEvaluator(context, env, precision).number(tree)
    except NoValueError as error:
        return error


def shown_complex(value: Gauss, digits: int = 12) -> Value:
    """Return a complex number as evidence shows it; a real one as a real number."""
    if value.is_real:
        return shown(value.re, digits)
    return Complex(shown(value.re, digits), shown(value.im, digits))
