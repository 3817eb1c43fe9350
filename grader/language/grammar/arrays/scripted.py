r"""Arrays with an index and a sign above: `A^{-1}_{ij}`, `A^2_{ij}`, `A_{ij}^\top`.

Set in type, both scripts stand above each other: whether the inverse, the power or the transpose is of the array or of
its entry cannot be seen. Of a vector, and of a matrix that is not square, a power can only be of the entry.
"""

from __future__ import annotations

from grader.language.grammar.arrays.arrays import dims_of
from grader.language.grammar.arrays.entries import index_list
from grader.language.grammar.state import State
from grader.language.tree import Index, Neg, Node, Num, Pow, Sym, Transpose

_PAIR = 2  # indices of a matrix


def indexed_power(state: State, base: Node, exponent: Node) -> Node | None:
    """Return `A^2_{ij}`, whose exponent was read and whose index stands here; None where no array is raised."""
    if not isinstance(base, Sym) or not state.lexicon.has_array(base.name):
        return None
    state.position += 1
    indices = index_list(state, base)
    if _may_be_square(state, base) and state.choose("entry") == 0:
        return Index(Pow(base, exponent), indices)
    return Pow(Index(base, indices), exponent)


def raised_entry(state: State, entry: Node, exponent: Node) -> Node:
    """Return `A_{ij}^{-1}`, and `A_{ij}^n` of a whole number n, of the array or of its entry.

    Other numbers above an entry raise it.
    """
    match entry:
        case Index(Sym() as base, indices) if _is_inverse_or_count(state, exponent) and _may_be_square(state, base):
            return Index(Pow(base, exponent), indices) if state.choose("entry") == 0 else Pow(entry, exponent)
        case _:
            return Pow(entry, exponent)


def transposed_entry(state: State, entry: Node) -> Node | None:
    r"""Return `A_{ij}^\top` of the array or of its entry; None for what is no entry of a matrix."""
    match entry:
        case Index(Sym() as base, indices) if len(indices) == _PAIR and _is_matrix(state, base):
            return Index(Transpose(base), indices) if state.choose("entry") == 0 else None
        case _:
            return None


def indexed_transpose(state: State, node: Node) -> Node | None:
    r"""Return `A^\top_{ij}`, `A^{-\top}_{ij}`, whose sign was passed over; None for what is no entry of a matrix."""
    base = node.base if isinstance(node, Pow) else node
    if not isinstance(base, Sym) or not _is_matrix(state, base):
        return None
    before = state.position
    state.position += 1
    indices = index_list(state, base)
    if len(indices) == _PAIR:
        return Index(Transpose(node), indices)
    state.position = before
    return None


def _is_matrix(state: State, base: Sym) -> bool:
    """Whether a name is seen to be a matrix."""
    return len(dims_of(base, state.lexicon) or ()) == _PAIR


def _may_be_square(state: State, base: Sym) -> bool:
    """Whether a declared or defined array may be a square matrix."""
    if not state.lexicon.has_array(base.name):
        return False
    dims = dims_of(base, state.lexicon)
    return dims is None or (len(dims) == _PAIR and dims[0] == dims[1])


def _is_inverse_or_count(state: State, exponent: Node) -> bool:
    """Whether an exponent is negative, or the letter of a whole number, as in the powers of a transition matrix."""
    match exponent:
        case Neg() | Num():
            return not isinstance(exponent, Num) or exponent.value < 0
        case Sym(name):
            symbol = state.lexicon.declared(name)
            return state.names.free if symbol is None else symbol.domain.is_integer
        case _:
            return False
