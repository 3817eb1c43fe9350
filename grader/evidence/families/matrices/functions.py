"""Functions of arrays as words: norms, traces, inverses, softmax, and functions applied to every entry."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from grader.evidence.arrays.functions import FROBENIUS, norm_of_number
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.of_any_size.sizes import ONE, shape_words, size_of
from grader.evidence.arrays.of_any_size.sizing import SIZED
from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.determinants import determinant
from grader.evidence.families.matrices.gradients.gradient import Gradient
from grader.evidence.families.matrices.gradients.volumes import is_determinant, with_volumes
from grader.evidence.families.matrices.words.entries import entry_tree
from grader.evidence.families.matrices.words.products import (
    by_entry,
    diagonal,
    of_diagonal,
    product,
    total,
    trace,
    transposed,
)
from grader.evidence.families.matrices.words.values import Several, Value, added, collected, literal, scaled, times
from grader.evidence.families.matrices.words.words import ONES, RECIPROCAL, SYMMETRIC, Chain, Word
from grader.evidence.functions.formulas import formula
from grader.evidence.functions.questions import EVEN, MIDDLES
from grader.evidence.oracle import Sign
from grader.evidence.trees.properties.total import is_total, is_total_there
from grader.language.names.functions import FUNCTIONS, OF_MATRICES
from grader.language.tree import ONE as UNIT
from grader.language.tree import TWO, ZERO, Call, Div, Node, Num, Sym, substitute, walk
from grader.records import replace

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder

MINUS = literal(Fraction(-1))


def called(builder: Builder, node: Call) -> Value:
    """Return a function applied to arrays or numbers."""
    if node.name == "grad":
        return _gradient(builder, node)
    if node.name in SIZED:
        return _sized(node)
    values = tuple(builder.build(arg) for arg in node.args)
    arrays = [value for value in values if isinstance(value, Several)]
    if not arrays:
        return _of_numbers(builder, node, tuple(value for value in values if isinstance(value, Node)))
    value = values[0]
    if len(values) > 1 and node.name != "norm":
        raise UnclearError(f"{node.name} of an array among other arguments", final=True)
    assert isinstance(value, Several)
    match node.name:
        case "norm":
            return _norm(builder, value, values[1] if len(values) > 1 else TWO)
        case "diag":
            return diagonal(value) if value.is_flat or ONE in (value.height, value.width) else _of_matrix(value)
        case "softmax":
            powers = _by_entry(builder, "exp", _vector(value, "softmax"))
            return scaled(powers, builder.noted(Div(UNIT, _sum_of(builder, powers))))
        case "logsumexp":
            powers = _by_entry(builder, "exp", _vector(value, "logsumexp"))
            return builder.noted(Call("log", (_sum_of(builder, powers),)))
        case "tr" | "det" | "inv":
            return _of_square(builder, node.name, value)
        case "tanh" if builder.by_sigmoid and (value.is_flat or ONE in (value.height, value.width)):
            return _by_sigmoid(builder, value)
        case name:
            return _by_entry(builder, name, value)


def _of_numbers(builder: Builder, node: Call, numbers: tuple[Node, ...]) -> Value:
    """Return a function applied to numbers. Raises ShapeError for `diag(x^T x)`, where no array has one entry."""
    if node.name == "cross":
        return times(*numbers)
    if node.name == "diag" and builder.shapes and all(ONE not in shape for shape in builder.shapes.values()):
        raise ShapeError("diag is of a vector, not of a number.")
    return builder.noted(norm_of_number(numbers) if node.name == "norm" else Call(node.name, numbers))


def _sized(node: Call) -> Value:
    """Return ones, zeros or the identity matrix with its sizes."""
    height, *rest = map(size_of, node.args)
    width = height if node.name == "eye" else rest[0] if rest else ONE
    if height == width == ONE:
        return ZERO if node.name == "zeros" else UNIT
    if node.name == "eye":
        return Several(height, height, False, {("matrix", (ONES,)): UNIT})
    word: Word = ("vector", ONES) if ONE in (height, width) else ("outer", ONES, ONES)
    return Several(height, width, not rest, {word: UNIT} if node.name == "ones" else {})


def _gradient(builder: Builder, node: Call) -> Value:
    """Return the gradient of a number with respect to a declared array."""
    tree, by = builder.scalar(node.args[0]), node.args[1]
    if not isinstance(by, Sym) or by.name not in builder.shapes:
        raise UnclearError("a gradient with respect to something that is no declared array", final=True)
    before = len(builder.table.functions)
    inverted = partial(inverse, builder)
    tree, meant = with_volumes(builder, tree, inverted)
    builder.is_narrowed |= any(is_determinant(builder, part) for part in walk(tree))
    gradient = Gradient(by.name, builder.table, builder.budget, inverted, builder.stepped)
    terms = {word: substitute(one, meant) for word, one in collected(gradient.of_number(tree)).items()}
    for function in builder.table.functions[before:]:
        if function.name != "inv":  # noted when it was made
            _note(builder, function.name, function.args[0])
    place = builder.declared(by.name)
    assert isinstance(place, Several)
    value = replace(place, terms=terms)
    for coefficient in terms.values():
        builder.partial.extend(part for part in walk(coefficient) if not is_total_there(part))
    builder.gradients.append((node, value))
    return value


def _note(builder: Builder, name: str, argument: Value) -> None:
    """Record a function of entries that may be undefined."""
    if isinstance(argument, Several) and not is_total(Call(name, (Sym("x"),))):
        builder.partial.append(Call(name, (entry_tree(builder.table, argument),)))


def _vector(value: Several, name: str) -> Several:
    if not value.is_flat and ONE not in (value.height, value.width):
        raise UnclearError(f"{name} of a matrix needs an axis", final=True)
    return value


def _norm(builder: Builder, value: Several, order: Value) -> Node:
    if order == FROBENIUS:
        gram = product(transposed_whole(value), value, builder.table)
        return Call("sqrt", (gram if isinstance(gram, Node) else trace(gram, builder.table),))  # a sum of squares
    _vector(value, "a norm")
    column = value if value.width == ONE else transposed(value)
    assert isinstance(column, Several)
    if order == TWO:
        square = product(transposed_flat(column), column, builder.table)
        assert isinstance(square, Node)
        return Call("sqrt", (square,))  # a sum of squares
    if order == Num(Fraction(1)):
        return _sum_of(builder, _by_entry(builder, "abs", column))
    raise UnclearError("a norm of this order has no normal form", final=True)


def transposed_whole(value: Several) -> Several:
    """Return an array transposed."""
    found = transposed(value)
    assert isinstance(found, Several)
    return found


def transposed_flat(value: Several) -> Several:
    """Return a column as a row."""
    return Several(value.width, value.height, value.is_flat, value.terms)


def _sum_of(builder: Builder, value: Several) -> Node:
    """Return the sum of a vector's entries."""
    column = value if value.width == ONE else transposed_flat(value)
    terms = [times(one, builder.table.sum(word[1], column.height)) for word, one in column.terms.items()]
    return total(terms)


def _of_matrix(value: Several) -> Several:
    if value.height != value.width:
        raise UnclearError("the diagonal of a matrix that is not square", final=True)
    return of_diagonal(value)


def _of_square(builder: Builder, name: str, value: Several) -> Value:
    if value.height != value.width:
        raise ShapeError(f"{name} is of square matrices, not of shape {shape_words(value.shape)}.")
    match name:
        case "tr":
            return trace(value, builder.table)
        case "inv":
            return inverse(builder, value)
        case _:
            return determinant(builder, value)


def inverse(builder: Builder, value: Value) -> Value:
    """Return the inverse of a square matrix, a letter of its own where it is no product of square letters."""
    if isinstance(value, Node):
        return builder.noted(Div(UNIT, value))
    if value.height != value.width or value.is_flat:
        raise ShapeError(f"inv is of square matrices, not of shape {shape_words(value.shape)}.")
    if (diagonal := _of_diagonal(builder, value)) is not None:
        return diagonal
    if len(value.terms) == 1:
        ((word, coefficient),) = value.terms.items()
        if word[0] == "matrix" and builder.is_square_product(word[1]):
            return _of_letters(builder, value, word[1], coefficient)
    builder.inverted.append(value)
    number = builder.table.function("inv", (value,))
    name = f"{SYMMETRIC if builder.table.same(transposed(value), value) else 'inverse['}{number}]"
    return Several(value.height, value.width, False, {("matrix", (ONES, (name, False, False), ONES)): UNIT})


def _of_diagonal(builder: Builder, value: Several) -> Several | None:
    """Return the inverse of a diagonal matrix whose entries are surely not 0, that of the reciprocals; else None."""
    if not all(word[0] == "matrix" and len(word[1]) == 1 for word in value.terms):
        return None
    entries = Several(value.height, ONE, True, {("vector", *word[1]): one for word, one in value.terms.items()})
    if builder.sign(entry_tree(builder.table, entries)) not in (Sign.POSITIVE, Sign.NEGATIVE, Sign.NONZERO):
        return None
    number = builder.table.function(RECIPROCAL, (entries,))
    return replace(value, terms={("matrix", ((("f", number),),)): UNIT})


def _of_letters(builder: Builder, value: Several, chain: Chain, coefficient: Node) -> Several:
    """Return the inverse of a product of square matrices: of each one, in reverse order."""
    for name in dict.fromkeys(part[0] for part in chain[1::2]):
        builder.inverted.append(replace(value, terms={("matrix", (ONES, (name, False, False), ONES)): UNIT}))
    parts = enumerate(reversed(chain))
    turned = tuple((*part[:2], not part[2]) if place % 2 else part for place, part in parts)
    factor = coefficient if coefficient == UNIT else builder.noted(Div(UNIT, coefficient))
    return replace(value, terms={("matrix", turned): factor})


def _by_entry(builder: Builder, name: str, value: Several) -> Several:
    """Return a function applied to every entry of an array."""
    known = FUNCTIONS.get(name)
    if known is None or known.arrays:
        raise UnclearError(f"{name} of an array of shape {shape_words(value.shape)}", final=True)
    if value.is_flat or ONE in (value.height, value.width):
        return _applied(builder, name, value)
    is_unclear = name in OF_MATRICES and name not in builder.known().conventions
    if is_unclear or not is_total(Call(name, (Sym("x"),))):
        raise UnclearError(f"{name} of a matrix has no normal form", final=True)
    return by_entry(name, (value,), builder.table)


def _by_sigmoid(builder: Builder, value: Several) -> Several:
    """Return tanh(u) of each entry of a vector as 2 σ(2u) - 1, so that layers with both have one form."""
    ones = replace(value, terms={("vector", ONES): UNIT})
    waves = _by_entry(builder, "sigmoid", scaled(value, TWO))
    return added([scaled(waves, TWO), scaled(ones, MINUS)])


def unknown_by_entry(builder: Builder, name: str, value: Several, primes: int) -> Several:
    """Return a function that is not known, or a derivative of it, applied to every entry of an array."""
    if value.is_flat or ONE in (value.height, value.width):
        return _applied(builder, name, value, primes)
    return by_entry(name, (value,), builder.table, primes)


def _applied(builder: Builder, name: str, value: Several, primes: int | None = None) -> Several:
    """Return a function applied to every entry of a vector."""
    column = value if value.width == ONE else transposed_flat(value)
    argument = Several(column.height, ONE, True, column.terms)
    if primes is None:
        _note(builder, name, column)
        if (mirrored := _mirrored(builder, name, argument)) is not None:
            return replace(value, terms=mirrored)
    return replace(value, terms={("vector", (("f", builder.table.function(name, (argument,), primes)),)): UNIT})


def _mirrored(builder: Builder, name: str, argument: Several) -> dict[Word, Node] | None:
    """Return the words of f(u) by those of f(-u), where that one is known already and f is symmetric; else None.

    f is even, or f(-x) = 2 c - f(x): so are tanh with c = 0 and the sigmoid function with c = 1/2.
    """
    if not (name in EVEN or name in MIDDLES) or builder.table.applied(name, (argument,)) is not None:
        return None
    number = builder.table.applied(name, (scaled(argument, MINUS),))
    if number is None:
        return None
    value: Word = ("vector", (("f", number),))
    if name in EVEN:
        return {value: UNIT}
    return collected([(("vector", ONES), times(TWO, formula(MIDDLES[name]))), (value, MINUS)])
