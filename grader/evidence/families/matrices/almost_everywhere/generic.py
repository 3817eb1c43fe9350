"""Are inverses and quotients defined almost everywhere? One point at which they are, for all sizes, says so.

Determinants of rational expressions of arrays are quotients of polynomials in the entries, and a polynomial that is not
0 everywhere is 0 on a set without interior only. The points looked at put 0 or the identity matrix in for every array,
so that what is looked at is a multiple of the identity matrix whatever the sizes are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from grader.evidence.arrays.of_any_size.sizes import Size
from grader.evidence.errors import DeclinedError
from grader.evidence.families.matrices.almost_everywhere.gaps import divisor_of
from grader.evidence.families.matrices.words.spelled import Speller
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, plus, times
from grader.evidence.families.matrices.words.words import SYMMETRIC, Letter, Vector, Word, number_of
from grader.evidence.families.matrices.words.written import number_written, written
from grader.evidence.signs import Sign
from grader.evidence.trees.polynomials import literal
from grader.language.domains import REAL, Domain, Variable
from grader.language.printing import show
from grader.language.tree import ONE, ZERO, Add, Div, Mul, Neg, Node, Num, Pow, Sym, rebuild, walk
from grader.records import dataclass, replace

NAME = "I"  # how an identity matrix is shown
MAX_ARRAYS = 6  # that are given values
NONZERO = frozenset({Sign.POSITIVE, Sign.NEGATIVE, Sign.NONZERO})
RATIONAL = (Num, Sym, Neg, Add, Mul, Div, Pow)


def is_all(domain: Domain) -> bool:
    """Return whether the values, or the entries, are any real numbers."""
    return domain == replace(REAL, text=domain.text)


def free_among(
    variables: Sequence[Variable], shapes: Mapping[str, tuple[Size, ...]], bound: frozenset[str]
) -> dict[str, tuple[Size, ...]]:
    """Return the numbers and arrays that may be anything, with their shapes; those in `bound` are in conditions."""
    return {
        variable.name: shapes.get(variable.name, ())
        for variable in variables
        if is_all(replace(variable.domain, shape=())) and variable.name not in bound
    }


@dataclass(frozen=True, slots=True)
class Generic:
    """Looks at points; `free` are the arrays and numbers that may be anything, arrays with their shapes."""

    table: Table
    free: Mapping[str, tuple[Size, ...]]
    sign: Callable[[Node], Sign]

    def is_invertible(self, value: Several) -> bool:
        """Return whether a square matrix is invertible but for a set without interior, whatever the sizes are."""
        return any(self._is_nonzero(partial(point.scale, value)) for point in self._points())

    def is_nonzero(self, tree: Node) -> bool:
        """Return whether a number that arrays give is not 0 but for a set without interior."""
        return any(self._is_nonzero(partial(point.number, tree)) for point in self._points())

    def where_singular(self, values: Sequence[Several], speller: Speller) -> tuple[str, ...] | None:
        """Return where matrices have no inverse, in words; None where that may be on a set with interior."""
        if not all(map(self.is_invertible, values)):
            return None
        shown = replace(speller, identity=Sym(NAME))
        return tuple(dict.fromkeys(f"det({show(written(shown, value))}) = 0" for value in values))

    def where_zero(self, part: Node, speller: Speller) -> str | None:
        """Return where a quotient has no value, in words; None where that may be on a set with interior."""
        below = divisor_of(part)
        if below is None or not self.is_nonzero(below):
            return None
        return f"{show(number_written(replace(speller, identity=Sym(NAME)), below))} = 0"

    def _points(self) -> Iterator[Point]:
        arrays = [name for name, shape in self.free.items() if shape]
        if len(arrays) > MAX_ARRAYS:
            return
        choices = [(True, False) if len(shape) == 2 and shape[0] == shape[1] else (False,)
                   for shape in map(self.free.__getitem__, arrays)]  # fmt: skip
        for chosen in product(*choices):
            yield Point(self, dict(zip(arrays, chosen, strict=True)))

    def _is_nonzero(self, look: Callable[[], Node]) -> bool:
        try:
            self.require_nonzero(look())
        except DeclinedError:
            return False
        return True

    def require_nonzero(self, tree: Node) -> None:
        """Raise DeclinedError where a number is not surely different from 0."""
        if self.sign(tree) not in NONZERO:
            raise DeclinedError


@dataclass(frozen=True, slots=True)
class Point:
    """Each free array as the identity matrix (`True`) or 0, each free number 1. All raise DeclinedError."""

    of: Generic
    units: Mapping[str, bool]

    def scale(self, value: Several) -> Node:
        """Return c where a matrix is c times the identity matrix."""
        total: Node = ZERO
        for word, coefficient in value.terms.items():
            total = plus(total, times(self.number(coefficient), self._word(word)))
        return total

    def _word(self, word: Word) -> Node:
        match word:
            case ("matrix", chain):
                result: Node = ONE
                for letter in chain[1::2]:
                    result = times(result, self._letter(letter))
                if any(self._is_zero(inner) for inner in chain[::2]):
                    return ZERO
                if any(chain[::2]):
                    raise DeclinedError
                return result
            case ("outer", left, right):
                found = self._is_zero(left), self._is_zero(right)
                if any(found):
                    return ZERO
                raise DeclinedError
            case _:
                raise DeclinedError

    def _letter(self, letter: Letter) -> Node:
        name, _, is_inverted = letter
        if name in self.units:
            if is_inverted and not self.units[name]:
                raise DeclinedError
            return ONE if self.units[name] else ZERO
        if not name.startswith(("inverse[", SYMMETRIC)):
            raise DeclinedError
        inner = self.of.table.functions[number_of(name)].args[0]
        if not isinstance(inner, Several):
            raise DeclinedError
        scale = self.scale(inner)
        self.of.require_nonzero(scale)
        return Div(ONE, scale)

    def _is_zero(self, inner: Vector) -> bool:
        """Return whether a vector is 0; what is in it must be rational and have a value."""
        found = [self._is_zero_factor(factor) for factor in inner]  # each is looked at
        return any(found)

    def _is_zero_factor(self, factor: tuple[object, ...]) -> bool:
        match factor:
            case ("v", str(name)) if name in self.units:
                return not self.units[name]
            case ("w", tuple() as letter, tuple() as inner):
                found = self._letter(letter) == ZERO, self._is_zero(inner)
                return any(found)
            case _:
                raise DeclinedError

    def number(self, tree: Node) -> Node:
        """Return a number with the values put in."""
        if not all(isinstance(part, RATIONAL) for part in walk(tree)):
            raise DeclinedError
        return self._put_in(tree)

    def _put_in(self, tree: Node) -> Node:
        match tree:
            case Sym(name):
                return self._symbol(name)
            case Div(num, den):
                below = self._put_in(den)
                self.of.require_nonzero(below)
                return Div(self._put_in(num), below)
            case Pow(base, exponent):
                power = literal(exponent)
                if power is None or power.denominator != 1:
                    raise DeclinedError
                below = self._put_in(base)
                self.of.require_nonzero(below)
                return Pow(below, exponent)
            case _:
                return rebuild(tree, self._put_in)

    def _symbol(self, name: str) -> Node:
        match self.of.table.meanings().get(name):
            case None:
                return ONE if self.of.free.get(name) == () else Sym(name)
            case ("sum", tuple() as inner) if self._is_zero(inner):
                return ZERO
            case ("det", int(number)):
                inner_value = self.of.table.functions[number].args[0]
                if isinstance(inner_value, Several) and self.scale(inner_value) == ONE:
                    return ONE
                raise DeclinedError
            case _:
                raise DeclinedError
