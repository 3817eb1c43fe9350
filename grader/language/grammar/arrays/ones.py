r"""Grammar of arrays without entries: ones (`\mathbf{1}`, `1^T`, `ones`), the identity (`I`, `I_n`), numbers by arrays.

Beside a matrix, a number may be that number times ones or times the identity; behind a matrix, 1 may be ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.language.grammar.ahead.groups import index_or_group
from grader.language.grammar.arrays.arrays import dims_of, is_array
from grader.language.grammar.state import State
from grader.language.tree import ONE, ZERO, Call, Cases, Const, Div, Mul, Neg, Node, Num, Relation, Sym
from grader.wording import unreadable

IDENTITY, ONES = Const("I"), Const("ones")


def identity(state: State) -> Node:
    r"""`I`, `I_n`, `I_3`, `I_{n \times n}`, and its entry `I_{ij}`, whose letter was passed over."""
    if not state.at("_"):
        return IDENTITY
    crossed = state.at_place(1, "{") and state.at_place(3, "×")
    sizes = _sizes(state)
    if crossed and len(set(sizes)) == 1:
        return Call("eye", (sizes[0],))
    if len(sizes) == 2:
        return Cases(((ONE, Relation(("=",), tuple(sizes))),), ZERO)
    return Call("eye", tuple(sizes))


def ones(state: State) -> Node:
    r"""`\mathbf{1}`, `\mathbf{1}_n`, `ones`, whose sign was passed over."""
    if state.at("_"):
        return Call("ones", tuple(_sizes(state)))
    return ONES


def bold_ones(state: State) -> Node:
    r"""`\mathbf{1}`, `\mathbb{1}`: beside a matrix they may be the identity too."""
    node = ones(state)
    if node == ONES:
        node = Const("ones")  # an object of its own
    if node == ONES or (isinstance(node, Call) and len(node.args) == 1):
        state.bold.append(node)
    return node


def _sizes(state: State) -> list[Node]:
    """Read the size behind `_`, or two indices: `n`, `{ij}`, `{m, n}`."""
    token = state.ahead()
    state.position += 1
    if state.at("{") and state.at_place(2, ","):
        state.position += 1
        first = state.rules.sum(state)
        state.expect(",", "`,`")
        found = [first, state.rules.sum(state)]
        state.expect("}", "`}`")
    else:
        inner = index_or_group(state)
        found = list(inner.factors) if isinstance(inner, Mul) else [inner]
    if len(found) > 2 or not all(_is_size(state, size) for size in found):
        state.wrong(unreadable.SIZE_TWO_INDICES_PARTED, token)
    return found


def _is_size(state: State, node: Node) -> bool:
    match node:
        case Num(value):
            return value.denominator == 1 and 0 < value < 10  # `I_{12}` may be an entry
        case Sym(name):
            symbol = state.lexicon.declared(name)
            return name in state.bound or state.names.free or (symbol is not None and symbol.domain.is_integer)
        case _:
            return all(_is_size(state, part) for part in getattr(node, "terms", ())) and hasattr(node, "terms")


def beside_matrix(state: State, terms: Sequence[Node]) -> list[Node]:
    """Return the terms of a sum with the number beside a matrix as ones, or as the identity where it is square."""
    places = [place for place, term in enumerate(terms) if _number_of(state, term) is not None]
    scaled = [place for place, term in enumerate(terms) if place not in places and _holds_bold(state, term)]
    if not (places or scaled) or not state.lexicon.has_arrays:
        return list(terms)
    dims = next((dims for term in terms if (dims := _matrix(state, term)) is not None), None)
    is_square = dims is not None and dims[0] == dims[1]
    if dims is None or not (places or is_square):
        return list(terms)
    is_identity = is_square and state.choose("beside") == 1
    array: Node = IDENTITY if is_identity else ONES
    filled: Node = IDENTITY if is_identity else Call("ones", dims)
    done = list(terms)
    for place in places:
        done[place] = _times(state, terms[place], array)
    for place in scaled if is_square else ():
        done[place] = _with_bold(state, terms[place], filled)
    return done


def _holds_bold(state: State, term: Node) -> bool:
    r"""Whether a term is a bold 1 times numbers, `\lambda\mathbb{1}`, `\mathbf{1}_n`, and no other array."""
    match term:
        case Neg(arg) | Div(num=arg):
            return _holds_bold(state, arg)
        case Mul(factors):
            arrays = [factor for factor in factors if is_array(state, factor)]
            return len(arrays) == 1 and _holds_bold(state, arrays[0])
        case _:
            return any(term is bold for bold in state.bold)


def _with_bold(state: State, term: Node, array: Node) -> Node:
    """Return a term with an array in the place of its bold 1: beside a square matrix, one of ones or the identity."""
    match term:
        case Neg(arg):
            return Neg(_with_bold(state, arg, array))
        case Div(num, den):
            return Div(_with_bold(state, num, array), den)
        case Mul(factors):
            return Mul(tuple(_with_bold(state, one, array) if is_array(state, one) else one for one in factors))
        case _:
            return array


def _number_of(state: State, term: Node) -> Node | None:
    """Return the number of a term that is a literal, or a bold 1; None for others, and for 0."""
    match term:
        case Num(value):
            return term if value else None
        case Neg(arg):
            return _number_of(state, arg)
        case Div(Num(value), Num()):
            return term if value else None
        case Const("ones"):
            return term if any(term is bold for bold in state.bold) else None
        case _:
            return None


def _times(state: State, term: Node, array: Node) -> Node:
    match term:
        case Neg(arg):
            return Neg(_times(state, arg, array))
        case Const() | Num(Fraction(numerator=1, denominator=1)):
            return array
        case _:
            return Mul((term, array))


def _matrix(state: State, term: Node) -> tuple[Node, ...] | None:
    """Return the dimensions of a term that is seen to be a matrix with several rows and columns."""
    if not is_array(state, term):
        return None
    dims = dims_of(term, state.lexicon)
    return dims if dims is not None and len(dims) == 2 and ONE not in dims else None


def is_matrix(state: State, node: Node) -> bool:
    """Return whether a formula is seen to be a matrix with several rows and columns."""
    return state.lexicon.has_arrays and _matrix(state, node) is not None


def behind_matrix(state: State, before: Node, node: Node) -> Node:
    """Return a plain 1 behind a matrix as a number, or as ones."""
    if node != ONE or not is_matrix(state, before):
        return node
    return ONES if state.choose("ones") == 1 else node


def transposed_one(state: State, node: Num) -> Node:
    """Return ones for the 1 of `1^T`; another number is none, and without arrays no number is."""
    if node == ONE and state.lexicon.has_arrays:
        return ONES
    state.wrong(unreadable.NUMBER_NOT_TRANSPOSED, state.tokens[state.position - 1])
