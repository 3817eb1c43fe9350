"""The second part of `bench_networks`: networks of several inputs and with parameters, beside z3 asked as they are."""

import statistics
import time
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import z3

from grader.claims.statements import Claim, Equal, Holds, Setting
from grader.evidence import decide
from grader.language.domains import Domain, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.verdict import Point, Proof
from tests.evidence.families.piecewise.networks_support import inputs, network, random_layers, rewritten

SEEDS = range(8)
SECONDS = 2
BARS = {"2-16-1,": 20, "8-64-1,": 100, "a line with parameters": 10}  # ms, by the beginning of a row
SHAPES = [(2, 4, 1), (2, 16, 1), (4, 16, 1), (8, 64, 1), (8, 256, 1), (2, 8, 8, 1), (2, 16, 16, 1), (3, 30, 30, 30, 1)]
LINES = [  # does the answer equal m x + b for all real m, b and x?
    ("relu(m x + b) - relu(-m x - b)", True),
    ("relu(2 m x + 2 b)/2 - relu(-m x - b)", True),
    ("m relu(x) - m relu(-x) + b", True),
    ("relu(m x + b)", False),
    ("m relu(x + b) - m relu(-x - b)", False),
    ("relu(m x) - relu(-m x) + relu(b)", False),
]
GATES = [  # for all of R^2
    ("|x - y| - |x + y| > 0 iff x y < 0", True),
    ("|x - y| - |x + 2y| > 0 iff x y < 0", False),
    ("relu(x) + relu(y) > 0 iff (x > 0 or y > 0)", True),
    ("relu(x + y) <= relu(x) + relu(y)", True),
]
MAXIMA = [
    ("max(a, max(b, c))", "max(max(a, b), c)", True),
    ("max(min(a, b), min(max(a, b), c))", "a + b + c - max(a, b, c) - min(a, b, c)", True),
    ("max(a, max(b, max(c, d)))", "max(max(a, b), max(c, d))", True),
]


def timed(statement: Equal | Holds, setting: Setting, holds: bool) -> tuple[float, bool]:
    """Return the seconds of a decision, the median of three, and whether it is as it should be.

    A weight that is off may be that of a unit that is never active: then a proof is right.
    """
    times = []
    for _ in range(3):
        start = time.process_time()
        evidence = decide(Claim("c", "c", statement, setting))
        times.append(time.process_time() - start)
    return statistics.median(times), isinstance(evidence, Proof if holds else Point | Proof)


def networks(widths: tuple[int, ...], change: Fraction) -> Iterator[tuple[list, list]]:
    """Yield pairs of networks: rewritten, with dead units, and with one output weight off by `change`."""
    for seed in SEEDS:
        random = Random(seed)
        layers = random_layers(random, widths)
        other = rewritten(random, layers)
        other[-1][0][0][0] += change
        yield other, layers


def by_z3(left: list, right: list, count: int) -> float | None:
    """Return the seconds that z3 takes to compare two networks as they are, None where it does not decide."""
    variables = [z3.Real(f"x{number}") for number in range(count)]
    start = time.process_time()
    solver = z3.SolverFor("QF_LRA")
    solver.set("timeout", SECONDS * 1000)
    solver.add(z3.Or([a != b for a, b in zip(outputs(left, variables), outputs(right, variables), strict=True)]))
    found = solver.check()
    return None if found == z3.unknown else time.process_time() - start


def outputs(layers: list, hidden: list) -> list:
    """Return a network's outputs as terms."""
    for place, (weights, bias) in enumerate(layers):
        rows = zip(weights, bias, strict=True)
        hidden = [z3.Sum([z3.Q(*w.as_integer_ratio()) * h for w, h in zip(row, hidden, strict=True)])
                  + z3.Q(*b.as_integer_ratio()) for row, b in rows]  # fmt: skip
        if place < len(layers) - 1:
            hidden = [z3.If(z >= 0, z, 0) for z in hidden]
    return hidden


def row(name: str, found: list[tuple[float, bool]], other: list[float | None] = ()) -> None:
    """Print one row."""
    times = [seconds for seconds, _ in found]
    done = [seconds for seconds in other if seconds is not None]
    beside = f"{statistics.median(done) * 1e3:.1f} ms" if done else "-"
    right = f"{sum(ok for _, ok in found)}/{len(found)}"
    bar = next((f"{most} ms" for start, most in BARS.items() if name.startswith(start)), "")
    spent, longest = (f"{1e3 * seconds:.1f} ms" for seconds in (statistics.median(times), max(times)))
    print(f"{name:<44}{right:>8}{spent:>14}{longest:>14}{beside:>14}{bar:>10}")


def table() -> None:
    """Print one row for each kind of question: how many are right, the median and longest time, z3's, the bar."""
    print(f"{'question':<44}{'right':>8}{'median':>14}{'longest':>14}{'z3, as it is':>14}{'bar':>10}")
    for widths in SHAPES:
        for name, change in (("rewritten", Fraction(0)), ("off by 1e-9", Fraction(1, 10**9))):
            pairs = list(networks(widths, change))
            found = [timed(Equal(network(a), network(b)), inputs(widths[0]), not change) for a, b in pairs]
            peer = [by_z3(*pair, widths[0]) for pair in pairs[:3]] if sum(widths) <= 24 and not change else []
            row(f"{'-'.join(map(str, widths))}, {name}", found, peer)
    for activation in ("tanh", "softplus"):
        sides = [(network(a, activation=activation), network(b, activation=activation)) for a, b in swapped()]
        row(f"2-8-1 {activation}, permuted", [timed(Equal(*pair), inputs(2), True) for pair in sides])
    real = Setting(tuple(Variable(name, Domain()) for name in ("m", "b", "x", "y", "a", "c", "d")))
    names = Names(free=True)

    def tree(text: str) -> object:
        return read(text, names, "condition")[0].tree

    row("a line with parameters", [timed(Equal(tree(a), tree("m x + b")), real, ok) for a, ok in LINES])
    row("predicates on the plane", [timed(Holds(tree(text)), real, ok) for text, ok in GATES])
    row("maxima, medians", [timed(Equal(tree(a), tree(b)), real, ok) for a, b, ok in MAXIMA])


def swapped() -> Iterator[tuple[list, list]]:
    """Yield networks with their units in reverse order."""
    for seed in SEEDS:
        (weights, bias), (above, last) = random_layers(Random(seed), (2, 8, 1))
        yield [(weights[::-1], bias[::-1]), ([line[::-1] for line in above], last)], [(weights, bias), (above, last)]
