r"""Letters that nothing declares and that count: n in `\sum_{k=1}^{n} k` and in `n!` is an integer, and large enough.

A letter is taken so where it stands in an end of a sum or product, or in a factorial or binomial coefficient. It is
large enough where no sum ends before it begins, but for an empty one, and no factorial is of a negative number. One in
an exponent of a negative number, or of the imaginary unit, is an integer, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil

from grader.evidence.errors import DeclinedError
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import RationalForm, rational_form, single
from grader.language.domains import INTEGER, Domain
from grader.language.printing import show
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    children,
    is_infinite,
    symbols,
    walk,
)
from grader.records import dataclass
from grader.verdict import Evidence, Point, Proof, Undefined, Unknown
from grader.wording import open_reasons

Decide = Callable[[Mapping[str, Domain], tuple[Node, ...]], Evidence]
STEPS = (0, 1, 2, 3, 5, 8, 13)  # from the least value of a letter, at which conditions are looked at
ROOM = 2  # by which both sides of a condition must be able to differ
MAX_LETTERS = 4  # that count, with conditions between them
_SUMS = frozenset({"sum", "prod"})
_COUNTED = frozenset({"factorial", "binom"})


@dataclass(frozen=True)
class Counting:
    """The domains of letters that count, and the conditions between several of them.

    `has_room`: they leave many values to each letter, so that nothing is said of a few exceptions only.
    """

    domains: Mapping[str, Domain]
    assume: tuple[Node, ...]
    has_room: bool = True

    def decided(self, decide: Decide) -> Evidence:
        """Return what two sides are, where a function decides them in other domains and under conditions.

        They differ only where they do without the least value of each letter, too, at which a sum may be empty.
        """
        if not self.has_room:
            return self._open()
        found = self._honest(decide(self.domains, self.assume))
        if not isinstance(found, Point) or INTEGER in self.domains.values():
            return found
        later = {name: _from(_least(domain) + 1) for name, domain in self.domains.items()}
        again = self._honest(decide(later, self.assume))
        return again if isinstance(again, Point) else self._open()

    def _honest(self, evidence: Evidence) -> Evidence:
        """Return evidence that names what was taken for granted; what only differs in where it is defined is open."""
        match evidence:
            case Proof():
                said = [f"{name}: {domain.text}" for name, domain in self.domains.items()]
                notes = (", ".join(said), *map(show, self.assume))
                return Proof(evidence.method, evidence.gaps, (*evidence.notes, *notes))
            case Point(left=Undefined()) | Point(right=Undefined()):
                return self._open()
            case _:
                return evidence

    def _open(self) -> Unknown:
        """Return why nothing is decided where the values of the letters would settle it."""
        return Unknown(open_reasons.LETTERS_THAT_COUNT.format(letters=", ".join(f"`{name}`" for name in self.domains)))


def counting_letters(trees: tuple[Node, Node], known: Mapping[str, Domain]) -> Counting | None:
    """Return the letters of trees that count and are not known; None where there is none."""
    found = dict.fromkeys(one for tree in trees if _may_count(tree) for one in _counted(tree, frozenset()))
    sizes = frozenset[str]().union(*(symbols(size) for domain in known.values() for size in domain.shape))
    letters = frozenset[str]().union(*(symbols(one.low) | symbols(one.high) for one in found)) - known.keys() - sizes
    if not letters:
        return None
    least = dict.fromkeys(sorted(letters), Fraction(0))
    assume = []
    for one in found:
        name, value = _bound_of(one)
        if name in least and one.is_assumed:
            least[name] = max(least[name], value)
        elif letters & (symbols(one.low) | symbols(one.high)):
            assume.append(one)
    exponents = whole_exponents(trees, {**known, **dict.fromkeys(letters, INTEGER)})
    domains = {name: _from(value) for name, value in least.items()} | dict(exponents.domains if exponents else {})
    conditions = tuple(Relation(("<=",), (one.low, one.high)) for one in assume if one.is_assumed)
    return Counting(domains, conditions, _has_room(least, assume))


def whole_exponents(trees: tuple[Node, Node], known: Mapping[str, Domain]) -> Counting | None:
    """Return the letters in exponents of what turns, `(-1)^n`, `(-x)^n` and `i^n`, as integers; None for none."""
    powers = [node for tree in trees for node in walk(tree) if isinstance(node, Pow) and _turns(node.base)]
    letters = frozenset[str]().union(*(symbols(node.exp) for node in powers)) - known.keys()
    letters &= frozenset[str]().union(*map(symbols, trees))
    return Counting(dict.fromkeys(sorted(letters), INTEGER), ()) if letters else None


def congruent_letters(trees: tuple[Node, Node], known: Mapping[str, Domain]) -> Counting | None:
    r"""Return the letters in congruences by whole numbers, `3x \equiv 1 \pmod 7`, as integers; None where is none."""
    nodes = [node for tree in trees for node in walk(tree) if isinstance(node, Relation)]
    letters = frozenset[str]().union(*(symbols(arg) for node in nodes for arg in _congruent(node))) - known.keys()
    letters &= frozenset[str]().union(*map(symbols, trees))
    return Counting(dict.fromkeys(sorted(letters), INTEGER), ()) if letters else None


def _congruent(node: Relation) -> tuple[Node, ...]:
    match node:
        case Relation(("=",), (Call("mod", (arg, Num(value))), Num(Fraction(numerator=0)))) if value.denominator == 1:
            return (arg,)
        case _:
            return ()


def _turns(node: Node) -> bool:
    """Whether a tree is negative, or the imaginary unit, perhaps times a number."""
    match node:
        case Neg():
            return True
        case Num(value):
            return value < 0
        case Mul(factors):
            return Const("i") in factors and not symbols(node)
        case _:
            return node == Const("i")


def _may_count(tree: Node) -> bool:
    facts = facts_of(tree)
    return not (_SUMS.isdisjoint(facts.binders) and _COUNTED.isdisjoint(facts.calls))


@dataclass(frozen=True)
class _Ordered:
    """That one tree is at most another: taken for granted, or something that must be so anyway, or nobody can tell."""

    low: Node
    high: Node
    is_assumed: bool = True


def _counted(node: Node, bound: frozenset[str]) -> Iterator[_Ordered]:
    """Yield what is so of the free letters in the ends of sums, in factorials and in binomials of a tree."""
    found: tuple[_Ordered, ...] = ()
    match node:
        case Bind(kind, low=Node() as low, high=Node() as high) if kind in _SUMS:
            found = (_Ordered(low, low, is_assumed=False),) if is_infinite(high) else (_Ordered(_before(low), high),)
        case Call("factorial", (arg,)):
            found = (_Ordered(ZERO, arg),)
        case Call("binom", (above, below)):
            found = _Ordered(ZERO, above, is_assumed=_grows(above)), _Ordered(ZERO, below)
        case _:
            pass
    for one in found:
        if not (bound & (symbols(one.low) | symbols(one.high)) or is_infinite(one.low)):
            yield one
    inner = bound | {node.var} if isinstance(node, Bind) else bound
    for child in children(node):
        yield from _counted(child, inner)


def _grows(above: Node) -> bool:
    """Whether a tree is a letter and a number, `n - 1`: nobody means a row of binomials that is there for no value."""
    match above:
        case Add((Sym(), Num() | Neg(Num()))):
            return True
        case _:
            return False


def _bound_of(one: _Ordered) -> tuple[str, Fraction]:
    """Return the letter and its least value where order says just that, as `0 <= 2 n` does; no letter otherwise."""
    try:
        high, low = _form(one.high), _form(one.low)
    except DeclinedError:
        return "", Fraction(0)
    letters = high.coefficients.keys() | low.coefficients.keys()
    steps = [high.coefficients.get(name, Fraction(0)) - low.coefficients.get(name, Fraction(0)) for name in letters]
    if len(steps) != 1 or steps[0] <= 0:
        return "", Fraction(0)
    return next(iter(letters)), (low.constant - high.constant) / steps[0]


def _has_room(least: Mapping[str, Fraction], ordered: Sequence[_Ordered]) -> bool:
    """Return whether what is assumed leaves each letter many values, and all else that must be so is so at them.

    `0 <= n - m` and `0 <= m - n` together leave only m = n. A binomial of a negative number has two conventions.
    """
    if not ordered:
        return True
    try:
        forms = [(one, _form(one.high), _form(one.low)) for one in ordered]
    except DeclinedError:
        return False
    if len(least) > MAX_LETTERS or any(form.coefficients.keys() - least.keys() for _, *pair in forms for form in pair):
        return False
    roomy = []
    for steps in product(STEPS, repeat=len(least)):
        place = {name: ceil(low) + step for (name, low), step in zip(least.items(), steps, strict=True)}
        room = [(one.is_assumed, _at(high, place) - _at(low, place)) for one, high, low in forms]
        if any(not is_assumed and value < 0 for is_assumed, value in room if all(v >= 0 for a, v in room if a)):
            return False
        if all(value >= ROOM for is_assumed, value in room if is_assumed):
            roomy.append(steps)
    return bool(roomy) and all(len(set(values)) > 1 for values in zip(*roomy, strict=True))


def _form(node: Node) -> RationalForm[str]:
    return rational_form(node, _letter)


def _letter(node: Node) -> RationalForm[str]:
    if not isinstance(node, Sym):
        raise DeclinedError
    return single(node.name)


def _at(form: RationalForm[str], place: Mapping[str, int]) -> Fraction:
    return form.constant + sum(value * place[name] for name, value in form.coefficients.items())


def _before(low: Node) -> Node:
    return Num(low.value - 1) if isinstance(low, Num) else Add((low, Neg(ONE)))


def _from(least: Fraction) -> Domain:
    whole = Num(Fraction(ceil(least)))
    return Domain("integer", whole, low_closed=True, text=f"integer >= {ceil(least)}")


def _least(domain: Domain) -> Fraction:
    return domain.low.value if isinstance(domain.low, Num) else Fraction(0)
