"""Equality of answers, beside SymPy and math-verify: right, wrong and undecided answers, and the time they take.

Run from the root: `python tests/benchmarks/bench_equality.py [--repeat N] [--no-sympy]`. All run in one process on the
same pairs (`corpus.yaml`); ours includes reading both texts, SymPy gets ready-made expressions with assumptions,
math-verify gets LaTeX without assumptions, as it has no way to be told them.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sympy
import yaml

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.canonical import prove_equal
from grader.language.domain_grammar import parse_domain
from grader.language.domains import Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
)
from grader.verdict import Proof

CORPUS = Path(__file__).with_name("corpus.yaml")
SECONDS = 10  # for one pair of another engine


@dataclass
class Row:
    """One pair, read once for the engines that take trees."""

    group: str
    left: str
    right: str
    variables: dict[str, str]
    truth: str
    trees: tuple[Node, Node] = field(init=False)
    domains: dict[str, Domain] = field(init=False)

    def __post_init__(self) -> None:
        self.domains = {name: parse_domain(text) for name, text in self.variables.items()}
        names = Names({name: Symbol(name, domain) for name, domain in self.domains.items()}, free=True)
        self.trees = (read(self.left, names)[0].tree, read(self.right, names)[0].tree)


@dataclass
class Result:
    """What an engine did on the corpus."""

    name: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    undecided: int = 0
    times: list[float] = field(default_factory=list)

    def row(self, base: float) -> str:
        """Return a line of the table."""
        times = sorted(self.times)
        median = statistics.median(times)
        tail = times[min(len(times) - 1, int(len(times) * 0.99))]
        counts = f"{self.right:6d} {len(self.wrong):6d} {self.undecided:10d}"
        return f"{self.name:28s} {counts} {median * 1e3:10.3f} {tail * 1e3:10.2f} {median / base:8.1f}"


def corpus() -> list[Row]:
    """Return the pairs of the corpus."""
    groups = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    return [
        Row(group, row["left"], row["right"], row.get("variables", {}), row["truth"])
        for group, rows in groups.items()
        for row in rows
    ]


@contextmanager
def at_most(seconds: int):
    """Raise TimeoutError after so many seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def run(name: str, rows: list[Row], answer: Callable[[Row], str], repeat: int) -> Result:
    """Ask an engine about every pair: equal, different or undecided; the best of `repeat` times counts."""
    result = Result(name)
    for row in rows:
        times, said = [], "undecided"
        for _ in range(repeat):
            start = time.perf_counter()
            try:
                with at_most(SECONDS):
                    said = answer(row)
            except TimeoutError:
                said = "undecided"
            times.append(time.perf_counter() - start)
        result.times.append(min(times))
        if said == row.truth:
            result.right += 1
        elif said in {"equal", "different"}:
            result.wrong.append(f"{row.left}  |  {row.right}: {said}")
        else:
            result.undecided += 1
    return result


# The engines.


def ours(row: Row) -> str:
    """Compare texts with everything there is."""
    return compare(row.left, row.right, row.variables).status


def normal_form(row: Row) -> str:
    """Compare trees by the normal form alone, which never says `different` and does not ask where sides are defined."""
    setting = Setting(tuple(Variable(name, domain) for name, domain in row.domains.items()))
    return "equal" if isinstance(prove_equal(*row.trees, setting, Budget()), Proof) else "undecided"


def by_sympy(row: Row) -> str:
    """Simplify the difference; what does not become 0 counts as different."""
    try:
        left, right = (to_sympy(tree, row.domains) for tree in row.trees)
        return "equal" if sympy.simplify(left - right) == 0 else "different"
    except TimeoutError:
        raise
    except Exception:
        return "undecided"


def math_verify() -> Callable[[Row], str] | None:
    """Return math-verify as an engine, if it is installed."""
    try:
        from math_verify import parse, verify
    except ImportError:
        return None

    def answer(row: Row) -> str:
        try:
            return "equal" if verify(parse(f"${row.left}$"), parse(f"${row.right}$")) else "different"
        except TimeoutError:
            raise
        except Exception:
            return "undecided"

    return answer


# Trees for SymPy.

NAMES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "abs": "Abs",
    "max": "Max",
    "min": "Min",
}
RULES: dict[str, Callable[..., sympy.Expr]] = {
    "relu": lambda x: sympy.Max(x, 0),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "leaky_relu": lambda x: sympy.Max(x, x / 100),
    "hardtanh": lambda x: sympy.Max(-1, sympy.Min(1, x)),
    "heaviside": sympy.Heaviside,
    "root": sympy.real_root,
    "binom": sympy.binomial,
}


def to_sympy(node: Node, domains: dict[str, Domain]) -> sympy.Expr:  # noqa: C901
    """Return a tree as a SymPy expression with the assumptions that domains allow."""

    def convert(inner: Node) -> sympy.Expr:
        return to_sympy(inner, domains)

    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Sym(name):
            return sympy.Symbol(name, **assumptions(domains.get(name)))
        case Const(name):
            return {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo}[name]
        case Neg(arg):
            return -convert(arg)
        case Add(terms):
            return sympy.Add(*map(convert, terms))
        case Mul(factors):
            return sympy.Mul(*map(convert, factors))
        case Div(num, den):
            return convert(num) / convert(den)
        case Pow(base, exponent):
            return convert(base) ** convert(exponent)
        case Call(name, args):
            rule = RULES.get(name) or getattr(sympy, NAMES.get(name, name))
            return rule(*map(convert, args))
        case Derivative(body, var, order):
            return sympy.diff(convert(body), convert(Sym(var)), order)
        case Bind("sum", body, var, low, high) if low is not None and high is not None:
            return sympy.summation(convert(body), (convert(Sym(var)), convert(low), convert(high)))
        case Bind("int", body, var, low, high) if low is not None and high is not None:
            return sympy.integrate(convert(body), (convert(Sym(var)), convert(low), convert(high)))
    raise ValueError(type(node).__name__)


def assumptions(domain: Domain | None) -> dict[str, bool]:
    """Return what SymPy can be told of a domain."""
    if domain is None:
        return {"real": True}
    found = {"integer": True} if domain.is_integer else {"real": True}
    low = domain.low.value if isinstance(domain.low, Num) else None
    if domain.base == "size" or (low is not None and (low > 0 or (low == 0 and not domain.low_closed))):
        found["positive"] = True
    elif low == 0:
        found["nonnegative"] = True
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-sympy", action="store_true")
    options = parser.parse_args()
    rows = corpus()
    equal = sum(row.truth == "equal" for row in rows)
    print(f"{len(rows)} pairs, {equal} equal, {len(rows) - equal} different")
    results = [run("compare (texts)", rows, ours, options.repeat)]
    results.append(run("normal form alone (trees)", rows, normal_form, options.repeat))
    if not options.no_sympy:
        results.append(run("sympy simplify (trees)", rows, by_sympy, 1))
    verify = math_verify()
    if verify is not None:
        results.append(run("math-verify (texts)", rows, verify, 1))
    base = statistics.median(results[0].times)
    print(f"{'':28s} {'right':>6s} {'wrong':>6s} {'undecided':>10s} {'median ms':>10s} {'p99 ms':>10s} {'ratio':>8s}")
    for result in results:
        print(result.row(base))
    for result in results:
        for wrong in result.wrong:
            print(f"wrong, {result.name}: {wrong}")


if __name__ == "__main__":
    main()
