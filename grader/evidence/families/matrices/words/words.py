"""Products of arrays without their sizes: words in matrices, with entrywise products of vectors between them.

A vector is a multiset of factors that are multiplied entry by entry: `x`, `W (x ⊙ y)`, `sigmoid(x)`. The empty one is
the vector of ones. Its diagonal matrix stands in a word, so u ⊙ (A v) is diag(u) A v, and the vector itself is that
matrix times ones. Every array is then a sum of

- `("vector", v)`,
- `("matrix", (v0, A1, v1, …, Ak, vk))`: diag(v0) A1 diag(v1) … Ak diag(vk), the identity being `((),)`,
- `("outer", u, v)`: u v^T,

and every number that is made of arrays is a sum of the entries of one vector, or a trace. As a sum over indices such a
number is a tree whose edges are matrices; its normal form is the least of all its rooted forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Factor = tuple[Any, ...]  # ("v", name) | ("f", number) | ("w", Letter, Vector)
Vector = tuple[Factor, ...]  # sorted
Letter = tuple[str, bool, bool]  # the name of a matrix, transposed or not, inverted or not
Chain = tuple[Any, ...]  # Vector, Letter, Vector, Letter, …, Vector
Word = tuple[Any, ...]

ONES: Vector = ()
ENTRYWISE = "entrywise["  # how the names of letters begin whose entries are functions of entries at the same place
HADAMARD = "hadamard"  # the function that multiplies entries
RECIPROCAL = "reciprocal"  # the function that inverts entries
SYMMETRIC = "symmetric["  # how the names of letters begin that are equal to their transposes


def vector(*parts: Vector) -> Vector:
    """Return the entrywise product of vectors."""
    factors = tuple(factor for part in parts for factor in part)
    return factors if len(factors) < 2 else tuple(sorted(factors, key=repr))


def letters_in(root: Vector) -> int:
    """Return how many letters a vector is made of."""
    return sum(1 + (letters_in(factor[2]) if factor[0] == "w" else 0) for factor in root)


def letters_of(word: Word) -> int:
    """Return how many letters a word is made of."""
    return sum(map(letters_in, vectors_in(word))) + (len(word[1]) // 2 if word[0] == "matrix" else 0)


def flipped(letter: Letter) -> Letter:
    """Return a matrix transposed."""
    name, transposed, inverted = letter
    return letter if name.startswith(SYMMETRIC) else (name, not transposed, inverted)


def number_of(name: str) -> int:
    """Return the number of the function that a letter stands for."""
    return int(name.partition("[")[2].rstrip("]"))


def is_inverse(left: Letter, right: Letter) -> bool:
    """Return whether two letters are inverses of each other."""
    return left[:2] == right[:2] and left[2] != right[2]


def applied(letter: Letter, to: Vector) -> Vector:
    """Return a matrix times a vector."""
    if len(to) == 1 and to[0][0] == "w" and is_inverse(letter, to[0][1]):
        inner: Vector = to[0][2]
        return inner
    return (("w", letter, to),)


def times_vector(chain: Chain, to: Vector) -> Vector:
    """Return a product of matrices times a vector."""
    result = vector(chain[-1], to)
    for place in range(len(chain) - 2, 0, -2):
        result = vector(chain[place - 1], applied(chain[place], result))
    return result


def joined(left: Chain, right: Chain) -> Chain:
    """Return the product of two products of matrices; a matrix cancels its inverse."""
    while len(left) > 1 and len(right) > 1 and left[-1] == right[0] == ONES and is_inverse(left[-2], right[1]):
        left, right = left[:-2], right[2:]
        middle = vector(left[-1], right[0])
        left, right = (*left[:-1], middle), (ONES, *right[1:])
    return (*left[:-1], vector(left[-1], right[0]), *right[1:])


def reversed_chain(chain: Chain) -> Chain:
    """Return a product of matrices transposed."""
    return tuple(part if place % 2 == 0 else flipped(part) for place, part in enumerate(reversed(chain)))


def rootings(root: Vector) -> Iterator[Vector]:
    """Yield all vectors with the same sum of entries that moving the root of the tree gives."""
    waiting, seen = [root], {root}
    while waiting:
        top = waiting.pop()
        yield top
        for place, factor in enumerate(top):
            if factor[0] != "w":
                continue
            rest = top[:place] + top[place + 1 :]
            moved = vector(factor[2], (("w", flipped(factor[1]), rest),))
            if moved not in seen:
                seen.add(moved)
                waiting.append(moved)


def sum_key(roots: Iterable[Vector]) -> Vector:
    """Return the normal form of the sum of a vector's entries, given all its rootings."""
    return min(roots, key=repr)


def trace_key(chain: Chain) -> Chain:
    """Return the normal form of the trace of a product of at least one matrix, up to turning and transposing it."""
    turns: list[Chain] = []
    for given in (chain, reversed_chain(chain)):
        loop = (*given[1:-1], vector(given[-1], given[0]))  # A1, v1, …, Ak, vk with v0 in vk
        turns.extend((*loop[place:], *loop[:place]) for place in range(0, len(loop), 2))
    return min(turns, key=repr)


def vectors_in(word: Word) -> Iterator[Vector]:
    """Yield the vectors of a word that stand at different indices, in order."""
    match word:
        case ("matrix", chain):
            yield from chain[::2]
        case (_, *vectors):
            yield from vectors


def frame(word: Word) -> tuple[Any, ...]:
    """Return what is left of a word without its vectors: two words with the same frame differ in their entries only."""
    return ("matrix", *word[1][1::2]) if word[0] == "matrix" else (word[0],)
