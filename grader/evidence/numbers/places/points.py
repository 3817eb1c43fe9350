"""Points of the domain of a setting, the nicest first, then points of varied scale and sign. Deterministic.

Every point that is yielded certainly lies in all domains and satisfies all assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from flint import arb, fmpq

from grader.evidence import numbers
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Context, Evaluator, Number
from grader.evidence.numbers.places.domain import PLAIN, POOL, inside, is_plain, nice_values
from grader.evidence.trees.build import Coordinate, coordinate_tree
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Node, Relation, RelationOp, symbols
from grader.records import dataclass

Found = TypeVar("Found")
Place = Mapping[str, Coordinate]

FEW = 12  # values of a variable whose bounds depend on others
TRIES = 8  # points proposed for each that is wanted
SOLVED: frozenset[tuple[RelationOp, ...]] = frozenset({("=",), ("<",), ("<=",), (">",), (">=",)})


class Told:
    """What some conditions and bounds were told to be, so that none is evaluated twice for the same values."""

    def __init__(self) -> None:
        self.found: dict[Hashable, Any] = {}
        self.names: dict[int, tuple[str, ...]] = {}
        self.kept: list[Node] = []  # keeps alive the keys of `names`

    def values(self, at: Evaluator, node: Node, but: str = "") -> tuple[Number | Node | None, ...]:
        """Return the values at a point of the symbols that occur in a tree, without those of one symbol."""
        names = self.names.get(id(node))
        if names is None:
            names = self.names[id(node)] = tuple(sorted(symbols(node)))
            self.kept.append(node)
        return tuple([at.env.get(name) for name in names if name != but])

    def once(self, key: Hashable, work: Callable[[], Found]) -> Found:
        """Return what `work` returns, from the second time on what it once returned for this key."""
        if key not in self.found:
            self.found[key] = work()
        found: Found = self.found[key]
        return found


def points(
    variables: Sequence[Variable],
    assume: Sequence[Node],
    context: Context,
    most: int | None = None,
    told: Told | None = None,
) -> Iterator[Place]:
    """Yield points of the domain, at most `most` or `max_points`; the empty point where there are no variables."""
    limit = context.budget.limits.max_points
    wanted = (limit if most is None else min(most, limit)) if variables else 1
    names, pools, are_free = list[str](), list[Sequence[Coordinate]](), not assume
    for variable in variables:
        needs, pool = REAL_POOL if variable.domain is REAL else needs_and_pool(variable.domain)
        if not needs and not pool:
            return
        are_free = are_free and not needs
        names.append(variable.name)
        pools.append(pool)
    if are_free:
        yield from _free(names, pools, wanted)
        return
    ordered = in_order(variables)
    known = [pool or None for _, pool in map(needs_and_pool, (variable.domain for variable in ordered))]
    search = Search(ordered, known, assume, context, told or Told())
    seen: set[tuple[Coordinate, ...]] = set()
    for number in range(_proposals(wanted, known)):
        place = search.propose(number)
        if place is None or (key := tuple(place.values())) in seen:
            continue
        seen.add(key)
        yield place
        if len(seen) >= wanted:
            return


def _proposals(wanted: int, pools: Sequence[Sequence[Coordinate] | None]) -> int:
    """Return how many points are proposed; of one variable each value once."""
    alone = len(pools[0] or ()) if len(pools) == 1 else 0
    return min(wanted * TRIES, alone) if alone else wanted * TRIES


def _free(names: Sequence[str], pools: Sequence[Sequence[Coordinate]], wanted: int) -> Iterator[Place]:
    """Yield points of variables that do not depend on each other; each is known by its places in the pools."""
    if len(names) == 1:
        yield from ({names[0]: value} for value in pools[0][:wanted])
        return
    count, sizes = len(names), [len(pool) for pool in pools]
    seen: set[tuple[int, ...]] = set()
    for number in range(_proposals(wanted, pools)):
        chosen = tuple([_choice(number, index, count, size) for index, size in enumerate(sizes)])
        if chosen in seen:
            continue
        seen.add(chosen)
        yield {name: pool[place] for name, pool, place in zip(names, pools, chosen, strict=True)}
        if len(seen) >= wanted:
            return


def in_order(variables: Sequence[Variable]) -> list[Variable]:
    """Return the variables so that each stands behind those that its bounds speak of."""
    waiting = {variable.name: variable for variable in variables}
    ordered: list[Variable] = []
    while waiting:
        ready = [v for v in waiting.values() if not needs_and_pool(v.domain)[0] & (waiting.keys() - {v.name})]
        for variable in ready or list(waiting.values()):
            ordered.append(waiting.pop(variable.name))
    return ordered


REAL_POOL = (frozenset[str](), PLAIN)  # what the next function says of all real numbers, whose hash takes a while


@lru_cache(maxsize=1024)
def needs_and_pool(domain: Domain) -> tuple[frozenset[str], tuple[Coordinate, ...]]:
    """Return the symbols that the bounds of a domain speak of, and where there are none its nice values, if any."""
    if is_plain(domain):
        return frozenset(), PLAIN
    bounds = [bound for bound in (domain.low, domain.high, *(domain.members or ())) if bound is not None]
    needs = frozenset[str]().union(*map(symbols, bounds))
    if needs:
        return needs, ()
    try:
        return needs, constant_pool(domain)
    except (NoValueError, ExceededError):
        return needs, ()


@lru_cache(maxsize=256)
def constant_pool(domain: Domain) -> tuple[Coordinate, ...]:
    """Return the nice values of a domain whose bounds are constants. Its work counts against no budget."""
    return tuple(nice_values(Evaluator(Context(Budget()), {}), domain, POOL))


@dataclass(frozen=True)
class Search:
    """Proposes points: the variables in an order in which each stands behind those that its bounds speak of."""

    ordered: Sequence[Variable]
    pools: Sequence[tuple[Coordinate, ...] | None]
    assume: Sequence[Node]
    context: Context
    told: Told

    def propose(self, number: int) -> Place | None:
        """Return the point of this number; None where no point could be made."""
        at = Evaluator(self.context, {})
        for index, (variable, known) in enumerate(zip(self.ordered, self.pools, strict=True)):
            pool = known or self._pool(at, variable.domain)
            if not pool:
                return None
            at.env[variable.name] = pool[_choice(number, index, len(self.ordered), len(pool))]
        if not self.assume:
            return self._place(at)
        turned = number % max(1, len(self.ordered))
        return self._repaired(at, [*self.ordered[turned:], *self.ordered[:turned]])

    def _place(self, at: Evaluator) -> Place:
        """Return the values that all variables have by now; none of them is a ball."""
        return {v.name: value for v in self.ordered if not isinstance(value := at.env[v.name], arb)}

    def _pool(self, at: Evaluator, domain: Domain) -> Sequence[Coordinate]:
        """Return some values of a domain whose bounds depend on what the point already has."""
        bounds = [bound for bound in (domain.low, domain.high, *(domain.members or ())) if bound is not None]
        key = (domain, *(self.told.values(at, bound) for bound in bounds))
        return self.told.once(key, lambda: _nice(at, domain))

    def _repaired(self, at: Evaluator, turned: Sequence[Variable]) -> Place | None:
        """Return the point if it satisfies the assumptions, with variables solved for where those are comparisons.

        The last of the variables `turned` is tried first, so that not always the same one has to give way.
        """
        for condition in self.assume:
            if self._holds(at, condition):
                continue
            if not any(self._solve(at, condition, variable) for variable in reversed(turned)):
                return None
        if not all(self._holds(at, condition) for condition in self.assume):
            return None
        return self._place(at)

    def _holds(self, at: Evaluator, condition: Node) -> bool:
        key = (id(condition), self.told.values(at, condition))
        return self.told.once(key, lambda: _holds(at, condition))

    def _solve(self, at: Evaluator, condition: Node, variable: Variable) -> bool:
        """Put in a value for which a comparison holds, if it is linear or quadratic in the variable there."""
        if not (isinstance(condition, Relation) and condition.ops in SOLVED):
            return False
        before = at.env[variable.name]
        key = (id(condition), variable.name, self.told.values(at, condition, but=variable.name))
        for value in self.told.once(key, lambda: _tried(condition.ops[0], _roots(at, condition, variable.name))):
            at.env[variable.name] = value
            if inside(at, variable.domain, value) and self._holds(at, condition):
                return True
        at.env[variable.name] = before
        return False


def _nice(at: Evaluator, domain: Domain) -> Sequence[Coordinate]:
    try:
        return nice_values(at, domain, FEW)
    except NoValueError:
        return ()


def _choice(number: int, index: int, count: int, size: int) -> int:
    """Return which value the variable `index` of `count` takes: distinct neighbours, all alike, scattered ones."""
    if count == 1:
        return number % size
    turn, phase = divmod(number, 4)
    match phase:
        case 0:
            return (turn + index) % size
        case 1:
            return (turn + count - 1 - index) % size
        case 2:
            return (turn * (2 * index + 1) + 3 * index + 1) % min(size, 6 + turn)
        case _:
            return turn % size if turn % 2 == 0 else (size - 1 - turn * (2 * index + 1) - 5 * index) % size


def _holds(at: Evaluator, condition: Node) -> bool:
    try:
        return numbers.truth.condition_at(at, condition) is True
    except NoValueError:
        return False


def _tried(op: RelationOp, roots: Sequence[fmpq]) -> list[fmpq]:
    """Return values of which some may satisfy a comparison: where both sides are equal, or a step before and behind."""
    return list(roots) if op == "=" else [value for root in roots for value in (root - 1, root + 1)]


def _roots(at: Evaluator, condition: Relation, name: str) -> list[fmpq]:
    samples = []
    for value in (-1, 0, 1):
        at.env[name] = fmpq(value)
        try:
            left, right = (at.value(operand) for operand in condition.operands)
        except NoValueError:
            return []
        if not (isinstance(left, fmpq) and isinstance(right, fmpq)):
            return []
        samples.append(left - right)
    before, constant, after = samples
    slope, square = (after - before) / 2, (after + before) / 2 - constant
    if square == 0:
        return [-constant / slope] if slope != 0 else []
    discriminant = slope * slope - 4 * square * constant
    root = numbers.exact.exact_root(discriminant, fmpq(2).p) if discriminant >= 0 else None
    return [] if root is None else [(-slope + root) / (2 * square), (-slope - root) / (2 * square)]


def contains(variables: Sequence[Variable], assume: Sequence[Node], place: Place, context: Context) -> bool:
    """Return whether a point certainly lies in the domain."""
    at = Evaluator(context, place, 256)
    try:
        inner = all(_is_inside(at, v.domain, place[v.name]) for v in variables)
        return inner and all(numbers.truth.condition_at(at, condition) is True for condition in assume)
    except NoValueError:
        return False


def _is_inside(at: Evaluator, domain: Domain, value: Coordinate) -> bool:
    if isinstance(value, Node) and value in (domain.members or ()):
        return True
    return inside(at, domain, at.value(coordinate_tree(value))) is True
