"""Shapes of an answer and of what is expected: do they fit, and if not, in which words to say so."""

from __future__ import annotations

from grader.evidence.arrays.grids import Entry, Grid, Layout, fits, shape_text
from grader.evidence.trees.build import distinct
from grader.language.tree import Array, Index, Node, Transpose, Tup
from grader.verdict import Reason
from grader.wording import reasons


def mismatch(answer: object, expected: object, trees: tuple[Node, Node]) -> Reason | None:
    """Return the reason why the answer has another shape than what is expected; None where they fit."""
    if isinstance(answer, Layout) and isinstance(expected, Layout):
        if _as_tuple(trees, answer, expected) or fits(answer, expected):
            return None
    elif (not isinstance(answer, Layout) and not isinstance(expected, Layout)) or _single(answer, expected, trees):
        return None
    return Reason("shape", _sentence(answer, expected, trees))


def _as_tuple(trees: tuple[Node, Node], answer: Layout, expected: Layout) -> bool:
    return all(isinstance(tree, Tup) for tree in trees) and answer.shape == expected.shape


def _single(answer: object, expected: object, trees: tuple[Node, Node]) -> bool:
    """Return whether one side has one entry, the other is a number, and one of them was computed from arrays."""
    for entry, other, own, tree in ((answer, expected, *trees), (expected, answer, trees[1], trees[0])):
        if isinstance(entry, Layout) and len(entry.items) == 1 and not isinstance(other, Layout):
            if not isinstance(own, Array | Tup) and any(isinstance(part, Transpose) for part in distinct(own)):
                return True
            return any(isinstance(part, Array | Transpose | Index) for part in distinct(tree))
    return False


def _sentence(answer: object, expected: object, trees: tuple[Node, Node]) -> str:
    if all(isinstance(tree, Tup) for tree in trees):
        given, wanted = (len(tree.items) for tree in trees if isinstance(tree, Tup))
        return reasons.ANSWER.format(count=_count(given), wanted=wanted, some="is" if wanted == 1 else "are")
    if isinstance(answer, Layout) and isinstance(expected, Layout) and answer.shape == expected.shape:
        shapes = (shape_text(one.matrix_shape()) for one in (answer, expected))  # a column and a row
        return reasons.SHAPE.format(shape=next(shapes), wanted_text=reasons.A_SHAPE_IS.format(shape=next(shapes)))
    wanted_text = (
        reasons.A_SHAPE_IS.format(shape=shape_text(expected.shape))
        if isinstance(expected, Layout)
        else reasons.A_NUMBER_IS
    )
    if not isinstance(answer, Layout):
        return reasons.ANSWER_NUMBER.format(wanted_text=wanted_text)
    return reasons.SHAPE.format(shape=shape_text(answer.shape), wanted_text=wanted_text)


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def pairs(answer: Entry, expected: Entry) -> list[tuple[Node, Node]]:
    """Return the entries of two arrays that fit, side by side."""
    given = answer.items if isinstance(answer, Grid) else (answer,)
    wanted = expected.items if isinstance(expected, Grid) else (expected,)
    return list(zip(given, wanted, strict=True))
