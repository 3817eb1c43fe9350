"""Determinants for all sizes: of products, transposes, inverses and multiples, and of the identity plus a product.

det(A B) = det A det B for square A and B, det A^T = det A, det A^{-1} = 1/det A, det(c A) = c^n det A, and
det(I + A B) = det(I + B A) for A and B of any shapes that fit (Sylvester). Any other determinant is a symbol, the same
one for a matrix and its transpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.evidence.arrays.of_any_size.sizes import ONE, Size, tree_of
from grader.evidence.families.matrices.words.products import transposed
from grader.evidence.families.matrices.words.values import Several, times
from grader.evidence.families.matrices.words.words import ONES, SYMMETRIC, Chain, Letter, Word, number_of, vector
from grader.language.tree import ONE as UNIT
from grader.language.tree import Add, Div, Node, Pow

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder

IDENTITY: Word = ("matrix", (ONES,))


def determinant(builder: Builder, value: Several) -> Node:
    """Return the determinant of a square matrix."""
    if len(value.terms) == 1:
        ((word, coefficient),) = value.terms.items()
        if word[0] == "matrix" and (found := _of_product(builder, word[1], value.height)) is not None:
            factor = coefficient if coefficient == UNIT else builder.noted(Pow(coefficient, tree_of(value.height)))
            return times(factor, found)
    if len(value.terms) == 2 and value.terms.get(IDENTITY) == UNIT:
        word, coefficient = next(item for item in value.terms.items() if item[0] != IDENTITY)
        if word[0] == "outer":
            return Add((UNIT, times(coefficient, builder.table.sum(vector(word[1], word[2]), value.height))))
        return _symbol(builder, _turned(builder, value, word[1], coefficient))
    return _symbol(builder, [value])


def _of_product(builder: Builder, chain: Chain, size: Size) -> Node | None:
    """Return the determinant of a product of square matrices, None where one is not square."""
    result: Node = UNIT
    for place, part in enumerate(chain):
        if place % 2 == 0:
            factor: Node = UNIT if part == ONES else _of_word(builder, (part,), size)
        elif (square := _of_letter(builder, part, size)) is not None:
            factor = square
        else:
            return None
        result = times(result, factor)
    return result


def _of_letter(builder: Builder, letter: Letter, size: Size) -> Node | None:
    name, _, is_inverse = letter
    if shape_of(builder, letter) != (size, size):
        return None
    plain = _of_word(builder, (ONES, (name, False, False), ONES), size)
    return builder.noted(Div(UNIT, plain)) if is_inverse else plain


def _of_word(builder: Builder, chain: Chain, size: Size) -> Node:
    return _symbol(builder, [Several(size, size, False, {("matrix", chain): UNIT})])


def shape_of(builder: Builder, letter: Letter) -> tuple[Size, Size] | None:
    """Return height and width of a letter as it stands, None where they are not known."""
    name, is_transposed, _ = letter
    if "[" not in name:
        shape = builder.shapes.get(name, ())
        height, width = shape if len(shape) == 2 else (None, None)
    else:
        (value, *_) = builder.table.functions[number_of(name)].args
        height, width = (value.height, value.width) if isinstance(value, Several) else (None, None)
    if height is None or width is None:
        return None
    return (width, height) if is_transposed and not name.startswith(SYMMETRIC) else (height, width)


def _turned(builder: Builder, value: Several, chain: Chain, coefficient: Node) -> Iterator[Several]:
    """Yield the matrices I + c Q P for all ways to cut a product P Q between two letters."""
    yield value
    for place in range(3, len(chain), 2):
        shape = shape_of(builder, chain[place])
        if shape is None or shape[0] == ONE:
            continue
        first, second = chain[: place - 1], chain[place:]
        turned = (chain[place - 1], *second[:-1], vector(chain[-1], first[0]), *first[1:], ONES)
        terms = {IDENTITY: UNIT, ("matrix", turned): coefficient}
        yield Several(shape[0], shape[0], False, terms)


def _symbol(builder: Builder, values: Iterator[Several] | list[Several]) -> Node:
    """Return the symbol of a determinant that several matrices, and their transposes, have in common."""
    table, first = builder.table, None
    for value in values:
        first = value if first is None else first
        for number, known in enumerate(table.functions):
            if known.name == "det" and _is_same(builder, known.args[0], value):
                return table.symbol("det", number)
    assert first is not None
    return table.symbol("det", table.function("det", (first,)))


def _is_same(builder: Builder, known: object, value: Several) -> bool:
    if not isinstance(known, Several) or known.height != value.height:
        return False
    return any(builder.table.same(known, one) for one in (value, transposed(value)))
