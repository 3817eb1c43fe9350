"""The rent of each way to decide: switched off one at a time, which pairs and examples does nothing else decide?

Run from the root: `python -m tests.benchmarks.rent [NAME …] [--fuzzed N] [--seed TEXT] [--pairs FILE …]`; without
names, all rows of the strategy's table, and all rules of closed forms. A row is worth its place where it decides three
unlike pairs that nothing else decides, or what the contract promises. `--fuzzed` adds pairs that no rule was built on,
and `--pairs` files of pairs, such as those that were held back. Only what a way was heard for is decided again.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from textwrap import indent
from typing import Any

import yaml

from grader.api import check, load_problems
from grader.claims.statements import Claim, Equal
from grader.evidence import decide
from grader.evidence.calculus import closed_form
from grader.evidence.errors import DeclinedError
from grader.evidence.strategy import table
from grader.language.printing import show
from grader.marking.judging import decided_once
from grader.problems.question import Problem
from grader.verdict import status_of
from tests.benchmarks.pairs import pairs
from tests.benchmarks.statuses import EXAMPLE, Decided, all_pairs, compared, questions
from tests.caselists import read_texts
from tests.evidence.deciding import claim_of
from tests.evidence.families.piecewise.networks_support import inputs, network, random_layers, rewritten, turned
from tests.pairs import CASES, ROOT, case_of, cases, path_of

OUTCOMES = ("correct", "incorrect", "undecided", "unreadable")  # keys of texts in files of notations
SHOWN = 5  # rows of pairs that are printed
OPEN = {"undecided", "review", "error", "Status.UNDECIDED"}
RULE = "closed form: "  # begins the names of rules of closed forms
FUZZED = "fuzzed: "
WIDTHS = ((2, 8, 1), (2, 24, 1), (8, 64, 1), (2, 16, 16, 1))  # of random networks
ACTIVATIONS = ("relu", "tanh", "sigmoid", "silu")
NETWORKS = 4  # of each kind, every other one with a wrong weight
MARKED = ("marking", "networks", "derivations")  # files of problems with answers to them
UNSEEN = "seeds-unseen"  # answers to the questions of the repository's own problems
NOTATIONS = ("course-notations", "written/*")  # files of answer types with texts
Way = Callable[..., Any]


def names() -> list[str]:
    """Return the names of all rows, in the order in which they are asked, and of all rules of closed forms."""
    rules = [RULE + name for rules in closed_form.RULES.values() for name in rules]
    return [row.name for row in (*table.GOALS, *table.SIDES, *table.COMPLEX_SIDES)] + rules


@contextmanager
def replaced(change: Callable[[str, Way], Way | None]) -> Iterator[None]:
    """Put something else in the place of each way, or nothing where `change` returns None."""
    goals, sides, rules = table.GOALS, (table.SIDES, table.COMPLEX_SIDES), closed_form.RULES

    def row(old: Any) -> Any:
        way = change(old.name, old.load())
        return way and replace(old, load=lambda: way)

    table.GOALS = tuple(new for old in goals if (new := row(old)))
    table.SIDES, table.COMPLEX_SIDES = (tuple(new for old in of if (new := row(old))) for of in sides)
    closed_form.RULES = {
        kind: {name: new for name, rule in of.items() if (new := change(RULE + name, rule))}
        for kind, of in rules.items()
    }
    try:
        yield
    finally:
        table.GOALS, (table.SIDES, table.COMPLEX_SIDES), closed_form.RULES = goals, sides, rules


def afresh(decided: Decided) -> Decided:
    """Return what decides anew whatever was decided before: what a way decided once would be known without it."""

    def decide_afresh() -> list[str]:
        decided_once._known.clear()
        return decided()

    return decide_afresh


def heard_for(asked: Mapping[str, Decided]) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    """Return what is decided, and for each way the keys for which it did not decline, at any depth."""
    heard: dict[str, set[str]] = defaultdict(set)
    key = ""

    def listened(name: str, way: Way) -> Way:
        def heard_way(*arguments: Any) -> Any:
            try:
                found = way(*arguments)
            except DeclinedError:
                raise
            except Exception:
                heard[name].add(key)
                raise
            if found is not None:
                heard[name].add(key)
            return found

        return heard_way

    before = {}
    with replaced(listened):
        for key, decided in asked.items():
            before[key] = decided()
    return before, heard


def with_reasons() -> dict[str, Decided]:
    """Return every pair of the corpora: a way may pay by saying why one is open."""
    return {key: partial(compared, pair, reasons=True) for key, pair in all_pairs().items()}


def fuzzed(seed: str, count: int) -> dict[str, Decided]:
    """Return pairs that were built at random."""
    found: dict[str, Decided] = {}
    for pair in islice(pairs(seed), count):
        left, right, domains = show(pair.left), show(pair.right), dict(pair.domains)
        found[f"{FUZZED}{left} | {right} | {domains}"] = partial(compared, (left, right, domains))
    return found


def stated() -> dict[str, Decided]:
    """Return what is stated of piecewise-linear functions of several variables."""
    return {str(case): partial(_claimed, claim_of(case)) for case in cases("networks-space")}


def networks() -> dict[str, Decided]:
    """Return random networks and what is the same, written otherwise, or has one wrong weight."""
    found: dict[str, Decided] = {}
    for widths, activation, seed in product(WIDTHS, ACTIVATIONS, range(NETWORKS)):
        random = Random(f"{widths} {activation} {seed}")
        layers = random_layers(random, widths)
        same = rewritten(random, layers) if activation == "relu" else turned(random, layers, activation)
        if seed % 2:
            same[-1][1][0] += Fraction(1, 10**6)
        sides = network(same, activation=activation), network(layers, activation=activation)
        claim = Claim("c", "c", Equal(*sides), inputs(widths[0]))
        found[f"network: {widths} {activation} {seed}"] = partial(_claimed, claim)
    return found


def _claimed(claim: Claim) -> list[str]:
    evidence = decide(claim)
    return [status_of(evidence).value, getattr(evidence, "method", "")]


def marked(name: str, folder: Path) -> dict[str, Decided]:
    """Return the answers of a file of problems with what answers to them come to."""
    found: dict[str, Decided] = {}
    for number, case in enumerate(yaml.load(path_of(name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
        (folder / f"{name}-{number}").mkdir()
        (folder / f"{name}-{number}" / "q.yaml").write_text(case["problem"], encoding="utf-8")
        problem = load_problems(folder / f"{name}-{number}")["q"]
        found |= {f"{name} {number}: {row['answer']}": partial(_marked, problem, row["answer"]) for row in case["rows"]}
    return found


def _marked(problem: Problem, answer: Any) -> list[str]:
    verdict = check(problem, answer)
    return [verdict.outcome.value, *(getattr(claim.evidence, "method", "") for claim in verdict.claims)]


def unseen() -> dict[str, Decided]:
    """Return the answers to the questions of the repository's problems with what they come to."""
    problems = load_problems(ROOT / "problems")
    return {
        f"{UNSEEN} {id_}: {text}": partial(_marked, problems[id_], text)
        for id_, rows in read_texts(CASES / f"{UNSEEN}.yaml").items()
        for texts in rows.values()
        for text in texts
    }


def notations(folder: Path) -> dict[str, Decided]:
    """Return texts in the notation of courses with what they come to."""
    found: dict[str, Decided] = {}
    files = [path for name in NOTATIONS for path in sorted(CASES.glob(f"{name}.yaml"))]
    for number, case in enumerate(case for path in files for case in read_texts(path)):
        (folder / f"notation-{number}").mkdir()
        text = yaml.dump({"id": "q", "title": "t", "prompt": case.get("prompt", "q")}) + "answer:\n"
        text += indent(case["answer"], "  ")
        (folder / f"notation-{number}" / "q.yaml").write_text(text, encoding="utf-8")
        problem = load_problems(folder / f"notation-{number}")["q"]
        texts = [text for outcome in OUTCOMES for text in case.get(outcome, ())]
        found |= {f"notation {number}: {text}": partial(_marked, problem, text) for text in texts}
    return found


def held_back(path: Path) -> dict[str, Decided]:
    """Return the pairs of a file, by their numbers alone: what they say is for those who hold them back."""
    groups = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    rows = [case_of(path.stem, group, row) for group, rows in groups.items() for row in rows]
    return {
        f"{path.stem}: {number}": partial(compared, (row.left, row.right, dict(row.where)))
        for number, row in enumerate(rows, start=1)
        if row.left
    }


def main() -> None:
    """Print, for each way, how many statuses, and how many methods or reasons, change without it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--fuzzed", type=int, default=0)
    parser.add_argument("--seed", default="rent")
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    asked = questions() | with_reasons() | unseen() | stated() | networks() | fuzzed(chosen.seed, chosen.fuzzed)
    with TemporaryDirectory() as folder:
        for name in MARKED:
            asked |= marked(name, Path(folder))
        asked |= notations(Path(folder))
    for path in chosen.pairs:
        asked |= held_back(path)
    asked = {key: afresh(decided) for key, decided in asked.items()}
    before, heard = heard_for(asked)
    for name in chosen.names or names():
        with replaced(lambda other, way, name=name: None if other == name else way):
            after = {key: asked[key]() for key in sorted(heard[name])}
        report(name, before, after)


def report(name: str, before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> None:
    """Print what changes without a way."""
    lost = [key for key, row in after.items() if row[0] != before[key][0]]
    wrong = [key for key in lost if after[key][0] not in OPEN]
    others = sum(row != before[key] for key, row in after.items()) - len(lost)  # why a pair is open among them
    examples = sum(key.startswith(EXAMPLE) for key in lost)
    print(
        f"{name}: {len(lost)} statuses ({examples} of examples), {others} methods or reasons, heard {len(after)} times",
        flush=True,
    )
    for key in wrong[:SHOWN]:
        print(f"    {before[key][0]} -> {after[key][0]}: {key}")
    for key in [key for key in lost if key not in wrong][:SHOWN]:
        print(f"    {key}")


if __name__ == "__main__":
    main()
