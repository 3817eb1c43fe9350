"""The number that a formula has where letters, entries and indices have values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from grader.evidence.families.code.errors import OpenError
from grader.evidence.families.code.spaces.number_functions import Number
from grader.evidence.families.code.spaces.numbers import Numbers
from grader.evidence.families.code.spaces.values import Places, int_of
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Cases,
    Const,
    Div,
    Index,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
)

FOLDS: Mapping[str, Literal["sum", "prod", "max", "min"]] = {"sum": "sum", "prod": "prod", "max": "max", "min": "min"}


class Valuing:
    """Values of formulas in a space of numbers; `letters` are sizes, indices and inputs without a shape."""

    def __init__(self, space: Numbers, letters: Mapping[str, Number]) -> None:
        self.space = space
        self.letters = dict(letters)

    def number(self, node: Node) -> Number:
        """Return the number of a formula; raises OpenError where it is not known."""
        apply = self.space.apply
        match node:
            case Num(value):
                return self.space.number(value)
            case Sym(name):
                return self.letters[name]
            case Neg(arg):
                return apply("neg", self.number(arg))
            case Add(terms):
                return self._all("add", terms)
            case Mul(factors):
                return self._all("mul", factors)
            case Div(top, bottom):
                return apply("div", self.number(top), self.number(bottom))
            case Pow(base, exponent):
                return apply("pow", self.number(base), self.number(exponent))
            case Index(Sym(name), indices):
                return self.space.values[name][self._places(indices)]
            case _:
                return self._other(node)

    def _other(self, node: Node) -> Number:
        match node:
            case Call("first_place", (Bind("max" | "min" as kind, body, var, _, high),)) if high is not None:
                size = self.space.size(self.number(high))
                return self.space.first_best(kind, size, lambda place: self._at(body, var, int_of(place) + 1))
            case Call(name, args):
                return self.space.apply(name, *map(self.number, args))
            case Bind(kind, body, var, _, high) if kind in FOLDS and high is not None:
                size = self.space.size(self.number(high))
                return self.space.fold(FOLDS[kind], [size], lambda places: self._at(body, var, int_of(places[0]) + 1))
            case Cases(branches, otherwise):
                for value, condition in branches:
                    if self.truth(condition):
                        return self.number(value)
                assert otherwise is not None
                return self.number(otherwise)
            case _:
                raise OpenError("a formula without a value here")

    def truth(self, node: Node) -> bool:
        """Return whether a condition holds."""
        match node:
            case Const(name):
                return name == "true"
            case Logic("not", (arg,)):
                return not self.truth(arg)
            case Logic("and", args):
                return all(map(self.truth, args))
            case Logic("or", args):
                return any(map(self.truth, args))
            case Relation(("=" | "!=" | "<" | "<=" | ">" | ">=" as sign,), (left, right)):
                return bool(self.space.compare(sign, self.number(left), self.number(right)))
            case _:
                raise OpenError("a condition without a value here")

    def _all(self, name: str, parts: tuple[Node, ...]) -> Number:
        found = self.number(parts[0])
        for part in parts[1:]:
            found = self.space.apply(name, found, self.number(part))
        return found

    def _places(self, indices: tuple[Node, ...]) -> Places:
        return tuple(self.space.size(self.number(index)) - 1 for index in indices)

    def _at(self, body: Node, var: str, place: int) -> Number:
        before = self.letters.get(var)
        self.letters[var] = self.space.number(Fraction(place))
        try:
            return self.number(body)
        finally:
            if before is None:
                del self.letters[var]
            else:
                self.letters[var] = before
