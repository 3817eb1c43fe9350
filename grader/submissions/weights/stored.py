"""Weights under the names that libraries save them by become W_1, b_1, …: those of PyTorch and of Keras.

PyTorch stores a layer as `weight`, outputs by inputs as ours, and `bias`; Keras as `kernel`, inputs by outputs, and
`bias`. The names before these tell layers apart. Their order is that of their numbers (`0.weight`, `2.weight`; Keras
gives the first of a kind no number) and of the shapes; where these leave several orders nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from grader.problems.layers import Layers
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.ledger.matching import find_field
from grader.submissions.weights.texts import ArrayError, ArrayText
from grader.wording import file_notices

_NAME = re.compile(r"(?:(?P<layer>.*)[./])?(?P<kind>weight|bias|kernel)(?::0)?")
_NUMBER = re.compile(r"\d+")
ORDERS = 2  # orders of the layers that are looked for: a second one shows that the names and shapes leave it open
TRIES = 2000  # layers set behind others while orders are looked for
Arrays = Mapping[str, ArrayText | ArrayError]


@dataclass(frozen=True)
class Stored:
    """The arrays of one layer in a file, by the names that they have there."""

    name: str
    arrays: Mapping[str, str]  # by kind: weight, kernel, bias

    @property
    def weights(self) -> str:
        """The name of its matrix."""
        return self.arrays.get("kernel") or self.arrays["weight"]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in its name."""
        return tuple(map(int, _NUMBER.findall(self.name)))

    @property
    def kin(self) -> str:
        """What it shares with layers that differ by their numbers only."""
        return _NUMBER.sub("", self.name).rstrip("._")


def renamed(question: Question, arrays: Arrays) -> Arrays:
    """Return the arrays of a file under the names of the question's fields, as far as libraries named them.

    Raises ArrayError where the layers have no certain order, or a matrix is none.
    """
    if question.layers is None or any(find_field(question, name) for name in arrays):
        return arrays
    layers = _layers(arrays)
    if not layers:
        return arrays
    found: dict[str, ArrayText | ArrayError] = {}
    taken: set[str] = set()
    for number, layer in enumerate(_ordered(question.layers, layers, arrays), 1):
        for kind, name in layer.arrays.items():
            field = f"{'b' if kind == 'bias' else 'W'}_{number}"
            found[field] = _told(arrays[name], f"{name} is {field}", turned=kind == "kernel")
            taken.add(name)
    return found | {name: array for name, array in arrays.items() if name not in taken}


def _layers(arrays: Arrays) -> list[Stored]:
    """Return the layers in a file; a bias without weights is none."""
    named: dict[str, dict[str, str]] = {}
    for name in arrays:
        match = _NAME.fullmatch(name)
        if match:
            named.setdefault(match["layer"] or "", {})[match["kind"]] = name
    return [Stored(name, kinds) for name, kinds in named.items() if len(kinds.keys() - {"bias"}) == 1]


def _told(array: ArrayText | ArrayError, said: str, *, turned: bool) -> ArrayText | ArrayError:
    if isinstance(array, ArrayError):
        return array
    if turned:
        array, said = array.transposed(), file_notices.TRANSPOSED_KERAS_STORES_INPUTS.format(said=said)
    return replace(array, note=f"{said}; {array.note}" if array.note else said)


def _ordered(rules: Layers, layers: list[Stored], arrays: Arrays) -> list[Stored]:
    """Return the layers from the input to the output. Raises ArrayError where that is not certain."""
    if len(layers) > rules.max_layers:
        raise ArrayError(file_notices.HOLDS_LAYERS_PROBLEM_TAKES.format(count=len(layers), max_layers=rules.max_layers))
    sizes = {layer.name: _size(layer, arrays) for layer in layers}
    if len({layer.kin for layer in layers}) == 1:
        return sorted(layers, key=lambda layer: layer.numbers)
    search = _Search(sizes, rules.outputs)
    orders = list(search.orders([], sorted(layers, key=lambda layer: layer.numbers), len(rules.inputs)))
    if len(orders) == 1 and search.tries < TRIES:
        return orders[0]
    names = ", ".join(layer.name or layer.weights for layer in layers[:6])
    raise ArrayError(file_notices.HOLDS_LAYERS_WHOSE_ORDER.format(names=names))


@dataclass
class _Search:
    """Looks for the orders of layers in which each takes what the one before gives."""

    sizes: Mapping[str, tuple[int, int]]  # inputs and outputs of each layer
    outputs: int
    found: int = 0
    tries: int = 0

    def orders(self, done: list[Stored], left: list[Stored], size: int) -> Iterator[list[Stored]]:
        """Yield the orders that begin with some layers, two at most; those of one kin stay in order."""
        if not left and size == self.outputs:
            self.found += 1
            yield done
        kins: set[str] = set()
        for layer in left:
            first, last = self.sizes[layer.name]
            if layer.kin in kins or self.found >= ORDERS or self.tries >= TRIES:
                continue
            kins.add(layer.kin)
            self.tries += 1
            if first == size:
                yield from self.orders([*done, layer], [one for one in left if one is not layer], last)


def _size(layer: Stored, arrays: Arrays) -> tuple[int, int]:
    """Return how many inputs and outputs a layer has. Raises ArrayError where its weights are no matrix."""
    array = arrays[layer.weights]
    if isinstance(array, ArrayError):
        raise ArrayError(file_notices.HOLDS.format(weights=layer.weights, array=array))
    if not array.rows:
        raise ArrayError(file_notices.HOLDS_NO_MATRIX.format(weights=layer.weights))
    size = len(array.rows[0]), len(array.rows)
    return size if "weight" in layer.arrays else size[::-1]
