"""A claim about a network whose number of units is a letter: its parts."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from grader.claims.statements import Holds, Setting, Within
from grader.evidence.question.goal import Goal
from grader.evidence.trees.build import minus, number_tree
from grader.language.domains import Variable
from grader.language.tree import ZERO, Call, Node, Relation
from grader.records import dataclass


@dataclass(frozen=True)
class Sized:
    """`difference` is less than `limit`, or at most that (not `strict`); with `both` its modulus is.

    `input` is what the function is of, `count` the size, `letters` all else.
    """

    goal: Goal
    difference: Node
    limit: Node
    both: bool
    strict: bool
    input: Variable
    count: Variable | None
    letters: tuple[Variable, ...]

    @property
    def setting(self) -> Setting:
        """Return the setting of the claim."""
        return self.goal.setting


def sized_of(goal: Goal) -> Sized | None:
    """Return the parts of a claim, None of any other."""
    compared = _compared(goal)
    variables, constants = goal.setting.variables, goal.setting.constants
    inputs = [one for one in variables if one.name not in constants]
    counts = [one for one in variables if one.name in constants and one.domain.is_integer]
    if compared is None or len(inputs) != 1 or len(counts) > 1 or any(one.domain.shape for one in variables):
        return None
    count = counts[0] if counts else None
    letters = tuple(one for one in variables if one.name in constants and one is not count)
    if any(one.domain.base != "real" or one.domain.members is not None for one in (*inputs, *letters)):
        return None
    return Sized(goal, *compared, inputs[0], count, letters)


def _compared(goal: Goal) -> tuple[Node, Node, bool, bool] | None:
    """Return what is compared with which limit, whether it is a modulus, and whether the limit is too much."""
    match goal.statement:
        case Within(answer, expected, Fraction() as absolute, None, strict):
            return minus(answer, expected), number_tree(fmpq(absolute.numerator, absolute.denominator)), True, strict
        case Holds(Relation(("<" | "<=" as op,), (Call("abs", (difference,)), limit))):
            return difference, limit, True, op == "<"
        case Holds(Relation((">" | ">=" as op,), (limit, Call("abs", (difference,))))):
            return difference, limit, True, op == ">"
        case Holds(Relation(("<" | "<=" as op,), (left, right))):
            return minus(left, right), ZERO, False, op == "<"
        case Holds(Relation((">" | ">=" as op,), (left, right))):
            return minus(right, left), ZERO, False, op == ">"
        case _:
            return None
