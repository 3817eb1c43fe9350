"""How a tree grows or shrinks near a point: f ~ c exp(P) h^p log(h)^q for h -> 0+, and limits that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.continuity import is_continuous
from grader.evidence.limits.coefficients import NoSeriesError, judge
from grader.evidence.limits.germs import WIDTHS, Expansion, one_sided
from grader.evidence.limits.series import leading
from grader.evidence.provers import sign_of
from grader.evidence.signs import Sign
from grader.language.tree import Add, Bind, Call, Mul, Neg, Node, is_infinite, symbols

SIDES = (1, -1)


@dataclass(frozen=True, slots=True)
class Growth:
    """The leading behaviour near a point, with a coefficient that is nowhere 0.

    `direction`: of the exponential scale, 1 where it grows, -1 where it vanishes, 0 where there is none. `power` and
    `logs`: of h and log h; h is the distance from the point, or 1/|x| at infinity. `sign`: of the values.
    """

    direction: int
    power: Fraction
    logs: int
    sign: int

    @property
    def is_unbounded(self) -> bool:
        """Whether the absolute value tends to infinity."""
        if self.direction:
            return self.direction > 0
        return self.power < 0 or (self.power == 0 and self.logs > 0)

    @property
    def vanishes(self) -> bool:
        """Whether the value tends to 0."""
        if self.direction:
            return self.direction < 0
        return self.power > 0 or (self.power == 0 and self.logs < 0)


def growth(tree: Node, var: str, point: Node, side: int, setting: Setting, budget: Budget) -> Growth | None:
    """Return the leading behaviour from one side, for all points of the setting; None where it is not known."""
    knows = judge(setting, budget)
    for width in WIDTHS:
        try:
            expansion = Expansion(var, point, side, knows, width)
            (polar, series), _ = expansion.dominant(expansion.of(tree))
            power, logs, lead, _ = leading(series)
            sign = knows.sign(lead) * (-1) ** logs  # log h is negative
            return Growth(expansion.direction(polar) if polar else 0, power, logs, sign)
        except (NoSeriesError, ExceededError, ZeroDivisionError):
            continue
    return None


def why_no_limit(node: Bind, setting: Setting, budget: Budget) -> str | None:
    """Return why a limit exists at no point of the setting, or None where that is not proved."""
    assert node.low is not None
    sides = (1,) if is_infinite(node.low) else SIDES
    for side in sides:
        found = growth(node.body, node.var, node.low, side, setting, budget)
        if found is not None and found.is_unbounded:
            return "there is no limit: the values grow without bound"
    if len(sides) == 1:
        return None
    right, left = (one_sided(node.body, node.var, node.low, side, setting, budget) for side in SIDES)
    if right is not None and left is not None:
        differ = sign_of(Add((right, Neg(left))), setting, budget).within(Sign.NONZERO)
        return "there is no limit: those from both sides differ" if differ else None
    return "there is no limit: the values oscillate" if _oscillates(node, setting, budget) else None


def _oscillates(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether a body is B + A sin u near a finite point, where B has a limit, A none or not 0, and u is
    continuous and unbounded: then A sin u takes values of both signs that stay away from 0."""
    terms = node.body.terms if isinstance(node.body, Add) else (node.body,)
    wild = [term for term in terms if _wave(term, node.var) is not None]
    if len(wild) != 1 or node.low is None:
        return False
    wave, factors = _wave(wild[0], node.var) or (None, ())
    assert wave is not None
    angle = wave.args[0]
    for side in SIDES:
        args = (node.var, node.low, side, setting, budget)
        turns = growth(angle, *args)
        if turns is None or not turns.is_unbounded or not is_continuous(angle, node.var):
            continue
        sizes = [growth(factor, *args) for factor in factors]
        if any(size is None or size.vanishes for size in sizes):
            continue
        if all(one_sided(term, *args) is not None for term in terms if term is not wild[0]):
            return True
    return False


def _wave(term: Node, var: str) -> tuple[Call, tuple[Node, ...]] | None:
    """Return a sine or cosine and the other factors of a term, if it has just one."""
    while isinstance(term, Neg):
        term = term.arg
    factors = term.factors if isinstance(term, Mul) else (term,)
    waves = [
        part for part in factors if isinstance(part, Call) and part.name in {"sin", "cos"} and var in symbols(part)
    ]
    return (waves[0], tuple(part for part in factors if part is not waves[0])) if len(waves) == 1 else None
