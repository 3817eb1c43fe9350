"""Every notation of one formula gives one tree, and so does what is printed of it."""

from pathlib import Path

import pytest

from grader.language.names import Names, Symbol
from grader.language.printing import show
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from tests.caselists import read_values

CASES = read_values(Path(__file__).parents[2] / "cases" / "notations.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["spellings"][0])
def test_all_spellings_are_one_tree(case):
    declared = {name: Symbol(name, parse_domain(domain)) for name, domain in case.get("names", {}).items()}
    names = Names(symbols=declared, free=not declared)
    expect = case.get("expect", "expression")
    (first,) = read(case["spellings"][0], names, expect)
    shown = [show(first.tree, notation) for notation in ("plain", "latex", "unicode")]
    for text in (*case["spellings"][1:], *shown):
        assert [reading.tree for reading in read(text, names, expect)] == [first.tree], text
