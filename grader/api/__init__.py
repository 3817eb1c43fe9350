"""The Python face of the grader.

from grader.api import check, compare, load_problems
verdict = check(load_problems("problems")["q2"], "73728")
verdict.outcome, verdict.score, verdict.claims[0].evidence

`answers` checks and compares values and texts, `shown` is what comes back, `linting` and `runs` do what the commands of
these names do. May use every room below it; the command line only asks this room or rooms below. A new function that
users may call is made in one of these files and named here.
"""

from grader.api.answers import check, compare, from_sympy, score, to_sympy
from grader.api.linting import LintReport, lint
from grader.api.runs import grade
from grader.api.shown import Comparison, Problem, Problems, Verdict, load_problems, problem_from
from grader.comparing.notations import ReadReading, ReadResult, read
from grader.verdict import Outcome

__all__ = [
    "Comparison",
    "LintReport",
    "Outcome",
    "Problem",
    "Problems",
    "ReadReading",
    "ReadResult",
    "Verdict",
    "check",
    "compare",
    "from_sympy",
    "grade",
    "lint",
    "load_problems",
    "problem_from",
    "read",
    "score",
    "to_sympy",
]
