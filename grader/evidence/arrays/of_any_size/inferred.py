"""The shapes of parts of an expression whose sizes need not be known yet, and those of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.evidence.arrays.of_any_size.sizes import ONE, Size, size_of
from grader.language.names.functions import FUNCTIONS
from grader.language.tree import ONE as UNIT
from grader.language.tree import Array, Call, Node, Num

Shape = tuple[int, int] | None  # numbers of the height and the width; None where nothing is known
_NUMBERS = frozenset({"norm", "tr", "det", "logsumexp"})


class Shapes:
    """The shapes of parts: pairs of sizes, by number, which may not be known yet, and which of them are the same."""

    def __init__(self) -> None:
        self.parents: list[int] = []
        self.known: list[Size | None] = []
        self.one = self.fresh(ONE)

    def fresh(self, size: Size | None = None) -> int:
        """Return the number of another size."""
        self.parents.append(len(self.parents))
        self.known.append(size)
        return len(self.parents) - 1

    def shape(self, height: Size, width: Size = ONE) -> tuple[int, int]:
        """Return the shape of another array."""
        return self.fresh(height), self.one if width == ONE else self.fresh(width)

    def root(self, number: int) -> int:
        """Return the number that stands for all that are the same."""
        while self.parents[number] != number:
            number = self.parents[number]
        return number

    def value(self, number: int) -> Size | None:
        """Return a size, None where it is not known."""
        return self.known[self.root(number)]

    def join(self, left: int, right: int) -> None:
        """Take two sizes for the same; where both are known, whether they are is told where arrays are built."""
        first, second = self.root(left), self.root(right)
        if self.known[first] is None:
            self.parents[first] = second
        elif self.known[second] is None:
            self.parents[second] = first

    def is_number(self, shape: Shape) -> bool:
        """Whether an array has one entry."""
        return shape is not None and all(self.value(part) == ONE for part in shape)

    @property
    def scalar(self) -> tuple[int, int]:
        """The shape of a number."""
        return self.one, self.one

    def joined(self, left: Shape, right: Shape) -> Shape:
        """Return the shape that two arrays have; a number beside an array leaves the array's."""
        if left is None or right is None:
            return left or right
        if self.is_number(left) or self.is_number(right):
            return right if self.is_number(left) else left
        for one, other in zip(left, right, strict=True):
            self.join(one, other)
        return left

    def common(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape that all have."""
        found: Shape = self.scalar
        for shape in shapes:
            found = self.joined(found, shape)
        return found

    def divided(self, left: Shape, right: Shape) -> Shape:
        """Return the shape of a quotient; what may be a quotient by an array has its shape, if it has any."""
        if right is None or self.is_number(right):
            return left
        return right if self.is_number(left) else None

    def outer(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of a product of two columns, each entry with each."""
        first, last = shapes[0], shapes[-1]
        return None if first is None or last is None or len(shapes) != 2 else (first[0], last[0])

    def stacked(self, items: Sequence[Node], shapes: Sequence[Shape]) -> Shape:
        """Return the shape of an array that is written out, of numbers or of rows of numbers."""
        count = self.fresh(size_of(Num(UNIT.value * len(items))))
        rows = [item for item in items if isinstance(item, Array)]
        if not rows:
            return (count, self.one) if all(map(self.is_number, shapes)) else None
        first = shapes[0]
        return (count, first[0]) if first is not None and first[1] == self.one else None

    def multiplied(self, left: Shape, right: Shape) -> Shape:
        """Return the shape of a product."""
        if left is None or right is None:
            return None
        if self.is_number(left) or self.is_number(right):
            return right if self.is_number(left) else left
        height = self.value(left[0])
        if height and height == self.value(right[0]) and self.value(left[1]) == self.value(right[1]) == ONE:
            return self.scalar  # `a b` of two vectors of one size
        self.join(left[1], right[0])
        return left[0], right[1]

    def diagonal(self, shape: Shape) -> Shape:
        """Return the shape of `diag`: of a vector, or of a matrix."""
        if shape is None:
            return None
        height, width = shape
        if self.value(width) == ONE:
            return height, height
        return (width, width) if self.value(height) == ONE else (height, self.one)

    def of_call(self, node: Call, shapes: list[Shape]) -> Shape:
        """Return the shape of a function's value, None where that is not known."""
        first, known = shapes[0] if shapes else None, FUNCTIONS.get(node.name)
        match node.name:
            case "eye" | "ones" | "zeros":
                sizes = [size_of(arg) for arg in node.args]
                return self.shape(sizes[0], sizes[0] if node.name == "eye" else sizes[-1] if sizes[1:] else ONE)
            case "grad":
                return shapes[1]
            case "diag":
                return self.diagonal(first)
            case "softmax" | "inv":
                return first
            case name if name in _NUMBERS or all(map(self.is_number, shapes)):
                return self.scalar
            case "max" | "min" if len(shapes) == 1:
                return self.scalar
            case _:
                return first if known is not None and not known.arrays and len(shapes) == 1 else None
