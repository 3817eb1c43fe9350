"""Where a quotient of numbers that arrays give has no value: on a set without interior, if the divisor is analytic.

A product of entries, exponentials and sums of products of them with positive factors is a real-analytic function that
is not 0 everywhere, whatever the sizes are: it is positive where all entries are. On a connected open set such a
function is 0 on a set without interior only, and so is a product of several. Where conditions bind what stands in it,
the set may be none: of `x_1 y = 0` the numbers with x_1 = 0 are a part.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions import is_somewhere_nonzero
from grader.evidence.families.matrices.almost_everywhere.uniform import is_polynomial_nonzero
from grader.evidence.families.matrices.words.spelled import INVERSE, Speller
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import Bind, Call, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, substitute, symbols, walk
from grader.records import dataclass

LETTERS = ("i", "j", "k", "l")


@dataclass(frozen=True, slots=True)
class ThinGaps:
    """Tells gaps without interior; of the symbols in `bound`, sizes aside, something is assumed."""

    setting: Setting
    bound: frozenset[str]
    sizes: Sequence[str]
    speller: Speller
    budget: Budget

    def where(self, part: Node) -> str | None:
        """Return where a quotient has no value, in words; None where that may be a set with interior."""
        below = divisor_of(part)
        if below is None:
            return None
        tree = self.speller.number(below)
        used = symbols(tree)
        if any("[" in name for name in used) or used & self.bound or not self._are_free(used):
            return None
        return f"{show(readable(tree, used))} = 0" if self._is_thin(tree) else None

    def _are_free(self, used: frozenset[str]) -> bool:
        """Return whether numbers and entries may be any near some; those of an inverse may, and then say the matrix."""
        inverted = {name: name.removeprefix(INVERSE) for name in used if name.startswith(INVERSE)}
        names = (used - inverted.keys()) | frozenset(inverted.values())
        if len(names) < len(used):
            return False
        declared = {variable.name: variable.domain for variable in self.setting.variables}
        return names <= declared.keys() and all(_has_interior(declared[name]) for name in names)

    def _is_thin(self, tree: Node) -> bool:
        return is_polynomial_nonzero(tree, self.setting, self.bound, self.sizes) or is_somewhere_nonzero(
            tree, self.setting, self.budget
        )


def divisor_of(part: Node) -> Node | None:
    """Return what must not be 0 for a quotient to have a value; None for what is no quotient.

    A root is 0 where what stands under it is. That it has a value is said by a part of its own.
    """
    match part:
        case Div(_, den):
            return _without_roots(den)
        case Pow(base, Neg(Num(value))) if value.denominator == 1:
            return base
        case _:
            return None


def _without_roots(node: Node) -> Node:
    """Return a number that is 0 where a product of roots and powers is."""
    match node:
        case Call("sqrt", (arg,)):
            return _without_roots(arg)
        case Pow(base, exp) if (power := literal(exp)) is not None and power > 0:
            return _without_roots(base)
        case Mul(factors):
            return Mul(tuple(map(_without_roots, factors)))
        case _:
            return node


def _has_interior(domain: Domain) -> bool:
    """Return whether the values are sizes or other integers, each of which is looked at, or half of a line or more."""
    if domain.is_integer:
        return not domain.shape
    return domain.base == "real" and domain.members is None and (domain.low is None or domain.high is None)


def readable(tree: Node, used: frozenset[str]) -> Node:
    """Return a tree with letters for the indices that were made up."""
    free = [letter for letter in LETTERS if letter not in used]

    def renamed(node: Node) -> Node:
        node = rebuild(node, renamed)
        if not (isinstance(node, Bind) and "[" in node.var):
            return node
        taken = symbols(node) | {inner.var for inner in walk(node.body) if isinstance(inner, Bind)}
        name = next((letter for letter in free if letter not in taken), node.var)
        return Bind(node.kind, substitute(node.body, {node.var: Sym(name)}), name, node.low, node.high)

    return renamed(tree)
