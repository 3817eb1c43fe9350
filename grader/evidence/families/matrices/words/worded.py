"""Sums over entries as words, so that gradients can be taken of them: the sum of x_i (A y)_i is a sum of a vector.

A body is taken apart into terms: for each index the product of what stands at it, and the matrices that join two.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.arrays.of_any_size.sizes import ONE as SIZE_ONE
from grader.evidence.arrays.of_any_size.sizes import Size, size_of
from grader.evidence.errors import DeclinedError, UnclearError, refuse_above
from grader.evidence.families.matrices.words.products import total
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, collected, literal, times
from grader.evidence.families.matrices.words.words import ONES, Letter, Vector, applied, flipped, vector
from grader.language.names.functions import FUNCTIONS
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Index, Mul, Neg, Node, Num, Pow, Sym, symbols
from grader.records import dataclass, replace

MAX_TERMS = 64  # of a product that is multiplied out
MAX_POWER = 4  # that is multiplied out


@dataclass(frozen=True)
class Term:
    """A number times what stands at the indices times matrices between them, from the row's index to the column's."""

    scale: Node
    at: dict[str, Vector]
    joints: tuple[tuple[Letter, str, str], ...] = ()


@dataclass(frozen=True)
class Worder:
    """Finds words; `shapes` are those of the declared arrays."""

    shapes: dict[str, tuple[Size, ...]]
    table: Table

    def number(self, node: Bind) -> Node:
        """Return a sum over a range from 1 to a size as a number made of words; raises DeclinedError."""
        return total([term.scale for term in self._summed(node, {})])

    def _summed(self, node: Bind, sizes: dict[str, Size]) -> list[Term]:
        if node.kind != "sum" or node.low != ONE or node.high is None or node.var in sizes:
            raise DeclinedError
        try:
            size = size_of(node.high)
        except UnclearError as error:
            raise DeclinedError from error
        return [self._without(term, node.var, size) for term in self.terms(node.body, {**sizes, node.var: size})]

    def _without(self, term: Term, index: str, size: Size) -> Term:
        """Return a term summed over an index that at most one matrix joins to another."""
        inner = term.at.get(index, ONES)
        at = {name: value for name, value in term.at.items() if name != index}
        match [joint for joint in term.joints if index in joint[1:]]:
            case []:
                return replace(term, at=at, scale=times(term.scale, self.table.sum(inner, size)))
            case [(letter, row, column)] if row != column:
                other, here = (row, letter) if column == index else (column, flipped(letter))
                at[other] = vector(at.get(other, ONES), applied(here, inner))
                return replace(term, at=at, joints=tuple(joint for joint in term.joints if index not in joint[1:]))
            case _:
                raise DeclinedError

    def terms(self, node: Node, sizes: dict[str, Size]) -> list[Term]:
        """Return a tree as a sum of terms at some indices of ranges from 1 to their sizes."""
        if not symbols(node) & sizes.keys():
            return [Term(node, {})]
        match node:
            case Add(parts):
                return [term for part in parts for term in self.terms(part, sizes)]
            case Neg(arg):
                return self._scaled(literal(Fraction(-1)), arg, sizes)
            case Mul(factors):
                return self._product(factors, sizes)
            case Div(num, den) if not symbols(den) & sizes.keys():
                return self._scaled(Div(ONE, den), num, sizes)
            case Pow(base, Num(value)) if value.denominator == 1 and 1 <= value <= MAX_POWER:
                return self._product((base,) * int(value), sizes)
            case Pow(Const("e"), exponent):
                return [self._function("exp", exponent, sizes)]
            case Index(Sym(name), indices):
                return [self._entry(name, indices, sizes)]
            case Bind():
                return self._summed(node, sizes)
            case Call(name, (arg,)) if name in FUNCTIONS and not FUNCTIONS[name].arrays:
                return [self._function(name, arg, sizes)]
            case _:
                raise DeclinedError

    def _scaled(self, factor: Node, tree: Node, sizes: dict[str, Size]) -> list[Term]:
        return [replace(term, scale=times(factor, term.scale)) for term in self.terms(tree, sizes)]

    def _product(self, factors: tuple[Node, ...], sizes: dict[str, Size]) -> list[Term]:
        result = [Term(ONE, {})]
        for factor in factors:
            found = self.terms(factor, sizes)
            refuse_above(len(found) * len(result), MAX_TERMS, "max_terms")
            result = [_multiplied(one, other) for one in result for other in found]
        return result

    def _entry(self, name: str, indices: tuple[Node, ...], sizes: dict[str, Size]) -> Term:
        names = [index.name if isinstance(index, Sym) else "" for index in indices]
        shape = self.shapes.get(name, ())
        if len(shape) != len(names) or any(sizes.get(at) != size for at, size in zip(names, shape, strict=True)):
            raise DeclinedError
        match names:
            case [at]:
                return Term(ONE, {at: (("v", name),)})
            case [row, column] if row != column and SIZE_ONE not in shape:
                return Term(ONE, {}, (((name, False, False), row, column),))
            case _:
                raise DeclinedError

    def _function(self, name: str, arg: Node, sizes: dict[str, Size]) -> Term:
        """Return a function of what stands at one index."""
        used = symbols(arg) & sizes.keys()
        found = self.terms(arg, sizes)
        if len(used) != 1 or any(term.joints for term in found):
            raise DeclinedError
        (at,) = used
        words = collected((("vector", term.at.get(at, ONES)), term.scale) for term in found)
        number = self.table.function(name, (Several(sizes[at], SIZE_ONE, True, words),))
        return Term(ONE, {at: (("f", number),)})


def _multiplied(one: Term, other: Term) -> Term:
    at = dict(one.at)
    for index, inner in other.at.items():
        at[index] = vector(at.get(index, ONES), inner)
    return Term(times(one.scale, other.scale), at, (*one.joints, *other.joints))
