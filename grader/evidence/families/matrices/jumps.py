"""Where steps of numbers that arrays give have no value, because no convention gives them one.

That must be on a set without interior, whatever the sizes are. It is where the number is a polynomial of the entries
that is not 0 everywhere: a term is looked for that stays where all entries of each array are one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from grader.claims.statements import Setting
from grader.evidence.errors import DeclinedError
from grader.evidence.families.matrices.gaps import readable
from grader.evidence.families.matrices.spelled import Speller
from grader.evidence.functions.questions import JUMPS
from grader.evidence.trees.build import ONE, ZERO
from grader.evidence.trees.fold import fold
from grader.language.printing import show
from grader.language.tree import Add, Bind, Call, Index, Mul, Neg, Node, Num, Sym, rebuild, symbols

Monomial = tuple[str, ...]  # symbols in order, each as often as it is a factor
Polynomial = Mapping[Monomial, Fraction]

MAX_TERMS = 400
MAX_POWER = 16


def jump_texts(parts: Iterable[Node], setting: Setting, sizes: Sequence[str], speller: Speller) -> list[str] | None:
    """Return, in words, where steps have no value; None where that may be on a set with interior.

    Steps of the entries of arrays are left aside: both sides hold the same ones.
    """
    found: dict[frozenset[Node], str] = {}
    for part in parts:
        if not (isinstance(part, Call) and part.name in JUMPS) or JUMPS[part.name] in setting.conventions:
            continue
        tree = speller.number(part.args[0])
        used = symbols(tree)
        if any("[" in name for name in used):
            continue
        if not _is_polynomial_nonzero(tree, setting, sizes):
            return None
        sides = _balanced(readable(tree, used))
        found.setdefault(frozenset(sides), " = ".join(map(show, sides)))
    return list(found.values())


def _is_polynomial_nonzero(tree: Node, setting: Setting, sizes: Sequence[str]) -> bool:
    """Return whether a number is a polynomial of reals and entries that, for any sizes, is not 0 everywhere."""
    try:
        terms: Polynomial = fold(_uniform(tree), _Terms())
    except DeclinedError:
        return False
    used = {name for monomial in terms for name in monomial} - set(sizes)
    bound = frozenset[str]().union(*map(symbols, setting.assume))
    free = {v.name for v in setting.variables if v.domain.base == "real" and v.domain.members is None}
    if not used <= free - bound:
        return False
    signs: dict[Monomial, set[bool]] = {}
    for monomial, factor in terms.items():
        if factor:
            signs.setdefault(tuple(name for name in monomial if name in used), set()).add(factor > 0)
    return any(len(both) == 1 for both in signs.values())  # sizes are positive


def _uniform(tree: Node) -> Node:
    """Return a tree where all entries of each array are one number, which has the array's name."""
    match tree:
        case Index(Sym() as array, _):
            return array
        case Bind("sum", body, var, low, Node() as high) if low == ONE:
            inner = _uniform(body)
            if var in symbols(inner):
                raise DeclinedError
            return Mul((high, inner))
        case Bind() | Index():
            raise DeclinedError
        case _:
            return rebuild(tree, _uniform)


class _Terms:
    """The algebra of polynomials of symbols."""

    def number(self, value: Fraction) -> Polynomial:
        return {(): value}

    def negative(self, value: Polynomial) -> Polynomial:
        return {monomial: -factor for monomial, factor in value.items()}

    def total(self, values: Sequence[Polynomial]) -> Polynomial:
        found: dict[Monomial, Fraction] = {}
        for value in values:
            for monomial, factor in value.items():
                found[monomial] = found.get(monomial, Fraction(0)) + factor
        return found

    def product(self, values: Sequence[Polynomial]) -> Polynomial:
        return reduce(self._times, values)

    def _times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        if len(a) * len(b) > MAX_TERMS:
            raise DeclinedError
        return self.total([{tuple(sorted(x + y)): p * q} for x, p in a.items() for y, q in b.items()])

    def quotient(self, num: Polynomial, den: Polynomial) -> Polynomial:
        if den.keys() != {()} or not den[()]:
            raise DeclinedError
        return {monomial: factor / den[()] for monomial, factor in num.items()}

    def power(self, base: Polynomial, exponent: int) -> Polynomial:
        if not 0 < exponent <= MAX_POWER:
            raise DeclinedError
        return self.product([base] * exponent)

    def other(self, node: Node) -> Polynomial:
        if not isinstance(node, Sym):
            raise DeclinedError
        return {(node.name,): Fraction(1)}


def _balanced(tree: Node) -> tuple[Node, Node]:
    """Return two trees that are equal where a tree is 0: its terms with minus signs stand on the other side."""
    terms = tree.terms if isinstance(tree, Add) else (tree,)
    sides: tuple[list[Node], list[Node]] = ([], [])
    for term in terms:
        positive = _without_minus(term)
        sides[positive is not None].append(term if positive is None else positive)
    left, right = (part[0] if len(part) == 1 else Add(tuple(part)) if part else ZERO for part in sides)
    return (left, right) if left != ZERO else (right, left)


def _without_minus(term: Node) -> Node | None:
    match term:
        case Neg(part):
            return part
        case Mul((Neg(Num(value)), *rest)) if value == 1:
            return rest[0] if len(rest) == 1 else Mul(tuple(rest))
        case _:
            return None
