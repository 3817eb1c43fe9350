"""Values spelled out by entries: words become sums over indices, so that they meet sums that are written.

The letters of inverses become arrays of their own, of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from grader.evidence.arrays.of_any_size.sizes import ONE as SIZE_ONE
from grader.evidence.arrays.of_any_size.sizes import Size, tree_of
from grader.evidence.contractions import IDENTITY
from grader.evidence.families.matrices.words.products import total
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, times
from grader.evidence.families.matrices.words.words import ENTRYWISE, HADAMARD, Factor, Letter, Vector, Word, number_of
from grader.language.domains import Domain, Variable
from grader.language.tree import ONE, Bind, Call, Index, Node, Sym, substitute, symbols
from grader.records import dataclass, field

INVERSE = "inverse "  # begins the name of the inverse of a matrix; no text can spell it


@dataclass
class Speller:
    """Spells values out; `shapes` are those of the declared arrays, `inverses` the sizes of inverses by letter."""

    table: Table
    shapes: Mapping[str, tuple[Size, ...]]
    inverses: dict[str, Size] = field(default_factory=dict)
    used: int = 0
    identity: Node | None = None  # how an identity matrix is written, None where it is not

    def variables(self) -> tuple[Variable, ...]:
        """Return the letters of inverses as arrays."""
        return tuple(Variable(name, Domain(shape=(tree_of(size), tree_of(size))))
                     for name, size in self.inverses.items())  # fmt: skip

    def number(self, tree: Node) -> Node:
        """Return a number in which the symbols of sums of entries and of traces are sums over indices."""
        meanings = self.table.meanings()
        found: dict[str, Node] = {}
        for name in symbols(tree) & meanings.keys():
            match meanings[name]:
                case ("sum", tuple() as inner):
                    found[name] = self._summed(self._height(inner[0]), partial(self._vector, inner))
                case ("trace", tuple() as loop):
                    found[name] = self._summed(self._rows(loop[0]), partial(self._diagonal, loop))
        return substitute(tree, found) if found else tree

    def entry(self, value: Several, row: Node, column: Node) -> Node:
        """Return an entry of an array; a vector has one index, `row` for a column and `column` for a row."""
        return total([times(self.number(one), self._word(word, value, row, column))
                      for word, one in value.terms.items()])  # fmt: skip

    def _summed(self, size: Size, term: Callable[[Node], Node]) -> Node:
        self.used += 1
        name = f"at[{self.used}]"
        return Bind("sum", term(Sym(name)), name, ONE, tree_of(size))

    def _word(self, word: Word, value: Several, row: Node, column: Node) -> Node:
        match word:
            case ("matrix", (inner,)):
                same = Call(IDENTITY, (row, column, tree_of(value.height)))
                return times(same, self._vector(inner, row))
            case ("matrix", (first, *rest)):
                return times(self._vector(first, row), self._chain(tuple(rest), row, column))
            case ("outer", left, right):
                return times(self._vector(left, row), self._vector(right, column))
            case (_, inner):
                return self._vector(inner, column if value.height == SIZE_ONE else row)
            case _:
                raise AssertionError(word)

    def _chain(self, parts: tuple[Any, ...], row: Node, column: Node) -> Node:
        """Return an entry of A1 diag(v1) … Ak diag(vk)."""
        letter, inner, *rest = parts
        if not rest:
            return times(self._letter(letter, row, column), self._vector(inner, column))

        def term(at: Node) -> Node:
            here = times(self._letter(letter, row, at), self._vector(inner, at))
            return times(here, self._chain(tuple(rest), at, column))

        return self._summed(self._columns(letter), term)

    def _diagonal(self, parts: tuple[Any, ...], at: Node) -> Node:
        return self._chain(parts, at, at)

    def _vector(self, inner: Vector, at: Node) -> Node:
        result: Node = ONE
        for factor in inner:
            result = times(result, self._factor(factor, at))
        return result

    def _factor(self, factor: Factor, at: Node) -> Node:
        match factor:
            case ("v", name):
                shape = self.shapes[name]
                if len(shape) == 1:
                    return Index(Sym(name), (at,))
                return Index(Sym(name), (ONE, at) if shape[0] == SIZE_ONE else (at, ONE))
            case ("w", letter, inner):
                return self._summed(
                    self._columns(letter), lambda on: times(self._letter(letter, at, on), self._vector(inner, on))
                )
            case (_, number):
                applied = self.table.functions[number]
                (argument,) = applied.args
                assert isinstance(argument, Several)
                return applied.of(self.entry(argument, at, at))
            case _:
                raise AssertionError(factor)

    def _letter(self, letter: Letter, row: Node, column: Node) -> Node:
        name, transposed, inverted = letter
        if name.startswith(ENTRYWISE):
            return self._by_entry(name, *((column, row) if transposed else (row, column)))
        if inverted or name not in self.shapes:
            name = f"{INVERSE}{name}" if inverted else name
            self.inverses[name] = self._rows(letter)
        return Index(Sym(name), (column, row) if transposed else (row, column))

    def _by_entry(self, name: str, row: Node, column: Node) -> Node:
        """Return an entry of a matrix whose entries are a function of others at the same place."""
        applied = self.table.functions[number_of(name)]
        entries = tuple(self.entry(arg, row, column) for arg in applied.args if isinstance(arg, Several))
        return times(*entries) if applied.name == HADAMARD else applied.of(*entries)

    def _rows(self, letter: Letter) -> Size:
        name, transposed, inverted = letter
        if name not in self.shapes:
            argument = self.table.functions[number_of(name)].args[0]
            assert isinstance(argument, Several)
            return argument.width if transposed else argument.height
        return self.shapes[name][1 if transposed != inverted else 0]

    def _columns(self, letter: Letter) -> Size:
        name, transposed, inverted = letter
        return self._rows((name, not transposed, inverted))

    def _height(self, factor: Factor) -> Size:
        """Return the number of entries of a vector by one of its factors."""
        match factor:
            case ("v", name):
                return next((size for size in self.shapes[name] if size != SIZE_ONE), SIZE_ONE)
            case ("w", letter, _):
                return self._rows(letter)
            case (_, number):
                (argument,) = self.table.functions[number].args
                assert isinstance(argument, Several)
                return argument.height
            case _:
                raise AssertionError(factor)
