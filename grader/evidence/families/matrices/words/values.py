"""What an expression of arrays is, for all sizes: a number as a tree, or a sum of words with numbers in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, shape_words
from grader.evidence.families.matrices.words.words import Word
from grader.evidence.trees.build import plain_number
from grader.language.tree import ONE as UNIT
from grader.language.tree import Add, Mul, Neg, Node, Num
from grader.records import dataclass, replace
from grader.wording import reasons


@dataclass(frozen=True)
class Several:
    """An array: its height and width, whether it has one index only, and its words with their coefficients.

    A vector with one index stands as a column, transposed as a row.
    """

    height: Size
    width: Size
    is_flat: bool
    terms: Mapping[Word, Node]

    @property
    def shape(self) -> tuple[Size, ...]:
        """Return the shape as it is said."""
        return (self.height,) if self.is_flat and self.width == ONE else (self.height, self.width)


Value = Node | Several


def plus(left: Node, right: Node) -> Node:
    """Return the sum of two coefficients; numbers are added."""
    first, second = plain_number(left), plain_number(right)
    if first is not None and second is not None:
        return literal(first + second)
    return Add((left, right))


def times(left: Node, right: Node) -> Node:
    """Return the product of two coefficients; numbers are multiplied."""
    if left is UNIT:
        return right
    if right is UNIT:
        return left
    first, second = plain_number(left), plain_number(right)
    if first is not None and second is not None:
        return literal(first * second)
    if first == 1:
        return right
    return left if second == 1 else Mul((left, right))


def literal(value: Fraction) -> Node:
    """Return a rational number as one literal."""
    return Neg(Num(-value)) if value < 0 else Num(value)


def scaled(value: Several, factor: Node) -> Several:
    """Return a number times an array."""
    return replace(value, terms={word: times(factor, one) for word, one in value.terms.items()})


def collected(pairs: Iterable[tuple[Word, Node]]) -> dict[Word, Node]:
    """Return words with their coefficients, each word once."""
    terms: dict[Word, Node] = {}
    for word, coefficient in pairs:
        terms[word] = plus(terms[word], coefficient) if word in terms else coefficient
    return {word: one for word, one in terms.items() if plain_number(one) != 0}


def added(values: list[Several]) -> Several:
    """Return the sum of arrays. Raises ShapeError where their shapes differ."""
    first = values[0]
    for value in values:
        require_same(first, value, "sum")
    pairs = (pair for value in values for pair in value.terms.items())
    return replace(first, is_flat=all(value.is_flat for value in values), terms=collected(pairs))


def require_same(left: Several, right: Several, what: str) -> None:
    """Raise ShapeError where two arrays have different shapes."""
    if (left.height, left.width) != (right.height, right.width):
        shapes = f"{shape_words(left.shape)} and {shape_words(right.shape)}"
        raise ShapeError(f"The shapes {shapes} do not fit together in the {what}.")


def vector_value(height: Size, word: Word, coefficient: Node = UNIT) -> Several:
    """Return a vector of one word."""
    return Several(height, ONE, True, {word: coefficient})


def shapes_differ(answer: Value, expected: Value) -> str:
    """Return a sentence that says which shape is expected instead of which."""
    wanted = (
        reasons.A_SHAPE_IS.format(shape=shape_words(expected.shape))
        if isinstance(expected, Several)
        else reasons.A_NUMBER_IS
    )
    if isinstance(answer, Node):
        return reasons.NUMBER_FOR_ARRAY.format(wanted=wanted)
    return reasons.SHAPE_FOR_ANOTHER.format(shape=shape_words(answer.shape), wanted=wanted)
