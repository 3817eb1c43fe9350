"""What the closed forms of finite sums share: bounds as sums of multiples of integers, and signs of trees."""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.linear import Affine, affine, tree_of
from grader.evidence.trees.properties.total_complex import integers_of, is_total_complex
from grader.language.tree import Node
from grader.records import dataclass

MAX_POWER = 6  # of the index
ONE: Affine = {"": Fraction(1)}


@dataclass(frozen=True)
class Frame:
    """A sum over `var` from `low` to `high` >= low - 1, both integers, and what is known of the other symbols."""

    var: str
    low: Affine
    high: Affine
    setting: Setting
    budget: Budget
    is_complex: bool = False

    def is_whole(self, form: Affine) -> bool:
        """Return whether a form is an integer at every point."""
        integers = {v.name for v in self.setting.variables if v.domain.is_integer and not v.domain.shape}
        return all(value.denominator == 1 and (not name or name in integers) for name, value in form.items())

    def is_least(self, form: Affine, least: int) -> bool:
        """Return whether a form is at least a number, at every point."""
        gap = minus(form, {"": Fraction(least)})
        if not any(gap[name] for name in gap if name):
            return gap[""] >= 0
        return sign_of(tree_of(gap), self.setting, self.budget).within(Sign.NON_NEGATIVE)

    def sign(self, tree: Node) -> Sign:
        """Return the sign of a tree."""
        return sign_of(tree, self.setting, self.budget)

    def has_value(self, tree: Node) -> bool:
        """Return whether a tree is defined at every point."""
        if self.is_complex:
            return is_total_complex(tree, integers_of(self.setting))
        return defined_everywhere(tree, self.setting, self.budget)


def require(holds: bool) -> None:
    """Raise `DeclinedError` unless a condition holds."""
    if not holds:
        raise DeclinedError


def plus(first: Affine, second: Affine, times: Fraction | int = 1) -> Affine:
    """Return first + times * second, without zeros."""
    names = {"", *first, *second}
    added = {name: first.get(name, Fraction(0)) + times * second.get(name, Fraction(0)) for name in names}
    return {name: value for name, value in added.items() if value or not name}


def minus(first: Affine, second: Affine) -> Affine:
    """Return first - second, without zeros."""
    return plus(first, second, -1)


def is_same(first: Affine, second: Affine) -> bool:
    """Return whether two forms are equal."""
    return not any(minus(first, second).values())


def form_of(node: Node) -> Affine:
    """Return a tree as a sum of multiples of symbols; raises `DeclinedError` where it is none."""
    found = affine(node)
    if found is None:
        raise DeclinedError
    return found


def number(value: int) -> Affine:
    """Return a number as a form."""
    return {"": Fraction(value)}


def without(form: Affine, var: str) -> tuple[Fraction, Affine]:
    """Return the coefficient of the index and the rest."""
    return form.get(var, Fraction(0)), {name: value for name, value in form.items() if name != var}
