"""Complex expressions by their real and imaginary parts, as expressions of real numbers.

A complex expression has a value exactly where both parts have one: whatever a part loses, the other one keeps. Complex
symbols become pairs of real ones. Integrals, sums and limits over real symbols are taken part by part, and integer
powers by de Moivre's formula where the base is r (cos t + i sin t) by its form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import TOTAL
from grader.evidence.oracle import sign_of
from grader.evidence.question.complex.exponents import logarithms_of
from grader.evidence.question.complex.pairs import (
    Parts,
    added,
    beside,
    divided,
    exponential,
    negated,
    of_sum,
    off_zero,
    scaled,
    size_of,
    squared,
    turned,
)
from grader.evidence.question.complex.polar import polar
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, sum_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.properties.total import is_total
from grader.language.domains import INTEGER, REAL, Variable
from grader.language.tree import (
    ONE,
    SIDES,
    TWO,
    ZERO,
    Add,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    rebuild,
)
from grader.records import dataclass, replace

MAX_POWER = 12  # of a power that is multiplied out
OF_INTEGERS = frozenset({"mod", "binom", "factorial", "floor", "ceil", "gcd", "lcm"})  # the same among complex numbers
BY_PARTS = frozenset({"int", "sum", *SIDES})
ORDERS = frozenset({"<", "<=", ">", ">="})


@dataclass(slots=True)
class Cartesian:
    """Splits complex trees; `names` are the real symbols of the complex ones."""

    setting: Setting
    names: Mapping[str, tuple[str, str]]
    budget: Budget

    def condition(self, node: Node) -> Node:
        """Return a condition on complex numbers as one on real numbers; raises DeclinedError."""
        match node:
            case Logic():
                return rebuild(node, self.condition)
            case Relation(ops, operands):
                pairs = [self.parts(operand) for operand in operands]
                found = [part for i, op in enumerate(ops) for part in self._related(op, pairs[i], pairs[i + 1])]
                return found[0] if len(found) == 1 else Logic("and", tuple(found))
            case _:
                raise DeclinedError

    def _related(self, op: str, left: Parts, right: Parts) -> list[Node]:
        pairs = [pair for pair in zip(left, right, strict=True) if pair != (ZERO, ZERO)] or [(ZERO, ZERO)]
        if op == "=":
            return [Relation(("=",), pair) for pair in pairs]
        if op == "!=" and all(is_total(part) for part in (*left, *right)):
            apart = tuple(Relation(("!=",), pair) for pair in pairs)
            return [Logic("or", apart)] if len(apart) > 1 else [*apart]
        if op in ORDERS and left[1] == right[1] == ZERO:
            return [Relation((op,), (left[0], right[0]))]  # type: ignore[arg-type]
        raise DeclinedError

    def parts(self, node: Node) -> Parts:
        """Return the real and the imaginary part of a tree; raises DeclinedError."""
        self.budget.spend()
        match node:
            case Sym(name):
                pair = self.names.get(name)
                return (node, ZERO) if pair is None else (Sym(pair[0]), Sym(pair[1]))
            case Const("i"):
                return ZERO, ONE
            case Num() | Const("pi" | "e" | "oo"):
                return node, ZERO
            case Neg(arg):
                re, im = self.parts(arg)
                return negated(re), negated(im)
            case Add(terms):
                pairs = [self.parts(term) for term in terms]
                return added([re for re, _ in pairs]), added([im for _, im in pairs])
            case Mul(factors):
                return self._product([self.parts(factor) for factor in factors])
            case Div(num, den):
                return self._quotient(self.parts(num), self.parts(den))
            case Pow(base, exp):
                return self._power(base, exp)
            case Call():
                return self._called(node)
            case Bind() | Derivative():
                return self._bound(node)
            case Cases():
                return self._cases(node)
            case _:
                raise DeclinedError

    def _cases(self, node: Cases) -> Parts:
        """Return both parts by the same cases: each branch has a value where both of its parts have one."""
        branches = [(self.parts(value), self.condition(condition)) for value, condition in node.branches]
        last = None if node.otherwise is None else self.parts(node.otherwise)
        re, im = (Cases(tuple((pair[i], when) for pair, when in branches), last and last[i]) for i in (0, 1))
        is_real = all(pair[1] == ZERO for pair in (*(pair for pair, _ in branches), last or (ZERO, ZERO)))
        return re, ZERO if is_real else im

    def _called(self, node: Call) -> Parts:
        match node:
            case Call("abs", (Pow(base, exp),)) if base != Const("e") and self._is_integer(exp):
                return Pow(self.parts(Call("abs", (base,)))[0], exp), ZERO
            case Call("exp", (exp,)):
                return self._exponential(exp)
            case _:
                return self._call(node.name, [self.parts(arg) for arg in node.args])

    def _product(self, pairs: Sequence[Parts]) -> Parts:
        found = pairs[0]
        for pair in pairs[1:]:
            (a, b), (c, d) = found, pair
            if (ZERO, ZERO) in {found, pair}:
                raise DeclinedError  # what the other factor is undefined at would be lost
            found = (added([scaled(a, c), negated(scaled(b, d))]), added([scaled(a, d), scaled(b, c)]))
        return found

    def _quotient(self, top: Parts, bottom: Parts) -> Parts:
        c, d = bottom
        if d == ZERO:
            return divided(top[0], c), divided(top[1], c)
        if top == (ZERO, ZERO):
            raise DeclinedError
        size = added([squared(c), squared(d)])
        re, im = self._product([top, (c, negated(d))])
        return divided(re, size), divided(im, size)

    def _power(self, base: Node, exp: Node) -> Parts:
        if base == Const("e"):
            return self._exponential(exp)
        if isinstance(base, Call) and base.name == "sqrt" and exp == TWO:
            return self.parts(base.args[0])
        u, v = self.parts(exp)
        a, b = self.parts(base)
        if b == ZERO and self._is_real_power(a, u, v):
            if v == ZERO:
                return Pow(a, u), ZERO
            return turned(Pow(a, u), Mul((v, Call("log", (a,)))))
        if v != ZERO:
            return self._general_power((a, b), (u, v))
        if not self._is_integer(u):
            raise DeclinedError
        if (form := polar(a, b, self._sign)) is not None:
            size, angle = form
            return turned(ONE if size == ONE else Pow(size, u), Mul((u, angle)))
        return self._multiplied(u, (a, b))

    def _general_power(self, base: Parts, exp: Parts) -> Parts:
        """Return e^(exp log(base)) where all conventions on the argument agree."""
        size, angle = Call("log", (size_of(*base),)), self._argument(*base)
        re, im = self._product([exp, (size, angle)])
        return exponential(re, im)

    def _exponential(self, exp: Node) -> Parts:
        """Return e^exp; that of a logarithm is its number by all conventions, but for 0."""
        powers, rest = logarithms_of(exp, self._is_integer)
        found = [off_zero(self.parts(power), self.parts(number)) for power, number in powers]
        return self._product([*found, exponential(*self.parts(sum_of(rest)))] if rest else found)

    def _sign(self, node: Node) -> Sign:
        return sign_of(node, self.setting, self.budget)

    def _is_real_power(self, base: Node, exp: Node, im: Node) -> bool:
        """Return whether a power of a real base is what it is among real numbers."""
        if im == ZERO and self._is_integer(exp):
            return True
        return self._sign(base) is Sign.POSITIVE

    def _multiplied(self, exp: Node, base: Parts) -> Parts:
        match exp:
            case Num(value) if 1 <= value <= MAX_POWER:
                return self._product([base] * int(value))
            case Neg(Num(value)) if 1 <= value <= MAX_POWER:
                return self._quotient((ONE, ZERO), self._product([base] * int(value)))
            case _:
                raise DeclinedError

    def _is_integer(self, node: Node) -> bool:
        """Return whether a tree is a sum of whole multiples of integers."""
        found = affine(node)
        whole = {variable.name for variable in self.setting.variables if variable.domain.is_integer}
        return found is not None and all(
            c.denominator == 1 and (not name or name in whole) for name, c in found.items()
        )

    def _call(self, name: str, args: list[Parts]) -> Parts:
        re, im = args[0]
        match name:
            case "conj":
                return re, negated(im)
            case "re":
                return beside(re, im), ZERO
            case "im":
                return beside(im, re), ZERO
            case "abs":
                return size_of(re, im), ZERO
            case "sqrt":
                return self._root(re, im)
            case "log" if len(args) == 1 and im == ZERO and self._sign(re) is Sign.POSITIVE:
                return Call("log", (re,)), ZERO
            case "log" if len(args) == 1:
                return Call("log", (size_of(re, im),)), self._argument(re, im)
            case "arg":
                return self._argument(re, im), ZERO
            case _ if all(part == ZERO for _, part in args) and name in TOTAL | OF_INTEGERS:
                return Call(name, tuple(part for part, _ in args)), ZERO
            case _:
                return self._holomorphic(name, re, im)

    def _holomorphic(self, name: str, re: Node, im: Node) -> Parts:
        match name:
            case "sin" | "cos" | "sinh" | "cosh":
                return of_sum(name, re, im)
            case "tan":
                return self._quotient(of_sum("sin", re, im), of_sum("cos", re, im))
            case "tanh":
                return self._quotient(of_sum("sinh", re, im), of_sum("cosh", re, im))
            case _:
                raise DeclinedError

    def _root(self, re: Node, im: Node) -> Parts:
        """Return the principal square root."""
        if im == ZERO:
            match self._sign(re):
                case Sign.POSITIVE | Sign.NON_NEGATIVE | Sign.ZERO:
                    return Call("sqrt", (re,)), ZERO
                case Sign.NEGATIVE:
                    return ZERO, Call("sqrt", (negated(re),))
                case _:
                    raise DeclinedError
        side = self._sign(im)
        if side not in {Sign.POSITIVE, Sign.NEGATIVE}:
            raise DeclinedError
        size = Call("sqrt", (added([squared(re), squared(im)]),))
        above, below = (Call("sqrt", (Div(part, TWO),)) for part in (Add((size, re)), minus(size, re)))
        return above, below if side is Sign.POSITIVE else Neg(below)

    def _argument(self, re: Node, im: Node) -> Node:
        """Return the argument on and above the real axis: there all conventions agree."""
        if im == ZERO and (side := self._sign(re)) in {Sign.POSITIVE, Sign.NEGATIVE}:
            return beside(ZERO if side is Sign.POSITIVE else Const("pi"), re)
        if self._sign(im) is not Sign.POSITIVE:
            raise DeclinedError
        return Call("arccos", (Div(re, size_of(re, im)),))

    def _bound(self, node: Bind | Derivative) -> Parts:
        """Return an integral, a sum, a limit or a derivative of both parts; the symbol of it is a real number."""
        if node.var in self.names:
            raise DeclinedError
        ends = [end for end in (node.low, node.high) if end is not None] if isinstance(node, Bind) else []
        if any(self.parts(end)[1] != ZERO for end in ends) or (isinstance(node, Bind) and node.kind not in BY_PARTS):
            raise DeclinedError
        domain = INTEGER if isinstance(node, Bind) and node.kind == "sum" else REAL
        kept = tuple(variable for variable in self.setting.variables if variable.name != node.var)
        inner = replace(self, setting=replace(self.setting, variables=(*kept, Variable(node.var, domain))))
        re, im = inner.parts(node.body)
        first, second = (ZERO if part == ZERO else replace(node, body=part) for part in (re, im))
        return first, second
