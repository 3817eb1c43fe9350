"""How much work a decision may cost. Budgets count work, never seconds, so a verdict does not depend on the machine."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.evidence.errors import DeclinedError
from grader.records import dataclass

if TYPE_CHECKING:
    from grader.evidence.method import Oracle


class ExceededError(Exception):
    """A layer ran out of its budget; `limit` is the limit's name. Becomes `Unknown`, never a verdict."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(limit)


@dataclass(frozen=True, slots=True)
class Limits:
    """The named limits of deciding. Checked before work is done."""

    max_nodes: int = 2_000  # nodes of a tree
    max_depth: int = 300  # levels of a tree
    max_degree: int = 400  # formal total degree of a normal form
    max_bits: int = 20_000  # bits of an exact number
    max_terms: int = 200_000  # terms that an expansion could have
    max_precision: int = 4_096  # bits of a ball
    max_points: int = 64  # points tried for a counterexample
    max_pieces: int = 20_000  # pieces of a piecewise-linear function
    max_units: int = 10_000  # units of a network, kinks of a function of several variables
    max_cases: int = 64  # sign cases of a case split
    max_solver_steps: int = 2_000_000  # steps of the solver for one query
    max_steps: int = 200_000  # steps in all


LIMITS = Limits()
RESERVE = 10  # one in so many steps may be spent beside a budget, on one point after a limit was hit

LIMIT_WORDS = {
    "max_nodes": "the expression is too long",
    "max_depth": "the expression is nested too deeply",
    "max_bits": "a number has too many digits",
    "max_steps": "deciding takes too many steps",
    "max_terms": "an expansion has too many terms",
    "max_degree": "the degree is too high",
    "max_cases": "there are too many cases",
    "max_pieces": "there are too many pieces",
    "max_units": "there are too many units",
    "max_solver_steps": "the solver needs too many steps",
    "max_precision": "more digits are needed than are allowed",
}


def words_of(limit: str) -> str:
    """Return in words that a limit was hit."""
    return LIMIT_WORDS.get(limit, "a limit was exceeded")


DECLINED = "limit"  # key of the limit by which a rule declined last

MAX_SECOND_DEGREE = 16  # the second highest of the degrees in one letter, of a polynomial that is factored
MAX_JOINT_DEGREE = 960  # the highest one times the second


def check_degrees(degrees: Iterable[int]) -> None:
    """Raise ExceededError where a polynomial of these degrees, one a letter, may take FLINT long to factor.

    FLINT cannot be interrupted, and tries combinations of factors modulo a prime: 30 seconds at `x^36 + y^36 - 1`.
    """
    first, second = sorted((*map(int, degrees), 0, 0))[-1:-3:-1]
    if second > MAX_SECOND_DEGREE or first * second > MAX_JOINT_DEGREE:
        raise ExceededError("max_degree")


class Budget:
    """A countdown of steps under the named limits, whom to ask what belongs to higher floors, and what is known so far.

    There is one for each decision; it goes where the decision goes. `steps` is how many there may be in all: as many as
    the limits say, fewer in a part of a budget. `known` is what was worked out once in this decision, by what it is of.
    """

    __slots__ = ("asked", "known", "limits", "spent", "steps")

    def __init__(
        self, limits: Limits = LIMITS, asked: Oracle | None = None, steps: int | None = None, spent: int = 0
    ) -> None:
        self.limits = limits
        self.asked = asked
        self.steps = limits.max_steps if steps is None else steps
        self.spent = spent
        self.known: dict[Hashable, Any] = {}

    @property
    def oracle(self) -> Oracle:
        """Return whom to ask what belongs to higher floors; raises DeclinedError outside a decision."""
        if self.asked is None:
            raise DeclinedError("this is not asked outside a decision")
        return self.asked

    def spend(self, steps: int = 1) -> None:
        """Count `steps`; raise `ExceededError` when there have been more than there may be."""
        self.spent += steps
        if self.spent > self.steps:
            raise ExceededError("max_steps")

    def share(self, part: int, most: int | None = None) -> Budget:
        """Return a budget with one part in so many of the steps that are left, and no more than `most`.

        What it spends is spent here too.
        """
        left = max(0, self.steps - self.spent) // part
        return Share(self, left if most is None else min(left, most))

    def declined(self, error: Exception) -> None:
        """Keep the limit by which a rule or a method declined, to be said where no other one decides."""
        if isinstance(error, DeclinedError | ExceededError) and error.limit:
            self.known[DECLINED] = error.limit

    @property
    def hit(self) -> str:
        """Return a limit by which a method, or a rule for a closed form that was not found, declined; else nothing."""
        by_node = (limit for key, limit in self.known.items() if isinstance(key, tuple) and key[0] is DECLINED)
        return str(self.known.get(DECLINED) or next(filter(None, by_node), ""))

    def is_above(self, count: int | Fraction, most: int, limit: str) -> bool:
        """Whether there is more of something than a rule takes on; the limit is then kept, to be said."""
        if count > most:
            self.known[DECLINED] = limit
        return count > most

    def reserve(self) -> Budget:
        """Return a small budget beside this one, to look again at one point once a limit was hit."""
        return Budget(self.limits, self.asked, self.steps // RESERVE)


class Share(Budget):
    """A part of another budget."""

    __slots__ = ("whole",)

    def __init__(self, whole: Budget, steps: int) -> None:
        super().__init__(whole.limits, whole.asked, steps)
        self.whole = whole
        self.known = whole.known

    def spend(self, steps: int = 1) -> None:
        """Count `steps` here and in the whole; raise `ExceededError` when either has no more."""
        self.whole.spend(steps)
        self.spent += steps
        if self.spent > self.steps:
            raise ExceededError("max_steps")
