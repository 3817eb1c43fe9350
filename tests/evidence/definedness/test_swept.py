"""Signs swept from root to root say what is found on each cell one by one."""

from __future__ import annotations

import pytest

from grader.evidence.budget import Budget
from grader.evidence.definedness import each_covers
from grader.evidence.definedness.covering import coverage
from grader.evidence.definedness.line import cells
from tests.evidence.plain_trees import setting, tree

PAIRS = (
    ("1/x + 1", "(1 + x)/x"),
    ("(x^2 - 5x + 6)/(x^2 - 4)", "(x - 3)/(x + 2)"),
    ("1/(x^3 - 2)", "x/(x^4 - 2x)"),
    ("sqrt(x^2)/x", "sqrt(x)/sqrt(x)"),
    ("ln(x^2 - 1)", "ln(x - 1) + ln(x + 1)"),
    ("ln(ln x)", "ln(x)/ln(ln x)"),
    ("x/(sqrt(x + 1) - 1)", "sqrt(x + 1) + 1"),
    ("1/(|x| - 2)", "1/(2 - |x|) + 1/x"),
    ("arcsin(x)/(x^2 - 1)", "1/sqrt(1 - x^2)"),
    ("tan(arcsin x)", "x/sqrt(1 - x^2)"),
    ("x^(1/3)/x^(2/3)", "x^(-1/3)"),
    ("sqrt(x^3 - x)", "sqrt(-(x^2 - 1)^2 e^x)"),
)
DOMAINS = ("real", "positive", "[-1, 3)", "(-2, 2]")


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_both_ways_agree(left: str, right: str, domain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same status, gaps and words, with the gauges and without them."""
    declared = f"x: {domain}"
    asked = (tree(left, declared), tree(right, declared), setting(declared), Budget())
    swept = each_covers(*asked)
    for module in (coverage, cells):
        monkeypatch.setattr(module, "simple_cells", lambda *_: None)
    one_by_one = each_covers(*asked)
    for first, second in zip(swept, one_by_one, strict=True):
        assert (first.status, first.gaps, first.outside) == (second.status, second.gaps, second.outside)
