"""Do the values of fields have the shapes that their domains ask for? Letters among sizes stand for one number each."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from grader.claims.literals import is_zero
from grader.claims.networks.matrices import Matrix, MisshapenError, Shape, is_numeral, shape_text, written
from grader.language.domains import Domain, arbitrary_sizes
from grader.language.printing import show, show_domain
from grader.language.tree import (
    ZERO,
    Add,
    Array,
    ArrayMul,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Sym,
    Transpose,
    symbols,
    walk,
)
from grader.problems.declared.shapes import shape_of
from grader.problems.question import Field, Question
from grader.records import dataclass, field
from grader.wording import reasons

_UNSIZED = (Const("I"), Const("ones"))


@dataclass
class Fitted:
    """The values of fields, oriented as their domains say, and what does not fit, by field."""

    values: dict[str, Node] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    entries: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    sizes: dict[str, tuple[int, str]] = field(default_factory=dict)
    arbitrary: frozenset[str] = frozenset()  # letters among sizes that stand for any number, and are no choice
    shapes: dict[str, tuple[Node, ...]] = field(default_factory=dict)  # of the question's own symbols
    seen: set[str] = field(default_factory=set)  # fields of any size whose shape is seen to be right


def declared_shapes(question: Question) -> dict[str, Shape | None]:
    """Return the shapes of the arrays among a question's symbols; None for those whose sizes are letters."""
    shapes: dict[str, Shape | None] = {}
    for variable in (*question.given, *question.for_all):
        dims = variable.domain.shape
        sizes = tuple(int(dim.value) for dim in dims if isinstance(dim, Num))
        if dims:
            shapes[variable.name] = sizes if len(sizes) == len(dims) else None
    return shapes


def fitted(question: Question, values: Mapping[str, Node]) -> Fitted:
    """Return the values in the orientation of their domains; `0` alone stands for a vector or matrix of zeros."""
    symbols_ = (*question.given, *question.for_all)
    found, shapes = Fitted(arbitrary=arbitrary_sizes(symbols_)), declared_shapes(question)
    found.shapes = {variable.name: variable.domain.shape for variable in symbols_}
    zeros = [name for name, value in values.items() if is_zero(value) and question.fields[name].domain.shape]
    for name, value in values.items():
        if name not in zeros:
            _fit(found, question.fields[name], value, shapes)
    for name in zeros:
        _fit_zero(found, question.fields[name])
    return found


def _fit(found: Fitted, field_: Field, value: Node, shapes: Mapping[str, Shape | None]) -> None:
    name, dims = field_.name, field_.domain.shape
    value = sized(value, dims, found.shapes)
    found.values[name] = value
    if _is_empty(value):
        wanted = reasons.DOMAIN_EXPECTED.format(domain=show_domain(field_.domain)) if dims else reasons.NUMBER_EXPECTED
        found.faults[name] = reasons.NO_ENTRIES.format(name=name, wanted=wanted)
        return
    try:
        matrix = written(value, shapes)
    except MisshapenError as error:
        found.faults[name] = reasons.IN_FIELD.format(name=name, text=error.text)
        return
    if matrix is None:
        _fit_formula(found, field_, value)
        return
    if any(symbols(dim) & found.arbitrary for dim in dims):
        found.faults[name] = _of_one_size(name, matrix.shape, field_.domain)
        return
    if matrix.is_flat and len(dims) == 2 and all(isinstance(dim, Sym) for dim in dims):
        return  # a list may be a column or a row
    turned = _oriented(matrix, dims)
    if turned is None:
        found.faults[name] = _misfit(name, matrix.shape, field_.domain)
        return
    found.entries[name] = turned.items
    found.values[name] = as_tree(turned)
    _choose_sizes(found, name, dims, turned.shape)


def _of_one_size(name: str, shape: Shape, domain: Domain) -> str:
    """Return that a value of one size cannot be one for all sizes."""
    return reasons.WHATEVER_SIZE.format(what=_named(name, shape), domain=show_domain(domain))


def _choose_sizes(found: Fitted, name: str, dims: Sequence[Node], shape: Shape) -> None:
    """Take a field's sizes as the student's choice; they are the same in all fields."""
    for dim, size in zip(dims, shape, strict=True):
        if isinstance(dim, Sym):
            known, first = found.sizes.setdefault(dim.name, (size, name))
            if known != size:
                same = reasons.DOMAINS_ONE_NUMBER.format(name=dim.name)
                found.faults[name] = reasons.SIZE_SIZE.format(name=name, size=size, first=first, known=known, same=same)


def _fit_formula(found: Fitted, field_: Field, value: Node) -> None:
    """Compare the shape of a formula with that of its field, as far as it shows."""
    dims = field_.domain.shape
    summands = _summands(value) if len(dims) == 1 else value.terms if isinstance(value, Add) else (value,)
    matrix = next((one for one in (_matrix_in(term, found) for term in summands) if one), None)
    shape = matrix or shape_of(value, dict(found.shapes))
    if shape is None or not all(isinstance(dim, Num) or symbols(dim) <= found.arbitrary for dim in dims):
        return
    if shape == dims:
        found.seen.add(field_.name)
    elif len(shape) == len(dims) or (matrix and len(dims) == 1):
        text = f"({', '.join(map(show, shape))})"
        what = reasons.SUMMAND.format(name=field_.name) if matrix and len(summands) > 1 else field_.name
        found.faults[field_.name] = reasons.FIELD_SHAPE.format(name=what, text=text, domain=show_domain(field_.domain))


def _summands(value: Node) -> tuple[Node, ...]:
    """Return what is summed in a value, also in brackets with numbers before or below them."""
    match value:
        case Add(terms):
            return tuple(part for term in terms for part in _summands(term))
        case Neg(arg) | Div(arg, Num()):
            return _summands(arg)
        case Mul(factors) if len(others := [one for one in factors if not is_numeral(one)]) == 1:
            return _summands(others[0])
        case _:
            return (value,)


def _matrix_in(term: Node, found: Fitted) -> tuple[Node, ...] | None:
    """Return the shape of a summand that is a declared matrix of any sizes, scaled; what holds it is no vector."""
    match term:
        case Sym(name):
            shape = found.shapes.get(name, ())
            is_any = all(isinstance(dim, Sym) and dim.name in found.arbitrary for dim in shape)
            return shape if len(shape) == 2 and is_any else None
        case Neg(arg) | Div(arg, Num()):
            return _matrix_in(arg, found)
        case Mul(factors):
            others = [factor for factor in factors if not is_numeral(factor)]
            return _matrix_in(others[0], found) if len(others) == 1 else None
        case ArrayMul("hadamard", factors):  # has the shape that its factors have in common
            return next((matrix for factor in factors if (matrix := _matrix_in(factor, found))), None)
        case _:
            return None


def sized(value: Node, dims: tuple[Node, ...], arrays: Container[str] = ()) -> Node:
    """Return a value in which ones and the identity, summed and scaled, have the sizes of the array that they make."""
    match value:
        case Const("ones") if dims:
            return Call("ones", dims)
        case Const("I") if len(dims) == 2 and dims[0] == dims[1]:
            return Call("eye", dims[:1])
        case Neg(arg):
            return Neg(sized(arg, dims, arrays))
        case Add(terms):
            return Add(tuple(sized(term, dims, arrays) for term in terms))
        case Div(num, den):
            return Div(sized(num, dims, arrays), den)
        case Mul(factors) if sum(any(part in _UNSIZED for part in walk(factor)) for factor in factors) == 1:
            return (
                Mul(tuple(sized(factor, dims, arrays) for factor in factors))
                if _only_scaled(factors, arrays)
                else value
            )
        case _:
            return value


def _only_scaled(factors: tuple[Node, ...], arrays: Container[str]) -> bool:
    """Return whether all factors but one are numbers, as far as is seen: none of them holds an array."""
    parts = [part for factor in factors for part in walk(factor)]
    if any(isinstance(part, Sym) and part.name in arrays for part in parts):
        return False
    return not any(isinstance(part, Array | Transpose | ArrayMul) for part in parts)


def _is_empty(value: Node) -> bool:
    """Return whether a list, or a row of it, has no entries."""
    return isinstance(value, Array) and (not value.items or any(map(_is_empty, value.items)))


def _oriented(matrix: Matrix, dims: tuple[Node, ...]) -> Matrix | None:
    """Return a matrix in the only orientation that fits its domain, None where none does."""
    fitting = [shape for shape in _orientations(matrix.shape, len(dims)) if _allows(dims, shape)]
    if not fitting:
        return None
    return Matrix(fitting[0], matrix.items)


def _orientations(shape: Shape, rank: int) -> list[Shape]:
    """Return the shapes of some rank as which an array may be taken."""
    if len(shape) == rank:
        return [shape]
    match shape, rank:
        case ((), _) | ((1,), _) | ((1, 1), _):
            return [(1,) * rank]
        case ((size,), 2):
            return [(size, 1), (1, size)]
        case ((size, 1), 1) | ((1, size), 1):
            return [(size,)]
        case _:
            return []


def _allows(dims: tuple[Node, ...], shape: Shape) -> bool:
    return all(not isinstance(dim, Num) or dim.value == size for dim, size in zip(dims, shape, strict=True))


def as_tree(matrix: Matrix) -> Node:
    """Return an array as a tree: a number, a flat list, or a list of rows."""
    match matrix.shape:
        case ():
            return matrix.items[0]
        case (_,):
            return Array(matrix.items)
        case (_, _):
            return Array(tuple(Array(row) for row in matrix.rows()))
        case _:
            first, *rest = matrix.shape
            size = len(matrix.items) // first
            parts = (matrix.items[number * size : (number + 1) * size] for number in range(first))
            return Array(tuple(as_tree(Matrix(tuple(rest), part)) for part in parts))


def _named(name: str, shape: Shape) -> str:
    """Return what a field holds, in words."""
    if not shape:
        return reasons.IS_NUMBER.format(name=name)
    return reasons.FIELD_OF_SHAPE.format(name=name, shape=shape_text(shape))


def _misfit(name: str, shape: Shape, domain: Domain) -> str:
    what = _named(name, shape)
    turned = len(shape) == 2 and any(_allows(domain.shape, one) for one in _turned(shape, len(domain.shape)))
    hint = reasons.TRANSPOSED if turned else ""
    wanted = show_domain(domain) if domain.shape else "a number"
    return reasons.MISFIT.format(what=what, wanted=wanted, hint=hint)


def _turned(shape: Shape, rank: int) -> list[Shape]:
    """Return what a matrix would be when it is transposed."""
    return [one for one in _orientations(shape[::-1], rank) if len(one) == rank]


def _fit_zero(found: Fitted, field_: Field) -> None:
    """Take `0` as an array of zeros, of the size that the other fields have."""
    sizes = []
    if any(symbols(dim) & found.arbitrary for dim in field_.domain.shape):
        found.values[field_.name] = Call("zeros", field_.domain.shape)
        return
    for dim in field_.domain.shape:
        size = int(dim.value) if isinstance(dim, Num) else found.sizes.get(getattr(dim, "name", ""), (None, ""))[0]
        if size is None:
            found.values[field_.name] = ZERO
            found.faults[field_.name] = _misfit(field_.name, (), field_.domain)
            return
        sizes.append(size)
    count = 1
    for size in sizes:
        count *= size
    zeros = Matrix(tuple(sizes), (ZERO,) * count)
    found.values[field_.name], found.entries[field_.name] = as_tree(zeros), zeros.items
