"""Gauges: polynomials in one symbol that have the sign of a tree wherever the tree has a value."""

from __future__ import annotations

from flint import fmpz_poly

from grader.evidence.functions.questions import POSITIVE, SIGNED
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

MAX_DEGREE = 24
MAX_BITS = 200  # bits of a literal


ONE = fmpz_poly([1])
LINE = fmpz_poly([0, 1])
Quotient = tuple[fmpz_poly, fmpz_poly]


class NoGaugeError(Exception):
    """No polynomial is known to have the tree's sign."""


class Gauges:
    """Gauges of trees in one symbol, that which the first of them mentions unless a name is given."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name

    def of(self, node: Node) -> fmpz_poly:
        """Return the gauge of a tree. Raises NoGaugeError where none is known."""
        match node:
            case Mul(factors=parts):
                found = ONE
                for part in parts:
                    found = _times(found, self.of(part))
                return found
            case Div(num=num, den=den):
                return _times(self.of(num), self.of(den))
            case Neg(arg=arg):
                return -self.of(arg)
            case Pow(base=base, exp=exp):
                return self._power(base, exp)
            case Call(name=name, args=args):
                return self._call(name, args)
            case Add(terms=terms) if (found := self._shifted(terms)) is not None:
                return found
            case _:
                num, den = self.quotient(node)
                return num if den == ONE else _times(num, den)

    def _power(self, base: Node, exp: Node) -> fmpz_poly:
        if base == Const("e"):
            return ONE
        exponent = literal(exp)
        if exponent is None:
            raise NoGaugeError
        if exponent == 0:
            return ONE
        inner = self.of(base)
        return _times(inner, inner) if exponent.numerator % 2 == 0 else inner

    def _call(self, name: str, args: tuple[Node, ...]) -> fmpz_poly:
        if len(args) == 1:
            if name in SIGNED:
                return self.of(args[0])
            if name in POSITIVE:
                return ONE
            if name == "abs":
                inner = self.of(args[0])
                return _times(inner, inner)
            if name == "log":
                num, den = self.quotient(args[0])
                return _times(num - den, den)
        raise NoGaugeError

    def _shifted(self, terms: tuple[Node, ...]) -> fmpz_poly | None:
        """Return the gauge of sqrt(u) - c, |u| - c, e^u - 1 or their negatives, None for another sum."""
        if len(terms) != 2:
            return None
        for term, other in (terms, terms[::-1]):
            shift = literal(other)
            if shift is None:
                continue
            inner, size = (term.arg, shift) if isinstance(term, Neg) else (term, -shift)
            match inner:
                case Call(name="sqrt", args=(u,)) if size >= 0:
                    num, den = self.quotient(u)
                    square = size * size
                    found = _times(num * square.denominator - den * square.numerator, den)
                case Call(name="abs", args=(u,)) if size >= 0:
                    num, den = self.quotient(u)
                    found = _times(
                        num * size.denominator - den * size.numerator, num * size.denominator + den * size.numerator
                    )
                case Call(name="exp", args=(u,)) | Pow(base=Const(name="e"), exp=u) if size == 1:
                    found = self.of(u)
                case Call(name="sqrt" | "exp" | "abs") | Pow(base=Const(name="e")) if size < 0:
                    found = ONE
                case _:
                    return None
            return -found if isinstance(term, Neg) else found
        return None

    def quotient(self, node: Node) -> Quotient:
        """Return a tree as a quotient of polynomials. Raises NoGaugeError where it is none."""
        match node:
            case Sym(name=name):
                if self.name is None:
                    self.name = name
                if self.name != name:
                    raise NoGaugeError
                return LINE, ONE
            case Num(value=value):
                above, below = value.as_integer_ratio()
                if above.bit_length() + below.bit_length() > MAX_BITS:
                    raise NoGaugeError
                return fmpz_poly([above]), ONE if below == 1 else fmpz_poly([below])
            case Neg(arg=arg):
                num, den = self.quotient(arg)
                return -num, den
            case Add(terms=parts):
                return self._sum(parts)
            case Mul(factors=parts):
                num, den = ONE, ONE
                for part in parts:
                    above, below = self.quotient(part)
                    num, den = _times(num, above), _times(den, below)
                return num, den
            case Div(num=top, den=bottom):
                (num, under), (den, over) = self.quotient(top), self.quotient(bottom)
                return _times(num, over), _times(under, den)
            case Pow(base=base, exp=exp):
                return self._raised(base, exp)
            case _:
                raise NoGaugeError

    def _sum(self, parts: tuple[Node, ...]) -> Quotient:
        num, den = self.quotient(parts[0])
        for part in parts[1:]:
            above, below = self.quotient(part)
            if below == den:
                num = num + above
            else:
                num, den = _times(num, below) + _times(above, den), _times(den, below)
        return num, den

    def _raised(self, base: Node, exp: Node) -> Quotient:
        exponent = literal(exp)
        if exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_DEGREE:
            raise NoGaugeError
        num, den = self.quotient(base)
        power = abs(exponent.numerator)
        if max(num.degree(), den.degree(), 1) * power > MAX_DEGREE:
            raise NoGaugeError
        num, den = num**power, den**power
        return (num, den) if exponent > 0 else (den, num)


def _times(a: fmpz_poly, b: fmpz_poly) -> fmpz_poly:
    if b == ONE:
        return a
    if a.degree() + b.degree() > MAX_DEGREE:
        raise NoGaugeError
    return a * b
