"""Products of arrays as words: matrix products, entrywise products, outer products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product as pairs

from grader.evidence.arrays.grids import COLUMN_BESIDE_ROW, ShapeError
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, shape_words
from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, Value, collected, plus, require_same, times
from grader.evidence.families.matrices.words.words import (
    ENTRYWISE,
    HADAMARD,
    ONES,
    Word,
    joined,
    reversed_chain,
    times_vector,
    vector,
)
from grader.evidence.trees.build import plain_number, sum_of
from grader.language.tree import ONE as UNIT
from grader.language.tree import Node
from grader.records import replace

Term = tuple[Word, Node]


def product(left: Several, right: Several, table: Table) -> Value:
    """Return a matrix product; of two vectors without orientation it is the inner product. Raises ShapeError."""
    if left.is_flat and right.is_flat and left.width == right.width == ONE:
        left = replace(left, height=ONE, width=left.height)
    if left.width != right.height:
        shapes = f"{shape_words((left.height, left.width))} and {shape_words((right.height, right.width))}"
        raise ShapeError(f"A product of arrays of shapes {shapes} is not defined.")
    if left.height == right.width == ONE:
        return _inner(left, right, table)
    found = [term for one in left.terms.items() for other in right.terms.items()
             for term in _product(one, other, left, right, table)]  # fmt: skip
    is_flat = (right.is_flat and right.width == ONE) or (left.is_flat and left.height == ONE)
    return Several(left.height, right.width, is_flat, collected(found))


def _inner(left: Several, right: Several, table: Table) -> Node:
    return combined((table.sum(vector(one[1], other[1]), left.width), times(first, second))
                    for (one, first), (other, second) in pairs(left.terms.items(), right.terms.items()))  # fmt: skip


def combined(terms: Iterable[tuple[Node, Node]]) -> Node:
    """Return a sum of numbers times coefficients, each number once, in an order of their own."""
    found: dict[Node, Node] = {}
    for number, coefficient in terms:
        found[number] = plus(found[number], coefficient) if number in found else coefficient
    kept = ((number, one) for number, one in found.items() if plain_number(one) != 0)
    return total([times(one, number) for number, one in sorted(kept, key=lambda pair: repr(pair[0]))])


def total(terms: list[Node]) -> Node:
    """Return the sum of numbers, 0 where there are none."""
    return sum_of(terms)


def _product(one: Term, other: Term, left: Several, right: Several, table: Table) -> Iterator[Term]:
    """Yield the product of two terms that is no number."""
    (first, a), (second, b) = one, other
    scale = times(a, b)
    match first, second:
        case ("matrix", chain), ("matrix", after):
            yield ("matrix", joined(chain, after)), scale
        case ("matrix", chain), ("vector", column):
            yield ("vector", times_vector(chain, column)), scale
        case ("vector", row), ("matrix", chain) if left.height == ONE:
            yield ("vector", times_vector(reversed_chain(chain), row)), scale
        case ("vector", column), ("vector", row):
            yield ("outer", column, row), scale
        case ("matrix", chain), ("outer", column, row):
            yield ("outer", times_vector(chain, column), row), scale
        case ("outer", column, row), ("matrix", chain):
            yield ("outer", column, times_vector(reversed_chain(chain), row)), scale
        case ("outer", column, row), ("vector", after):
            yield ("vector", column), times(scale, table.sum(vector(row, after), left.width))
        case ("vector", before), ("outer", column, row):
            yield ("vector", row), times(scale, table.sum(vector(before, column), left.width))
        case ("outer", column, row), ("outer", after, last):
            yield ("outer", column, last), times(scale, table.sum(vector(row, after), left.width))
        case _:
            raise UnclearError("a product of these arrays has no normal form", final=True)


def hadamard(left: Several, right: Several, table: Table) -> Several:
    """Return the entrywise product of two arrays, one letter where it is no sum of words. Raises ShapeError."""
    if ONE == left.width != right.width and ONE == right.height != left.height:
        raise UnclearError(COLUMN_BESIDE_ROW, final=True)
    require_same(left, right, "entrywise product")
    if not all(_is_word(one, other) for one, other in pairs(left.terms, right.terms)):
        return by_entry(HADAMARD, (left, right), table)
    found = [(_entrywise(one, other), times(a, b))
             for (one, a), (other, b) in pairs(left.terms.items(), right.terms.items())]  # fmt: skip
    return replace(left, is_flat=left.is_flat and right.is_flat, terms=collected(found))


def by_entry(name: str, args: tuple[Several, ...], table: Table, primes: int | None = None) -> Several:
    """Return a matrix whose entries are a function of the entries of others at the same place."""
    letter = (f"{ENTRYWISE}{table.function(name, args, primes)}]", False, False)
    return replace(args[0], is_flat=False, terms={("matrix", (ONES, letter, ONES)): UNIT})


def _is_word(one: Word, other: Word) -> bool:
    """Return whether an entrywise product of two words is a word."""
    return not (one[0] == other[0] == "matrix" and len(one[1]) + len(other[1]) > 2)


def _entrywise(one: Word, other: Word) -> Word:
    match one, other:
        case ("vector", first), ("vector", second):
            return "vector", vector(first, second)
        case ("outer", column, row), ("outer", also, too):
            return "outer", vector(column, also), vector(row, too)
        case (("outer", column, row), ("matrix", chain)) | (("matrix", chain), ("outer", column, row)):
            if len(chain) == 1:
                return "matrix", (vector(chain[0], column, row),)
            return "matrix", (vector(column, chain[0]), *chain[1:-1], vector(chain[-1], row))
        case ("matrix", (first,)), ("matrix", (second,)):
            return "matrix", (vector(first, second),)
        case _:
            raise UnclearError("an entrywise product of these matrices has no normal form", final=True)


def outer(left: Several, right: Several) -> Several:
    """Return the outer product of two vectors."""
    if not (left.is_flat and right.is_flat):
        raise UnclearError("outer products are of two vectors", final=True)
    height, width = (value.width if value.height == ONE else value.height for value in (left, right))
    found = [(("outer", one[1], other[1]), times(a, b))
             for (one, a), (other, b) in pairs(left.terms.items(), right.terms.items())]  # fmt: skip
    return Several(height, width, False, collected(found))


def trace(value: Several, table: Table) -> Node:
    """Return the trace of a square matrix."""
    return combined((_trace(word, value.height, table), one) for word, one in value.terms.items())


def _trace(word: Word, height: Size, table: Table) -> Node:
    match word:
        case ("matrix", chain):
            return table.trace(chain, height)
        case ("outer", column, row):
            return table.sum(vector(column, row), height)
        case _:
            raise UnclearError("the trace of a vector", final=True)


def diagonal(value: Several) -> Several:
    """Return the diagonal matrix of a vector."""
    size: Size = value.width if value.height == ONE else value.height
    terms = {("matrix", (word[1],)): one for word, one in value.terms.items()}
    return Several(size, size, False, terms)


def of_diagonal(value: Several) -> Several:
    """Return the diagonal of a square matrix as a vector."""
    found: list[Term] = []
    for word, one in value.terms.items():
        match word:
            case ("matrix", (inner,)):
                found.append((("vector", inner), one))
            case ("outer", column, row):
                found.append((("vector", vector(column, row)), one))
            case _:
                raise UnclearError("the diagonal of a product has no normal form", final=True)
    return Several(value.height, ONE, True, collected(found))


def transposed(value: Value) -> Value:
    """Return a value transposed; a number stays itself."""
    if isinstance(value, Node):
        return value
    terms = {_transposed(word): one for word, one in value.terms.items()}
    return replace(value, height=value.width, width=value.height, terms=terms)


def _transposed(word: Word) -> Word:
    match word:
        case ("matrix", chain):
            return "matrix", reversed_chain(chain)
        case ("outer", left, right):
            return "outer", right, left
        case _:
            return word
