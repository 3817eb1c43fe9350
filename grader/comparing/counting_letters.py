r"""Letters that nothing declares and that count: n in `\sum_{k=1}^{n} k` and in `n!` is an integer, and large enough.

A letter is taken so where it stands in an end of a sum or product, or in a factorial or binomial coefficient. It is
large enough where no sum ends before it begins, but for an empty one, and no factorial is of a negative number. One in
an exponent of a negative number is an integer, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil

from grader.comparing.families import moved
from grader.evidence.trees.features import facts_of
from grader.language.domains import INTEGER, Domain
from grader.language.printing import show
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    children,
    is_infinite,
    symbols,
    walk,
)
from grader.records import dataclass
from grader.verdict import Evidence, Point, Proof, Undefined, Unknown
from grader.wording import open_reasons

Decide = Callable[[Mapping[str, Domain], tuple[Node, ...]], Evidence]
_SUMS = frozenset({"sum", "prod"})
_COUNTED = frozenset({"factorial", "binom"})


@dataclass(frozen=True)
class Counting:
    """The domains of letters that count, and the conditions between several of them."""

    domains: Mapping[str, Domain]
    assume: tuple[Node, ...]

    def decided(self, decide: Decide) -> Evidence:
        """Return what two sides are, where a function decides them in other domains and under conditions.

        They differ only where they do without the least value of each letter, too, at which a sum may be empty.
        """
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
                notes = (", ".join(said), *(show(one) for one in self.assume if len(symbols(one)) > 1))
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
    ordered = dict.fromkeys(pair for tree in trees if _may_count(tree) for pair in _ordered(tree, frozenset()))
    sizes = frozenset[str]().union(*(symbols(size) for domain in known.values() for size in domain.shape))
    letters = frozenset[str]().union(*(symbols(side) for pair in ordered for side in pair)) - known.keys() - sizes
    if not letters:
        return None
    least = dict.fromkeys(sorted(letters), Fraction(0))
    assume = []
    for low, high in ordered:
        name, step = moved(high)
        if name in least and isinstance(low, Num):
            least[name] = max(least[name], low.value - step)
        elif letters & (symbols(low) | symbols(high)):
            assume.append(Relation(("<=",), (low, high)))
    return Counting({name: _from(value) for name, value in least.items()}, tuple(assume))


def whole_exponents(trees: tuple[Node, Node], known: Mapping[str, Domain]) -> Counting | None:
    """Return the letters in exponents of negative numbers, `(-1)^n`, as integers; None where there is none."""
    powers = [node for tree in trees for node in walk(tree) if isinstance(node, Pow) and _is_negative(node.base)]
    letters = frozenset[str]().union(*(symbols(node.exp) for node in powers)) - known.keys()
    letters &= frozenset[str]().union(*map(symbols, trees))
    return Counting(dict.fromkeys(sorted(letters), INTEGER), ()) if letters else None


def _is_negative(node: Node) -> bool:
    return (isinstance(node, Num) and node.value < 0) or (isinstance(node, Neg) and isinstance(node.arg, Num))


def _may_count(tree: Node) -> bool:
    facts = facts_of(tree)
    return not (_SUMS.isdisjoint(facts.binders) and _COUNTED.isdisjoint(facts.calls))


def _ordered(node: Node, bound: frozenset[str]) -> Iterator[tuple[Node, Node]]:
    """Yield the pairs of trees of free letters within a tree of which the first is at most the second."""
    pairs: tuple[tuple[Node, Node], ...] = ()
    match node:
        case Bind(kind, low=Node() as low, high=Node() as high) if kind in _SUMS:
            pairs = ((ZERO, low),) if is_infinite(high) else ((_before(low), high),)
        case Call("factorial", (arg,)):
            pairs = ((ZERO, arg),)
        case Call("binom", (above, below)):
            pairs = (ZERO, above), (ZERO, below)
        case _:
            pass
    for low, high in pairs:
        if not (bound & (symbols(low) | symbols(high)) or is_infinite(low)):
            yield low, high
    inner = bound | {node.var} if isinstance(node, Bind) else bound
    for child in children(node):
        yield from _ordered(child, inner)


def _before(low: Node) -> Node:
    return Num(low.value - 1) if isinstance(low, Num) else Add((low, Neg(ONE)))


def _from(least: Fraction) -> Domain:
    whole = Num(Fraction(ceil(least)))
    return Domain("integer", whole, low_closed=True, text=f"integer >= {ceil(least)}")


def _least(domain: Domain) -> Fraction:
    return domain.low.value if isinstance(domain.low, Num) else Fraction(0)
