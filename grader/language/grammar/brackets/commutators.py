"""`[A, B]` of two square matrices: the list of both, or the commutator A B - B A; of vectors in space, `a × b`."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.arrays.arrays import Dims, dims_of, is_array
from grader.language.grammar.state import State
from grader.language.tree import Add, Array, Call, Const, Mul, Neg, Node, Num

_OF_SPACE: Dims = (Num(Fraction(3)),)


def commutator(state: State, left: Node, right: Node) -> Node | None:
    """Return what square brackets around two arrays make of them, where no list is meant; None for a list."""
    if isinstance(left, Array) or isinstance(right, Array) or not (is_array(state, left) and is_array(state, right)):
        return None  # rows that are written out make a list
    dims = _common(dims_of(left, state.lexicon), dims_of(right, state.lexicon), left, right)
    if dims is None or (dims != _OF_SPACE and not (len(dims) == 2 and dims[0] == dims[1])):
        return None
    if state.choose("commutator") == 0:
        return None
    if dims == _OF_SPACE:
        return Call("cross", (left, right))
    return Add((Mul((left, right)), Neg(Mul((right, left)))))


def _common(one: Dims | None, other: Dims | None, left: Node, right: Node) -> Dims | None:
    """Return the dimensions that both have; the identity has those of what stands beside it."""
    if Const("I") in (left, right):
        return other if left == Const("I") else one
    return one if one == other else None
