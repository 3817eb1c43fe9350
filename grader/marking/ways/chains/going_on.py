r"""Decimals that go on, `1/11 = 0.0909…` and `0.0909\ldots`: the digits before the dots are a value cut short."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.builders.setting import setting_of
from grader.claims.statements import Claim, Holds
from grader.evidence import decide
from grader.language.tree import Neg, Node, Num, Relation
from grader.marking.judging.judged import budget_of
from grader.problems.question import Question, Tolerance
from grader.records import dataclass, replace
from grader.verdict import Proof

_GOING_ON = re.compile(
    r"(?:(?P<sign>=|≈|\\approx(?![A-Za-z]))\s*+)?(?P<minus>[-−]?)(?:(?<!\s)\s++)?"
    r"(?P<digits>(?<!\d)\d*\.(?P<places>\d+))\s*"
    r"(?:\.\.\.|…|\\(?:[lch]?dots)(?:\{\})?)\s*\$?\s*\.?\s*$"
)
MAX_PLACES = 50  # digits behind the point of a decimal that goes on


@dataclass(frozen=True)
class GoingOn:
    """A text whose last member is a decimal that goes on: with `≈` before it and without its dots; `low` to `high`."""

    text: str
    low: Fraction  # the digits as they stand
    step: Fraction  # what one unit of the last digit is worth

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Return the digits as they stand, and those that end one unit further from 0."""
        return self.low, self.low + (self.step if self.low >= 0 else -self.step)


def going_on(text: str) -> GoingOn | None:
    """Return a text that ends in a decimal with dots behind it, the dots taken for `≈`; None for any other."""
    found = _GOING_ON.search(text)
    before = text[: found.start()].strip().strip("$") if found else ""
    if found is None or len(found["places"]) > MAX_PLACES or (before and not found["sign"]):
        return None
    value = Fraction(found["digits"] if found["digits"][0] != "." else f"0{found['digits']}")
    low = -value if found["minus"] else value
    if found["minus"] and not value:
        return None  # `-0.0…` is a number below 0
    plain = f"{'-' if found['minus'] else ''}{found['digits']}"
    return GoingOn(f"{before} ≈ {plain}" if before else plain, low, Fraction(1, 10 ** len(found["places"])))


def is_cut_short(question: Question, exact: Node, decimal: GoingOn) -> bool:
    """Whether a number is proved to begin with the digits of a decimal that goes on."""
    low, high = map(_number, sorted(decimal.ends))
    return _holds(question, Relation(("<=", "<="), (low, exact, high)))


def is_elsewhere(question: Question, exact: Node, decimal: GoingOn) -> bool:
    """Whether a number is proved to lie on one side of all that a decimal may go on to."""
    low, high = map(_number, sorted(decimal.ends))
    return _holds(question, Relation(("<",), (exact, low))) or _holds(question, Relation((">",), (exact, high)))


def _holds(question: Question, condition: Node) -> bool:
    claim = replace(Claim("digits", "where a decimal goes on", Holds(condition)), setting=setting_of(question))
    return isinstance(decide(claim, budget_of(question)), Proof)


def is_fine_enough(tolerance: Tolerance, decimal: GoingOn) -> bool:
    """Whether no value within the tolerance can lie between both ends where neither of them is within it."""
    if tolerance.decimal_places is not None:
        return decimal.step <= Fraction(1, 10**tolerance.decimal_places)
    if tolerance.significant_figures is not None:
        return abs(decimal.low) >= decimal.step * Fraction(10) ** (tolerance.significant_figures - 1)
    widths = (tolerance.absolute or 0, (tolerance.relative or 0) * abs(decimal.low))
    return decimal.step <= 2 * max(widths)


def _number(value: Fraction) -> Node:
    return Num(value) if value >= 0 else Neg(Num(-value))
