"""Letters that a problem speaks of in its formulas: what looks like a label, `q1 = 2`, gives a variable there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.problems.question import Problem
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.forms.spans import pieces


def is_letter(problem: Problem, others: Mapping[str, Target], name: str) -> bool:
    """Whether a letter in another case than a part's is one that the problem speaks of: `A or B: all of ℝ`."""
    return len(name) == 1 and name not in others and _speaks_of(problem, name)


def _speaks_of(problem: Target, letter: str) -> bool:
    """Whether a letter stands by itself in the formulas of a problem."""
    parts = problem.questions if isinstance(problem, Problem) else ()
    told = " ".join((problem.prompt, *(one.prompt for one in parts)))
    formulas = " ".join(piece.text for piece in pieces(told) if piece.is_formula)
    return re.search(rf"(?<![\\A-Za-z]){re.escape(letter)}(?![A-Za-z])", formulas) is not None


def is_variable(problem: Target, text: str, place: int) -> bool:
    """Whether a letter and a number give a variable of the problem, `q1 = 2`, or stand on lines of their own."""
    match = _VARIABLE.match(text, place)
    return match is not None and (
        "\n" in match[0] or (match["given"] is not None and _speaks_of(problem, match["letter"]))
    )


def labelled_in(names: Names, text: str) -> dict[str, Target]:
    """Return the parts whose numbers and letters stand within a text, `5b`, whatever stands behind them."""
    found: dict[str, Target] = {}
    for match in _LABELLED.finditer(text):
        node = names.root.find((match["number"], match["letter"].casefold()))
        if node is not None and len(node.targets) == 1 and len(found) < MAX_LABELS:
            found[match[0]] = node.targets[0]
    return found


MAX_LABELS = 20  # numbers with letters within one section that are looked at
_LABELLED = re.compile(
    r"(?<![\w.,^\\])[(\[]?(?P<number>\d{1,2})\s?[.(]?(?P<letter>[a-z])(?![\w'’^])(?=[)\].:=]|\s|$)", re.IGNORECASE
)
_VARIABLE = re.compile(r"(?P<letter>[a-z])\s*\d{1,2}(?!\d)(?P<given>\s*=)?")
