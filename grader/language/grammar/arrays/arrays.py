"""What a text shows of shapes before anything is computed: what is an array, what `×`, `·` and bars mean."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.names.functions import FUNCTIONS
from grader.language.names.lexicon import Lexicon
from grader.language.tree import (
    ONE,
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Space,
    Sym,
    Transpose,
    Tup,
)

Dims = tuple[Node, ...]  # of an array: one for a flat list, none for a number
_ARRAYS = frozenset(
    {"softmax", "diag", "grad", "inv", "cross", "ones", "zeros", "eye"}
)  # calls whose values are arrays
_SIZED = frozenset({"ones", "zeros", "eye"})
_NUMBERS = frozenset({"norm", "tr", "det", "logsumexp", "max", "min"})  # calls that make numbers of arrays
_KEPT = frozenset({"cross", "softmax", "inv"})  # have the shape of their argument


def is_array(state: State, node: Node) -> bool:
    """Return whether a tree is an array as far as can be told without computing."""
    return holds_array(node, state.lexicon)


def is_array_of(node: Node, lexicon: Lexicon) -> bool:
    """Return whether the value of a tree is an array, where its dimensions are seen too: `x^T y` is a number."""
    return holds_array(node, lexicon) and dims_of(node, lexicon) != ()


def holds_array(node: Node, lexicon: Lexicon) -> bool:
    """Return what `is_array` does, for the names of a lexicon."""
    match node:
        case Sym(name=name):
            return lexicon.has_array(name)
        case Array() | ArrayMul() | Transpose() | Space() | Const("I" | "ones") | Bind("array"):
            return True
        case Call(name=name, args=args):
            return name in _ARRAYS or (name not in _NUMBERS and any(holds_array(arg, lexicon) for arg in args))
        case Apply(name=name, args=args) if name in lexicon.functions:
            values = lexicon.functions[name].values
            return values == "array" or (values == "like" and any(is_array_of(arg, lexicon) for arg in args))
        case Neg(arg=arg):
            return holds_array(arg, lexicon)
        case Index(Sym() as base, indices):  # a row
            dims = dims_of(base, lexicon)
            return dims is not None and len(dims) > len(indices)
        case Add(terms=parts) | Mul(factors=parts):
            return any(holds_array(part, lexicon) for part in parts)
        case Div(num=num):
            return holds_array(num, lexicon)
        case Pow(base=base):
            return holds_array(base, lexicon)
        case _:
            return False


def is_flat(node: Node) -> bool:
    """Return whether a tree is a list without orientation, written out."""
    return isinstance(node, (Array, Tup)) and not any(isinstance(item, Array) for item in node.items)


def rank_of(state: State, node: Node) -> int | None:
    """Return the number of dimensions of a declared or defined array; None where it is not known."""
    if not isinstance(node, Sym) or node.name not in state.lexicon.symbols:
        return None
    dims = dims_of(node, state.lexicon)
    return None if dims is None else len(dims)


def dims_of(node: Node, lexicon: Lexicon) -> Dims | None:
    """Return the dimensions of an array, as they are written or declared; None where they are not seen at once."""
    match node:
        case Sym(name):
            symbol = lexicon.symbols.get(name)
            return () if symbol is None else symbol.dims if symbol.array else symbol.domain.shape
        case Array(items) | Tup(items):
            return _of_rows(items)
        case Neg(part) | Div(num=part) | Pow(base=part):
            return dims_of(part, lexicon)
        case Add(terms) | ArrayMul("hadamard", terms):
            return _common(terms, lexicon)
        case Call(name, args):
            return _of_call(name, args, lexicon)
        case Index(base, indices):
            dims = dims_of(base, lexicon)
            return None if dims is None or len(dims) < len(indices) else dims[len(indices) :]
        case Bind():
            return _of_bound(node, lexicon)
        case Transpose(arg):
            return _turned(dims_of(arg, lexicon))
        case Apply(name, (arg,)) if name in lexicon.functions and lexicon.functions[name].values == "like":
            return dims_of(arg, lexicon)
        case Mul(factors):
            return _of_product(factors, lexicon)
        case _:
            return () if isinstance(node, Num) else None


def _of_bound(node: Bind, lexicon: Lexicon) -> Dims | None:
    inner = dims_of(node.body, lexicon)
    if node.kind != "array" or inner is None:
        return inner
    return None if node.high is None or node.low != ONE else (node.high, *inner)


def _common(terms: tuple[Node, ...], lexicon: Lexicon) -> Dims | None:
    """Return the dimensions that all arrays among some terms have; None where they differ."""
    found = {dims for term in terms if (dims := dims_of(term, lexicon)) != ()}
    return found.pop() if len(found) == 1 else None if found else ()


def _of_call(name: str, args: tuple[Node, ...], lexicon: Lexicon) -> Dims | None:
    """Return the dimensions of a function's value: those of its argument where it is taken of every entry."""
    known = FUNCTIONS.get(name)
    if name == "grad":
        return dims_of(args[1], lexicon)
    if name in _SIZED:
        return args * 2 if name == "eye" else args
    dims = dims_of(args[0], lexicon)
    if name in _NUMBERS:
        return () if len(args) == 1 or name == "norm" else None
    if name == "diag" and dims is not None and len(dims) == 1:
        return dims * 2
    by_entry = known is not None and not known.arrays and len(args) == 1
    return dims if by_entry or name in _KEPT else None


def _of_rows(items: tuple[Node, ...]) -> Dims | None:
    count: Node = Num(Fraction(len(items)))
    first = items[0] if items else None
    if not isinstance(first, Array):
        return (count,)
    return None if first.items and isinstance(first.items[0], Array) else (count, Num(Fraction(len(first.items))))


def _turned(dims: Dims | None) -> Dims | None:
    return (ONE, *dims) if dims is not None and len(dims) == 1 else dims and dims[::-1]


def _of_product(factors: tuple[Node, ...], lexicon: Lexicon) -> Dims | None:
    result: Dims = ()
    for factor in factors:
        if factor == Const("I") and len(factors) > 1:
            continue
        dims = None if factor == Const("I") else dims_of(factor, lexicon)
        if dims is None or (len(dims) == len(result) == 1):
            return None
        if len(result) == 1 and len(dims) == 2 and dims[0] == ONE != result[0]:
            result = (*result, ONE)  # a column before a row
        result = (*result[:-1], *dims[1:]) if result and dims else result or dims
        if result in {(ONE,), (ONE, ONE)}:
            result = ()  # one entry counts as a number
    return result


def is_matrix_product(left: Dims | None, right: Dims | None) -> bool:
    """Return whether one of two arrays is a matrix, no row and no column, and their product is seen to be defined."""
    if left is None or right is None or not any(len(dims) == 2 and ONE not in dims for dims in (left, right)):
        return False
    return left[-1] == right[0]


def row_times(state: State, left: Node, right: Node) -> Node | None:
    """Return the product of a vector and a matrix as programs form it, `x @ A` is `A^T x`; None for others."""
    dims, other = dims_of(left, state.lexicon), dims_of(right, state.lexicon)
    if not dims or other is None or len(other) != 2 or side_of(other) or other == (ONE, ONE):
        return None
    is_vector = len(dims) == 1 or side_of(dims) == "column"
    return Mul((Transpose(right), left)) if is_vector and dims[0] == other[0] else None


def side_of(dims: Dims | None) -> str:
    """Return `column` or `row` for arrays of that form, empty for others."""
    if dims is None or len(dims) != 2 or dims == (ONE, ONE):
        return ""
    return "column" if dims[1] == ONE else "row" if dims[0] == ONE else ""
