"""Validates problems and runs their examples."""

from __future__ import annotations

from pathlib import Path

from grader.course.single_answer import mark_single
from grader.errors import Diagnostic
from grader.isolation.limits import LIMITS
from grader.isolation.pool import Broke, Done, TimedOut, map_ordered
from grader.marking.examples import run_examples
from grader.marking.judging.unformed import unformed
from grader.marking.probes.findings import probe_findings
from grader.marking.regrets import regrets
from grader.marking.synthesis import contradictions
from grader.problems.load import load_tree
from grader.problems.mistakable import mistakable
from grader.problems.question import Question
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class LintReport:
    """What is wrong (`diagnostics`) and what may be regretted (`warnings`) in a tree of problems."""

    diagnostics: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    problems: int
    examples: int


def lint(path: str | Path, jobs: int = 1, *, deep: bool = False) -> LintReport:
    """Validate a problem or a folder of problems, and run their examples, each question's in a process of its own.

    `deep` also hands in near misses and rewrites of every correct example.
    """
    problems, faults = load_tree(path)
    questions = {question.id: question for problem in problems.values() for question in problem.questions}
    found, regretted = list(faults), list(mistakable(problems.values()))
    for name, result in map_ordered(lambda key: _linted(questions[key], deep), iter(questions), jobs, LIMITS):
        if isinstance(result, Done):
            found += result.value[0]
            regretted += result.value[1]
        else:
            found.append(_unlinted(questions[name], result))
    examples = sum(len(question.examples) for question in questions.values())
    return LintReport(tuple(found), tuple(regretted), len(problems), examples)


def _linted(question: Question, deep: bool) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    probed = probe_findings(question) if deep else ()
    return (*run_examples(question, mark_single), *unformed(question), *contradictions(question)), (
        *regrets(question),
        *probed,
    )


def _unlinted(question: Question, result: TimedOut | Broke) -> Diagnostic:
    timed_out = isinstance(result, TimedOut)
    why = f"took more than {LIMITS.wall_seconds:g} seconds" if timed_out else "made the grader itself fail"
    return Diagnostic(question.file, question.line, 0, f"{question.id} examples", f"running them {why}")
