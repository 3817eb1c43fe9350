"""How a tree grows or shrinks near a point: f ~ c exp(P) h^p log(h)^q for h -> 0+, and limits that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus.limits.germs.coefficients import judge
from grader.evidence.calculus.limits.germs.expansions import Expansion
from grader.evidence.calculus.limits.germs.series import leading
from grader.evidence.calculus.limits.parity import by_parity
from grader.evidence.calculus.limits.sides import WIDTHS, one_sided
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.linear import affine
from grader.evidence.trees.properties.continuity import is_continuous
from grader.language.tree import SIDES, Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, is_infinite, symbols, walk
from grader.records import dataclass

UNBOUNDED = "there is no limit: the values grow without bound"
OSCILLATES = "there is no limit: the values oscillate"


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
            (polar, series), _ = expansion.germs.dominant(expansion.of(tree))
            power, logs, lead, _ = leading(series)
            sign = knows.sign(lead) * (-1) ** logs  # log h is negative
            return Growth(expansion.germs.direction(polar) if polar else 0, power, logs, sign)
        except (DeclinedError, ExceededError, ZeroDivisionError) as error:
            budget.declined(error)
            continue
    return None


def why_no_limit(node: Bind, setting: Setting, budget: Budget) -> str | None:
    """Return why a limit exists at no point of the setting, or None where that is not proved."""
    assert node.low is not None
    sides = (1,) if is_infinite(node.low) else SIDES[node.kind]
    for side in sides:
        found = growth(node.body, node.var, node.low, side, setting, budget)
        if found is not None and found.is_unbounded:
            return UNBOUNDED
    if is_infinite(node.low):
        if (parts := by_parity(node, setting, budget)) is not None:
            return _why_no_limit_by_parity(parts, setting, budget)
        return OSCILLATES if _turns_on(node.body, node.var) and oscillates(node, setting, budget) else None
    if len(sides) == 1:
        return OSCILLATES if oscillates(node, setting, budget) else None
    right, left = (one_sided(node.body, node.var, node.low, side, setting, budget) for side in sides)
    if right is not None and left is not None:
        differ = sign_of(Add((right, Neg(left))), setting, budget).within(Sign.NONZERO)
        return "there is no limit: those from both sides differ" if differ else None
    return OSCILLATES if oscillates(node, setting, budget) else None


def _why_no_limit_by_parity(parts: tuple[Bind, Bind], setting: Setting, budget: Budget) -> str | None:
    """Return why there is no limit where those along even and along odd indices differ, or one of them grows."""
    sizes = [growth(part.body, part.var, Const("oo"), 1, setting, budget) for part in parts]
    if any(size is not None and size.is_unbounded for size in sizes):
        return UNBOUNDED
    even, odd = (one_sided(part.body, part.var, Const("oo"), 1, setting, budget) for part in parts)
    if even is None or odd is None or not sign_of(Add((even, Neg(odd))), setting, budget).within(Sign.NONZERO):
        return None
    return OSCILLATES


def _turns_on(body: Node, var: str) -> bool:
    """Return whether all angles are rational multiples of the variable: then integers alone leave no limit either.

    They are dense among the angles, for a rational number is no multiple of pi.
    """
    calls = [part for part in walk(body) if isinstance(part, Call) and part.name in {"sin", "cos"}]
    forms = [affine(call.args[0]) for call in calls]
    return all(form is not None and form.get(var) and form.keys() <= {var, ""} for form in forms)


def oscillates(node: Bind, setting: Setting, budget: Budget) -> bool:
    """Return whether a body is B + A sin u and smaller waves near a point, where it has no limit then.

    B has a limit, u is continuous and unbounded, A does not tend to 0, and other waves are small beside A: A sin u
    takes values of both signs that stay away from 0.
    """
    assert node.low is not None
    terms = node.body.terms if isinstance(node.body, Add) else (node.body,)
    waves = [found for term in terms if (found := _wave(term, node.var)) is not None]
    rest = [term for term in terms if _wave(term, node.var) is None]
    for side in (1,) if is_infinite(node.low) else SIDES[node.kind]:
        place = (node.var, node.low, side, setting, budget)
        sizes = [_size(factors, *place) for _, factors in waves]
        known = [size for size in sizes if size is not None]
        if not known or len(known) < len(waves) or any(one_sided(term, *place) is None for term in rest):
            continue
        largest = min(known)
        angle = waves[sizes.index(largest)][0].args[0]
        turns = growth(angle, *place)
        if known.count(largest) > 1 or largest > 0 or turns is None:
            continue
        if turns.is_unbounded and is_continuous(angle, node.var):
            return True
    return False


def _size(
    factors: tuple[Node, ...], var: str, point: Node, side: int, setting: Setting, budget: Budget
) -> Fraction | None:
    """Return the power of h in a product of factors without logarithms and exponentials, or None."""
    total = Fraction(0)
    for factor in factors:
        found = growth(factor, var, point, side, setting, budget)
        if found is None or found.direction or found.logs:
            return None
        total += found.power
    return total


def _wave(term: Node, var: str) -> tuple[Call, tuple[Node, ...]] | None:
    """Return a sine or cosine and the other factors of a term, if it has just one."""
    factors = tuple(_factors(term))
    calls = [part for part in factors if isinstance(part, Call) and var in symbols(part)]
    waves = [part for part in calls if part.name in {"sin", "cos"}]
    return (waves[0], tuple(part for part in factors if part is not waves[0])) if len(waves) == 1 else None


def _factors(term: Node) -> Iterator[Node]:
    """Yield the factors of a product or a quotient, without its sign."""
    match term:
        case Neg(arg):
            yield from _factors(arg)
        case Mul(parts):
            for part in parts:
                yield from _factors(part)
        case Div(num, den):
            yield from _factors(num)
            yield Div(Num(Fraction(1)), den)
        case _:
            yield term
