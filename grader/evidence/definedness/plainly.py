"""What plainly holds is dropped from conditions: signs from the symbols' domains alone, with little work."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from grader.claims.statements import Setting
from grader.evidence.definedness.formulas import TRUE, All, Atom, Each, Formula, When, Whole
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import POSITIVE, SIGNED
from grader.evidence.functions.row import Interval
from grader.evidence.functions.table import REALS
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import flipped, product
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.ranges.domains import range_of_domain
from grader.evidence.trees.ranges.ranges import (
    ANY,
    NON_NEGATIVE,
    ZERO,
    Range,
    added,
    between,
    exactly,
    fmpq_of,
    negated,
    scaled,
)
from grader.evidence.trees.ranges.ranges import POSITIVE as POSITIVE_NUMBERS
from grader.evidence.trees.ranges.row_ranges import range_of_interval
from grader.evidence.trees.ranges.sign import SIGNS
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

BOUNDS = {
    Sign.NEGATIVE: negated(POSITIVE_NUMBERS),
    Sign.ZERO: exactly(ZERO),
    Sign.NON_POSITIVE: negated(NON_NEGATIVE),
    Sign.POSITIVE: POSITIVE_NUMBERS,
    Sign.NON_NEGATIVE: NON_NEGATIVE,
    Sign.NONZERO: Range(nonzero=True),
    Sign.UNKNOWN: ANY,
}


def _is_rational(span: Interval) -> bool:
    return len(span.ends) == 2 and all(end.value is not None for end in span.ends)


# Bounded ranges with rational ends.
RANGES: dict[str, Range] = {
    name: range_of_interval(span)
    for name, facts in REALS.items()
    if len(facts.range) == 1 and facts.is_total and _is_rational(span := facts.range[0])
}


class Plainly:
    """The plain signs under a setting of real numbers."""

    def __init__(self, setting: Setting) -> None:
        self.bounds: Mapping[str, Range] = {v.name: range_of_domain(v.domain) for v in setting.variables}

    def rest(self, formula: Formula) -> Formula:
        """Return a formula without the conditions that plainly hold on the whole domain."""
        match formula:
            case Atom(node=node, sign=sign):
                return TRUE if self._has(node, sign) else formula
            case Whole(node=node, wanted=True):
                return TRUE if self._is_whole(node) else formula
            case All(parts=parts):
                kept = [rest for part in parts if (rest := self.rest(part)) != TRUE]
                return kept[0] if len(kept) == 1 else All(tuple(kept)) if len(kept) < len(parts) else formula
            case When(guard=guard, then=then, otherwise=otherwise):
                if self.rest(guard) == TRUE:
                    return self.rest(then)
                return TRUE if self.rest(then) == TRUE and self.rest(otherwise) == TRUE else formula
            case Each(binder=binder, body=body):
                return TRUE if self._inside(binder).rest(body) == TRUE else formula
            case _:
                return formula

    def _has(self, node: Node, wanted: Sign) -> bool:
        try:
            return self.sign(node).within(wanted)
        except DeclinedError:
            return False

    def _inside(self, binder: Bind) -> Plainly:
        """Return what is plain inside a sum: its index is an integer from the lower bound on."""
        inside = object.__new__(Plainly)
        steps = binder.kind in {"sum", "prod"}
        low = literal(binder.low) if steps and binder.low is not None else None
        own = Range(None if low is None else fmpq_of(low), None, low is None, integer=steps)
        inside.bounds = {**self.bounds, binder.var: own}
        return inside

    def sign(self, node: Node) -> Sign:
        """Return the signs that a tree may have where it has a value. Raises DeclinedError."""
        match node:
            case Num(value=value):
                return Sign.POSITIVE if value > 0 else Sign.NEGATIVE if value < 0 else Sign.ZERO
            case Neg(arg=arg):
                return flipped(self.sign(arg))
            case Mul(factors=parts):
                sign = self.sign(parts[0])
                for part in parts[1:]:
                    sign = product(sign, self.sign(part))
                return sign
            case Div(num=num, den=den):
                return product(self.sign(num), SIGNS[self.sign(den) & Sign.NONZERO or Sign.NONZERO])
            case Pow(base=base, exp=exp):
                return self._power(base, exp)
            case Call(name=name, args=args):
                if len(args) == 1 and name in RANGES and name not in SIGNED:
                    return self._bounds(node).sign
                return self._call(name, [self.sign(arg) for arg in args])
            case _:
                return self._bounds(node).sign

    def _power(self, base: Node, exp: Node) -> Sign:
        if base == Const("e"):
            self.sign(exp)
            return Sign.POSITIVE
        sign, exponent = self.sign(base), literal(exp)
        if exponent is None:
            self.sign(exp)
            if sign is Sign.POSITIVE:
                return sign
            raise DeclinedError
        if exponent == 0:
            return Sign.POSITIVE
        if exponent < 0:
            sign = Sign(sign & 5 or 5)
        if exponent.numerator % 2 == 0:
            return Sign(sign & 2 | 4 * bool(sign & 5))
        return Sign(sign & 6 or 6) if exponent.denominator % 2 == 0 else sign

    def _call(self, name: str, signs: list[Sign]) -> Sign:
        if len(signs) != 1:
            raise DeclinedError
        (sign,) = signs
        if name in POSITIVE:
            return Sign.POSITIVE
        if name == "abs":
            return Sign(sign & 2 | 4 * bool(sign & 5))
        if name == "sqrt":
            return Sign(sign & 6 or 6)
        if name in SIGNED:
            return sign
        raise DeclinedError

    def _bounds(self, node: Node) -> Range:
        match node:
            case Num(value=value):
                return exactly(fmpq_of(value))
            case Sym(name=name):
                if (known := self.bounds.get(name)) is None:
                    raise DeclinedError
                return known
            case Neg(arg=arg):
                return negated(self._bounds(arg))
            case Add(terms=terms):
                return reduce(added, map(self._bounds, terms))
            case Mul(factors=(Num(value=value), part)) if value > 0:
                return scaled(self._bounds(part), fmpq_of(value))
            case Call(name=name, args=(arg,)) if name in RANGES:
                self.sign(arg)
                return RANGES[name]
            case Const(name="pi" | "e"):
                return between(2, 4, is_open=True)
            case Mul() | Div() | Pow() | Call():
                return BOUNDS[self.sign(node)]
            case _:
                raise DeclinedError

    def _is_whole(self, node: Node) -> bool:
        match node:
            case Num(value=value):
                return value.denominator == 1
            case Sym(name=name):
                return name in self.bounds and self.bounds[name].integer
            case Neg(arg=arg):
                return self._is_whole(arg)
            case Add(terms=parts) | Mul(factors=parts):
                return all(map(self._is_whole, parts))
            case _:
                return False


def is_plain(setting: Setting) -> bool:
    """Return whether the rules of definedness and signs in a setting are the usual ones of real numbers."""
    return not setting.conventions and "complex" not in [variable.domain.base for variable in setting.variables]
