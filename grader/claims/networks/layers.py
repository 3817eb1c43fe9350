"""Layers as the student likes become one formula: weights and biases of any number of layers, joined outputs too."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.claims.definitions import expand
from grader.claims.literals import is_zero
from grader.claims.networks.fitting import as_tree, declared_shapes
from grader.claims.networks.matrices import Matrix, MisshapenError, Shape, shape_text, written
from grader.errors import AnswerError
from grader.language.spelling import canonical_name
from grader.language.tree import ZERO, Add, Array, Call, Const, Index, Mul, Node, Num, rebuild
from grader.problems.declared.activations import activated
from grader.problems.layers import Layers
from grader.problems.question import Question
from grader.records import dataclass
from grader.wording import reasons


class LayerError(Exception):
    """Layers that make no network: a named reason with its code."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(text)


@dataclass(frozen=True)
class Output:
    """What a layer gives: its tree (a number where `size` is 1, else a vector), shared by all that use it."""

    tree: Node
    size: int


@dataclass(frozen=True)
class Network:
    """The output of layers as one formula, and the entries of all weights by field."""

    output: Node
    entries: Mapping[str, tuple[Node, ...]]
    depth: int


def name_of(letter: str, number: int) -> str:
    """Return the canonical name of the weights `W` or the bias `b` of a layer."""
    return canonical_name(f"{letter}_{number}")


def network_of(question: Question, layers: Layers, values: Mapping[str, Node]) -> Network:
    """Return the formula of the layers that an answer gives.

    Raises LayerError where a layer is missing or shapes do not fit, AnswerError where weights are not written out.
    """
    reader = _Reader(question, layers, values)
    outputs = [Output(_joined_inputs(layers), len(layers.inputs))]
    depth = _depth(layers, values)
    for number in range(1, depth + 1):
        outputs.append(reader.layer(number, outputs, is_last=number == depth))
    return Network(outputs[-1].tree, reader.entries, depth)


def _depth(layers: Layers, values: Mapping[str, Node]) -> int:
    """Return the number of layers; all before the last must be there, and a bias has weights."""
    given = [number for number in range(1, layers.max_layers + 1) if name_of("W", number) in values]
    depth = max(given, default=1)
    for number in range(1, depth + 1):
        if number not in given:
            raise LayerError("missing field", reasons.LAYER_FIELD_LEFT_OUT.format(name=name_of("W", number)))
    for number in range(depth + 1, layers.max_layers + 1):
        if name_of("b", number) in values:
            text = reasons.GIVEN_WITHOUT.format(name=name_of("b", number), name_2=name_of("W", number))
            raise LayerError("missing field", text)
    return depth


def _joined_inputs(layers: Layers) -> Node:
    """Return the input: a number, the one vector that is declared, or a list of numbers."""
    inputs = layers.inputs
    if len(inputs) == 1:
        return inputs[0]
    bases = {entry.base if isinstance(entry, Index) else entry for entry in inputs}
    return bases.pop() if len(bases) == 1 else Array(inputs)


class _Reader:
    """Reads the layers of one answer, first to last."""

    def __init__(self, question: Question, layers: Layers, values: Mapping[str, Node]) -> None:
        self.layers = layers
        self.activation = expand(layers.activation, question.define)
        self.values = values
        self.shapes = declared_shapes(question)
        self.entries: dict[str, tuple[Node, ...]] = {}

    def layer(self, number: int, before: list[Output], *, is_last: bool) -> Output:
        """Return the output of one layer."""
        weights, first = self._weights(number, before, is_last=is_last)
        rows = weights.shape[0]
        self._check_rows(number, rows, is_last=is_last)
        terms, start = [], 0
        for output in before[first:]:
            terms.append(_block(weights, start, output))
            start += output.size
        bias = self._bias(number, rows)
        terms += [] if bias is None else [bias]
        total = terms[0] if len(terms) == 1 else Add(tuple(terms))
        return Output(total if is_last else activated(self.activation, total, rows), rows)

    def _weights(self, number: int, before: list[Output], *, is_last: bool) -> tuple[Matrix, int]:
        """Return the weights as a matrix, and the first of the outputs that it takes."""
        name = name_of("W", number)
        taken = self._widths(before)
        matrix = self._written(name, _with_identity(self.values[name], list(taken)))
        shape = _as_matrix(matrix.shape, taken, prefers_row=is_last and self.layers.outputs == 1)
        if shape is None:
            raise LayerError("shape", _columns_text(number, name, matrix.shape, list(taken), before))
        self.entries[name] = matrix.items
        return Matrix(shape, matrix.items), taken[shape[1]]

    def _widths(self, before: list[Output]) -> dict[int, int]:
        """Return the numbers of columns that a layer may have, each with the first output that it takes."""
        taken, columns = {}, 0
        for first in range(len(before) - 1, -1, -1):
            columns += before[first].size
            taken[columns] = first
            if not self.layers.concatenate:
                break
        return taken

    def _check_rows(self, number: int, rows: int, *, is_last: bool) -> None:
        wanted, name = self.layers.outputs, name_of("W", number)
        if is_last and rows != wanted:
            text = reasons.LAYER_LAST.format(number=number, name=name, count=_count(rows, "row"), wanted=wanted)
            raise LayerError("shape", text)
        if not is_last and self.layers.width is not None and rows > self.layers.width:
            text = reasons.LAYER_AT_MOST_ALLOWED.format(
                number=number, count=_count(rows, "unit"), width=self.layers.width
            )
            raise LayerError("width", text)

    def _bias(self, number: int, rows: int) -> Node | None:
        name = name_of("b", number)
        if name not in self.values:
            return None
        if is_zero(self.values[name]):  # the vector of zeros
            self.entries[name] = (ZERO,)
            return None
        matrix = self._written(name, self.values[name])
        if matrix.shape not in {(rows,), (rows, 1)} and not (rows == 1 and matrix.shape in {(), (1, 1)}):
            found = (
                reasons.HAS_THIS_SHAPE.format(shape=shape_text(matrix.shape)) if matrix.shape else reasons.IS_A_NUMBER
            )
            wanted = _count(rows, "entry", "entries")
            text = reasons.LAYER_SO.format(
                number=number,
                name=name,
                found=found,
                name_2=name_of("W", number),
                count=_count(rows, "row"),
                wanted=wanted,
            )
            raise LayerError("shape", f"{text}{'is' if rows == 1 else 'are'} expected.")
        self.entries[name] = matrix.items
        return matrix.items[0] if rows == 1 else Array(matrix.items)

    def _written(self, name: str, tree: Node) -> Matrix:
        try:
            matrix = written(tree, self.shapes)
        except MisshapenError as error:
            raise LayerError("shape", reasons.IN_FIELD.format(name=name, text=error.text)) from None
        if matrix is None or len(matrix.shape) > 2:
            raise AnswerError(reasons.WRITE_OUT.format(name=name))
        return matrix


def _with_identity(tree: Node, columns: list[int]) -> Node:
    """Return weights with the identity written out, where the layer takes one number of columns only."""
    if len(columns) != 1:
        return tree
    if tree == Const("I"):
        return Call("eye", (Num(Fraction(columns[0])),))
    return rebuild(tree, lambda part: _with_identity(part, columns))


def _as_matrix(shape: Shape, taken: Mapping[int, int], *, prefers_row: bool) -> tuple[int, int] | None:
    """Return the shape of weights as rows and columns; a flat list is a column or a row, as the columns allow."""
    match shape:
        case ():
            fitting = [(1, 1)]
        case (size,):
            fitting = [(1, size), (size, 1)] if prefers_row else [(size, 1), (1, size)]
        case (rows, columns):
            fitting = [(rows, columns)]
        case _:
            fitting = []
    return next((one for one in fitting if one[1] in taken), None)


def _columns_text(number: int, name: str, shape: Shape, columns: list[int], before: list[Output]) -> str:
    found = reasons.HAS_THIS_SHAPE.format(shape=shape_text(shape)) if shape else reasons.IS_A_NUMBER
    source = "the network" if number == 1 else f"layer {number - 1}"
    gives = _count(before[-1].size, "input" if number == 1 else "output")
    others = " or ".join(map(str, columns[1:]))
    joined = reasons.WITH_EARLIER_OUTPUTS_JOINED.format(others=others) if others else ""
    wanted = reasons.COUNT_EXPECTED.format(count=_count(columns[0], "column"), some="is" if columns[0] == 1 else "are")
    return reasons.LAYER_BUT.format(
        number=number, name=name, found=found, source=source, gives=gives, wanted=wanted, joined=joined
    )


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"1 {noun}" if number == 1 else f"{number} {nouns or noun + 's'}"


def _block(weights: Matrix, start: int, output: Output) -> Node:
    """Return the part of a layer that takes one earlier output: its columns times this output."""
    rows = [row[start : start + output.size] for row in weights.rows()]
    match len(rows), output.size:
        case 1, 1:
            return Mul((rows[0][0], output.tree))
        case _, 1:
            return Mul((Array(tuple(row[0] for row in rows)), output.tree))
        case height, width:
            return Mul((as_tree(Matrix((height, width), tuple(item for row in rows for item in row))), output.tree))
