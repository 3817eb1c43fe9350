"""The second look: what is put in for an integral, a limit or a sum is compared with its value on another path.

A closed form that differs from that value at a point is a fault of a rule, and nothing is decided by it. One that no
other path reaches is put in only where differentiation proved it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from fractions import Fraction

from flint import arb

from grader.claims.statements import Setting
from grader.evidence.budget import DECLINED, Budget, ExceededError
from grader.evidence.calculus.at_points.open_slopes import slope_of_closed_form
from grader.evidence.calculus.at_points.second_look.plain import BITS, Plain
from grader.evidence.calculus.at_points.second_look.quick import Quick, Quicker
from grader.evidence.calculus.closed_form import slope_of, unfolded
from grader.evidence.calculus.sums.unit_steps import areas_of_steps
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Call,
    Const,
    Derivative,
    Mul,
    Node,
    Pow,
    Sym,
    is_infinite,
    rebuild,
    substitute,
    symbols,
    walk,
)
from grader.records import replace

WANTED = 2  # points at which both paths must agree
TRIED = 6  # points that are looked at for them
PART = 5  # one in so many of the steps that are left may go into one look
NARROW = arb(2) ** -8  # relative radius beyond which a value confirms nothing
NOTHING = arb(2) ** -16  # radius beyond which a value does not confirm 0
FAULT = "a closed form and its terms contradict each other, which is a fault of this program"


class Second(Enum):
    """What a second look at one point says of a closed form."""

    AGREES = auto()
    OPEN = auto()
    DIFFERS = auto()  # the last, since of several looks the worst counts


def closed_forms(node: Node, setting: Setting, budget: Budget) -> Node:
    """Return a tree with closed forms put in for its outer integrals, limits and sums, each looked at a second time.

    Raises UnclearError where a closed form and what it stands for differ.
    """
    if Bind not in facts_of(node).kinds:
        return node
    if isinstance(node, Derivative) and isinstance(node.body, Bind):
        slope = slope_of(node, setting, budget)
        if slope is None:
            return slope_of_closed_form(node, setting, budget, closed_forms) or node
        return closed_forms(slope, setting, budget)
    if not isinstance(node, Bind):
        return rebuild(node, lambda child: closed_forms(child, setting, budget))
    maps = tuple(setting.conventions.items()), tuple(setting.functions.items())
    key = (closed_forms, node, setting.variables, setting.assume, setting.compact, *maps)
    if key not in budget.known:
        budget.known.pop(DECLINED, None)
        found = _confirmed(node, setting, budget)
        budget.known[DECLINED, node] = budget.known.get(DECLINED, "")
        if type(budget) is not Budget:  # with more steps more may be found
            return found
        budget.known[key] = found
    known: Node = budget.known[key]
    return known


def _confirmed(node: Bind, setting: Setting, budget: Budget) -> Node:
    rules: set[str] = set()
    found = unfolded(node, setting, budget, rules)
    if found == node or is_confirmed(node, found, setting, budget, bool(rules)):
        return found
    budget.declined(DeclinedError(limit="max_precision"))  # a second look did not tell enough
    return node


def is_confirmed(node: Bind, found: Node, setting: Setting, budget: Budget, needs: bool) -> bool:
    """Return whether a closed form may be put in: `needs` tells that a value on another path must confirm it."""
    agreed = 0
    wanted = WANTED if setting.variables else 1
    for count, seen in enumerate(_looks(node, found, setting, budget, Quick if needs else Quicker), start=1):
        if seen is Second.DIFFERS:
            raise UnclearError(FAULT, final=True)
        agreed += seen is Second.AGREES
        if agreed == wanted or (count >= wanted and not needs):
            break
    return agreed > 0 or not needs


def _looks(node: Bind, found: Node, setting: Setting, budget: Budget, quick: type[Quick]) -> Iterator[Second]:
    paths = _along_indices(node) or (_as_series(node) or areas_of_steps(node) or node,)
    stream = points(setting.variables, setting.assume, Context(budget, setting.conventions), TRIED)
    for place in stream:
        part = budget.share(PART)
        context = Context(part, setting.conventions)
        try:
            closed = arb(Plain(context, place, BITS).number(found))
        except (NoValueError, ExceededError):
            yield Second.OPEN
            continue
        yield max((_looked_at(path, closed, place, context, quick) for path in paths), key=list(Second).index)


def _looked_at(node: Node, closed: arb, place: Place, context: Context, quick: type[Quick]) -> Second:
    is_quick = _seen(quick(context, place, BITS), node, closed) is Second.AGREES
    return Second.AGREES if is_quick else _seen(Plain(context, place, BITS), node, closed)


def _along_indices(node: Bind) -> tuple[Node, ...]:
    """Return the limit of a sequence with powers of fixed numbers along even and along odd indices, none of others."""
    if node.kind != "lim" or node.low != Const("oo") or not _has_powers(node):
        return ()
    index = Mul((number_tree(Fraction(2)), Sym(node.var)))
    return tuple(replace(node, body=substitute(node.body, {node.var: place})) for place in (index, Add((index, ONE))))


def _has_powers(node: Bind) -> bool:
    """Return whether there is a power of a fixed number that may be negative."""
    return any(
        isinstance(part, Pow) and node.var in symbols(part.exp) - symbols(part.base) and (literal(part.base) or -1) < 0
        for part in walk(node.body)
        if not (isinstance(part, Pow) and isinstance(part.base, Const))
    )


def _as_series(node: Bind) -> Node | None:
    """Return an infinite product as e to the sum of the logarithms, its value where all factors are positive."""
    if node.kind != "prod" or not is_infinite(node.high):
        return None
    return Call("exp", (replace(node, kind="sum", body=Call("log", (node.body,))),))


def _seen(at: Plain, node: Node, closed: arb) -> Second:
    try:
        return compared(arb(at.number(node)), closed)
    except UndefinedError:
        return Second.DIFFERS if isinstance(node, Bind) else Second.OPEN
    except (NoValueError, ExceededError):
        return Second.OPEN


def compared(value: arb, closed: arb) -> Second:
    """Return whether two values agree; a wide one tells nothing but a difference."""
    if not (value.is_finite() and closed.is_finite()):
        return Second.OPEN
    if not value.overlaps(closed):
        return Second.DIFFERS
    most = NOTHING if closed.contains(0) else NARROW * abs(closed).upper()
    return Second.AGREES if value.rad() <= most else Second.OPEN
