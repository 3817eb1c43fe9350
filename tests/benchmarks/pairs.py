"""Pairs of expressions or conditions, each built from a seed and a number, and what random points show of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from grader.language.printing import show
from grader.language.tree import Bind, Node, Relation, is_infinite, symbols, walk
from tests.benchmarks.building import DOMAINS, INTEGER, World, condition, expression
from tests.benchmarks.calculus import calculus_pair, calculus_world
from tests.benchmarks.independent import UndefinedError, UnsureError, Value, mp, mpf, truth, value
from tests.benchmarks.mutating import mutated, other_condition
from tests.benchmarks.rewriting import rewritten, same_condition

POINTS = 10
CALCULUS = 0.05  # of all pairs
DIGITS = 400  # where a point is said to differ
LOUD = mpf(10) ** -15  # relative: what differs more, differs
WHOLE = {"real", "positive", "non-negative", "nonzero"}


@dataclass(frozen=True)
class Pair:
    """A pair with what its builder promises: `equal`, or nothing."""

    left: Node
    right: Node
    domains: Mapping[str, str]
    built: str
    key: str


def texts(pair: Pair) -> str:
    """Return both sides as they are given to the engine."""
    return f"{show(pair.left)}  |  {show(pair.right)}"


def pairs(seed: str, depth: int = 3, calculus: float = CALCULUS) -> Iterator[Pair]:
    """Yield pairs without end, of expressions with at most so many levels before they are rewritten.

    `calculus`: the share of integrals, limits, series and sums of which nothing is promised.
    """
    number = 0
    while True:
        random = Random(f"{seed}:{number}")
        if random.random() < calculus:
            yield _of_calculus(calculus_world(random), f"{seed}:{number}")
            number += 1
            continue
        names = random.sample(("x", "y", "a"), random.choice((1, 1, 2, 3)))
        world = World(random, {name: random.choice(DOMAINS) for name in names})
        build = _conditions if random.random() < 0.15 else _values
        start, same, built = build(world, depth, random.random() < 0.4)
        if start != same:
            yield Pair(start, same, world.domains, built, f"{seed}:{number}")
        number += 1


def _of_calculus(world: World, key: str) -> Pair:
    left, right = calculus_pair(world)
    used = {name: domain for name, domain in world.domains.items() if name in symbols(left) | symbols(right)}
    return Pair(left, right, used or {"x": "real"}, "calculus", key)


def has_calculus(node: Node) -> bool:
    """Return whether a tree holds an integral, a limit or a series."""
    return any(
        isinstance(part, Bind) and (part.kind in {"int", "lim"} or is_infinite(part.high)) for part in walk(node)
    )


def _values(world: World, depth: int, mutate: bool) -> tuple[Node, Node, str]:
    start = expression(world, min(depth, world.random.choice((1, 2, 2, 2, 3))))
    same = rewritten(start, world, world.random.choice((1, 1, 2, 3)))
    return (start, mutated(same, world), "mutated") if mutate else (start, same, "equal")


def _conditions(world: World, depth: int, mutate: bool) -> tuple[Node, Node, str]:
    start = condition(world, world.random.choice((1, 1, 2)))
    same = same_condition(start, world, world.random.choice((1, 2, 3)))
    if mutate and isinstance(same, Relation):
        return start, other_condition(same, world), "mutated"
    return start, same, "equal"


def place(domains: Mapping[str, str], random: Random, whole: bool = False) -> dict[str, Value]:
    """Return a random point of the domain, in general position, or a whole one where that is possible."""
    return {
        name: mpf(random.choice((1, 2, 3))) if whole and domain in WHOLE else _coordinate(domain, random)
        for name, domain in domains.items()
    }


def _coordinate(domain: str, random: Random) -> Value:
    if domain in INTEGER:
        return mpf(random.randint(1 if domain.startswith("positive") else -4, 6))
    digits = mpf(random.getrandbits(120)) / mpf(2) ** 120
    match domain:
        case "(0, 1)":
            return digits
        case "(1, oo)":
            return 1 + digits * random.choice((1, 4))
        case "[-2, 2]":
            return 4 * digits - 2
        case "(-1/3, 7/2)":
            return mpf(23) / 6 * digits - mpf(1) / 3
        case "positive" | "non-negative":
            return digits * random.choice((1, 5))
    return (2 * digits - 1) * random.choice((1, 3, 8))


Seen = Value | None  # None: undefined


def is_condition(node: Node) -> bool:
    """Return whether a tree is an equation or an inequality."""
    return isinstance(node, Relation)


def look(node: Node, at: Mapping[str, Value]) -> Seen:
    """Return a value (of a condition 1 or 0) or None where there is none; raises UnsureError."""
    try:
        return mpf(truth(node, at)) if is_condition(node) else value(node, at)
    except UndefinedError:
        return None


def differ(a: Value, b: Value, by: mpf) -> bool:
    """Return whether two values differ, relative to their size."""
    return abs(a - b) > by * (1 + abs(a) + abs(b))


@dataclass
class Sampled:
    """What random points show: values that differ, and how often both or only one side is defined."""

    different: dict[str, Value] | None = None
    shared: int = 0
    lonely: int = 0


def sample(pair: Pair) -> Sampled:
    """Look at random points."""
    found, random = Sampled(), Random(pair.key)
    for number in range(3 if has_calculus(pair.left) else POINTS):
        at = place(pair.domains, random, whole=is_condition(pair.left) and number % 2 == 0)
        try:
            a, b = look(pair.left, at), look(pair.right, at)
        except (UnsureError, OverflowError, ZeroDivisionError):
            continue
        if a is None or b is None:
            found.lonely += (a is None) != (b is None) and is_lonely(pair, at)
            continue
        found.shared += 1
        if differ(a, b, LOUD):
            found.different = at
    return found


def differ_loudly(pair: Pair, at: Mapping[str, Value]) -> bool:
    """Return whether values that differ do so with more digits too: in `a - (a - b)` those of b may be lost."""
    if has_calculus(pair.left) or has_calculus(pair.right):
        return True
    with mp.workdps(DIGITS):
        try:
            a, b = look(pair.left, at), look(pair.right, at)
            is_huge = any(_is_huge(part, at) for side in (pair.left, pair.right) for part in walk(side))
        except (UnsureError, OverflowError, ZeroDivisionError):
            return False
        return a is not None and b is not None and differ(a, b, LOUD) and not is_huge


def is_lonely(pair: Pair, at: Mapping[str, Value]) -> bool:
    """Return whether one side alone is undefined with more digits too: in `log((a + b) - b)` those of a may be lost."""
    if has_calculus(pair.left) or has_calculus(pair.right):
        return True
    with mp.workdps(DIGITS):
        try:
            return (look(pair.left, at) is None) != (look(pair.right, at) is None)
        except (UnsureError, OverflowError, ZeroDivisionError):
            return False


def _is_huge(part: Node, at: Mapping[str, Value]) -> bool:
    """Return whether a part of a tree has a value beside which not enough digits of others are left."""
    try:
        return not is_condition(part) and abs(value(part, at)) > mpf(10) ** (DIGITS // 2)
    except (UndefinedError, UnsureError):
        return False
