r"""Where complex arrays are conjugated: `u \cdot v` of complex vectors, whose convention no sign shows; `u'`.

Mathematicians conjugate the second vector, physicists the first, programs none. `u^\top v` conjugates nothing.
"""

from __future__ import annotations

from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.state import State
from grader.language.tree import Call, Const, Node, Sym, Tup, walk


def may_be_complex(state: State, *nodes: Node) -> bool:
    """Whether a tree holds a complex number, or a name that is defined and may have complex values."""
    return state.names.complex and any(_is_complex(state, part) for node in nodes for part in walk(node))


def conjugated(state: State, left: list[Node], right: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return the factors of two vectors as their inner product takes them: as they are, or those of one conjugated."""
    if not may_be_complex(state, *left, *right):
        return left, right
    match state.choose("conjugate", 3):
        case 0:
            return left, right
        case 1:
            return _of_arrays(state, left), right
        case _:
            return left, _of_arrays(state, right)


def _of_arrays(state: State, factors: list[Node]) -> list[Node]:
    """Return factors with the arrays among them conjugated; a number before `u \\cdot v` is a factor of the product."""
    return [Call("conj", (one,)) if isinstance(one, Tup) or is_array(state, one) else one for one in factors]


def of_prime(state: State, node: Node) -> Node:
    """Return what `u'` transposes: the array, or its conjugate, as programs for matrices write it."""
    is_adjoint = may_be_complex(state, node) and state.choose("adjoint") == 1
    return Call("conj", (node,)) if is_adjoint else node


def of_adjoint(state: State, node: Node) -> Node:
    """Return what `A^H` transposes: the conjugate of a complex array, a real one itself."""
    return Call("conj", (node,)) if may_be_complex(state, node) else node


def _is_complex(state: State, part: Node) -> bool:
    match part:
        case Const("i"):
            return True
        case Sym(name):
            symbol = state.lexicon.declared(name)
            return symbol is not None and (symbol.domain.base == "complex" or bool(symbol.depends))
        case _:
            return False
