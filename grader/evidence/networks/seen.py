"""What can be seen of a network of one real input, for feedback: its pieces, its kinks, units that do nothing.

look(output, setting, budget) -> Seen | None
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.language.tree import Node


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open interval of the domain (None: no end) with the line there; `slope` is None where nothing is defined."""

    low: Fraction | None
    high: Fraction | None
    slope: Fraction | None
    intercept: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A hidden unit that does nothing: `inactive` everywhere, or `unused` by all that follows. Both count from 1."""

    layer: int
    number: int
    why: Literal["inactive", "unused"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A function of one real variable, piece by piece over its domain, and the idle units of the network behind it."""

    variable: str
    stretches: tuple[Stretch, ...]
    kinks: tuple[Fraction, ...]
    jumps: tuple[Fraction, ...]
    units: tuple[Unit, ...]
    layers: int
    bounded: bool


def look(output: Node, setting: Setting, budget: Budget) -> Seen | None:
    """Return what a formula of one real variable looks like; None where it is not piecewise linear or too large."""
    from grader.evidence.networks.sight import sight  # noqa: PLC0415 loads the algebra only when used

    return sight(output, setting, budget)
