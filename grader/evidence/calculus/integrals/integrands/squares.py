"""Square roots of what is a square among real numbers, as products of moduli: of 2 + 2 cos x it is 2 |cos(x/2)|.

sin^2 = 1 - cos^2 and sinh^2 = cosh^2 - 1 are put in, and what is left is factored over Q. A factor 1 + cos u is
2 cos^2(u/2), 1 - cos u is 2 sin^2(u/2), 1 + cosh u is 2 cosh^2(u/2), and sin u is cos(u - pi/2). The square of what is
found is proved to be the radicand.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.oracle import prove_equal
from grader.evidence.signs.algebra import Algebra
from grader.evidence.signs.decide import factors_of
from grader.evidence.trees.build import number_tree, product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import affine
from grader.evidence.trees.linear import tree_of as line_of
from grader.evidence.trees.polynomials import Polynomial, literal, plus, raised, times, tree_of
from grader.language.tree import ONE, TWO, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.records import dataclass, field
from grader.verdict import Proof

KINDS = frozenset({Num, Sym, Const, Neg, Add, Mul, Div, Pow, Call})
TOTAL = frozenset({"sin", "cos", "sinh", "cosh", "exp"})  # no place is lost where one of them cancels
QUARTER = Div(Const("pi"), Num(Fraction(4)))
PARTNERS = {"cos": "sin", "sin": "cos", "cosh": "sinh"}
SQUARES = {"sin": ("cos", fmpq(1), fmpq(-1)), "sinh": ("cosh", fmpq(-1), fmpq(1))}  # f^2 = a + b g^2


def root_of_square(radicand: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return the square root of a tree that is a square for all values of its symbols, None for other trees."""
    facts = facts_of(radicand)
    if not facts.kinds <= KINDS or not facts.calls <= TOTAL or literal(radicand) is not None:
        return None
    algebra = Algebra(frozenset(), budget)
    try:
        above, below = (_Root(algebra).of(part) for part in algebra.quotient(radicand))
    except ExceededError:
        return None
    if above is None or below is None:
        return None
    found = above if below == ONE else Div(above, below)
    is_proved = isinstance(prove_equal(Pow(found, TWO), radicand, setting, budget), Proof)
    return found if is_proved else None


@dataclass
class _Root:
    """The square root of a polynomial: of a number, times moduli."""

    algebra: Algebra
    number: fmpq = fmpq(1)
    moduli: list[Node] = field(default_factory=list)

    def of(self, polynomial: Polynomial) -> Node | None:
        """Return the root, None where a factor that is no square has an odd exponent."""
        polynomial = self._without_squares(polynomial)
        if not polynomial:
            return None
        if set(polynomial) == {()}:
            self.number, parts = polynomial[()], list[tuple[Polynomial, int]]()
        else:
            self.number, parts = factors_of(polynomial)
        if not all(self._takes(part, times) for part, times in self._joined(parts)) or self.number < 0:
            return None
        value = number_tree(self.number)
        return product_of([*([] if value == ONE else [Call("sqrt", (value,))]), *self.moduli])

    def _without_squares(self, polynomial: Polynomial) -> Polynomial:
        """Return a polynomial with 1 - cos^2 for sin^2, and cosh^2 - 1 for sinh^2."""
        for number, node in enumerate(tuple(self.algebra.nodes)):
            if not (isinstance(node, Call) and node.name in SQUARES):
                continue
            other, a, b = SQUARES[node.name]
            square = plus({(): a}, raised(self.algebra.kernel(Call(other, node.args)), 2), b)
            found: Polynomial = {}
            for monomial, coefficient in polynomial.items():
                power = dict(monomial).get(number, 0)
                rest = tuple((k, e if k != number else e % 2) for k, e in monomial if k != number or e % 2)
                found = plus(found, times({rest: coefficient}, raised(square, power // 2)))
            polynomial = found
        return polynomial

    def _joined(self, parts: list[tuple[Polynomial, int]]) -> list[tuple[Polynomial, int]]:
        """Return the factors without (1 - g u) (1 + g u) = ± h^2 u where both have odd exponents."""
        waves = {place: wave for place, (part, e) in enumerate(parts) if e % 2 and (wave := self._wave(part))}
        for first, (name, angle, sign) in waves.items():
            for second, other in waves.items():
                if sign > 0 or other != (name, angle, 1):
                    continue
                self.number *= parts[first][0][()] * parts[second][0][()] * (-1 if name == "cosh" else 1)
                self.moduli.append(Call("abs", (Call(PARTNERS[name], (angle,)),)))
                kept = [(part, e - (place in (first, second))) for place, (part, e) in enumerate(parts)]
                return self._joined([(part, e) for part, e in kept if e])
        return parts

    def _wave(self, part: Polynomial) -> tuple[str, Node, int] | None:
        """Return the wave g, its argument and the sign of a (1 ± g), None for other factors."""
        if len(part) != 2 or () not in part:
            return None
        (monomial,) = [one for one in part if one]
        if len(monomial) != 1 or monomial[0][1] != 1 or abs(part[monomial]) != abs(part[()]):
            return None
        node = self.algebra.nodes[monomial[0][0]]
        if isinstance(node, Call) and node.name in {"cos", "sin", "cosh"}:
            return node.name, node.args[0], 1 if part[monomial] == part[()] else -1
        return None

    def _takes(self, part: Polynomial, exponent: int) -> bool:
        """Put a factor's root to the others; tell whether it has one."""
        half = exponent // 2
        if exponent % 2 == 0:
            inner = Call("abs", (tree_of(part, self.algebra.nodes),))
            self.moduli.append(inner if half == 1 else Pow(inner, number_tree(half)))
            return True
        if (wave := self._wave(part)) is not None:
            name, angle, sign = wave
            self.number *= (2 * part[()] * (-1 if name == "cosh" and sign < 0 else 1)) ** exponent
            inner = Call("abs", (_of_half(name, angle, sign),))
            self.moduli.append(inner if exponent == 1 else Pow(inner, number_tree(exponent)))
            return True
        kernel = next(iter(part))
        node = self.algebra.nodes[kernel[0][0]] if len(part) == len(kernel) == 1 else None
        if isinstance(node, Call) and node.name == "exp":
            self.moduli.append(Call("exp", (Mul((Num(Fraction(exponent, 2)), *node.args)),)))
            return True
        return False


def _of_half(name: str, angle: Node, sign: int) -> Node:
    """Return what 1 ± g is twice the square of, but for its sign."""
    form = affine(angle)
    half = Div(angle, TWO) if form is None else line_of({key: value / 2 for key, value in form.items()})
    if name == "cosh":
        return Call("cosh" if sign > 0 else "sinh", (half,))
    if name == "sin":
        half = Add((half, Neg(QUARTER)))
    return Call("cos" if sign > 0 else "sin", (half,))
