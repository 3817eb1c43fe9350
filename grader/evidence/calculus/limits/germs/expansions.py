"""Trees near a point as germs: a tree is read from its leaves up, and its limit is that of its germ."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from grader.evidence.calculus.limits.germs import stirling
from grader.evidence.calculus.limits.germs.areas import germ_of_integral
from grader.evidence.calculus.limits.germs.coefficients import Judge, plus
from grader.evidence.calculus.limits.germs.germ_calls import called, grows
from grader.evidence.calculus.limits.germs.germs import Germ, Germs, plain
from grader.evidence.calculus.limits.germs.series import Series, constant
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import definition
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow, Sym, symbols
from grader.records import dataclass, field

MAX_PRODUCT = 12  # natural exponents that are multiplied out
INFINITY = Const("oo")


@dataclass
class Expansion:
    """The expansion of trees near one point."""

    var: str
    point: Node
    side: int
    judge: Judge
    width: int
    germs: Germs = field(init=False)
    known: dict[int, tuple[Node, Germ]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.germs = Germs(self.judge, self.width)

    def limit(self, tree: Node) -> Node:
        """Return the limit of a tree; raises `DeclinedError`."""
        total: Node = ZERO
        germ = self.of(tree)
        if not self.germs.is_told(germ):
            raise DeclinedError
        for polar, series in germ.groups:
            if polar:
                if self.germs.direction(polar) > 0:
                    raise DeclinedError
                continue
            if series.cut <= 0:
                raise DeclinedError
            for (power, logs), value in series.terms.items():
                if power < 0 or (power == 0 and logs > 0):
                    raise DeclinedError
                if power == 0 and logs == 0:
                    total = plus(total, value)
        return total

    def of(self, node: Node) -> Germ:
        """Return the germ of a tree."""
        found = self.known.get(id(node))
        if found is None:
            self.judge.budget.spend(4)
            found = (node, self._of(node))
            self.known[id(node)] = found
        return found[1]

    def _of(self, node: Node) -> Germ:
        if self.var not in symbols(node):
            if not defined_everywhere(node, self.judge.setting, self.judge.budget):
                raise DeclinedError
            return plain(constant(node))
        match node:
            case Sym():
                return plain(self._variable())
            case Neg(arg):
                return self.germs.times(plain(constant(Neg(ONE))), self.of(arg))
            case Add(terms):
                return reduce(self.germs.plus, map(self.of, terms))
            case Mul(factors):
                return reduce(self.germs.times, map(self.of, factors))
            case Div(num, den):
                return self.germs.quotient(self.of(num), self.of(den))
            case Pow(base, exponent):
                return self._raised(base, exponent)
            case Call(name, args):
                return self._raised(args[0], Div(ONE, args[1])) if name == "root" else self._call(name, *args)
            case Bind("int", low=Node() as low, high=Node() as high):
                return germ_of_integral(self.germs, node, (self.of(low), self.of(high)), self.var, self._elsewhere)
            case _:
                raise DeclinedError

    def _variable(self) -> Series:
        if self.point in (INFINITY, Neg(INFINITY)):
            return Series({(Fraction(-1), 0): ONE if self.point == INFINITY else Neg(ONE)})
        step = {(Fraction(1), 0): number_tree(Fraction(self.side))}
        return Series(step if self.point == ZERO else {(Fraction(0), 0): self.point, **step})

    def _raised(self, base: Node, exponent: Node) -> Germ:
        power = literal(exponent)
        if power is not None and power.denominator == 1 and 0 < power <= MAX_PRODUCT:
            return self._of(Mul((base,) * int(power)) if power > 1 else base)
        if power is not None:
            return self.germs.power(self.of(base), power)
        if self.var not in symbols(base) and self.judge.is_zero(base):
            return self._power_of_zero(exponent)
        if base == Const("e"):
            return self.germs.exponential(self.of(exponent))
        return self.germs.exponential(self.germs.times(self.of(exponent), self.germs.logarithm(self.of(base))))

    def _power_of_zero(self, exponent: Node) -> Germ:
        if self.germs.sign(self.of(exponent)) < 0:
            raise DeclinedError
        return plain(constant(ZERO))

    def _elsewhere(self, tree: Node, var: str, point: Node, side: int) -> Germ:
        return Expansion(var, point, side, self.judge, self.width).of(tree)

    def _call(self, name: str, arg: Node, *others: Node) -> Germ:
        is_counted = name in stirling.COUNTED and grows(self.germs, self.of(arg))
        rewritten = stirling.by_factorials(name, (arg, *others)) if is_counted else None
        if rewritten is None and not others:
            rewritten = definition(name, arg)
        if rewritten is not None:
            return self.of(rewritten)
        if others:
            raise DeclinedError
        return called(self.germs, name, self.of(arg))
