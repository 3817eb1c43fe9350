"""Where a quotient of numbers that arrays give has no value: on a set without interior, if the divisor is a product.

A product of entries, exponentials and sums of products of them with positive factors is a real-analytic function that
is not 0 everywhere, whatever the sizes are: it is positive where all entries are. On a connected open set such a
function is 0 on a set without interior only, and so is a product of several.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions import is_somewhere_nonzero
from grader.evidence.families.matrices.spelled import Speller
from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import Bind, Call, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, substitute, symbols, walk

LETTERS = ("i", "j", "k", "l")


def thin_gap(part: Node, setting: Setting, speller: Speller, budget: Budget) -> str | None:
    """Return where a quotient has no value, in words; None where that may be a set with interior."""
    below = divisor_of(part)
    if below is None:
        return None
    tree = speller.number(below)
    used = symbols(tree)
    if any("[" in name for name in used):
        return None
    declared = [variable.domain for variable in setting.variables if variable.name in used]
    if not all(map(_is_interval, declared)) or not is_somewhere_nonzero(tree, setting, budget):
        return None
    return f"{show(readable(tree, used))} = 0"


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


def _is_interval(domain: Domain) -> bool:
    """Return whether the values are sizes, or an interval without both ends."""
    if domain.base == "size":
        return True
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
