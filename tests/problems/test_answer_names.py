r"""`symbol` takes the name of an answer as it stands on the left: `f'(x)`, `w^*`, `B^{-1}`."""

import pytest

from grader.api import check, load_problems
from grader.errors import ProblemError

PROBLEM = """\
id: p
title: P
prompt: Give it.
answer:
  type: expression
  symbol: '{symbol}'
  for_all: {{x: real, w: real}}
  expected: 2x
"""
ROWS = [  # the name, the answer, the outcome
    ("f'(x)", "f'(x) = 2x", "correct"),
    ("f'(x)", "f' = 2x", "correct"),
    ("f'(x)", "f'(x) = 3x", "incorrect"),
    ("f'(x)", "f(x) = 2x", "unreadable"),  # another value
    ("f'(x)", "f''(x) = 2x", "unreadable"),
    ("v^*", "v^* = 2x", "correct"),
    ("v^*", r"v^{\star} = 2x", "correct"),
    ("v^*", "v_2 = 2x", "unreadable"),
    ("v^*", "2v = 2x", "unreadable"),
    (r"\hat\theta^\ast", r"\hat\theta^* = 2x", "correct"),
    ("w^*", "w^* = 2x", "correct"),  # no name in formulas, where w is another value
    ("w^*", "2x + w - w", "correct"),
    ("w^*", "w^*", "unreadable"),
    ("B^{-1}", "B^{-1} = 2x", "correct"),
    ("A^T", r"A^\top = 2x", "correct"),
    ("P(A|B)", "P(A|B) = 2x", "correct"),
    ("x^{(t+1)}", "x^{(t+1)} = 2x", "correct"),
]
BROKEN = ["2x", "x+1", "v^2", "f(2x)", "w^* = 2", "f(x)g(x)", "x(w)", "^*", "v^"]


def _load(folder, symbol):
    (folder / "p.yaml").write_text(PROBLEM.format(symbol=symbol.replace("'", "''")))
    return load_problems(folder)["p"]


@pytest.mark.parametrize(("symbol", "answer", "outcome"), ROWS)
def test_the_name_of_an_answer(tmp_path, symbol, answer, outcome):
    assert check(_load(tmp_path, symbol), answer).outcome.value == outcome


@pytest.mark.parametrize("symbol", BROKEN)
def test_no_name_of_an_answer(tmp_path, symbol):
    with pytest.raises(ProblemError, match=r"answer\.symbol"):
        _load(tmp_path, symbol)
