"""What plainly holds is dropped from conditions: signs from the symbols' domains alone, with little work."""

from __future__ import annotations

from collections.abc import Mapping

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.definedness.formulas import TRUE, All, Atom, Each, Formula, When, Whole
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import POSITIVE, SIGNED
from grader.evidence.functions.row import Interval
from grader.evidence.functions.table import REALS
from grader.evidence.signs import Sign
from grader.evidence.signs.facts import PRODUCTS, flipped
from grader.evidence.signs.ranges import ONE, ZERO, fmpq_of
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

End = tuple[fmpq | None, bool]  # a bound, None where infinite; whether it is excluded
Bounds = tuple[End, End]

FREE: End = (None, True)
BOUNDS: dict[Sign, Bounds] = {
    Sign.NEGATIVE: (FREE, (ZERO, True)),
    Sign.ZERO: ((ZERO, False), (ZERO, False)),
    Sign.NON_POSITIVE: (FREE, (ZERO, False)),
    Sign.POSITIVE: ((ZERO, True), FREE),
    Sign.NON_NEGATIVE: ((ZERO, False), FREE),
    Sign.NONZERO: (FREE, FREE),
    Sign.UNKNOWN: (FREE, FREE),
}


def _range(span: Interval) -> Bounds | None:
    low, high = span.low, span.high
    if low is None or high is None or low.value is None or high.value is None:
        return None
    return (fmpq_of(low.value), not span.low_closed), (fmpq_of(high.value), not span.high_closed)


# Bounded ranges with rational ends.
RANGES: dict[str, Bounds] = {
    name: bounds
    for name, facts in REALS.items()
    if len(facts.range) == 1 and facts.is_total and (bounds := _range(facts.range[0])) is not None
}


class Plainly:
    """The plain signs under a setting of real numbers."""

    def __init__(self, setting: Setting) -> None:
        self.bounds: Mapping[str, Bounds] = {v.name: _of_domain(v.domain) for v in setting.variables}
        self.whole = frozenset(v.name for v in setting.variables if v.domain.is_integer)
        self.nonzero = frozenset(v.name for v in setting.variables if v.domain.nonzero)

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
        own: Bounds = (FREE if low is None else (fmpq_of(low), False)), FREE
        inside.bounds = {**self.bounds, binder.var: own}
        inside.whole = self.whole | {binder.var} if steps else self.whole - {binder.var}
        inside.nonzero = self.nonzero - {binder.var}
        return inside

    def sign(self, node: Node) -> Sign:
        """Return the signs that a tree may have where it has a value. Raises DeclinedError."""
        match node:
            case Num(value=value):
                return Sign.POSITIVE if value > 0 else Sign.ZERO
            case Neg(arg=arg):
                return flipped(self.sign(arg))
            case Mul(factors=parts):
                sign = self.sign(parts[0])
                for part in parts[1:]:
                    sign = PRODUCTS[sign, self.sign(part)]
                return sign
            case Div(num=num, den=den):
                return PRODUCTS[self.sign(num), Sign(self.sign(den) & 5 or 5)]
            case Pow(base=base, exp=exp):
                return self._power(base, exp)
            case Call(name=name, args=args):
                if len(args) == 1 and name in RANGES and name not in SIGNED:
                    return _sign(self._bounds(node))
                return self._call(name, [self.sign(arg) for arg in args])
            case Sym(name=name) if name in self.nonzero:
                return Sign(_sign(self._bounds(node)) & 5)
            case _:
                return _sign(self._bounds(node))

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

    def _bounds(self, node: Node) -> Bounds:
        match node:
            case Num(value=value):
                exact = fmpq_of(value), False
                return exact, exact
            case Sym(name=name):
                if (known := self.bounds.get(name)) is None:
                    raise DeclinedError
                return known
            case Neg(arg=arg):
                (low, low_open), (high, high_open) = self._bounds(arg)
                return (None if high is None else -high, high_open), (None if low is None else -low, low_open)
            case Add(terms=terms):
                found = [self._bounds(term) for term in terms]
                return _total([one[0] for one in found]), _total([one[1] for one in found])
            case Mul(factors=(Num(value=value), part)) if value > 0:
                scale = fmpq_of(value)
                (low, low_open), (high, high_open) = self._bounds(part)
                return (None if low is None else scale * low, low_open), (
                    None if high is None else scale * high,
                    high_open,
                )
            case Call(name=name, args=(arg,)) if name in RANGES:
                self.sign(arg)
                return RANGES[name]
            case Const(name="pi" | "e"):
                return (fmpq(2), True), (fmpq(4), True)
            case Mul() | Div() | Pow() | Call():
                return BOUNDS[self.sign(node)]
            case _:
                raise DeclinedError

    def _is_whole(self, node: Node) -> bool:
        match node:
            case Num(value=value):
                return value.denominator == 1
            case Sym(name=name):
                return name in self.whole
            case Neg(arg=arg):
                return self._is_whole(arg)
            case Add(terms=parts) | Mul(factors=parts):
                return all(map(self._is_whole, parts))
            case _:
                return False


def is_plain(setting: Setting) -> bool:
    """Return whether the rules of definedness and signs in a setting are the usual ones of real numbers."""
    return not setting.conventions and all(variable.domain.base != "complex" for variable in setting.variables)


def _of_domain(domain: Domain) -> Bounds:
    if domain.members is not None:
        return FREE, FREE
    ends: list[End] = []
    for end, is_closed in ((domain.low, domain.low_closed), (domain.high, domain.high_closed)):
        value = None if end is None else literal(end)
        ends.append(FREE if value is None else (fmpq_of(value), not is_closed))
    if domain.base == "size" and (ends[0][0] is None or ends[0][0] < 1):
        ends[0] = ONE, False
    return ends[0], ends[1]


def _total(ends: list[End]) -> End:
    total, is_open = ZERO, False
    for value, excluded in ends:
        if value is None:
            return FREE
        total, is_open = total + value, is_open or excluded
    return total, is_open


def _sign(bounds: Bounds) -> Sign:
    (low, low_open), (high, high_open) = bounds
    mask = 7
    if low is not None and low >= 0:
        mask &= 4 if low > 0 or low_open else 6
    if high is not None and high <= 0:
        mask &= 1 if high < 0 or high_open else 3
    return Sign(mask or 7)
