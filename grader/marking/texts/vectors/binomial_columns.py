r"""Columns of two entries that are typed as binomials, `\binom{1}{2} + t \binom{3}{4}`, where an array is asked for.

A binomial is a number, and so is what is calculated with binomials alone: no such answer is an array. Read as columns
they are one where each term has exactly one of them, and no other array, as a factor.
"""

from __future__ import annotations

from grader.errors import AnswerError, Span
from grader.language.tree import Add, Array, ArrayMul, Call, Div, Mul, Neg, Node, Sym, Tup, walk
from grader.problems.question import Question
from grader.wording import unreadable_answers


def with_columns(question: Question, tree: Node, text: str) -> Node:
    """Return a tree with its binomials as columns; raise AnswerError where they may be either."""
    column = _as_columns(tree, _arrays(question))
    if column is None:
        raise AnswerError(unreadable_answers.COLUMN_OR_BINOMIAL, text, Span(0, len(text)))
    return column


def _arrays(question: Question) -> frozenset[str]:
    """Return the symbols that are arrays."""
    symbols = {name for name, one in question.names.symbols.items() if one.domain.shape}
    return frozenset(symbols | question.define.keys())


def _as_columns(tree: Node, arrays: frozenset[str]) -> Node | None:
    """Return a tree with its binomials as columns, itself where it has none; None where that is not clear."""
    if not any(map(_is_binomial, walk(tree))):
        return tree
    match tree:
        case Call("binom", args):
            return Array(args)
        case Neg(term):
            column = _as_columns(term, arrays)
            return None if column is None else Neg(column)
        case Div(above, below):
            column = _as_columns(above, arrays)
            return None if column is None or any(map(_is_binomial, walk(below))) else Div(column, below)
        case Add(terms):
            columns = [one for term in terms if (one := _as_columns(term, arrays)) is not None]
            return Add(tuple(columns)) if len(columns) == len(terms) else None
        case Mul(factors):
            return _product(factors, arrays)
        case _:
            return None


def _product(factors: tuple[Node, ...], arrays: frozenset[str]) -> Node | None:
    """Return a product with its one binomial as a column; itself where it is the factor of an array beside it."""
    if any(_is_array(part, arrays) for factor in factors for part in walk(factor)):
        return Mul(factors)
    held = [place for place, factor in enumerate(factors) if any(map(_is_binomial, walk(factor)))]
    column = _as_columns(factors[held[0]], arrays) if len(held) == 1 else None
    return None if column is None else Mul((*factors[: held[0]], column, *factors[held[0] + 1 :]))


def _is_array(tree: Node, arrays: frozenset[str]) -> bool:
    return isinstance(tree, Array | ArrayMul | Tup) or (isinstance(tree, Sym) and tree.name in arrays)


def _is_binomial(tree: Node) -> bool:
    return isinstance(tree, Call) and tree.name == "binom"
