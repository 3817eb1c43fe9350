"""Gradients of numbers with respect to an array: one occurrence after the other is taken out of every word.

The gradient has the shape of the array. Functions that are applied entry by entry have the slopes below; where a slope
has a kink's convention in it, such as the step function for ReLU, the gradient has it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.gradients.slopes import BENT, STEPS, by_ramps, by_steps, is_bent, slopes_of
from grader.evidence.families.matrices.gradients.volumes import VOLUME, loops
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, Value, literal, times
from grader.evidence.families.matrices.words.words import (
    Chain,
    Factor,
    Letter,
    Vector,
    Word,
    applied,
    flipped,
    number_of,
    reversed_chain,
    vector,
)
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import ONE, ZERO, Derivative, Node, symbols
from grader.records import dataclass

Term = tuple[Word, Node]


@dataclass(frozen=True)
class Gradient:
    """The gradient with respect to the array `name`."""

    name: str
    table: Table
    budget: Budget
    inverse: Callable[[Value], Value]
    stepped: frozenset[str] = BENT  # functions whose slopes are steps, also at 0

    def of_number(self, tree: Node) -> Iterator[Term]:
        """Yield the terms of the gradient of a number. Raises UnclearError for what has no rule."""
        meanings = self.table.meanings()
        if self.name in symbols(tree):
            raise UnclearError("the gradient of single entries", final=True)
        for symbol in sorted(symbols(tree) & meanings.keys()):
            kind, key = meanings[symbol]
            terms = list(self._of_symbol(kind, key))
            if not terms:
                continue
            if not is_bent(tree, self.stepped):
                raise UnclearError("the gradient of a number with kinks", final=True)
            try:
                slope = by_steps(differentiated(Derivative(by_ramps(tree), symbol), self.budget))
            except DeclinedError as error:
                raise UnclearError(f"the gradient needs {error}", final=True) from error
            yield from ((word, times(slope, one)) for word, one in terms if slope != ZERO)

    def _of_symbol(self, kind: str, key: object) -> Iterator[Term]:
        if kind == "sum" and isinstance(key, tuple):
            yield from self._product(key, (), ONE)
        elif kind == "trace" and isinstance(key, tuple):
            yield from self._trace(key)
        elif kind == VOLUME and isinstance(key, int) and self._mentions_any(key):
            yield from self._volume(key, ONE)
        elif kind == "det" and isinstance(key, int) and self._mentions_any(key):
            yield from self._volume(key, self.table.symbol("det", key))

    def _product(self, factors: Vector, weight: Vector, scale: Node) -> Iterator[Term]:
        """Yield the gradient of the sum of weight * (product of the factors), the weight held fixed."""
        for place, factor in enumerate(factors):
            self.budget.spend()
            yield from self._factor(factor, vector(weight, factors[:place], factors[place + 1 :]), scale)

    def _factor(self, factor: Factor, weight: Vector, scale: Node) -> Iterator[Term]:
        match factor:
            case ("v", name):
                if name == self.name:
                    yield ("vector", weight), scale
            case ("w", letter, inner):
                if letter[0] == self.name:
                    yield self._outer(letter, weight, inner), scale
                self._require_fixed(letter)
                yield from self._product(inner, applied(flipped(letter), weight), scale)
            case ("f", number):
                yield from self._function(number, weight, scale)

    def _outer(self, letter: Letter, left: Vector, right: Vector) -> Word:
        if letter[2]:
            raise UnclearError("the gradient of an inverse", final=True)
        return ("outer", right, left) if letter[1] else ("outer", left, right)

    def _function(self, number: int, weight: Vector, scale: Node) -> Iterator[Term]:
        function = self.table.functions[number]
        if not self._mentions_any(number):
            return
        (argument,) = function.args
        if function.name in STEPS - self.stepped:
            raise UnclearError(f"a slope of {function.name} at 0 that is not that of the step function", final=True)
        slopes = slopes_of(function.name) if function.primes is None else None
        if slopes is None or not isinstance(argument, Several):
            raise UnclearError(f"the gradient of {function.name}", final=True)
        for names, coefficient in slopes.items():
            slope = tuple(("f", self.table.function(name, function.args)) for name in names)
            outer = vector(weight, slope)
            for word, one in argument.terms.items():
                inner = times(scale, literal(coefficient))
                yield from self._product(word[1], outer, times(inner, one))
                total = times(inner, self.table.sum(vector(outer, word[1]), argument.height))
                yield from ((after, times(total, factor)) for after, factor in self.of_number(one))

    def _trace(self, loop: Chain) -> Iterator[Term]:
        """Yield the gradient of tr(A1 diag(v1) … Ak diag(vk))."""
        for place in range(0, len(loop), 2):
            letter = loop[place]
            self._require_fixed(letter)
            if any(self._mentions(factor) for factor in loop[place + 1]):
                raise UnclearError("the gradient of a trace by a vector in it", final=True)
            yield from ((word, ONE) for word in self._letter(loop, place))

    def _volume(self, number: int, weight: Node) -> Iterator[Term]:
        """Yield the gradient of ln|det X|, of tr(X^{-1} X) with the inverse held fixed, times a weight.

        With det X as the weight it is that of det X, wherever X has an inverse.
        """
        (value,) = self.table.functions[number].args
        inverse = self.inverse(value)
        if not (isinstance(value, Several) and isinstance(inverse, Several)):
            raise UnclearError("the gradient of a determinant", final=True)
        if any(self._in_value(factor) for factor in value.terms.values()):
            raise UnclearError("the gradient of a determinant with such factors", final=True)
        for loop, start, scale in loops(value, inverse):
            for place in range(start, len(loop), 2):
                self._require_fixed(loop[place])
                yield from ((word, times(weight, scale)) for word in self._letter(loop, place))

    def _letter(self, loop: Chain, place: int) -> Iterator[Word]:
        """Yield the gradient of a trace by the letter at a place."""
        name, is_transposed, is_inverse = loop[place]
        if name != self.name:
            return
        if is_inverse:
            raise UnclearError("the gradient of an inverse", final=True)
        rest = (*loop[place + 1 :], *loop[:place])
        yield "matrix", rest if is_transposed else reversed_chain(rest)

    def _require_fixed(self, letter: Letter) -> None:
        if "[" in letter[0] and self._mentions_any(number_of(letter[0])):
            name = self.table.functions[number_of(letter[0])].name
            raise UnclearError(f"the gradient of {name} of a matrix", final=True)

    def _mentions_any(self, number: int) -> bool:
        return any(self._in_value(argument) for argument in self.table.functions[number].args)

    def _in_value(self, value: Value) -> bool:
        """Return whether a value may depend on the array."""
        numbers = [value] if isinstance(value, Node) else list(value.terms.values())
        names = frozenset[str]().union(*map(symbols, numbers))
        meanings = self.table.meanings()
        hidden = [(meanings[name][0], meanings[name][1]) for name in names & meanings.keys()]
        found = (hidden, [] if isinstance(value, Node) else list(value.terms))
        if self.name in names or repr(self.name) in repr(found):
            return True
        return any(self._mentions_any(number) for number in _functions_in(found))

    def _mentions(self, factor: Factor) -> bool:
        match factor:
            case ("v", name):
                return bool(name == self.name)
            case ("w", letter, inner):
                hidden = "[" in letter[0] and self._mentions_any(number_of(letter[0]))
                return bool(letter[0] == self.name) or hidden or any(map(self._mentions, inner))
            case (_, number):
                return self._mentions_any(number)
            case _:
                return False


def _functions_in(part: object) -> Iterator[int]:
    """Yield the numbers of the functions in words, and of those that letters stand for."""
    match part:
        case ("f" | "det", int(number)):
            yield number
        case str() if "[" in part:
            yield number_of(part)
        case tuple() | list():
            for inner in part:
                yield from _functions_in(inner)
