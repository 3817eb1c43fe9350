"""Sums of words that vanish because of inverses: push-through, Sherman-Morrison, Woodbury, projections.

An inverse Y of E stands for a letter with E Y = Y E = 1. Words are rewritten by the longest word of each of these
equations, which only makes them smaller; and a sum of words that begin or end with Y is multiplied by E, which loses
nothing, since E is invertible wherever Y has a value. What then vanishes vanished before, for all sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from grader.evidence.arrays.of_any_size.sizes import ONE as SIZE_ONE
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, collected, literal, times
from grader.evidence.families.matrices.words.words import (
    ONES,
    Chain,
    Letter,
    Vector,
    Word,
    applied,
    flipped,
    is_inverse,
    number_of,
    vector,
)
from grader.evidence.trees.build import plain_number
from grader.language.tree import ONE, Node
from grader.records import dataclass, field

MAX_SUMS = 24  # sums that are looked at, each a multiple of another one
Part = tuple[str, Any]  # ("matrix", letter), ("diagonal", vector), ("column", vector) or ("row", vector)
Parts = tuple[Part, ...]
Sum = dict[Parts, Node]
Rule = tuple[Parts, Sum]


@dataclass(slots=True)
class Cancelling:
    """Shows that sums of words vanish; `is_zero` decides numbers."""

    table: Table
    is_zero: Callable[[Node], bool]
    budget: Budget
    rules: list[Rule] = field(default_factory=list)

    def vanishes(self, value: Several) -> bool:
        """Return whether a sum of words is proved to be 0 wherever all its inverses exist; raises DeclinedError."""
        self.rules = list(self._rules())
        waiting = [self.reduced({spelled(word, value): one for word, one in value.terms.items()})]
        for number in range(MAX_SUMS):
            if number == len(waiting):
                return False
            if all(map(self.is_zero, waiting[number].values())):
                return True
            waiting.extend(self._multiplied(waiting[number]))
        return False

    def _inverses(self) -> Iterator[tuple[Letter, Sum]]:
        """Yield each letter that is an inverse, with what it inverts."""
        for number, function in enumerate(self.table.functions):
            if function.name == "inv" and isinstance(value := function.args[0], Several):
                body = {spelled(word, value): one for word, one in value.terms.items()}
                for name in (f"symmetric[{number}]", f"inverse[{number}]"):
                    yield (name, False, False), body

    def _rules(self) -> Iterator[Rule]:
        for letter, body in self._inverses():
            for inverse, inverted in _both_ways(letter, body):
                end: Parts = (("matrix", inverse),)
                for product in (
                    collected((parts + end, one) for parts, one in inverted.items()),
                    collected((end + parts, one) for parts, one in inverted.items()),
                ):
                    yield from self._rule(product)

    def _rule(self, product: Sum) -> Iterator[Rule]:
        """Yield the rule that `product = 1` gives for its longest word."""
        if not product:
            raise DeclinedError  # an inverse of 0
        lead = max(product, key=_rank)
        scale = plain_number(product[lead])
        if not scale:
            return
        rest = [(parts, times(literal(-1 / scale), one)) for parts, one in product.items() if parts != lead]
        yield lead, collected([((), literal(1 / scale)), *rest])

    def reduced(self, words: Sum) -> Sum:
        """Return a sum of words in which no rule applies."""
        waiting, done = list(words.items()), list[tuple[Parts, Node]]()
        while waiting:
            parts, scale = waiting.pop()
            self.budget.spend(len(parts) + 1)
            step = self._step(parts)
            if step is None:
                done.append((parts, scale))
            else:
                waiting.extend((new, times(scale, one)) for new, one in step.items())
        return collected(done)

    def _step(self, parts: Parts) -> Sum | None:
        """Return a word after one rewriting, None where there is none."""
        for place in range(len(parts) - 1):
            (kind, first), (other, second) = parts[place : place + 2]
            if kind == other == "matrix" and is_inverse(first, second):
                return {parts[:place] + parts[place + 2 :]: ONE}
        for lead, rest in self.rules:
            for place in range(len(parts) - len(lead) + 1):
                if parts[place : place + len(lead)] == lead:
                    before, after = parts[:place], parts[place + len(lead) :]
                    return collected((before + middle + after, one) for middle, one in rest.items())
        return self._closed(parts)

    def _closed(self, parts: Parts) -> Sum | None:
        """Return a word with its first factor r^T … c, which is a number, taken out."""
        start = -1
        for place, (kind, inner) in enumerate(parts):
            if kind == "row":
                start = place
            elif kind == "column" and start >= 0:
                number = _scalar(self.table, parts[start][1], parts[start + 1 : place], inner)
                return {parts[:start] + parts[place + 1 :]: number}
        return None

    def _multiplied(self, words: Sum) -> Iterator[Sum]:
        """Yield the sum multiplied by what an inverse at an end of a word inverts, what was inverted last first."""
        ends = {(at, parts[at][1]): _age(parts[at]) for parts in words for at in (0, -1) if parts and _age(parts[at])}
        for at, letter in sorted(ends, key=lambda end: (-ends[end], repr(end))):
            yield self.reduced(collected(self._times(words, at, letter)))

    def _times(self, words: Sum, at: int, letter: Letter) -> Iterator[tuple[Parts, Node]]:
        """Yield the terms of a sum times what an inverse at one end inverts; the inverse itself is taken away."""
        body, inverse = self._inverted(letter), ("matrix", letter)
        for parts, scale in words.items():
            if parts and parts[at] == inverse:
                yield parts[1:] if at == 0 else parts[:-1], scale
                continue
            for other, one in body.items():
                yield other + parts if at == 0 else parts + other, times(scale, one)

    def _inverted(self, letter: Letter) -> Sum:
        name, is_transposed, is_inverted = letter
        if is_inverted:
            return {(("matrix", (name, is_transposed, False)),): ONE}
        value = self.table.functions[number_of(name)].args[0]
        assert isinstance(value, Several)
        body = {spelled(word, value): one for word, one in value.terms.items()}
        return _transposed(body) if is_transposed else body


def _age(part: Part) -> int:
    """Return when an inverse was made, later ones with greater numbers; 0 for what is no inverse."""
    kind, letter = part
    if kind != "matrix":
        return 0
    name, _, is_inverted = letter
    if is_inverted:
        return 1
    return number_of(name) + 2 if name.startswith(("inverse[", "symmetric[")) else 0


def _both_ways(letter: Letter, body: Sum) -> Iterator[tuple[Letter, Sum]]:
    yield letter, body
    if flipped(letter) != letter:
        yield flipped(letter), _transposed(body)


def _transposed(body: Sum) -> Sum:
    turned = {"row": "column", "column": "row"}
    return {
        tuple(
            (turned.get(kind, kind), flipped(inner) if kind == "matrix" else inner) for kind, inner in parts[::-1]
        ): one
        for parts, one in body.items()
    }


def _rank(parts: Parts) -> tuple[int, str]:
    return len(parts), repr(parts)


def spelled(word: Word, value: Several) -> Parts:
    """Return a word as the sequence of its factors."""
    match word:
        case ("matrix", chain):
            return tuple(_chain(chain))
        case ("outer", left, right):
            return (*_column(left), *_row(right))
        case (_, inner) if value.height == SIZE_ONE:
            return _row(inner)
        case (_, inner):
            return _column(inner)
        case _:
            raise DeclinedError


def _chain(chain: Chain) -> Iterator[Part]:
    for place, part in enumerate(chain):
        if place % 2:
            yield "matrix", part
        elif part != ONES:
            yield "diagonal", part


def _column(inner: Vector) -> Parts:
    if len(inner) == 1 and inner[0][0] == "w":
        return (("matrix", inner[0][1]), *_column(inner[0][2]))
    return (("column", inner),)


def _row(inner: Vector) -> Parts:
    return tuple(
        (("row", part[1]) if part[0] == "column" else ("matrix", flipped(part[1]))) for part in _column(inner)[::-1]
    )


def _scalar(table: Table, row: Vector, middle: Parts, column: Vector) -> Node:
    """Return the number r^T M c."""
    found = column
    for kind, inner in middle[::-1]:
        found = applied(inner, found) if kind == "matrix" else vector(inner, found)
    whole = vector(row, found)
    if whole == ONES:
        raise DeclinedError
    return table.sum(whole, SIZE_ONE)
